import { z } from 'zod'
import { mobilities, openingPayers, openingStatuses } from '@/db/values'
import { CriterionKey, ProfileKey } from '@/lib/framework/shapes'
import { Day, EmployeeId, UnitId, UnitRef } from '@/lib/people/shapes'
import { type Outcome, ruleKeys } from './eligibility'

const text = (most: number) =>
  z
    .string()
    .max(most)
    .transform((value) => value.normalize('NFC').trim())
export const Version = z.number().int().min(0).describe('The version that was read; an older one is refused with both.')
const Points = z.number().describe('Readiness points, to a thousandth.')
const Share = z.number().int().min(1).max(100).describe('Of the week, in percent.')

export const OpeningId = z.string().min(1).max(64).describe('The opening’s key: the file’s own, else a UUID.')
const Contact = z.object({ employeeId: EmployeeId, name: z.string() })
const Entry = z.object({ criterion: CriterionKey, level: z.number().int().min(1).max(5) })
const Developed = z.object({
  criterion: CriterionKey,
  exposure: z.number().int().min(1).max(100).describe('Percent of what the route gives in full.'),
})
const eachOnce = <T extends { criterion: string }>(list: readonly T[]) =>
  new Set(list.map(({ criterion }) => criterion)).size === list.length

/** What a host says of a place. */
export const OpeningFields = z.strictObject({
  title: text(200).refine((value) => value !== '', 'Say what the place is'),
  routeKey: z.string().min(1).max(100).describe('A development route, as `secondment-operations`.'),
  hostUnitId: UnitId,
  sponsorId: EmployeeId.nullable().describe('Who answers for the place; needed before it is published.'),
  supervisorId: EmployeeId.nullable().describe('Who leads there day by day; null: the sponsor.'),
  location: text(200),
  earliestStart: Day,
  latestEnd: Day.describe('The last day, inclusive.'),
  isFixed: z.boolean().describe('From the first to the last day, all of it.'),
  minDays: z.number().int().min(1).max(3_660).describe('Shortest stay, in calendar days.'),
  maxDays: z.number().int().min(1).max(3_660).describe('Longest stay, in calendar days.'),
  seats: z.number().int().min(1).max(99),
  share: Share,
  paidBy: z.enum(openingPayers),
  clearance: text(200).nullable(),
  languages: z.array(z.string().min(1).max(60)).max(10).describe('Spoken there.'),
  applyBy: Day.nullable(),
  notes: text(4_000),
  entry: z
    .array(Entry)
    .max(50)
    .refine(eachOnce, 'names a criterion twice')
    .describe('Levels of record that somebody brings.'),
  criteria: z
    .array(Developed)
    .max(50)
    .refine(eachOnce, 'names a criterion twice')
    .describe('What it develops, the main one first.'),
})
export type OpeningFields = z.infer<typeof OpeningFields>

export const Opening = OpeningFields.omit({ hostUnitId: true, sponsorId: true, supervisorId: true }).extend({
  openingId: OpeningId,
  ...{ title: z.string(), location: z.string(), clearance: z.string().nullable(), notes: z.string() },
  route: z.string().describe('The route’s name.'),
  host: UnitRef,
  sponsor: Contact.nullable(),
  supervisor: Contact.nullable(),
  status: z.enum(openingStatuses),
  isKept: z.boolean().describe('The caller may change it.'),
  version: z.number().int(),
})
export type Opening = z.infer<typeof Opening>

export const Openings = z.object({
  openings: z.array(Opening).describe('By first day, then title; 500 at most.'),
  routes: z
    .array(z.object({ key: z.string(), name: z.string() }))
    .describe('Development routes that an opening may follow.'),
  hosts: z.array(UnitRef).describe('Units for which the caller may offer places, by name; 200 at most.'),
})
export type Openings = z.infer<typeof Openings>
export const OpeningsInput = z.strictObject({ status: z.enum(openingStatuses).optional() })
export const OpeningInput = z.strictObject({ openingId: OpeningId })
export const ChangeOpeningInput = OpeningFields.partial().extend({ openingId: OpeningId, version: Version })
export type ChangeOpeningInput = z.infer<typeof ChangeOpeningInput>
export const MoveOpeningInput = z.strictObject({
  openingId: OpeningId,
  version: Version,
  to: z
    .enum(['published', 'filled', 'closed'])
    .describe('A draft is published; a published one filled or closed; a filled one may come free.'),
})
export type MoveOpeningInput = z.infer<typeof MoveOpeningInput>
export const DiscardOpeningInput = z.strictObject({ openingId: OpeningId, version: Version })
export type DiscardOpeningInput = z.infer<typeof DiscardOpeningInput>

