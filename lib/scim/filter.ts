import { ScimError } from './errors'

/** What may be compared, by the names of RFC 7643 in small letters. */
const attributes = {
  id: 'id',
  username: 'userName',
  externalid: 'externalId',
  displayname: 'displayName',
  active: 'active',
  emails: 'email',
  'emails.value': 'email',
  'emails[type eq "work"].value': 'email',
  employeenumber: 'id',
} as const
export type FilterName = (typeof attributes)[keyof typeof attributes]

/** A filter, read: comparisons joined by and, or. */
export type Filter =
  | { is: 'eq'; name: FilterName; value: string | boolean }
  | { is: 'and' | 'or'; left: Filter; right: Filter }

const most = { length: 1_000, depth: 10, terms: 30 }
const wrong = (sentence: string) => new ScimError(400, sentence, 'invalidFilter')
const token =
  /\s*(?:([()])|("(?:[^"\\]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*")|([A-Za-z][\w.:-]*(?:\[type eq "work"\]\.value)?))/y

function tokensOf(text: string): string[] {
  if (text.length > most.length) throw wrong(`A filter has at most ${most.length} characters.`)
  const found: string[] = []
  token.lastIndex = 0
  while (text.slice(token.lastIndex).trim() !== '') {
    const at = token.lastIndex
    const match = token.exec(text)
    if (!match) throw wrong(`The filter is not understood from character ${at + 1} on.`)
    found.push(match[1] ?? match[2] ?? match[3] ?? '')
  }
  return found
}

/** Reads a filter; throws invalidFilter with what is wrong. `and` binds closer than `or`. */
export function parseFilter(text: string): Filter {
  const tokens = tokensOf(text)
  let at = 0
  let terms = 0
  const next = () => tokens[at]?.toLowerCase()
  const either = (depth: number): Filter => {
    let left = both(depth)
    while (next() === 'or') {
      at += 1
      left = { is: 'or', left, right: both(depth) }
    }
    return left
  }
  const both = (depth: number): Filter => {
    let left = one(depth)
    while (next() === 'and') {
      at += 1
      left = { is: 'and', left, right: one(depth) }
    }
    return left
  }
  const one = (depth: number): Filter => {
    if (next() !== '(') return compared()
    if (depth >= most.depth) throw wrong(`A filter nests at most ${most.depth} deep.`)
    at += 1
    const inner = either(depth + 1)
    if (next() !== ')') throw wrong('A bracket is not closed.')
    at += 1
    return inner
  }
  const compared = (): Filter => {
    terms += 1
    if (terms > most.terms) throw wrong(`A filter compares at most ${most.terms} times.`)
    const [path, operator, value] = tokens.slice(at, at + 3)
    at += 3
    if (path === undefined || operator === undefined || value === undefined) throw wrong('The filter ends too early.')
    const name = nameOf(path)
    if (operator.toLowerCase() !== 'eq') throw wrong(`Only eq is supported, joined by and, or: “${operator}” is not.`)
    return { is: 'eq', name, value: literalOf(name, value) }
  }
  const filter = either(0)
  if (at < tokens.length) throw wrong(`“${tokens[at]}” is not expected there.`)
  return filter
}

function nameOf(path: string): FilterName {
  const bare = path.replace(/^urn:ietf:params:scim:schemas:(core|extension:enterprise):2\.0:User:/i, '')
  const name = attributes[bare.toLowerCase() as keyof typeof attributes]
  if (!name) throw wrong(`“${bare}” cannot be filtered by. Use id, userName, externalId, emails.value, active.`)
  return name
}

function literalOf(name: FilterName, text: string): string | boolean {
  const value = text.startsWith('"') ? (JSON.parse(text) as string) : text.toLowerCase()
  if (name === 'active') {
    if (!/^(true|false)$/i.test(value)) throw wrong('active is true or false.')
    return value.toLowerCase() === 'true'
  }
  if (!text.startsWith('"')) throw wrong('A text stands between double quotes.')
  return value
}
