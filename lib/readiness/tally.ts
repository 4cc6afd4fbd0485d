import { type Band, bands } from '@/db/values'
import type { ReadinessPolicy } from './policy'

/** What a profile asks on one criterion; target 0 or weight 0 = not applicable. `minimum` makes it a must-have. */
export type Target = { criterion: string; target: number; weight: number; minimum: number | null }

type PreparedTarget = Target & {
  /** Place of the criterion in the arrays handed to `tally`. */
  place: number
  targetMilli: number
  minimumMilli: number
  /** What one thousandth of a level earns here, and what the whole target earns; whole numbers. */
  earns: number
  full: number
  heavy: boolean
  notable: boolean
}

/** A profile made ready to be reckoned for many people. */
export type PreparedProfile = {
  policy: ReadinessPolicy
  targets: readonly PreparedTarget[]
  weight: number
  /** 100 readiness points, in the whole-number unit in which `earns` counts, per unit of weight. */
  unit: number
}

/**
 * Brings all targets to one denominator, so that points, cut-offs and coverage are compared in whole numbers and weights
 * count as shares only. `criteria` names the places in the arrays that follow; left out, they run as the applicable targets.
 * Error when a target's criterion has no place.
 */
export function prepareProfile(
  targets: readonly Target[],
  policy: ReadinessPolicy,
  criteria?: readonly string[],
): PreparedProfile {
  const applicable = targets.filter(({ target, weight }) => target > 0 && weight > 0)
  const places = new Map((criteria ?? applicable.map(({ criterion }) => criterion)).map((key, place) => [key, place]))
  const weight = applicable.reduce((sum, target) => sum + target.weight, 0)
  const unit = 1000 * applicable.reduce((multiple, { target }) => leastCommonMultiple(multiple, target), 1)
  const atLeast = ([times, of]: readonly [number, number], own: number) =>
    of * own * applicable.length >= times * weight
  const prepare = (target: Target): PreparedTarget => {
    const place = places.get(target.criterion)
    if (place === undefined)
      throw new Error(`The criterion "${target.criterion}" of a profile is not in the framework.`)
    return {
      criterion: target.criterion,
      target: target.target,
      weight: target.weight,
      minimum: target.minimum,
      place,
      targetMilli: target.target * 1000,
      minimumMilli: (target.minimum ?? 0) * 1000,
      earns: (target.weight * unit) / (target.target * 1000),
      full: target.weight * unit,
      heavy: atLeast(policy.heavy, target.weight),
      notable: atLeast(policy.notable, target.weight),
    }
  }
  return { policy, targets: applicable.map(prepare), weight, unit }
}

/** Levels in thousandths by place, null or negative = not assessed. */
export type MilliLevels = ArrayLike<number | null>

/** What stands against the bands above, counted once with every unassessed criterion at level 0 and once at its target. */
type Obstacles = { short: number; farShort: number; heavy: number; notable: number }

/** Sums in the profile's whole-number unit; `low` and `high` are indices into `bands`. */
export type Tally = {
  earned: number
  assessedWeight: number
  evidence: number
  low: number
  high: number
  /** Index into `bands`: 0 is insufficient. */
  code: number
  lowConfidence: boolean
  atLowest: Obstacles
  atHighest: Obstacles
}

/** The one reckoning behind readiness and bands: a single pass over a person's levels and evidence weights (0–1). */
export function tally(profile: PreparedProfile, levels: MilliLevels, evidence: ArrayLike<number>): Tally {
  const { policy, weight, unit } = profile
  const missing: Obstacles = { short: 0, farShort: 0, heavy: 0, notable: 0 }
  const known: Obstacles = { short: 0, farShort: 0, heavy: 0, notable: 0 }
  let earned = 0
  let assessedWeight = 0
  let weighedEvidence = 0
  for (const target of profile.targets) {
    const level = levels[target.place] ?? -1
    if (level < 0) {
      note(missing, target, 0, policy)
      continue
    }
    earned += target.earns * Math.min(level, target.targetMilli)
    assessedWeight += target.weight
    weighedEvidence += target.weight * (evidence[target.place] ?? 0)
    note(known, target, level, policy)
  }
  const atLowest = {
    short: known.short + missing.short,
    farShort: known.farShort + missing.farShort,
    heavy: known.heavy + missing.heavy,
    notable: known.notable + missing.notable,
  }
  const low = bandAt(profile, earned, atLowest)
  const high = bandAt(profile, earned + (weight - assessedWeight) * unit, known)
  const [covered, of] = policy.minCoverage
  const isDefinite = low === high && assessedWeight > 0 && of * assessedWeight >= covered * weight
  const score = weight > 0 ? weighedEvidence / weight : 0
  return {
    earned,
    assessedWeight,
    evidence: score,
    low,
    high,
    code: isDefinite ? low : INSUFFICIENT,
    lowConfidence: !reaches(score, policy.confidenceMedium),
    atLowest,
    atHighest: known,
  }
}

const code = (band: Band) => bands.indexOf(band)
const INSUFFICIENT = code('insufficient')
const LONGER = code('longer')
const READY_SOON = code('ready-soon')
const READY_NOW = code('ready-now')

function note(obstacles: Obstacles, target: PreparedTarget, level: number, policy: ReadinessPolicy): void {
  const gap = target.targetMilli - level
  const short = target.minimumMilli - level
  if (short > 0) obstacles.short++
  if (short > policy.maxShortBy * 1000) obstacles.farShort++
  if (target.heavy && gap > policy.heavyMaxGap * 1000) obstacles.heavy++
  if (target.notable && gap > policy.notableMaxGap * 1000) obstacles.notable++
}

function bandAt(profile: PreparedProfile, earned: number, obstacles: Obstacles): number {
  const { policy, weight, unit } = profile
  const has = (cut: number) => 100 * earned >= cut * weight * unit
  if (allowsNow(obstacles) && has(policy.nowCut)) return READY_NOW
  return allowsSoon(obstacles, policy) && has(policy.soonCut) ? READY_SOON : LONGER
}

/** Every condition of ready now but the points. */
export function allowsNow({ short, heavy }: Obstacles): boolean {
  return short === 0 && heavy === 0
}

/** Every condition of ready soon but the points. */
export function allowsSoon({ short, farShort, notable }: Obstacles, policy: ReadinessPolicy): boolean {
  return short <= policy.maxShortMustHaves && farShort === 0 && notable === 0
}

/** Evidence is stored in thousandths or single precision: a hair under a cut is the cut. */
export function reaches(evidence: number, cut: number): boolean {
  return evidence + 1e-6 >= cut
}

/** Points over the assessed criteria, exact; null when nothing is assessed. */
export function pointsOf({ earned, assessedWeight }: Tally, { unit }: PreparedProfile): number | null {
  return assessedWeight > 0 ? (100 * earned) / (assessedWeight * unit) : null
}

/**
 * A person's band for the many that publishing reckons: `code` is the place in `bands`, `points` as in `readiness`,
 * `provisional` = low confidence. The same reckoning as `readiness`, without its explanation.
 */
export function bandOf(
  profile: PreparedProfile,
  levels: MilliLevels,
  evidence: ArrayLike<number>,
): { code: number; points: number | null; provisional: boolean } {
  const sums = tally(profile, levels, evidence)
  return { code: sums.code, points: pointsOf(sums, profile), provisional: sums.lowConfidence }
}

function leastCommonMultiple(a: number, b: number): number {
  let [high, low] = [a, b]
  while (low > 0) [high, low] = [low, high % low]
  return (a / high) * b
}
