import { type Demand, guards, type Instance } from './instance'
import { type Group, makeGroup, sortIntoGroups } from './rows'

/** A budget or a demand: one row whose entries are told by the option itself. */
interface Single {
  row: number
  entry: (option: number) => number
}

/**
 * Maximise value over options, each taken or not, under rows `A x ≤ most`: a person once, seats and floors by period, budgets,
 * demands (negated). An option's rows in a group lie side by side, so no matrix is kept: it is told column by column.
 */
export interface Model {
  instance: Instance
  demands: readonly Demand[]
  /** For each row what it may hold at most; row `p` is person `p`. */
  most: Float64Array
  openings: readonly Group[]
  floors: readonly Group[]
  floorsOf: readonly (readonly number[])[]
  singles: readonly Single[]
  entries: number
}

/** A round was too large to be built. */
export class TooLarge extends Error {}

/** Builds the rows of a round. Throws TooLarge above the guards, before the solver sees anything. */
export function buildModel(instance: Instance, demands: readonly Demand[] = []): Model {
  const { people, openings, floors, periods: length, options } = instance
  if (options.count > guards.options) throw new TooLarge(tooMany('possible placements', options.count, guards.options))
  const { floorsOf, atOpening, atFloor } = sortIntoGroups(instance)
  const stamp = { marks: new Int32Array(people.length), count: 0 }
  let start = people.length
  const group = (kind: Group['kind'], of: number, places: readonly number[], free: readonly number[]) => {
    const made = makeGroup({ kind, of, start }, { options, places, free, length, stamp })
    start += made.periods.length
    return made
  }
  const seats = openings.map(({ free }, at) => group('seats', at, atOpening[at]!, free))
  const homes = floors.map(({ kind, free }, at) => group(kind, at, atFloor[at]!, free))
  const singles = [...budgetRows(instance), ...demands.map((demand) => demandRow(demand))]
  const most = new Float64Array(start + singles.length)
  most.fill(1, 0, people.length)
  for (const one of [...seats, ...homes]) most.set(one.most, one.start)
  for (const [at, single] of singles.entries()) most[start + at] = single.most
  const model = {
    ...{ instance, demands, most, floorsOf, openings: seats, floors: homes },
    singles: singles.map(({ entry }, at) => ({ row: start + at, entry })),
    entries: 0,
  }
  model.entries = countEntries(model)
  if (model.entries > guards.entries) throw new TooLarge(tooMany('entries', model.entries, guards.entries))
  return model
}

const tooMany = (what: string, count: number, most: number) =>
  `This round has ${count.toLocaleString('en')} ${what}, more than ${most.toLocaleString('en')}: plan by month, or for fewer people.`

/**
 * What an option costs in the periods of a budget; nothing for those who are not its members. Counted in the largest step that
 * all rates share: small whole numbers are many times easier to prove.
 */
function budgetRows({ budgets, people, openings, options }: Instance) {
  const step = options.rate.reduce(commonDivisor, 0) || 1
  return budgets.map(({ members, openings: paid, first, last, most }) => {
    const isMember = new Uint8Array(people.length)
    const isPaid = new Uint8Array(openings.length).fill(paid ? 0 : 1)
    for (const person of members) isMember[person] = 1
    for (const opening of paid ?? []) isPaid[opening] = 1
    const entry = (at: number) => {
      if (!isMember[options.person[at]!] || !isPaid[options.opening[at]!]) return 0
      const periods = Math.min(last, options.to[at]!) - Math.max(first, options.from[at]!) + 1
      return periods > 0 ? (periods * options.rate[at]!) / step : 0
    }
    return { most: Math.floor(most / step), entry }
  })
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b)
}

const demandRow = ({ least, wants }: Demand) => ({ most: -least, entry: (at: number) => (wants(at) ? -1 : 0) })

/** An option's groups: its opening's, and those of the floors at home if it takes the person away. */
function eachGroup(
  { instance: { options }, openings, floors, floorsOf }: Model,
  at: number,
  tell: (group: Group) => void,
) {
  tell(openings[options.opening[at]!]!)
  if (options.isAway[at]) for (const floor of floorsOf[options.person[at]!]!) tell(floors[floor]!)
}

/** Every row that an option stands in, with its entry, rows ascending within a group. */
export function eachEntry(model: Model, at: number, tell: (row: number, entry: number) => void) {
  const { person, from, to } = model.instance.options
  tell(person[at]!, 1)
  eachGroup(model, at, ({ start, before }) => {
    for (let row = before[from[at]!]!; row < before[to[at]! + 1]!; row++) tell(start + row, 1)
  })
  for (const { row, entry } of model.singles) {
    const value = entry(at)
    if (value !== 0) tell(row, value)
  }
}

function countEntries(model: Model): number {
  const { count, from, to } = model.instance.options
  let entries = 0
  for (let at = 0; at < count; at++) {
    entries += 1 + model.singles.length
    eachGroup(model, at, ({ before }) => {
      entries += before[to[at]! + 1]! - before[from[at]!]!
    })
  }
  return entries
}

/** Columns for HiGHS, compressed by column: the named options, or all of them. */
export function columnsOf(model: Model, places: readonly number[]) {
  const starts = new Int32Array(places.length + 1)
  const indices: number[] = []
  const values: number[] = []
  for (const [column, at] of places.entries()) {
    eachEntry(model, at, (row, entry) => {
      indices.push(row)
      values.push(entry)
    })
    starts[column + 1] = indices.length
  }
  return {
    cost: Float64Array.from(places, (at) => model.instance.options.value[at]!),
    matrix: {
      ...{ format: 'csc' as const, numRows: model.most.length, numCols: places.length, starts },
      ...{ indices: Int32Array.from(indices), values: Float64Array.from(values) },
    },
  }
}

/**
 * What each option is worth beyond the price of what it takes, `value − duals · column`, in milli-points. Sums over a group's
 * rows are differences of running sums: a few steps for an option, whatever its length.
 */
export function reducedValues(model: Model, duals: Float64Array, into: Float64Array): Float64Array {
  const { count, person, opening, from, to, value, isAway } = model.instance.options
  const sums = (group: Group) => {
    const running = new Float64Array(group.before.length)
    const { start, before } = group
    const upTo = new Float64Array(group.periods.length + 1)
    for (let row = 0; row < group.periods.length; row++) upTo[row + 1] = upTo[row]! + duals[start + row]!
    for (let period = 0; period < before.length; period++) running[period] = upTo[before[period]!]!
    return running
  }
  const [atOpening, atFloor] = [model.openings.map(sums), model.floors.map(sums)]
  const singles = model.singles.filter(({ row }) => duals[row] !== 0)
  for (let at = 0; at < count; at++) {
    const [first, after] = [from[at]!, to[at]! + 1]
    const seats = atOpening[opening[at]!]!
    let left = value[at]! - duals[person[at]!]! - (seats[after]! - seats[first]!)
    if (isAway[at]) {
      for (const floor of model.floorsOf[person[at]!]!) left -= atFloor[floor]![after]! - atFloor[floor]![first]!
    }
    for (const { row, entry } of singles) left -= duals[row]! * entry(at)
    into[at] = left
  }
  return into
}
