import type { Demand, Instance } from './instance'
import { compare, type Moves, type Pair, pin, places } from './pins'
import { type Progress, type Solved, solve } from './solve'

/** A round with its best plan: what an answer is compared with. */
export interface Planned {
  instance: Instance
  pins: readonly Pair[]
  chosen: readonly number[]
  value: number
}

/** How a question is asked: wall-clock seconds for each solution, and who hears how far it is. */
export interface Patience {
  seconds?: number
  tell?: (progress: Progress) => void
}

/**
 * What another plan would be worth against ours, in milli-points: `difference` exactly when `isProven`, else at most that for a
 * loss and at least that for a gain. `moves` are what would change.
 */
export interface Difference {
  difference: number
  isProven: boolean
  moves: Moves
}

const demandsOf = ({ instance, pins }: Planned): Demand[] => pins.map((pair) => pin(instance, pair))

const differ = ({ chosen, value }: Planned, other: Solved): Difference => ({
  difference: other.value - value,
  isProven: other.status === 'optimal',
  moves: compare(chosen, other.chosen),
})

/**
 * Why is this person not there? What the plan would lose by it: exactly the score that the placement lacks. Null when no plan
 * has it beside the pins.
 */
export async function whyNot(planned: Planned, pair: Pair, patience: Patience = {}): Promise<Difference | null> {
  const forced = [...demandsOf(planned), pin(planned.instance, pair)]
  const solved = await solve(planned.instance, { ...patience, demands: forced })
  return solved.status === 'infeasible' ? null : differ(planned, solved)
}

/** How firm is this placement? What the best plan without it loses: little means that others would do as well. */
export const howFirm = (planned: Planned, pair: Pair, patience: Patience = {}) =>
  without(planned, places(planned.instance.options, pair), patience)

/** What if this person takes no placement at all? Null when a pin needs them. */
export const withoutPerson = (planned: Planned, person: number, patience: Patience = {}) =>
  without(planned, (at) => planned.instance.options.person[at] === person, patience)

/** The best plan that takes none of these options, their places as they are. */
async function without(
  planned: Planned,
  isGone: (at: number) => boolean,
  patience: Patience,
): Promise<Difference | null> {
  const solved = await solve(planned.instance, {
    ...patience,
    demands: demandsOf(planned),
    forbids: isGone,
    begun: planned.pins.length === 0 ? planned.chosen.filter((at) => !isGone(at)) : undefined,
  })
  return solved.status === 'infeasible' ? null : differ(planned, solved)
}

/** What would one more seat at this opening bring? */
export async function oneMoreSeat(planned: Planned, opening: number, patience: Patience = {}): Promise<Difference> {
  const openings = planned.instance.openings.map((one, at) =>
    at === opening ? { ...one, free: one.free.map((seats) => seats + 1) } : one,
  )
  return wider(planned, { openings }, patience)
}

/** What would so many percent more money for cover bring? */
export async function moreBudget(planned: Planned, percent: number, patience: Patience = {}): Promise<Difference> {
  const budgets = planned.instance.budgets.map((one) => ({
    ...one,
    most: Math.floor((one.most * (100 + percent)) / 100),
  }))
  return wider(planned, { budgets }, patience)
}

/** With more room our plan still keeps all rules: the search begins with it. */
async function wider(planned: Planned, room: Partial<Instance>, patience: Patience): Promise<Difference> {
  const instance = { ...planned.instance, ...room }
  const solved = await solve(instance, { ...patience, demands: demandsOf(planned), begun: planned.chosen })
  return differ(planned, solved)
}
