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

interface Span {
  from: string
  /** The last day; null: open. */
  until: string | null
}

/** The day after, as YYYY-MM-DD. */
export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}

/** Periods in order, with neighbours of the same key made one. */
export function joined<T extends Span>(spans: readonly T[], keyOf: (span: T) => string): T[] {
  const whole: T[] = []
  for (const span of spans) {
    const last = whole.at(-1)
    const goesOn = last?.until && dayAfter(last.until) === span.from && keyOf(last) === keyOf(span)
    if (last && goesOn) whole[whole.length - 1] = { ...last, until: span.until }
    else whole.push(span)
  }
  return whole
}

/** Changes still to come, by day: what follows on something else. The very first period of somebody is no move. */
export function plannedMoves<U, M>(
  units: readonly (Span & { unit: U })[],
  managers: readonly (Span & { manager: M })[],
  today: string,
): { from: string; unit: U | null; manager: M | null }[] {
  const days = new Map<string, { from: string; unit: U | null; manager: M | null }>()
  const on = (from: string) => {
    const day = days.get(from) ?? { from, unit: null, manager: null }
    days.set(from, day)
    return day
  }
  for (const { from, unit } of units.slice(1)) if (from > today) on(from).unit = unit
  for (const { from, manager } of managers.slice(1)) if (from > today) on(from).manager = manager
  return [...days.values()].sort((a, b) => (a.from < b.from ? -1 : 1))
}
