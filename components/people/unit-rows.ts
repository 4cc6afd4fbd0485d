import type { Units } from '@/lib/people/shapes'

export type KeptUnit = Units['units'][number]

interface Placed {
  unitId: string
  name: string
  parentUnitId: string | null
}

export type UnitRow<T extends Placed> = { unit: T; depth: number; hasBelow: boolean; isOpen: boolean }

/** Trees up to this many units stand open; greater ones begin with their first two levels. */
const smallTree = 60

/**
 * The rows of the tree that are in sight, parents before children as given. `toggled` holds the units whose openness was turned
 * by hand. A search shows whatever carries it, at any depth, and nothing else.
 */
export function unitRows<T extends Placed>(
  units: readonly T[],
  toggled: ReadonlySet<string>,
  search = '',
): UnitRow<T>[] {
  const parents = new Set(units.map(({ parentUnitId }) => parentUnitId))
  const wanted = search.trim().toLocaleLowerCase()
  const at = new Map<string, { depth: number; isShown: boolean; isOpen: boolean }>()
  return units.flatMap((unit) => {
    const above = unit.parentUnitId === null ? undefined : at.get(unit.parentUnitId)
    const depth = above ? above.depth + 1 : 0
    const isOpen = (units.length <= smallTree || depth < 1) !== toggled.has(unit.unitId)
    const isShown = above ? above.isShown && above.isOpen : true
    at.set(unit.unitId, { depth, isShown, isOpen })
    const row = { unit, depth, hasBelow: parents.has(unit.unitId), isOpen }
    if (!wanted) return isShown ? [row] : []
    const isFound = unit.name.toLocaleLowerCase().includes(wanted) || unit.unitId.toLocaleLowerCase() === wanted
    return isFound ? [{ ...row, depth: 0, hasBelow: false }] : []
  })
}
