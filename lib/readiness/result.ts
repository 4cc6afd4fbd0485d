import type { Band } from '@/db/values'

/** A level of record in thousandths (null = none) and its evidence weight 0–1. */
export type LevelEvidence = { milli: number | null; evidence: number }

export type Confidence = 'high' | 'medium' | 'low'

/** What a gap takes away. `gap` and `level` are levels, `points` readiness points over the assessed criteria. */
export type Cost = { criterion: string; level: number; target: number; gap: number; points: number }

/** `by` is how many levels are missing to the minimum, 0 when met, null when nobody has assessed it. */
export type MustHave = {
  criterion: string
  state: 'met' | 'short' | 'unknown'
  level: number | null
  minimum: number
  by: number | null
}

/** One reason why the next band is not reached; the words are the view's. */
export type Block =
  | { kind: 'must-have'; criterion: string; level: number; minimum: number; by: number }
  | { kind: 'must-haves'; short: number; allowed: number }
  | { kind: 'gap'; criterion: string; level: number; target: number; gap: number; allowed: number }
  | { kind: 'points'; points: number; cut: number }
  | { kind: 'assess'; criteria: string[] }

export type Readiness = {
  /** Readiness points 0–100 over the assessed criteria, exact; null when nothing is assessed. */
  points: number | null
  /** The points with every unassessed criterion at level 0, and at its target. */
  low: number
  high: number
  /** Assessed share of the profile's weight, 0–1. */
  coverage: number
  confidenceScore: number
  confidence: Confidence
  band: Band
  /** The bands of the two reckonings; equal where there is a band, unless coverage is too small. */
  between: [Band, Band]
  /** The band above, which `blocks` speak of; null at the top and without a band. */
  next: Band | null
  /** Low confidence: not counted in bench strength. */
  provisional: boolean
  /** Points alone decide, and they are close to the cut-off. */
  borderline: boolean
  /** One standard error around the points. */
  likely: [number, number] | null
  /** Every assessed criterion, dearest first; their points add up to 100 − points. */
  costs: Cost[]
  /** Applicable criteria without a level of record, the weightiest first. */
  unassessed: string[]
  mustHaves: MustHave[]
  blocks: Block[]
}

/** Settles ties, so that equal figures always come in the same order. */
export function byKey(a: { criterion: string }, b: { criterion: string }): number {
  return a.criterion < b.criterion ? -1 : 1
}
