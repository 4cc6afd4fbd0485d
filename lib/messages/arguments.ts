/**
 * The arguments and tags that an ICU message asks for, by name, with their kind: "number" for plurals and numbers, "tag" for
 * <b>…</b>, else "text". Throws on braces that do not match.
 */
export function argumentsOf(message: string): Map<string, 'number' | 'text' | 'tag'> {
  const found = new Map<string, 'number' | 'text' | 'tag'>()
  let at = 0
  const until = (stops: string) => {
    const from = at
    while (at < message.length && !stops.includes(message[at]!)) at++
    if (at === message.length) throw new Error(`An open brace in “${message}”.`)
    return message.slice(from, at).trim()
  }
  const argument = () => {
    const name = until(',}')
    if (message[at++] === '}') return found.set(name, found.get(name) ?? 'text')
    const kind = until(',}')
    found.set(name, kind === 'select' ? 'text' : 'number')
    if (message[at++] === '}') return
    if (!['plural', 'selectordinal', 'select'].includes(kind)) {
      until('}')
      at++
      return
    }
    while (until('{}') !== '' || message[at] === '{') {
      at++
      text(true)
    }
    at++
  }
  const text = (isBranch: boolean) => {
    while (at < message.length) {
      const sign = message[at++]
      if (sign === '{') argument()
      else if (sign === '}') {
        if (isBranch) return
        throw new Error(`A brace too many in “${message}”.`)
      }
    }
    if (isBranch) throw new Error(`An open brace in “${message}”.`)
  }
  text(false)
  for (const [, tag] of message.matchAll(/<(\w+)>/g)) found.set(tag!, 'tag')
  return found
}
