import type { Asking } from '@/lib/openings/not-chosen'
import { type OwnReason, ownReason } from '@/lib/openings/own-reason'
import type { Planned } from './audit-facts'
import type { RoundFacts } from './facts'
import { tellPerson } from './person'

/**
 * Why each of those who wished for an opening does not go there by a plan, from the facts that it was made of: the rule that
 * excludes them, or that the plan has them or somebody else elsewhere. Whoever goes there is left out.
 */
export function reasonsIn<T extends Pick<Asking, 'employeeId' | 'openingId'>>(
  facts: RoundFacts,
  plan: readonly Planned[],
  asking: readonly T[],
): (T & OwnReason)[] {
  const wished = new Set(asking.map(({ openingId }) => openingId))
  const round = { ...facts, openings: facts.openings.filter(({ openingId }) => wished.has(openingId)) }
  const told = new Map(
    [...new Set(asking.map(({ employeeId }) => employeeId))].map((employeeId) => [
      employeeId,
      tellPerson(round, plan, employeeId)?.pairs,
    ]),
  )
  const goes = (employeeId: string, openingId?: string) =>
    plan.some((one) => one.employeeId === employeeId && (openingId === undefined || one.openingId === openingId))
  return asking
    .filter(({ employeeId, openingId }) => !goes(employeeId, openingId))
    .map((one) => {
      const pair = told.get(one.employeeId)?.find(({ openingId }) => openingId === one.openingId)
      if (!pair) return { ...one, reason: 'not-weighed' as const, facts: {} }
      if (pair.reason !== null) return { ...one, ...ownReason(pair.reason, pair.facts) }
      return { ...one, reason: goes(one.employeeId) ? ('elsewhere' as const) : ('others' as const), facts: {} }
    })
}
