import { signedGap, type UnitNode } from '@/lib/analytics/rules'
import type { GapCell } from '@/lib/analytics/shapes'

/** People below a whole level: levels are counted at their floor, so this is exact. */
export function peopleUnder(level: number, cell: GapCell): number {
  return cell.histogram.slice(0, level).reduce((sum, count) => sum + count, 0)
}

/** The gap over several units that do not overlap, each weighing as many as are rated; null when nobody is. */
export function gapOver(nodes: readonly UnitNode[], criterion: string, target: number | undefined): number | null {
  const rated = nodes.flatMap(({ cells }) => {
    const cell = cells.get(criterion)
    return cell && cell.assessed > 0 ? [cell] : []
  })
  if (rated.length === 1) return signedGap(rated[0], target)
  const people = rated.reduce((sum, { assessed }) => sum + assessed, 0)
  if (people === 0 || target === undefined) return null
  const isBelow = rated.some(({ below }) => below)
  const sum = rated.reduce((total, cell) => {
    const own = isBelow ? (cell.meanGap ?? 0) : target - (cell.meanLevel ?? target)
    return total + own * cell.assessed
  }, 0)
  return sum / people
}

/** Which sentence says how many are below, as message key of `organisation.drawer`. */
export function figureOf(cell: GapCell, target: number | undefined) {
  if (target === undefined) return 'notAsked'
  if (cell.assessed === 0 || cell.below === null) return 'nobodyRated'
  if (cell.below === 0) return 'noneBelow'
  return cell.below === cell.assessed ? 'allBelow' : 'someBelow'
}
