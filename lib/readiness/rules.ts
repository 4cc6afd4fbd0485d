import { type Band, bands } from '@/db/values'
import { blocksOf } from './blocks'
import type { ReadinessPolicy } from './policy'
import { byKey, type Confidence, type Cost, type LevelEvidence, type MustHave, type Readiness } from './result'
import {
  allowsNow,
  allowsSoon,
  type PreparedProfile,
  pointsOf,
  prepareProfile,
  reaches,
  type Tally,
  type Target,
  tally,
} from './tally'

/**
 * Readiness of one person for one role profile (science §1.1–1.2), with all that explains it. `peers` is how many peer
 * ratings typically stand behind a level: it narrows the likely range from the policy's minimum on.
 */
export function readiness(
  targets: readonly Target[],
  levels: ReadonlyMap<string, LevelEvidence> | Readonly<Record<string, LevelEvidence>>,
  policy: ReadinessPolicy,
  peers = 0,
): Readiness {
  const profile = prepareProfile(targets, policy)
  const known = new Map<string, LevelEvidence>(isMap(levels) ? levels : Object.entries(levels))
  const milli = profile.targets.map(({ criterion }) => known.get(criterion)?.milli ?? null)
  const sums = tally(
    profile,
    milli,
    profile.targets.map(({ criterion }) => known.get(criterion)?.evidence ?? 0),
  )
  const points = pointsOf(sums, profile)
  const percent = (earned: number) => (profile.weight > 0 ? (100 * earned) / (profile.weight * profile.unit) : 0)
  const costs = costsOf(profile, milli, sums)
  const unassessed = profile.targets
    .filter((_, at) => milli[at] == null)
    .sort((a, b) => b.weight - a.weight || byKey(a, b))
    .map(({ criterion }) => criterion)
  const mustHaves = mustHavesOf(profile, milli)
  const result = {
    points,
    low: percent(sums.earned),
    high: percent(sums.earned + (profile.weight - sums.assessedWeight) * profile.unit),
    coverage: profile.weight > 0 ? sums.assessedWeight / profile.weight : 0,
    confidenceScore: sums.evidence,
    confidence: confidenceOf(sums, policy),
    band: bands[sums.code]!,
    between: [bands[sums.low]!, bands[sums.high]!] satisfies [Band, Band],
    next: nextBand(bands[sums.code]!),
    provisional: sums.lowConfidence,
    borderline: isBorderline(sums, profile),
    likely: points === null ? null : likelyRange(points, profile, milli, peers),
    costs,
    unassessed,
    mustHaves,
  } satisfies Omit<Readiness, 'blocks'>
  return { ...result, blocks: blocksOf(result, profile, sums) }
}

function isMap(levels: object): levels is ReadonlyMap<string, LevelEvidence> {
  return levels instanceof Map
}

function confidenceOf(sums: Tally, policy: ReadinessPolicy): Confidence {
  if (sums.lowConfidence) return 'low'
  return reaches(sums.evidence, policy.confidenceHigh) ? 'high' : 'medium'
}

const nextBand = (band: Band): Band | null =>
  band === 'longer' ? 'ready-soon' : band === 'ready-soon' ? 'ready-now' : null

function costsOf(profile: PreparedProfile, milli: readonly (number | null)[], sums: Tally): Cost[] {
  return profile.targets
    .flatMap((target, at) => {
      const level = milli[at]
      if (level == null) return []
      const missing = Math.max(0, target.targetMilli - level)
      const lost = missing * target.earns
      return [{ criterion: target.criterion, level: level / 1000, target: target.target, gap: missing / 1000, lost }]
    })
    .sort((a, b) => b.lost - a.lost || byKey(a, b))
    .map(({ criterion, level, target, gap, lost }) => {
      const points = (100 * lost) / (sums.assessedWeight * profile.unit)
      return { criterion, level, target, gap, points }
    })
}

function mustHavesOf(profile: PreparedProfile, milli: readonly (number | null)[]): MustHave[] {
  return profile.targets.flatMap(({ criterion, minimum, minimumMilli }, at): MustHave[] => {
    if (minimum === null) return []
    const level = milli[at]
    if (level == null) return [{ criterion, state: 'unknown', level: null, minimum, by: null }]
    const missing = Math.max(0, minimumMilli - level)
    return [{ criterion, state: missing > 0 ? 'short' : 'met', level: level / 1000, minimum, by: missing / 1000 }]
  })
}

/** Every other condition of a band holds in both reckonings, and its cut-off is nearer than the policy's margin (§1.2 b). */
function isBorderline(sums: Tally, { policy, unit }: PreparedProfile): boolean {
  if (bands[sums.code] === 'insufficient') return false
  const hundredth = sums.assessedWeight * unit
  const isNear = (cut: number) => Math.abs(100 * sums.earned - cut * hundredth) < policy.borderlinePoints * hundredth
  const both = [sums.atLowest, sums.atHighest]
  return (
    (isNear(policy.nowCut) && both.every(allowsNow)) ||
    (isNear(policy.soonCut) && both.every((obstacles) => allowsSoon(obstacles, policy)))
  )
}

/** One standard error of one manager's view, or of manager and peers together, through the mean target (§1.2). */
function likelyRange(
  points: number,
  profile: PreparedProfile,
  milli: readonly (number | null)[],
  peers: number,
): [number, number] {
  const { policy } = profile
  const assessed = profile.targets.filter((_, at) => milli[at] != null)
  const weight = assessed.reduce((sum, target) => sum + target.weight, 0)
  const meanTarget = assessed.reduce((sum, { target, weight }) => sum + target * weight, 0) / weight
  const variance = policy.raterError ** 2 + policy.formError ** 2
  const manager = policy.managerWeight[0] / policy.managerWeight[1]
  const peer = policy.peerWeight[0] / policy.peerWeight[1]
  const share = peers >= policy.minPeers ? manager ** 2 + peer ** 2 / peers : 1
  const error = (100 * Math.sqrt(variance * share)) / meanTarget
  return [Math.max(0, points - error), Math.min(100, points + error)]
}
