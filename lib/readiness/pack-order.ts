/** Units in the order of a pack, and for each the place behind everything below it. */
export type PackOrder = { ids: number[]; ends: number[] }

/**
 * Parents before their children, everything below a unit right behind it. `paths` are units with all above them, nearest
 * first; `others` are units that no path names any more: they stand alone at the end.
 */
export function packOrder(paths: readonly (readonly number[])[], others: readonly number[]): PackOrder {
  const known = new Set<number>()
  const tops: number[] = []
  const children = new Map<number, number[]>()
  for (const path of paths) {
    const way = [...new Set(path)]
    for (const [at, unit] of way.entries()) {
      if (known.has(unit)) continue
      known.add(unit)
      const parent = way[at + 1]
      const siblings = parent === undefined ? tops : (children.get(parent) ?? [])
      siblings.push(unit)
      if (parent !== undefined) children.set(parent, siblings)
    }
  }
  const ids: number[] = []
  const ends: number[] = []
  const add = (unit: number) => {
    const place = ids.push(unit) - 1
    for (const child of children.get(unit) ?? []) add(child)
    ends[place] = ids.length
  }
  for (const unit of [...tops, ...others.filter((other) => !known.has(other))]) add(unit)
  return { ids, ends }
}