const outcomes = ['ok', 'fails', 'override', 'unknown'] as const satisfies readonly Outcome[]
export const Verdict = z.object({
  rule: z.enum(ruleKeys),
  outcome: z
    .enum(outcomes)
    .describe('`override`: allowed with a named reason; `unknown`: allowed, and shown as not known.'),
  facts: z
    .record(z.string(), z.union([z.string(), z.number(), z.null()]))
    .describe('What a sentence about it needs: days, counts, levels in thousandths.'),
})
export type Verdict = z.infer<typeof Verdict>

export const HelpfulOpening = z.object({
  opening: Opening,
  from: Day.describe('First day that was reckoned with.'),
  to: Day,
  points: Points.describe('Expected gain in readiness points for the person’s own profile, in thousandths made whole.'),
  gains: z.array(
    z.object({
      criterion: CriterionKey,
      level: z.number().describe('Level of record today.'),
      gain: z.number().describe('Expected, in levels.'),
      points: Points,
    }),
  ),
  isEligible: z.boolean().describe('No rule excludes; some may still need a named reason.'),
  rank: z.number().int().nullable().describe('The person’s own choice, 1 the first.'),
  verdicts: z.array(Verdict).describe('Rule by rule, in the order in which the first that excludes is named.'),
})
export type HelpfulOpening = z.infer<typeof HelpfulOpening>
export const PersonInput = z.strictObject({ employeeId: EmployeeId })
export const HelpfulOpenings = z.object({
  employeeId: EmployeeId,
  profile: z
    .string()
    .nullable()
    .describe('The role profile that the points are for; null before anything is published.'),
  isDefaultPolicy: z.boolean().describe('Limits are those that came with the product, not yet set by a panel.'),
  openings: z.array(HelpfulOpening).describe('Published ones: eligible first, then by points.'),
})
export type HelpfulOpenings = z.infer<typeof HelpfulOpenings>

const Choice = z.object({ openingId: OpeningId, title: z.string() })
export const WishFields = z.strictObject({
  notNowUntil: Day.nullable().describe('Nothing that starts before this day is proposed.'),
  aspiration: ProfileKey.nullable().describe('The role profile aimed at.'),
  mobility: z.enum(mobilities).describe('Whether they would work elsewhere; `unknown`: not yet asked.'),
  places: z.array(text(200)).max(20).describe('Where, when not anywhere.'),
  earliest: Day.nullable(),
  latest: Day.nullable(),
  maxShare: Share,
  preferences: z
    .array(OpeningId)
    .max(5)
    .refine((list) => new Set(list).size === list.length, 'names an opening twice')
    .describe('Published openings, the first choice first.'),
})
export type WishFields = z.infer<typeof WishFields>
export const Wish = WishFields.omit({ preferences: true }).extend({
  employeeId: EmployeeId,
  places: z.array(z.string()).describe('Where, when not anywhere.'),
  preferences: z.array(Choice).describe('The first choice first.'),
  version: z.number().int().describe('0: never written.'),
})
export type Wish = z.infer<typeof Wish>
export const SaveWishInput = WishFields.extend({ version: Version })
export type SaveWishInput = z.infer<typeof SaveWishInput>

export const EligibleCounts = z.object({
  of: z.number().int().describe('Everybody with a level of record.'),
  counts: z.array(
    z.object({
      openingId: OpeningId,
      people: z.number().int().describe('Who work elsewhere and meet every entry level.'),
    }),
  ),
})
export type EligibleCounts = z.infer<typeof EligibleCounts>
