import type { ReadinessPolicy } from './policy'

/** Seven steps of colour: above target by more than one level or by up to one, at target, below by up to 1, 2, 3, or more. */
export type GapStep = 'a2' | 'a1' | 'z0' | 'b1' | 'b2' | 'b3' | 'b4'

/** Whole tenths of a level, halves away from zero: step and number both start here, so that they never disagree. */
function tenths(gap: number): number {
  return Math.sign(gap) * Math.round(Math.abs(gap) * 10)
}

/** The colour of a gap in levels, positive = below target, negative = above. */
export function gapStep(gap: number): GapStep {
  const rounded = tenths(gap)
  if (rounded < -10) return 'a2'
  if (rounded < 0) return 'a1'
  if (rounded === 0) return 'z0'
  if (rounded <= 10) return 'b1'
  if (rounded <= 20) return 'b2'
  return rounded <= 30 ? 'b3' : 'b4'
}

const oneDecimal = (value: number) => value.toFixed(1)

/** A gap as printed: "1.3" levels below target, "0" at target, "+0.3" above. `print` writes the number for a locale. */
export function formatGap(gap: number, print: (value: number) => string = oneDecimal): string {
  const rounded = tenths(gap)
  if (rounded === 0) return '0'
  return rounded < 0 ? `+${print(-rounded / 10)}` : print(rounded / 10)
}

/** Points lost, as printed: "−2.7" with a true minus sign, "0" when nothing is lost. */
export function formatLoss(points: number, print: (value: number) => string = oneDecimal): string {
  const rounded = tenths(points)
  return rounded === 0 ? '0' : `\u2212${print(Math.abs(rounded) / 10)}`
}

const DAYS_A_MONTH = 365.25 / 12

/** Ratings this old on average are drawn hatched; `ageDays` is the sum over as many ratings. */
export function isStale(ageDays: number, ratings: number, policy: Pick<ReadinessPolicy, 'staleMonths'>): boolean {
  return ageDays > policy.staleMonths * DAYS_A_MONTH * ratings
}

/** Too few of the people are rated to lean on the figure; a group of nobody is not thin. */
export function isThin(assessed: number, people: number, policy: Pick<ReadinessPolicy, 'thinShare'>): boolean {
  const [share, of] = policy.thinShare
  return assessed * of < people * share
}
