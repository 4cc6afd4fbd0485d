/** Parents before their children, siblings by key. A unit whose parent is not among them stands at the top. */
export function inTreeOrder<T extends { unitId: string; parentUnitId: string | null }>(units: readonly T[]): T[] {
  const known = new Set(units.map(({ unitId }) => unitId))
  const children = new Map<string | null, T[]>()
  for (const unit of [...units].sort((a, b) => (a.unitId < b.unitId ? -1 : 1))) {
    const parent = unit.parentUnitId !== null && known.has(unit.parentUnitId) ? unit.parentUnitId : null
    children.set(parent, [...(children.get(parent) ?? []), unit])
  }
  const ordered: T[] = []
  const waiting = [...(children.get(null) ?? [])].reverse()
  for (let unit = waiting.pop(); unit; unit = waiting.pop()) {
    ordered.push(unit)
    waiting.push(...[...(children.get(unit.unitId) ?? [])].reverse())
  }
  return ordered
}

/** The unit itself and everything below it, in the order given; empty when it is not among them. */
export function subtreeOf<T extends { unitId: string; parentUnitId: string | null }>(
  units: readonly T[],
  unitId: string,
): T[] {
  const inside = new Set<string>()
  return inTreeOrder(units).filter((unit) => {
    const isInside = unit.unitId === unitId || inside.has(unit.parentUnitId ?? '')
    if (isInside) inside.add(unit.unitId)
    return isInside
  })
}

/** A pattern for ILIKE that finds these very characters anywhere: `%`, `_` and `\` lose their meaning. */
export function containing(text: string): string {
  return `%${text.normalize('NFC').replace(/[\\%_]/g, '\\$&')}%`
}
