import type { Measure } from '@/db/values'
import { inTreeOrder } from '@/lib/people/rules'
import type { Unit } from '@/lib/people/shapes'
import type { GapCell } from './shapes'

/** A unit of the map with its cells by criterion, and the units under it that have cells too. */
export type UnitNode = {
  unit: Unit
  depth: number
  /** People marked as assessed in the unit and everything below it. */
  people: number
  cells: ReadonlyMap<string, GapCell>
  children: UnitNode[]
  /** There are units below, but none of them has cells here: they may be asked for. */
  hasMore: boolean
}

/** Targets of a role profile by criterion; what it does not ask is absent. */
export type Targets = ReadonlyMap<string, number>

/** The map as a tree: units without cells are left out; one whose parent has none stands at the top. */
export function unitTree(units: readonly Unit[], cells: readonly GapCell[]): UnitNode[] {
  const rows = new Map<string, GapCell[]>()
  for (const cell of cells) {
    const row = rows.get(cell.unit)
    if (row) row.push(cell)
    else rows.set(cell.unit, [cell])
  }
  const parents = new Set(units.map(({ parentUnitId }) => parentUnitId))
  const nodes = new Map<string, UnitNode>()
  const tops: UnitNode[] = []
  for (const unit of inTreeOrder(units)) {
    const row = rows.get(unit.unitId)
    if (!row) continue
    const parent = nodes.get(unit.parentUnitId ?? '')
    const node: UnitNode = {
      unit,
      depth: parent ? parent.depth + 1 : 0,
      people: Math.max(...row.map(({ people }) => people)),
      cells: new Map(row.map((cell) => [cell.criterion, cell])),
      children: [],
      hasMore: parents.has(unit.unitId),
    }
    if (parent) parent.hasMore = false
    nodes.set(unit.unitId, node)
    const siblings = parent ? parent.children : tops
    siblings.push(node)
  }
  return tops
}

/**
 * Levels below target over the assessed people; only when nobody is below, the mean surplus as a negative gap. Null where
 * nobody is assessed or the profile asks nothing.
 */
export function signedGap(cell: GapCell | undefined, target: number | undefined): number | null {
  if (!cell || target === undefined || cell.meanLevel === null || cell.meanGap === null) return null
  return cell.below === 0 ? target - cell.meanLevel : cell.meanGap
}

/** What a cell prints and is sorted by: levels for gap and level, people for below. */
export function measured(cell: GapCell | undefined, target: number | undefined, measure: Measure): number | null {
  if (!cell || target === undefined || cell.assessed === 0) return null
  if (measure === 'level') return cell.meanLevel
  return measure === 'below' ? cell.below : signedGap(cell, target)
}

export type SortDirection = 'ascending' | 'descending'

/** Units of the same parent ordered by one criterion; what has no number stays last, equal ones keep their order. */
export function sortTree(
  nodes: readonly UnitNode[],
  criterion: string,
  measure: Measure,
  targets: Targets,
  direction: SortDirection = 'descending',
): UnitNode[] {
  const value = (node: UnitNode) => measured(node.cells.get(criterion), targets.get(criterion), measure)
  const deep = (node: UnitNode) => ({
    ...node,
    children: sortTree(node.children, criterion, measure, targets, direction),
  })
  return nodes.toSorted((a, b) => byNumber(value(a), value(b), direction)).map(deep)
}

/** Criteria ordered by one row of the map; what has no number stays last, equal ones keep their order. */
export function sortCriteria(
  criteria: readonly string[],
  row: UnitNode['cells'],
  measure: Measure,
  targets: Targets,
  direction: SortDirection = 'descending',
): string[] {
  const value = (key: string) => measured(row.get(key), targets.get(key), measure)
  return criteria.toSorted((a, b) => byNumber(value(a), value(b), direction))
}

function byNumber(a: number | null, b: number | null, direction: SortDirection): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  return direction === 'descending' ? b - a : a - b
}

/** The criterion furthest below its target, for the sentence at the top of the page. */
export type WidestGap = {
  criterion: string
  assessed: number
  below: number
  /** Mean levels below target over the assessed. */
  meanGap: number
  /** The two areas that hold most of those below; empty when two or fewer hold all of them. */
  areas: { unitId: string; name: string; below: number }[]
}

/**
 * By mean gap over everything at the top of the tree, the first in framework order among equals; null when nobody is below
 * any target. Areas are the units one step down, or the tops themselves when there are several.
 */
export function widestGap(tops: readonly UnitNode[]): WidestGap | null {
  const totals = new Map<string, { assessed: number; below: number; gap: number }>()
  for (const { criterion, assessed, below, meanGap } of tops.flatMap(({ cells }) => [...cells.values()])) {
    if (below === null || meanGap === null) continue
    const sum = totals.get(criterion) ?? { assessed: 0, below: 0, gap: 0 }
    const gap = sum.gap + meanGap * assessed
    totals.set(criterion, { assessed: sum.assessed + assessed, below: sum.below + below, gap })
  }
  let widest: WidestGap | null = null
  for (const [criterion, { assessed, below, gap }] of totals) {
    const meanGap = gap / assessed
    if (meanGap > (widest?.meanGap ?? 0)) widest = { criterion, assessed, below, meanGap, areas: [] }
  }
  return widest && { ...widest, areas: areasOf(tops, widest.criterion) }
}

function areasOf(tops: readonly UnitNode[], criterion: string): WidestGap['areas'] {
  const steps = tops.length === 1 ? tops[0]!.children : tops
  const holding = steps
    .map(({ unit: { unitId, name }, cells }) => ({ unitId, name, below: cells.get(criterion)?.below ?? 0 }))
    .filter(({ below }) => below > 0)
  return holding.length > 2 ? holding.toSorted((a, b) => b.below - a.below).slice(0, 2) : []
}
