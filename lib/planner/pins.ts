import { type Demand, type Instance, type Option, type Options, optionAt } from './instance'

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

/** A placement by the keys of those it is about, as a plan is stored and told. */
export interface Placement {
  person: string
  opening: string
  from: number
  to: number
  /** Thousandths of a readiness point. */
  value: number
  /** Of cover, in minor units of money. */
  cost: number
}

export const placementAt = ({ people, openings, options }: Instance, at: number): Placement => {
  const { person, opening, from, to, value, rate } = optionAt(options, at)
  return { person: people[person]!.key, opening: openings[opening]!.key, from, to, value, cost: rate * (to - from + 1) }
}

/** What a plan has more and less than another one of the same round; neither has what is in both. */
export function compare(instance: Instance, before: readonly number[], after: readonly number[]) {
  const [old, now] = [new Set(before), new Set(after)]
  const told = (list: readonly number[], other: Set<number>) =>
    list.filter((at) => !other.has(at)).map((at) => placementAt(instance, at))
  return { gone: told(before, now), come: told(after, old) }
}
export type Moves = ReturnType<typeof compare>
