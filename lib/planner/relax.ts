import type { Highs } from 'highs'
import { clamp, weakDualBound } from './bound'
import { columnsOf, type Model, reducedValues } from './model'
import { problemOf, steady } from './solver'

export interface Relaxed {
  /** A price for each row, none negative. */
  duals: Float64Array
  /** What each option is worth beyond the price of what it takes. */
  reduced: Float64Array
  /** No plan is worth more. */
  bound: number
  rounds: number
  columns: number
}

/** So many options are added in a round, those worth most beyond their price first. */
const batch = 4_000
/** What an option may be worth beyond its price without being asked again. */
const nothing = 1e-6

/**
 * Prices of all rows by the linear relaxation over a few options, to which those that would pay are added until none is left.
 * Stopped by the deadline it answers with the prices so far: their bound holds all the same.
 */
export function relax(model: Model, highs: Highs, seed: readonly number[], secondsLeft: () => number): Relaxed {
  const { count } = model.instance.options
  const inside = new Uint8Array(count)
  for (const at of seed) inside[at] = 1
  // A person's row keeps an option at one: without an upper bound of its own its price stands in the rows alone.
  using lp = highs.createModel(problemOf(highs, columnsOf(model, seed), model.most, highs.infinity))
  lp.options.set({ ...steady, solver: 'simplex' })
  const reduced = new Float64Array(count)
  let duals: Float64Array = new Float64Array(model.most.length)
  let columns = seed.length
  let rounds = 0
  while (secondsLeft() > 0) {
    lp.options.set({ time_limit: lp.getRunTime() + secondsLeft() })
    lp.run()
    if (lp.getModelStatus() !== highs.constants.modelStatus.optimal) break
    rounds++
    duals = clamp(lp.getSolution().rowDual)
    reducedValues(model, duals, reduced)
    const paying = bestPaying(reduced, inside)
    if (paying.length === 0) break
    for (const at of paying) inside[at] = 1
    columns += paying.length
    const { cost, matrix } = columnsOf(model, paying)
    const [lower, upper] = [new Float64Array(paying.length), new Float64Array(paying.length).fill(highs.infinity)]
    lp.addCols({ cost, lower, upper, matrix })
  }
  reducedValues(model, duals, reduced)
  return { duals, reduced, bound: weakDualBound(model, duals, reduced), rounds, columns }
}

function bestPaying(reduced: Float64Array, inside: Uint8Array): number[] {
  const paying: number[] = []
  for (let at = 0; at < reduced.length; at++) if (!inside[at] && reduced[at]! > nothing) paying.push(at)
  paying.sort((a, b) => reduced[b]! - reduced[a]! || a - b)
  return paying.slice(0, batch).sort((a, b) => a - b)
}

/** A small set to begin with: each person's best openings and each opening's best people, by value. */
export function seedOptions({ instance: { people, openings, options } }: Model, always: readonly number[]): number[] {
  const atPerson: number[][] = people.map(() => [])
  const atOpening: number[][] = openings.map(() => [])
  for (let at = 0; at < options.count; ) {
    let best = at
    const [person, opening] = [options.person[at]!, options.opening[at]!]
    for (; at < options.count && options.person[at] === person && options.opening[at] === opening; at++) {
      if (options.value[at]! > options.value[best]!) best = at
    }
    atPerson[person]!.push(best)
    atOpening[opening]!.push(best)
  }
  const seed = new Set(always)
  const take = (places: number[], count: number) => {
    places.sort((a, b) => options.value[b]! - options.value[a]! || a - b)
    for (const at of places.slice(0, count)) seed.add(at)
  }
  for (const places of atPerson) take(places, 6)
  for (const places of atOpening) take(places, 18)
  return [...seed].sort((a, b) => a - b)
}
