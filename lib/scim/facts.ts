import { ScimError } from './errors'

export const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User'
export const enterpriseSchema = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

/** What a directory may say of a person; what it left out is absent, what it took away is null. */
export interface Facts {
  userName?: string
  externalId?: string | null
  displayName?: string | null
  formatted?: string | null
  givenName?: string | null
  familyName?: string | null
  title?: string | null
  email?: string | null
  active?: boolean
  employeeNumber?: string | null
  department?: string | null
  division?: string | null
  costCenter?: string | null
  organization?: string | null
  manager?: string | null
}
type TextFact = Exclude<keyof Facts, 'active' | 'email' | 'manager' | 'userName'>

const texts: Record<string, [TextFact, number]> = {
  externalid: ['externalId', 200],
  displayname: ['displayName', 200],
  'name.formatted': ['formatted', 200],
  'name.givenname': ['givenName', 100],
  'name.familyname': ['familyName', 100],
  title: ['title', 200],
}
const enterpriseTexts: Record<string, [TextFact, number]> = {
  employeenumber: ['employeeNumber', 64],
  department: ['department', 200],
  division: ['division', 200],
  costcenter: ['costCenter', 200],
  organization: ['organization', 200],
}
/** Attributes of RFC 7643 that nothing here keeps: directories send them all the same. */
const passedOver =
  /^(schemas|id|meta|groups|roles|entitlements|name\.(middlename|honorificprefix|honorificsuffix)|nickname|profileurl|usertype|preferredlanguage|locale|timezone|password|(phonenumbers|ims|photos|addresses|x509certificates)\b.*|manager\.(displayname|\$ref)|emails\[.*\]\.(type|primary|display))$/

const wrong = (path: string, sentence: string) => new ScimError(400, `${path} ${sentence}.`, 'invalidValue')
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function textOf(path: string, value: unknown, most: number): string | null {
  if (value === null || value === undefined) return null
  if (typeof value !== 'string' && typeof value !== 'number') throw wrong(path, 'is a text')
  const text = String(value).normalize('NFC').trim()
  if (text.length > most) throw wrong(path, `has at most ${most} characters`)
  if (text.includes('\0')) throw wrong(path, 'holds a character that nothing here can hold')
  return text === '' ? null : text
}

/** Both spellings: Okta sends a truth value, Entra the word. */
function truthOf(value: unknown): boolean {
  if (typeof value === 'boolean') return value
  if (typeof value === 'string' && /^(true|false)$/i.test(value)) return value.toLowerCase() === 'true'
  throw wrong('active', 'is true or false')
}

function emailOf(value: unknown): string | null {
  const list = Array.isArray(value) ? value : [value]
  const chosen =
    list.find((one) => isObject(one) && truthy(one.primary)) ??
    list.find((one) => isObject(one) && one.type === 'work') ??
    list[0]
  const text = textOf('emails.value', isObject(chosen) ? chosen.value : chosen, 320)
  if (text !== null && !/^[^\s@]+@[^\s@]+$/.test(text)) throw wrong('emails.value', 'is no e-mail address')
  return text
}
const truthy = (value: unknown) => value === true || (typeof value === 'string' && value.toLowerCase() === 'true')

function managerOf(value: unknown): string | null {
  const [one] = Array.isArray(value) ? value : [value]
  return textOf('manager.value', isObject(one) ? one.value : one, 200)
}

