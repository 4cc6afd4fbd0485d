import { isStale } from '@/lib/readiness/gap-scale'
import type { GapCell } from './shapes'

/** What a frozen result counted for a unit and everything below it, on one criterion. */
export type Counted = {
  unit: string
  criterion: string
  people: number
  assessed: number
  /** People whose level, rounded down, is 0, 1, 2 …; and the sums of their levels in thousandths. */
  counts: number[]
  milliSums: number[]
  /** Sum over the assessed of the days from rating to as-of day. */
  ageDays: number
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
const toFourDecimals = (number: number) => Math.round(number * 10_000) / 10_000
const DAYS_A_MONTH = 365.25 / 12

/**
 * A cell's figures for one target (null: the profile does not ask for it), exact from the counts: everybody below a whole
 * target is in a bin below it. Means are rounded to four decimals, once.
 */
export function toGapCell(counted: Counted, target: number | null, policy: Parameters<typeof isStale>[1]): GapCell {
  const { unit, criterion, people, assessed, counts, milliSums, ageDays } = counted
  const mean = (milli: number) => (assessed > 0 ? toFourDecimals(milli / assessed / 1000) : null)
  const below = target === null ? null : sum(counts.slice(0, target))
  const shortfall = (asked: number, short: number) => asked * 1000 * short - sum(milliSums.slice(0, asked))
  return {
    unit,
    criterion,
    people,
    assessed,
    below,
    meanLevel: mean(sum(milliSums)),
    meanGap: target === null || below === null ? null : mean(shortfall(target, below)),
    histogram: counts,
    isStale: assessed > 0 && isStale(ageDays / assessed / DAYS_A_MONTH, policy),
  }
}

/** Of the assessed, those under a whole minimum. */
export function underMinimum({ counts }: Counted, minimum: number): number {
  return sum(counts.slice(0, minimum))
}

/** Most cells that one answer holds. */
const MOST_CELLS = 10_000
const MOST_BYTES = 2_000_000
/** Below this many cells no answer comes near the limit of bytes, whatever the keys. */
const SURELY_SMALL = 2_500

type Placed = { unitId: string; parentUnitId: string | null }

/** The units that one answer speaks of, given those with cells in tree order: all of them, or the tops and their children. */
export function unitsToShow<Unit extends Placed>(units: readonly Unit[], criteria: number): Unit[] {
  if (units.length * criteria <= MOST_CELLS) return [...units]
  const given = new Set(units.map(({ unitId }) => unitId))
  const tops = new Set(
    units.filter(({ parentUnitId }) => parentUnitId === null || !given.has(parentUnitId)).map(({ unitId }) => unitId),
  )
  return units.filter(({ unitId, parentUnitId }) => tops.has(unitId) || tops.has(parentUnitId ?? ''))
}

/** The units of one page, after the unit where the page before ended. */
export function unitsOfPage<Unit extends Placed>(
  units: readonly Unit[],
  criteria: number,
  after: string | null,
): Unit[] {
  const start = after === null ? 0 : units.findIndex(({ unitId }) => unitId === after) + 1
  return units.slice(start, start + Math.max(1, Math.floor(MOST_CELLS / Math.max(1, criteria))))
}

/** As many whole units from the front as an answer may weigh; at least one. */
export function fitting(cells: readonly GapCell[], most = MOST_BYTES): readonly GapCell[] {
  if (cells.length <= SURELY_SMALL && most === MOST_BYTES) return cells
  let bytes = 0
  let whole = 0
  for (const [at, cell] of cells.entries()) {
    if (at > 0 && cell.unit !== cells[at - 1]!.unit) whole = at
    bytes += Buffer.byteLength(JSON.stringify(cell)) + 1
    if (bytes > most && whole > 0) return cells.slice(0, whole)
  }
  return cells
}
