/** A message read ahead, as `use-intl/format-message/format-only` takes it: texts, arguments, branches, tags. */
export type Compiled = string | Part[]
type Part = string | typeof pound | unknown[]
type Tree = { readonly [key: string]: string | Tree }
type CompiledTree = { [key: string]: Compiled | CompiledTree }

/** Stands for the number of the plural around it. */
const pound = 0
const kinds: Readonly<Record<string, number>> = { select: 1, plural: 2, selectordinal: 3, number: 4 }

/**
 * Reads the ICU of our catalogue: arguments, numbers, plurals, selects and tags; no quoting, no skeletons. Done once on the
 * server, so that no browser carries a parser. Throws on a kind it does not know.
 */
export function compile(message: string): Compiled {
  const [parts] = text(message, 0, '', false)
  const lean = leanest(parts)
  return typeof lean === 'string' ? lean : parts
}

export const compileAll = (tree: Tree): CompiledTree =>
  Object.fromEntries(
    Object.entries(tree).map(([key, value]) => [key, typeof value === 'string' ? compile(value) : compileAll(value)]),
  )

const leanest = (parts: Part[]) => {
  const [only = ''] = parts
  return parts.length < 2 && !Array.isArray(only) ? only : parts
}

/** Parts from `at` to `closing`, and the place behind it. */
function text(message: string, at: number, closing: string, isPlural: boolean): [Part[], number] {
  const found: Part[] = []
  let literal = ''
  const keep = (part: Part) => {
    if (literal) found.push(literal)
    literal = ''
    found.push(part)
  }
  let next = at
  while (next < message.length && !(closing && message.startsWith(closing, next))) {
    const sign = message[next]
    const tag = sign === '<' ? /^<(\w+)>/.exec(message.slice(next)) : null
    if (tag) {
      const [inner, after] = text(message, next + tag[0].length, `</${tag[1]}>`, isPlural)
      keep([tag[1], ...(inner.length > 0 ? inner : [''])])
      next = after
    } else if (sign === '{') {
      const [part, after] = argument(message, next + 1)
      keep(part)
      next = after
    } else {
      if (sign === '#' && isPlural) keep(pound)
      else literal += sign
      next++
    }
  }
  if (literal) found.push(literal)
  return [found, next + closing.length]
}

function argument(message: string, at: number): [Part, number] {
  const head = /^\s*([\w-]+)\s*(?:,\s*(\w+)\s*)?([,}])/.exec(message.slice(at))
  const [all, name, kind, end] = head ?? []
  if (!all || !name) throw new Error(`No argument is read at ${at} of “${message}”.`)
  if (kind === undefined) return [[name], at + all.length]
  const code = kinds[kind]
  if (code === undefined) throw new Error(`“${kind}” is not read in “${message}”.`)
  if (end === '}') return [[name, code], at + all.length]
  const branches: Record<string, Part | Part[]> = {}
  let next = at + all.length
  for (;;) {
    const branch = /^\s*([^\s{}]+)\s*\{/.exec(message.slice(next))
    if (!branch) break
    const [inner, after] = text(message, next + branch[0].length, '}', kind !== 'select')
    branches[branch[1] ?? ''] = leanest(inner)
    next = after
  }
  return [[name, code, branches], next + message.slice(next).indexOf('}') + 1]
}
