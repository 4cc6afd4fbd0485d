import { type Effect, effectOf } from './effect'
import type { RoundFacts } from './facts'
import type { MadeRound } from './options'
import { type LeftOut, leftOut } from './person'
import { placementsOf } from './plan'
import { type ToldPlacement, tellPlacements } from './telling'
import type { Weights } from './told-shapes'

/** What stands behind a plan, as its page tells it; keys, never names. */
export interface Reasons {
  weights: Weights
  placements: ToldPlacement[]
  effect: Effect
  /** Pairs that were not considered, by the first rule that excludes them; most first. */
  exclusions: { reason: string; pairs: number }[]
  pairs: number
  left: LeftOut[]
}

/** Told once, by the program that made the plan: a thousand people's options are seconds of work, and pages hold none. */
export function reasonsOf(facts: RoundFacts, round: MadeRound, chosen: readonly number[]): Reasons {
  const plan = placementsOf(round, chosen)
  const placements = tellPlacements(facts, round, plan)
  return {
    weights: weightsOf(facts),
    ...{ placements, effect: effectOf(facts, placements), exclusions: exclusionsOf(round) },
    ...{ pairs: round.pairs, left: leftOut(facts, round, plan) },
  }
}

function weightsOf({ policy: { objective } }: RoundFacts): Weights {
  const { chosenFactor, preference, aspiration, move, stability } = objective
  return { chosenFactor, firstChoice: preference[0] ?? 0, aspiration, move, stability }
}

const exclusionsOf = ({ excluded }: MadeRound) =>
  Object.entries(excluded)
    .map(([reason, pairs]) => ({ reason, pairs }))
    .sort((a, b) => b.pairs - a.pairs || (a.reason < b.reason ? -1 : 1))
