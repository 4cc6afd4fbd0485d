/** A key made from a name, unlike all those that are taken. */
export function keyFor(name: string, taken: Iterable<string>): string {
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
  const stem = words.join('-').slice(0, 70).replace(/-$/, '') || 'new'
  const known = new Set(taken)
  for (let count = 1; ; count++) {
    const key = count === 1 ? stem : `${stem}-${count}`
    if (!known.has(key)) return key
  }
}