/** Writes one attribute, by its path in any of the spellings that directories use; an object is taken apart. */
export function setFact(facts: Facts, path: string, value: unknown): void {
  const core = path.replace(new RegExp(`^${userSchema.replaceAll('.', '\\.')}(:|$)`, 'i'), '')
  const [isEnterprise, bare] = withoutEnterprise(core)
  const name = bare.toLowerCase()
  if (name === '' || (name === 'name' && isObject(value))) {
    if (!isObject(value)) throw wrong(path || 'value', 'is an object')
    const prefix = name === 'name' ? 'name.' : isEnterprise ? `${enterpriseSchema}:` : ''
    for (const [key, inner] of Object.entries(value)) setFact(facts, `${prefix}${key}`, inner)
    return
  }
  const known = isEnterprise ? enterpriseTexts[name] : texts[name]
  if (known) facts[known[0]] = textOf(bare, value, known[1])
  else if (name === 'username' && !isEnterprise) facts.userName = textOf(bare, value, 200) ?? refuseEmpty()
  else if (name === 'active' && !isEnterprise) facts.active = truthOf(value)
  else if (/^emails(\.value|\[(type eq "work"|primary eq true)\](\.value)?)?$/.test(name)) facts.email = emailOf(value)
  else if (isEnterprise && /^manager(\.value)?$/.test(name)) facts.manager = managerOf(value)
  else if (!passedOver.test(name)) {
    throw new ScimError(400, `There is no attribute “${path}” here.`, 'invalidPath')
  }
}

function withoutEnterprise(path: string): [boolean, string] {
  const start = path.slice(0, enterpriseSchema.length).toLowerCase()
  if (start !== enterpriseSchema.toLowerCase()) return [false, path]
  return [true, path.slice(enterpriseSchema.length).replace(/^[:.]/, '')]
}

function refuseEmpty(): never {
  throw wrong('userName', 'must not be empty')
}

/** The facts of a whole resource, as POST and PUT bring it. What is left out stays as it is. */
export function factsOf(body: unknown): Facts {
  if (!isObject(body)) throw new ScimError(400, 'Send one user as a JSON object.', 'invalidSyntax')
  const facts: Facts = {}
  for (const [path, value] of Object.entries(body)) {
    // Attributes of other schemas are passed over: directories send along what they have.
    if (/^urn:/i.test(path) && !/^urn:ietf:params:scim:schemas:(core|extension:enterprise):2\.0:user/i.test(path))
      continue
    setFact(facts, path, value)
  }
  if (!facts.userName) throw wrong('userName', 'is missing')
  return facts
}

/** The facts of a PATCH: add and replace set, remove takes away; later ones win. */
export function factsOfPatch(body: unknown): Facts {
  const operations = isObject(body) ? (body.Operations ?? body.operations) : null
  if (!Array.isArray(operations) || operations.length === 0 || operations.length > 100) {
    throw new ScimError(400, 'Send 1 to 100 Operations.', 'invalidSyntax')
  }
  const facts: Facts = {}
  for (const operation of operations) {
    if (!isObject(operation)) throw new ScimError(400, 'An operation is an object.', 'invalidSyntax')
    const op = typeof operation.op === 'string' ? operation.op.toLowerCase() : ''
    const path = operation.path ?? ''
    if (typeof path !== 'string' || path.length > 300) throw new ScimError(400, 'A path is a text.', 'invalidPath')
    if (op === 'remove') {
      if (path === '') throw new ScimError(400, 'Say by path what to remove.', 'noTarget')
      if (/(^|:)(userName|active|id|employeeNumber)$/i.test(path)) {
        throw new ScimError(400, `${path} cannot be removed.`, 'mutability')
      }
      setFact(facts, path, null)
    } else if (op === 'add' || op === 'replace') {
      if (/(^|:)id$/i.test(path)) throw new ScimError(400, 'id stays as it is.', 'mutability')
      setFact(facts, path, operation.value)
    } else throw new ScimError(400, 'op is add, replace or remove.', 'invalidSyntax')
  }
  return facts
}

/** What to call the person, if this says it; undefined when it does not. */
export function nameIn(
  facts: Facts,
  known: { givenName: string | null; familyName: string | null },
): string | undefined {
  const said = facts.displayName ?? facts.formatted
  if (said) return said
  if (facts.givenName === undefined && facts.familyName === undefined) return undefined
  const { givenName = known.givenName, familyName = known.familyName } = facts
  return [givenName, familyName].filter(Boolean).join(' ') || undefined
}
