import { z } from 'zod'
import { appealStates, coverOptions, secondmentOrigins, secondmentStates } from '@/db/values'
import { CriterionKey } from '@/lib/framework/shapes'
import { Verdict } from '@/lib/openings/shapes'
import { Day, EmployeeId, PersonRef, UnitRef } from '@/lib/people/shapes'
import { actors, type Deed, transitions } from './machine'

const text = (most: number) =>
  z
    .string()
    .max(most)
    .transform((value) => value.normalize('NFC').trim())
const deeds = [...new Set(transitions.map(({ deed }) => deed))] as [Deed, ...Deed[]]
const SecondmentId = z.uuid().describe('The placement’s id.')
const Version = z
  .number()
  .int()
  .min(1)
  .describe('The version that was read; an older one is refused with both versions.')
const Share = z.number().int().min(1).max(100).describe('Of the week, in percent.')
const OpeningKey = z.string().min(1).max(64).describe('The opening’s key.')
const State = z.enum(secondmentStates)
const Somebody = z.object({ employeeId: EmployeeId.nullable(), name: z.string() })
export type Somebody = z.infer<typeof Somebody>

export const OpeningMark = z.object({ openingId: OpeningKey, title: z.string(), host: UnitRef, location: z.string() })
export const CoverLink = z.object({
  option: z.enum(coverOptions).describe('`share`: the team does the work between them.'),
  person: Somebody.nullable().describe('Who covers; the next link is their own post.'),
  from: Day,
  to: Day.describe('The last day, inclusive.'),
  consequence: z.string().describe('What is not covered.'),
})
export type CoverLink = z.infer<typeof CoverLink>

export const Secondment = z.object({
  id: SecondmentId,
  person: PersonRef,
  opening: OpeningMark,
  state: State,
  origin: z.enum(secondmentOrigins),
  seat: z.number().int(),
  share: Share,
  from: Day,
  to: Day.describe('The last day, inclusive.'),
  since: Day.describe('When it came to stand where it stands.'),
  dueOn: Day.nullable().describe('Until when its owner has time; null: nothing waits.'),
  askedEnd: Day.nullable().describe('The last day asked for, while that is decided.'),
  waitsFor: z.enum(actors).nullable().describe('Whose turn it is.'),
  owner: Somebody.nullable().describe('By name, where it is one person’s turn.'),
  cover: z.array(CoverLink).describe('At home, link by link.'),
  may: z.array(z.enum(deeds)).describe('What the caller may do now.'),
  lacksApproval: z.boolean().describe('A further later end is asked for: a director approves it before HR grants it.'),
  isAppealed: z.boolean(),
  version: z.number().int(),
})
export type Secondment = z.infer<typeof Secondment>

export const SecondmentsInput = z.strictObject({
  state: State.optional(),
  home: z.string().min(1).max(64).optional().describe('Units at and below this one.'),
  host: z.string().min(1).max(64).optional().describe('Host units at and below this one.'),
  employeeId: EmployeeId.optional(),
  openingId: OpeningKey.optional(),
})
export type SecondmentsInput = z.infer<typeof SecondmentsInput>
export const Secondments = z.object({
  secondments: z.array(Secondment).describe('Those in sight, by first day; 500 at most.'),
})
export type Secondments = z.infer<typeof Secondments>

export const Target = z.object({
  criterion: CriterionKey,
  from: z.number().nullable().describe('Level of record when it was proposed; null: not rated.'),
  to: z.number().describe('What is expected at the end.'),
})
export type Target = z.infer<typeof Target>
export const Event = z.object({
  deed: z.enum(['propose', ...deeds]),
  from: State.nullable(),
  to: State,
  by: Somebody.nullable().describe('Null: the clock.'),
  on: Day,
  reason: z.string(),
  alternative: z.string(),
  end: Day.nullable().describe('The last day asked for.'),
})
export type Event = z.infer<typeof Event>
export const Appeal = z.object({
  reason: z.string(),
  askedOn: Day,
  dueOn: Day,
  state: z.enum(appealStates),
  decision: z.string(),
  decidedOn: Day.nullable(),
})
export type Appeal = z.infer<typeof Appeal>

export const SecondmentInput = z.strictObject({ id: SecondmentId })
export const SecondmentDetail = Secondment.extend({
  targets: z.array(Target),
  events: z.array(Event).describe('Oldest first.'),
  appeals: z.array(Appeal).describe('Oldest first.'),
  home: Somebody.nullable().describe('Who manages the person today.'),
  hosts: z.array(Somebody).describe('Sponsor and supervisor of the opening.'),
  planRun: z.uuid().nullable().describe('The plan that it came from; for HR alone.'),
  mayAppeal: z.boolean(),
  mayMove: z.boolean().describe('The caller may change its days.'),
  mayCover: z.boolean().describe('The caller arranges cover at home.'),
})
export type SecondmentDetail = z.infer<typeof SecondmentDetail>

export const Moved = z.object({ id: SecondmentId, state: State, dueOn: Day.nullable(), version: z.number().int() })
export type Moved = z.infer<typeof Moved>

