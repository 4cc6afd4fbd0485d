/** A share as numerator and denominator, where counts must be compared in whole numbers. */
export type Fraction = readonly [numerator: number, denominator: number]

/** The versioned settings behind levels, readiness and bands. Points are readiness points 0–100, gaps and errors levels. */
export type ReadinessPolicy = {
  /** Shares of the manager and of the peers' mean in a level of record; together one. */
  managerWeight: Fraction
  peerWeight: Fraction
  /** Fewer live peer ratings than this do not count at all. */
  minPeers: number
  /** A difference between peers' mean and manager from which both are asked to talk, in levels. */
  peerDiscuss: Fraction
  /** Evidence counts in full up to `freshMonths`, halves every `halfLifeMonths` after that and is gone after `expiryMonths`. */
  freshMonths: number
  halfLifeMonths: number
  expiryMonths: number
  /** Evidence weight of a rating alone, and of one that the self-view comes within `selfWithin` levels of. */
  evidenceManager: number
  evidenceNearSelf: number
  selfWithin: number
  confidenceHigh: number
  confidenceMedium: number
  /** Share of the weight that must be assessed before there is a band. */
  minCoverage: Fraction
  nowCut: number
  soonCut: number
  /** A criterion is heavy or notable from this multiple of the profile's mean weight on. */
  heavy: Fraction
  notable: Fraction
  /** Ready now allows no heavy criterion a wider gap than this; ready soon no notable one. */
  heavyMaxGap: number
  notableMaxGap: number
  /** Ready soon allows this many must-haves under their minimum, each by so many levels at most. */
  maxShortMustHaves: number
  maxShortBy: number
  /** Within so many points of a cut-off a band that hangs on the points alone is called borderline. */
  borderlinePoints: number
  /** Standard deviations of managers' leniency and of form noise, in levels. */
  raterError: number
  formError: number
  /** Figures with an older mean age are hatched, as are those with a smaller share of their people rated. */
  staleMonths: number
  thinShare: Fraction
}

/** Defaults without outside validation: to be shown as "not yet set by your panel" until an organisation sets its own. */
export const DEFAULT_POLICY: ReadinessPolicy = {
  managerWeight: [3, 5],
  peerWeight: [2, 5],
  minPeers: 3,
  peerDiscuss: [3, 2],
  freshMonths: 6,
  halfLifeMonths: 12,
  expiryMonths: 24,
  evidenceManager: 0.6,
  evidenceNearSelf: 0.8,
  selfWithin: 1,
  confidenceHigh: 0.7,
  confidenceMedium: 0.45,
  minCoverage: [4, 5],
  nowCut: 90,
  soonCut: 75,
  heavy: [13, 10],
  notable: [1, 1],
  heavyMaxGap: 1,
  notableMaxGap: 2,
  maxShortMustHaves: 2,
  maxShortBy: 1,
  borderlinePoints: 5,
  raterError: 0.4,
  formError: 0.3,
  staleMonths: 12,
  thinShare: [2, 3],
}
