import type { LevelSource } from '@/db/values'
import { monthsBetween } from './age'
import type { ReadinessPolicy } from './policy'
import { readiness } from './rules'
import type { LevelOfRecord, Readiness, TeamMember } from './shapes'
import type { Target } from './tally'

/** What a frozen result keeps of one person; arrays run by the criterion's place, null = none. */
export type KeptLevels = {
  /** Thousandths of a level; none when expired. */
  milliLevels: (number | null)[]
  selfLevels: (number | null)[]
  sources: (string | null)[]
  ratedOn: (string | null)[]
  /** Thousandths. */
  evidence: (number | null)[]
  fromCycles: (string | null)[]
}

/** The result in which those levels were frozen: its criteria by place, its policy and its day. */
export type Frozen = {
  cycle: string
  asOf: string
  criteria: string[]
  policy: ReadinessPolicy
}

/** The level of record on every criterion, with where it came from and how old it was on the result's day. */
export function explainLevels(kept: KeptLevels | null, frozen: Frozen): LevelOfRecord[] {
  return frozen.criteria.map((criterion, place) => {
    const milli = kept?.milliLevels[place] ?? null
    const source = (kept?.sources[place] ?? null) as LevelSource | null
    const ratedOn = kept?.ratedOn[place] ?? null
    const age = ratedOn === null ? null : monthsBetween(ratedOn, frozen.asOf)
    const fromCycle = kept?.fromCycles[place] ?? null
    return {
      criterion,
      level: levelOf(milli),
      source,
      ratedOn,
      ageMonths: age === null ? null : Math.round(age * 10) / 10,
      isExpired: milli === null && source !== 'not-observed' && age !== null && age > frozen.policy.expiryMonths,
      fromCycle: fromCycle === frozen.cycle ? null : fromCycle,
      selfLevel: kept?.selfLevels[place] ?? null,
    }
  })
}

export const levelOf = (milli: number | null) => (milli === null ? null : milli / 1000)

export type ReadinessFacts = Omit<Readiness, 'employeeId' | 'cycle' | 'version' | 'asOf' | 'profile' | 'policy'>

/** Readiness as the API tells it; what nobody has assessed stands behind the costs, weightiest first. */
export function explainReadiness(kept: KeptLevels | null, targets: readonly Target[], frozen: Frozen): ReadinessFacts {
  const { criteria, policy } = frozen
  const levels = new Map(
    criteria.map((criterion, place) => {
      const evidence = (kept?.evidence[place] ?? 0) / 1000
      return [criterion, { milli: kept?.milliLevels[place] ?? null, evidence }]
    }),
  )
  const found = readiness(targets, levels, policy, peersBehind(kept, policy))
  const asked = new Map(targets.map((target) => [target.criterion, target]))
  const { points, low, high, likely, coverage, confidence, band, between, unassessed } = found
  return {
    points,
    low,
    high,
    likely,
    coverage,
    confidence,
    band,
    between,
    isProvisional: found.provisional,
    isBorderline: found.borderline,
    costs: [
      ...found.costs.map((cost) => ({ ...cost, minimum: asked.get(cost.criterion)?.minimum ?? null })),
      ...unassessed.map((criterion) => ({
        criterion,
        level: null,
        target: asked.get(criterion)?.target ?? 0,
        minimum: asked.get(criterion)?.minimum ?? null,
        gap: null,
        points: null,
      })),
    ],
    mustHaves: found.mustHaves.map(({ criterion, state, level, minimum }) => ({ criterion, state, level, minimum })),
    unassessed,
    blocks: found.blocks,
  }
}

/** Peers narrow the likely range only when they stand behind most of the levels; then at least the policy's minimum does. */
function peersBehind(kept: KeptLevels | null, { minPeers }: ReadinessPolicy): number {
  const rated = (kept?.sources ?? []).filter((source) => source !== null && source !== 'not-observed')
  const withPeers = rated.filter((source) => source === 'manager-and-peers')
  return withPeers.length * 2 > rated.length ? minPeers : 0
}

/** A row of the team's matrix; readiness is null when the person has no level of record at all. */
export function explainMember(
  person: TeamMember['person'],
  kept: KeptLevels | null,
  targets: readonly Target[],
  frozen: Frozen,
): TeamMember {
  const levels = frozen.criteria.map((_, place) => levelOf(kept?.milliLevels[place] ?? null))
  return {
    person,
    readiness: levels.every((level) => level === null) ? null : explainReadiness(kept, targets, frozen),
    levels,
    isNotObserved: frozen.criteria.map((_, place) => kept?.sources[place] === 'not-observed'),
  }
}