const CoverInput = z.strictObject({
  option: z.enum(coverOptions),
  employeeId: EmployeeId.nullable().default(null),
  consequence: text(2000).default(''),
  to: Day.optional().describe('The last day; left out: the placement’s.'),
})
export type CoverInput = z.infer<typeof CoverInput>
const reason = text(4000).default('').describe('Why, for all who are concerned.')

export const StepInput = z.strictObject({
  id: SecondmentId,
  version: Version,
  deed: z.enum(deeds),
  reason,
  alternative: text(4000).default('').describe('What is offered instead; needed for a refusal.'),
  end: Day.optional().describe('The last day asked for; needed when another end is asked for.'),
  cover: z
    .array(CoverInput)
    .max(9)
    .optional()
    .describe('Who does the work at home, in place of what was arranged before.'),
})
export type StepInput = z.infer<typeof StepInput>
export const ArrangeInput = z.strictObject({
  id: SecondmentId,
  version: Version,
  cover: z.array(CoverInput).min(1).max(9),
})
export type ArrangeInput = z.infer<typeof ArrangeInput>

export const ProposeInput = z.strictObject({
  employeeId: EmployeeId,
  openingId: OpeningKey,
  from: Day,
  to: Day,
  asks: z.boolean().default(true).describe('Whether the person is asked at once; a draft stays with HR.'),
  reason: text(4000).default('').describe('Needed where a rule is overridden; it is named.'),
})
export type ProposeInput = z.infer<typeof ProposeInput>
export const VolunteerInput = z.strictObject({ openingId: OpeningKey, from: Day, to: Day })
export type VolunteerInput = z.infer<typeof VolunteerInput>

export const MoveInput = z.strictObject({ id: SecondmentId, version: Version, from: Day, to: Day })
export type MoveInput = z.infer<typeof MoveInput>

export const AppealInput = z.strictObject({
  id: SecondmentId,
  reason: text(4000).refine((value) => value !== '', 'must say why'),
})
export type AppealInput = z.infer<typeof AppealInput>
export const DecideAppealInput = z.strictObject({
  id: SecondmentId,
  version: Version,
  upholds: z.boolean().describe('True: back to the home manager, who releases. False: the refusal stands.'),
  decision: text(4000).refine((value) => value !== '', 'must say why'),
})
export type DecideAppealInput = z.infer<typeof DecideAppealInput>

export const CheckInput = z.strictObject({
  employeeId: EmployeeId,
  openingId: OpeningKey,
  from: Day,
  to: Day,
})
export type CheckInput = z.infer<typeof CheckInput>
export const Check = z.object({
  verdicts: z.array(Verdict).describe('Rule by rule, in the order in which the first that excludes is named.'),
  isEligible: z.boolean(),
  points: z.number().describe('Expected gain in readiness points.'),
  targets: z.array(Target),
  seat: z.number().int().nullable().describe('The seat that is free on all of these days; null: none.'),
})
export type Check = z.infer<typeof Check>

const Week = z.object({
  from: Day,
  to: Day,
  heads: z.number().describe('The fewest on any of its days; part of the week elsewhere counts in part.'),
  holders: z.array(z.object({ criterion: CriterionKey, count: z.number().int(), least: z.number().int() })),
  isBelow: z.boolean().describe('Below what the unit must keep.'),
})
export const HomeCover = z.object({
  unit: UnitRef,
  heads: z.number().int().describe('In the unit today.'),
  leastHeads: z.number().int().describe('That must stay.'),
  without: z.array(Week).describe('While the person is away and nobody comes instead.'),
  covered: z.array(Week).describe('With what is arranged now.'),
  alone: z.array(CriterionKey).describe('What the person alone holds there.'),
  reports: z.number().int().describe('Whom the person manages: name who does meanwhile.'),
  candidates: z
    .array(PersonRef.extend({ holds: z.array(CriterionKey) }))
    .describe('Whom the caller sees and who is free, by how much of it they hold; 50 at most.'),
  deepest: z.number().int().describe('Links that a chain may have.'),
})
export type HomeCover = z.infer<typeof HomeCover>

export const Hosted = z.object({
  id: SecondmentId,
  person: Somebody,
  opening: z.object({ openingId: OpeningKey, title: z.string() }),
  state: State,
  share: Share,
  from: Day,
  to: Day,
  dueOn: Day.nullable(),
  askedEnd: Day.nullable(),
  home: Somebody.nullable(),
  entry: z
    .array(z.object({ criterion: CriterionKey, level: z.number().int() }))
    .describe('What the opening asks for: all met when the person was proposed.'),
  targets: z.array(Target).describe('From the first day to the last; empty before and after.'),
  may: z.array(z.enum(deeds)),
  version: z.number().int(),
})
export type Hosted = z.infer<typeof Hosted>
export const HostedList = z.object({ hosted: z.array(Hosted).describe('By first day.') })
export type HostedList = z.infer<typeof HostedList>
export const HostStepInput = StepInput.omit({ cover: true, alternative: true })
export type HostStepInput = z.infer<typeof HostStepInput>
