import type { UnitNode } from '@/lib/analytics/rules'

/** A unit as drawn; `depth` counts from the top of what is shown. `toggle` is null where nothing lies below. */
export type MapRow = { node: UnitNode; depth: number; toggle: 'open' | 'shut' | null; isLoading: boolean }

/** Units opened or shut by hand; anything else stands as `opensItself` says. */
export type ByHand = { open: ReadonlySet<string>; shut: ReadonlySet<string> }

/** How a row is set: 0 the top, 1 an area, bold and a little apart, 2 any other unit. */
export const rankOf = ({ depth, toggle }: MapRow): 0 | 1 | 2 => (depth === 0 ? 0 : depth === 1 && toggle ? 1 : 2)

export type Expansion = ByHand & {
  /** Units whose sub-units were asked for: on their way, or answered. */
  loading: ReadonlySet<string>
  loaded: ReadonlySet<string>
}

/** The top stands open, and its areas too as long as their units came with them. */
const opensItself = (node: UnitNode, depth: number) => depth === 0 || (depth === 1 && node.children.length > 0)

function isOpen(node: UnitNode, depth: number, { open, shut }: ByHand): boolean {
  const id = node.unit.unitId
  return open.has(id) || (!shut.has(id) && opensItself(node, depth))
}

/** The tree as the rows of a table, parents before children, leaving out what is shut. */
export function mapRows(tops: readonly UnitNode[], expansion: Expansion, depth = 0): MapRow[] {
  return tops.flatMap((node) => {
    const id = node.unit.unitId
    const hasUnits = node.children.length > 0 || (node.hasMore && !expansion.loaded.has(id))
    const isShown = hasUnits && isOpen(node, depth, expansion)
    const row: MapRow = {
      node,
      depth,
      toggle: hasUnits ? (isShown ? 'open' : 'shut') : null,
      isLoading: isShown && node.hasMore && expansion.loading.has(id),
    }
    return isShown ? [row, ...mapRows(node.children, expansion, depth + 1)] : [row]
  })
}

/** The lists of units opened and shut by hand after a row's toggle was pressed; what stands as it would by itself is in neither. */
export function toggled({ node, depth, toggle }: MapRow, { open, shut }: ByHand): { open: string[]; shut: string[] } {
  const id = node.unit.unitId
  const others = (list: ReadonlySet<string>) => [...list].filter((each) => each !== id)
  const next = { open: others(open), shut: others(shut) }
  const byItself = opensItself(node, depth)
  if (toggle === 'open' && byItself) next.shut.push(id)
  if (toggle === 'shut' && !byItself) next.open.push(id)
  return next
}

/** A unit anywhere in the tree; null when it is not there. */
export function findNode(nodes: readonly UnitNode[], unitId: string): UnitNode | null {
  for (const node of nodes) {
    const found = node.unit.unitId === unitId ? node : findNode(node.children, unitId)
    if (found) return found
  }
  return null
}
