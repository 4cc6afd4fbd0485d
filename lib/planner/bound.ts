import { eachEntry, type Model } from './model'

/**
 * The most that any plan can be worth, from prices of the rows: weak duality, valid for whatever non-negative prices, however
 * exactly the solver found them. `Σ price · most + Σ over people of their best option beyond its price`, in milli-points,
 * rounded down since values are whole. `reduced` are `reducedValues` of the same prices.
 */
export function weakDualBound(model: Model, duals: Float64Array, reduced: Float64Array): number {
  const { people, options } = model.instance
  let bound = 0
  for (let row = 0; row < duals.length; row++) bound += duals[row]! * model.most[row]!
  const best = new Float64Array(people.length)
  for (let at = 0; at < options.count; at++) {
    if (reduced[at]! > best[options.person[at]!]!) best[options.person[at]!] = reduced[at]!
  }
  for (const extra of best) bound += extra
  return Math.floor(bound + rounding)
}

/** More than double arithmetic can lose over these sums; too high a bound is still a bound. */
const rounding = 1e-3

/** Prices below nothing prove nothing: they count as nothing. */
export const clamp = (duals: Float64Array) => duals.map((dual) => (dual > 0 ? dual : 0))

/**
 * The same bound once more from stored prices, entry by entry and by no running sums: what a run's certificate is checked
 * with. Throws when a price is negative or not a number.
 */
export function recomputeBound(model: Model, duals: Float64Array): number {
  if (duals.length !== model.most.length || !duals.every((dual) => dual >= 0 && Number.isFinite(dual))) {
    throw new Error('These prices are no certificate: one for each row is needed, none of them negative.')
  }
  const { people, options } = model.instance
  const best = new Float64Array(people.length)
  for (let at = 0; at < options.count; at++) {
    let left = options.value[at]!
    eachEntry(model, at, (row, entry) => {
      left -= duals[row]! * entry
    })
    if (left > best[options.person[at]!]!) best[options.person[at]!] = left
  }
  const priced = duals.reduce((sum, dual, row) => sum + dual * model.most[row]!, 0)
  return Math.floor(best.reduce((sum, extra) => sum + extra, priced) + rounding)
}
