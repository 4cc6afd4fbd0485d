/** The conditions that a policy's expression joins by AND at its top, as PostgreSQL writes it; one alone joins nothing. */
export function conditionsOf(expression: string): string[] {
  const inner = unwrap(expression.trim())
  const parts: string[] = []
  let depth = 0
  let quoted = false
  let from = 0
  for (let at = 0; at < inner.length; at += 1) {
    const letter = inner[at]
    if (letter === "'") quoted = !quoted
    if (quoted) continue
    if (letter === '(') depth += 1
    if (letter === ')') depth -= 1
    if (depth === 0 && inner.startsWith(' AND ', at)) {
      parts.push(inner.slice(from, at))
      from = at + 5
    }
  }
  return [...parts, inner.slice(from)]
}

/** Takes off the parentheses around the whole. */
function unwrap(text: string): string {
  if (!text.startsWith('(')) return text
  let depth = 0
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1
    if (text[at] === ')') depth -= 1
    if (depth === 0 && at < text.length - 1) return text
  }
  return text.slice(1, -1)
}
