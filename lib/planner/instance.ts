/**
 * A round as the solver sees it: whole numbers, people and openings by their places, time in periods from 0 on (weeks or
 * months). A person takes at most one placement of a round.
 */
export interface Instance {
  periods: number
  people: readonly { key: string }[]
  /** `free`: seats nobody holds yet, for each period. */
  openings: readonly { key: string; free: readonly number[] }[]
  floors: readonly Floor[]
  budgets: readonly Budget[]
  options: Options
}

/** What must stay at home: of `members` at most `free[period]` may be away at once. */
export interface Floor {
  key: string
  kind: 'heads' | 'holders' | 'manager'
  members: readonly number[]
  free: readonly number[]
}

/** What cover may cost in the periods `first` to `last`, in minor units of money, for `members` at `openings` (null: at all). */
export interface Budget {
  key: string
  members: readonly number[]
  openings: readonly number[] | null
  first: number
  last: number
  most: number
}

/** One possible placement. */
export interface Option {
  person: number
  opening: number
  /** First and last period, both included. */
  from: number
  to: number
  /** Thousandths of a readiness point. */
  value: number
  /** Cost of cover for each period, in minor units of money. */
  rate: number
  /** Whether home has to do without the person; a small share of the week leaves them there. */
  isAway: boolean
}

/** All possible placements in columns, ordered by person, opening, first and last period: see `packOptions`. */
export interface Options {
  count: number
  person: Int32Array
  opening: Int32Array
  from: Int16Array
  to: Int16Array
  value: Int32Array
  rate: Int32Array
  isAway: Uint8Array
}

/** So many placements and entries of the matrix at most; more are refused before anything is built. */
export const guards = { options: 2_000_000, entries: 40_000_000 }

/** Room for so many options, to be filled by place. */
export const emptyOptions = (count: number): Options => ({
  count,
  person: new Int32Array(count),
  opening: new Int32Array(count),
  from: new Int16Array(count),
  to: new Int16Array(count),
  value: new Int32Array(count),
  rate: new Int32Array(count),
  isAway: new Uint8Array(count),
})

export const optionAt = (options: Options, at: number): Option => ({
  person: options.person[at]!,
  opening: options.opening[at]!,
  from: options.from[at]!,
  to: options.to[at]!,
  value: options.value[at]!,
  rate: options.rate[at]!,
  isAway: options.isAway[at] === 1,
})

export const costAt = ({ rate, from, to }: Options, at: number) => rate[at]! * (to[at]! - from[at]! + 1)

function put(options: Options, at: number, option: Option) {
  options.person[at] = option.person
  options.opening[at] = option.opening
  options.from[at] = option.from
  options.to[at] = option.to
  options.value[at] = option.value
  options.rate[at] = option.rate
  options.isAway[at] = option.isAway ? 1 : 0
}

/** Options in their order, whatever order they come in: the same round gives the same bytes. */
export function packOptions(list: readonly Option[]): Options {
  const sorted = [...list].sort(
    (a, b) => a.person - b.person || a.opening - b.opening || a.from - b.from || a.to - b.to || b.value - a.value,
  )
  const options = emptyOptions(sorted.length)
  for (const [at, option] of sorted.entries()) put(options, at, option)
  return options
}

/** The round with only the options that stay, in their order; `places[new]` is the old place. */
export function keepOptions(instance: Instance, stays: (at: number) => boolean) {
  const places: number[] = []
  for (let at = 0; at < instance.options.count; at++) if (stays(at)) places.push(at)
  const options = emptyOptions(places.length)
  for (const [at, old] of places.entries()) put(options, at, optionAt(instance.options, old))
  return { instance: { ...instance, options }, places }
}

/** Placements that a plan must hold at least `least` of: a pin, or so many people on a choice of theirs. */
export interface Demand {
  key: string
  least: number
  wants: (option: number) => boolean
}
