import type { Counts, Frozen } from '@/lib/readiness/counts'
import { isStale } from '@/lib/readiness/gap-scale'
import type { GapCell } from './shapes'

/** Rounded from one quotient of whole numbers: divisions are what a map costs. */
const meanOf = (milli: number, people: number) => Math.round((milli * 10) / people) / 10_000

/** Numbers of cells, one unit's after another's, by criterion; NaN where there is no mean. */
export type Figures = {
  assessed: Int32Array
  below: Int32Array
  meanLevel: Float64Array
  meanGap: Float64Array
  /** 1 = the ratings are too old on average. */
  isStale: Uint8Array
}

/** A profile's targets by place of the criterion; what it does not ask is NOT_ASKED. */
export type Targets = Int8Array
const NOT_ASKED = -1

export function targetsBy(
  criteria: readonly string[],
  targets: readonly { criterion: string; target: number }[],
): Targets {
  const asked = new Map(targets.map(({ criterion, target }) => [criterion, target]))
  return Int8Array.from(criteria, (key) => asked.get(key) ?? NOT_ASKED)
}

/**
 * The figures of these units (places in the counts) for one set of targets, exact from the counts: everybody below a whole
 * target is under it in the bars. Means are rounded to four decimals, once.
 */
export function reckon(
  { bars, criteria, under, milliUnder, ageSums }: Counts,
  units: ArrayLike<number>,
  targets: Targets,
  policy: Parameters<typeof isStale>[2],
): Figures {
  const cells = units.length * criteria
  const figures: Figures = {
    assessed: new Int32Array(cells),
    below: new Int32Array(cells),
    meanLevel: new Float64Array(cells),
    meanGap: new Float64Array(cells),
    isStale: new Uint8Array(cells),
  }
  const { assessed, below, meanLevel, meanGap, isStale: areStale } = figures
  const floors = Int32Array.from(targets, (target) => Math.max(0, Math.min(target, bars)))
  const asked = Float64Array.from(targets, (target) => (target === NOT_ASKED ? Number.NaN : target * 1000))
  // Without branches: where nobody is assessed, or nothing asked, the means come out as NaN by themselves.
  for (let unit = 0, at = 0; unit < units.length; unit++) {
    let cell = units[unit]! * criteria
    for (let criterion = 0; criterion < criteria; criterion++, at++, cell++) {
      const first = cell * (bars + 1)
      const floor = first + floors[criterion]!
      const short = under[floor]!
      const people = under[first + bars]!
      assessed[at] = people
      below[at] = short
      meanLevel[at] = meanOf(milliUnder[first + bars]!, people)
      meanGap[at] = meanOf(asked[criterion]! * short - milliUnder[floor]!, people)
      areStale[at] = Number(isStale(ageSums[cell]!, people, policy))
    }
  }
  return figures
}

/** The cells of these units as an answer holds them, in their order, then by criterion; units that are not counted have none. */
export function cellsOf(
  { counts, places }: Frozen,
  asked: {
    units: readonly { id: number; unitId: string }[]
    criteria: readonly string[]
    profile: { targets: readonly { criterion: string; target: number }[] }
    policy: Parameters<typeof isStale>[2]
  },
): GapCell[] {
  const { criteria } = asked
  const units = asked.units.filter(({ id }) => places.has(id))
  const at = Int32Array.from(units, ({ id }) => places.get(id)!)
  const targets = targetsBy(criteria, asked.profile.targets)
  const figures = reckon(counts, at, targets, asked.policy)
  const cells: GapCell[] = []
  for (const [unit, { unitId }] of units.entries()) {
    for (const [column, criterion] of criteria.entries()) {
      const cell = cells.length
      cells.push({
        unit: unitId,
        criterion,
        people: counts.people[at[unit]!]!,
        assessed: figures.assessed[cell]!,
        below: targets[column] === NOT_ASKED ? null : figures.below[cell]!,
        meanLevel: known(figures.meanLevel[cell]!),
        meanGap: known(figures.meanGap[cell]!),
        histogram: histogramOf(counts, at[unit]! * criteria.length + column),
        isStale: figures.isStale[cell] === 1,
      })
    }
  }
  return cells
}

const known = (number: number) => (Number.isNaN(number) ? null : number)

/** How many are assessed at each whole level. */
function histogramOf({ bars, under }: Counts, cell: number): number[] {
  const histogram: number[] = []
  const first = cell * (bars + 1)
  for (let bar = first; bar < first + bars; bar++) histogram.push(under[bar + 1]! - under[bar]!)
  return histogram
}

/** Of the assessed, those under a whole minimum. */
export function underMinimum({ histogram }: Pick<GapCell, 'histogram'>, minimum: number): number {
  return histogram.slice(0, minimum).reduce((sum, people) => sum + people, 0)
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
