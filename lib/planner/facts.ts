import type { Span } from '@/lib/openings/days'
import type { OpeningTerms, StandingFacts, WishFacts } from '@/lib/openings/facts'
import type { PlacementPolicy } from '@/lib/openings/policy'

/** Everything a plan hangs on, as plain JSON: the same facts give the same plan, and their hash says so. Keys, never names. */
export interface RoundFacts {
  /** The organisation's day on which it is planned. */
  today: string
  /** No placement starts before, none ends after. */
  horizon: Span
  per: 'week' | 'month'
  /** With the switches and sliders that the scenario sets. */
  policy: PlacementPolicy
  rules: ScenarioRules
  /** Criteria whose gaps are to be closed; a placement that helps none of them is not considered. None: all count alike. */
  chosen: string[]
  /** Candidates, and whoever else counts as a head at their homes. */
  people: PersonRow[]
  openings: OpeningRow[]
  /** Homes of the candidates, and hosts. */
  units: UnitRow[]
  /** For cover of all placements, in minor units of money; null: no limit. */
  budget: number | null
  pins: Pinned[]
  forbids: { employeeId: string; openingId: string | null }[]
  /** Proposals of the plan that was last published: each that stays counts more. */
  proposed: Pinned[]
}

/** What a scenario asks beyond the policy; null: what the policy says. */
export interface ScenarioRules {
  /** At most so many away at once from any unit, whatever its size. */
  awayPerUnit: number | null
  awayPerManager: number | null
  /** Nobody is sent to another place than where they work. */
  staysInPlace: boolean
}

export interface Pinned {
  employeeId: string
  openingId: string
  /** The first day; null: any. */
  from: string | null
}

/** A criterion of somebody's profile: `minimum` where it is a must-have. */
export interface Wanted {
  criterion: string
  target: number
  weight: number
  minimum: number | null
}

export interface PersonRow {
  employeeId: string
  isCandidate: boolean
  unitId: string
  managerId: string | null
  location: string
  grade: string
  reportIds: string[]
  /** Levels of record in thousandths. */
  levels: Record<string, number | null>
  profile: Wanted[]
  /** The profile aimed at, where one is said. */
  aspired: Wanted[] | null
  inPostSince: string | null
  standing: StandingFacts | null
  leave: Span[]
  wish: WishFacts | null
  /** Openings by rank, the first choice first. */
  choices: string[]
  placements: (Span & { share: number })[]
}

export interface OpeningRow extends OpeningTerms {
  /** Seats that somebody holds already. */
  taken: Span[]
  /** Levels of record of whoever supervises; null: not assessed. */
  supervisorLevels: Record<string, number | null> | null
  /** Dates that HR has set for this plan; null: those of the opening. */
  dates: Span | null
}

export interface UnitRow {
  unitId: string
  minHeads: number | null
  noticeDays: number | null
  holders: { criterion: string; minHolders: number }[]
  blackouts: (Span & { reason: string })[]
}

/** A placement of at least this share of the week leaves home without the person. */
export const awayShare = 50
