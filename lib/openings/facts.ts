import type { mobilities, OpeningStatus, openingPayers } from '@/db/values'
import type { Span } from './days'

/** An opening as rules read it; keys are those that people see. */
export type OpeningTerms = {
  openingId: string
  routeKey: string
  hostUnitId: string
  supervisorId: string | null
  location: string
  earliestStart: string
  /** The last day, inclusive. */
  latestEnd: string
  isFixed: boolean
  minDays: number
  maxDays: number
  seats: number
  /** Percent of the week. */
  share: number
  paidBy: (typeof openingPayers)[number]
  clearance: string | null
  languages: readonly string[]
  applyBy: string | null
  status: OpeningStatus
  entry: readonly { criterion: string; level: number }[]
  /** The main one first; exposure in percent. */
  criteria: readonly { criterion: string; exposure: number }[]
}

/** What a person wants and is bound by; null where nobody has asked them. */
export type WishFacts = {
  notNowUntil: string | null
  mobility: (typeof mobilities)[number]
  places: readonly string[]
  earliest: string | null
  latest: string | null
  maxShare: number
}

/** For HR alone; null where the viewer may not know. */
export type StandingFacts = {
  probationUntil: string | null
  contractEndsOn: string | null
  isUnderProcess: boolean
}

export type PersonFacts = {
  employeeId: string
  unitId: string
  location: string
  /** Direct reports of today. */
  reportIds: readonly string[]
  /** Thousandths of a level of record by criterion; null or missing: none. */
  levels: ReadonlyMap<string, number | null>
  /** Targets of the profile they are measured by, 0–5. */
  targets: ReadonlyMap<string, number>
  /** Since when they are in their post, or with the organisation where that is not known. */
  inPostSince: string | null
  standing: StandingFacts | null
  leave: readonly Span[]
  wish: WishFacts | null
  /** Placements that hold or have been, with the share of the week in percent. */
  placements: readonly (Span & { share: number })[]
}

/** What stands around the two. */
export type Surroundings = {
  today: string
  /** Of the home unit; null: the policy's. */
  noticeDays: number | null
  /** Days on which nobody leaves the home unit or starts at the host, with the reason. */
  blackouts: readonly (Span & { reason: string; of: 'home' | 'host' })[]
  /** Thousandths of a level of whoever supervises there; null: not assessed, or out of sight. */
  supervisorLevels: ReadonlyMap<string, number | null> | null
}
