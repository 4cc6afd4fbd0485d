import type { Patience } from './explain'
import { worthOf } from './greedy'
import type { Instance } from './instance'
import { type Pair, pin, places } from './pins'
import { solve } from './solve'

/** Placements that were told to people, and what keeping one is worth in milli-points. */
export interface Kept {
  pairs: readonly Pair[]
  worth: number
}

/** A point for each proposal that stays: the default of the placement policy. */
export const onePoint = 1_000

export interface Replanned {
  chosen: number[]
  /** By the round's own values. */
  value: number
  /** How many of the kept pairs are no longer in the plan. */
  moved: number
  isProven: boolean
}

/**
 * The best plan that changes little of what was proposed: each proposal that stays counts `worth` more. `instance` no longer has
 * what fell away; accepted placements are pins. Null when the pins have no plan.
 */
export async function replan(
  instance: Instance,
  { pins, kept, ...patience }: Patience & { pins: readonly Pair[]; kept: Kept },
): Promise<Replanned | null> {
  const stays = kept.pairs.map((pair) => places(instance.options, pair))
  const value = instance.options.value.map((own, at) => (stays.some((holds) => holds(at)) ? own + kept.worth : own))
  const steadier = { ...instance, options: { ...instance.options, value } }
  const solved = await solve(steadier, { ...patience, demands: pins.map((pair) => pin(instance, pair)) })
  if (solved.status === 'infeasible') return null
  return {
    chosen: solved.chosen,
    value: worthOf(instance.options, solved.chosen),
    moved: stays.filter((holds) => !solved.chosen.some(holds)).length,
    isProven: solved.status === 'optimal',
  }
}
