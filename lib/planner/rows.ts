import type { Floor, Instance, Options } from './instance'

/** Rows that share their options: the seats of an opening, or a floor at home. Ordered by period. */
export interface Group {
  kind: 'seats' | Floor['kind']
  of: number
  /** The first row's place in the model. */
  start: number
  periods: Int16Array
  most: Float64Array
  /** For each period, how many rows lie before it: an option's rows are those from its first to its last period. */
  before: Int32Array
}

/**
 * The rows an interval group needs. Only periods where somebody starts or a seat is lost can bind; a set held in the next one
 * with no more room, and one that cannot exceed its limit, are dropped. Interval graphs are perfect, so these rows are all.
 */
export function makeGroup(
  { kind, of, start }: Pick<Group, 'kind' | 'of' | 'start'>,
  round: { options: Options; places: readonly number[]; free: readonly number[]; length: number; stamp: Stamp },
): Group {
  const { options, places, free, length, stamp } = round
  const { starts, ends } = countEdges(options, places, length)
  const candidates: number[] = []
  for (let period = 0; period < length; period++) {
    if (starts[period]! > 0 || (period > 0 && free[period]! < free[period - 1]!)) candidates.push(period)
  }
  const kept = candidates.filter((period, at) => {
    const next = candidates[at + 1]
    if (next !== undefined && free[next]! <= free[period]! && !endsBetween(ends, period, next)) return false
    return countPeople(options, places, period, stamp) > free[period]!
  })
  const before = new Int32Array(length + 1)
  for (const period of kept) before[period + 1] = 1
  for (let period = 0; period < length; period++) before[period + 1]! += before[period]!
  return {
    ...{ kind, of, start, before },
    periods: Int16Array.from(kept),
    most: Float64Array.from(kept, (period) => Math.max(0, free[period]!)),
  }
}

function countEdges({ from, to }: Options, places: readonly number[], length: number) {
  const [starts, ends] = [new Int32Array(length), new Int32Array(length)]
  for (const at of places) {
    starts[from[at]!]!++
    ends[to[at]!]!++
  }
  return { starts, ends }
}

function endsBetween(ends: Int32Array, period: number, next: number) {
  for (let at = period; at < next; at++) if (ends[at]! > 0) return true
  return false
}

/** Who was counted in which count, so that nothing is cleared in between. */
export interface Stamp {
  marks: Int32Array
  count: number
}

function countPeople({ person, from, to }: Options, places: readonly number[], period: number, stamp: Stamp) {
  let people = 0
  stamp.count++
  for (const at of places) {
    if (from[at]! > period || to[at]! < period || stamp.marks[person[at]!] === stamp.count) continue
    stamp.marks[person[at]!] = stamp.count
    people++
  }
  return people
}

/** Which options a group of rows is about, in one pass each: by opening, and by floor through its members. */
export function sortIntoGroups({ people, openings, floors, options }: Instance) {
  const floorsOf: number[][] = people.map(() => [])
  for (const [at, { members }] of floors.entries()) for (const person of members) floorsOf[person]!.push(at)
  const atOpening: number[][] = openings.map(() => [])
  const atFloor: number[][] = floors.map(() => [])
  for (let at = 0; at < options.count; at++) {
    atOpening[options.opening[at]!]!.push(at)
    if (options.isAway[at]) for (const floor of floorsOf[options.person[at]!]!) atFloor[floor]!.push(at)
  }
  return { floorsOf, atOpening, atFloor }
}
