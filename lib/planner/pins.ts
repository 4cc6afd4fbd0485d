import type { Demand, Instance, Option, Options } from './instance'

/** A person at an opening, whenever, or from one period on. */
export interface Pair {
  person: number
  opening: number
  from: number | null
}

export const isOf = ({ person, opening, from }: Pair, one: Pick<Option, 'person' | 'opening' | 'from'>) =>
  one.person === person && one.opening === opening && (from === null || one.from === from)

/** Does the option at this place put the person there? */
export const places =
  ({ person, opening, from }: Options, pair: Pair) =>
  (at: number) =>
    isOf(pair, { person: person[at]!, opening: opening[at]!, from: from[at]! })

/** A plan has to place this person there. */
export const pin = ({ people, openings, options }: Instance, pair: Pair): Demand => ({
  key: `${people[pair.person]!.key} at ${openings[pair.opening]!.key}`,
  least: 1,
  wants: places(options, pair),
})

/** Which options a plan takes less and more than another one of the same round; what is in both is in neither. */
export function compare(before: readonly number[], after: readonly number[]) {
  const [old, now] = [new Set(before), new Set(after)]
  return { gone: before.filter((at) => !now.has(at)), come: after.filter((at) => !old.has(at)) }
}
export type Moves = ReturnType<typeof compare>
