import type { Persona } from '@/db/values'
import type { Fault } from './audit-facts'
import type { KeptAnswer, ToldAnswer, ToldFailure } from './told-answers'

/** Rules that rest on what HR alone keeps about somebody: told to everybody else as one, without its numbers. */
const ofStanding: readonly string[] = ['probation', 'contract', 'process']
const masked = 'hr-only'

const isMasked = (viewer: Persona, rule: string | null) =>
  viewer !== 'p_hr' && rule !== null && ofStanding.includes(rule)

export function maskPair<T extends { reason: string | null; facts: object }>(viewer: Persona, pair: T) {
  return isMasked(viewer, pair.reason) ? { ...pair, reason: masked, facts: {} } : pair
}

/** Counted together: a count of one of them alone would tell which it is. */
export function maskCounts(viewer: Persona, counts: Record<string, number>): Record<string, number> {
  const told: Record<string, number> = {}
  for (const [rule, pairs] of Object.entries(counts)) {
    const said = isMasked(viewer, rule) ? masked : rule
    told[said] = (told[said] ?? 0) + pairs
  }
  return told
}

/** The same as a list, most first. */
export const maskExclusions = (viewer: Persona, list: readonly { reason: string; pairs: number }[]) =>
  Object.entries(maskCounts(viewer, Object.fromEntries(list.map(({ reason, pairs }) => [reason, pairs]))))
    .map(([reason, pairs]) => ({ reason, pairs }))
    .sort((a, b) => b.pairs - a.pairs || (a.reason < b.reason ? -1 : 1))

/** Rules that exclude one pair; several that are masked are one. */
export function maskFailures(viewer: Persona, failures: readonly ToldFailure[]): ToldFailure[] {
  const at = failures.findIndex(({ rule }) => isMasked(viewer, rule))
  return failures.flatMap((one, place) => {
    if (!isMasked(viewer, one.rule)) return [one]
    return place === at ? [{ rule: masked, outcome: one.outcome, facts: {} }] : []
  })
}

export const maskAnswer = (viewer: Persona, answer: KeptAnswer | null): ToldAnswer | null =>
  answer?.kind === 'excluded' ? { ...answer, failures: maskFailures(viewer, answer.failures) } : answer

/** What stands in the way of publishing, each once. */
export function maskFaults(viewer: Persona, faults: readonly Fault[]): Fault[] {
  const told = faults.map((one) => (isMasked(viewer, one.rule) ? { ...one, rule: masked } : one))
  const isSame = (one: Fault, other: Fault) => one.rule === masked && other.rule === masked && one.key === other.key
  return told.filter((one, place) => told.findIndex((other) => isSame(one, other)) === place || one.rule !== masked)
}
