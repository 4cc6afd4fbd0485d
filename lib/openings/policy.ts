/** Rules that a scenario may switch: must hold, or needs a named override that the plan lists and publishing asks for. */
export type SwitchedRule =
  | 'time-in-post'
  | 'single-holder'
  | 'cumulative'
  | 'cooling-off'
  | 'cover'
  | 'blackout'
  | 'notice'
  | 'away-per-unit'
export type Switch = 'hold' | 'override'

/** The versioned settings behind placements: limits of design rules, and the numbers of the planner's objective. */
export type PlacementPolicy = {
  /** Shortest full-time placement in calendar months; by part-time share it must come to so many working days. */
  minMonths: number
  minPartTimeDays: number
  suggestedMonths: [from: number, to: number]
  softMaxMonths: number
  /** Longest placement, extensions included. */
  hardMaxMonths: number
  /** All of somebody's placements together, in any window of so many months. */
  cumulativeMonths: number
  cumulativeWindowMonths: number
  /** Months between two placements of one person. */
  coolingOffMonths: number
  /** More extensions than this need a director. */
  extensions: number
  extensionAskMonths: number
  /** Between the word and the first day away, and for an early end, in calendar days; a unit may set its own. */
  noticeDays: number
  timeInPostMonths: number
  /** Share of a unit's heads that stays on every day, rounded up, where the unit sets no number. */
  coverShare: [numerator: number, denominator: number]
  /** Links in a chain of people who cover for each other. */
  coverDepth: number
  /** Away at once from a unit with fewer heads than `smallUnitUnder`, and from one manager. */
  awayPerSmallUnit: number
  smallUnitUnder: number
  awayPerManager: number
  rules: Record<SwitchedRule, Switch>
  objective: Objective
  /** What cover costs a month by grade, in minor units of the currency; null: no cost is reckoned. */
  coverCost: Record<string, number> | null
}

/** Terms of the planner's value in thousandths of a readiness point, and sliders from 0 to 2. */
export type Objective = {
  /** Weights of chosen gaps are multiplied by this. */
  chosenFactor: number
  urgency: number
  /** By rank: a first choice weighs as much as this many thousandths. */
  preference: number[]
  /** For a route that leads to the role aimed at. */
  aspiration: number
  /** Taken off where the place is not where somebody works: also where nobody has asked them whether they would go. */
  move: number
  /** Taken off for each week after the opening's first start. */
  latePerWeek: number
  /** Kept for each proposal of the last published plan that stays. */
  stability: number
  /** What a criterion gains that the opening develops and its route does not list, and how far, in thousandths of a level. */
  unlistedGain: number
  unlistedCeiling: number
  sliders: { gaps: number; wishes: number; disruption: number }
  timeLimitSeconds: number
}

/** Defaults without outside validation: to be shown as "not yet set by your panel" until an organisation sets its own. */
export const DEFAULT_PLACEMENT: PlacementPolicy = {
  minMonths: 3,
  minPartTimeDays: 60,
  suggestedMonths: [6, 9],
  softMaxMonths: 12,
  hardMaxMonths: 24,
  cumulativeMonths: 24,
  cumulativeWindowMonths: 48,
  coolingOffMonths: 6,
  extensions: 1,
  extensionAskMonths: 3,
  noticeDays: 28,
  timeInPostMonths: 24,
  coverShare: [1, 2],
  coverDepth: 2,
  awayPerSmallUnit: 1,
  smallUnitUnder: 5,
  awayPerManager: 2,
  rules: {
    'time-in-post': 'override',
    'single-holder': 'override',
    cumulative: 'override',
    'cooling-off': 'override',
    cover: 'hold',
    blackout: 'hold',
    notice: 'hold',
    'away-per-unit': 'hold',
  },
  objective: {
    chosenFactor: 2,
    urgency: 1,
    preference: [3000, 2000, 1000, 500, 250],
    aspiration: 600,
    move: 750,
    latePerWeek: 20,
    stability: 1000,
    unlistedGain: 500,
    unlistedCeiling: 3000,
    sliders: { gaps: 1, wishes: 1, disruption: 1 },
    timeLimitSeconds: 120,
  },
  coverCost: null,
}
