import { z } from 'zod'
import { cycleStages, cycleStatuses, evidenceRules, participantFilters, participantStates } from '@/db/values'
import { CycleName } from '@/lib/assessments/shapes'
import { ProfileKey } from '@/lib/framework/shapes'
import { Day, EmployeeId, UnitId, UnitRef } from '@/lib/people/shapes'

const text = (most: number) =>
  z
    .string()
    .max(most)
    .transform((value) => value.normalize('NFC').trim())
export const filled = (most: number) => text(most).refine((value) => value !== '', 'must not be empty')
const many = <T extends z.ZodType>(one: T, most: number) => z.array(one).max(most).default([])
const Count = z.number().int().min(0)
const Instant = z.iso.datetime()
export const Version = z.number().int().min(0).describe('The version that was read; an older one is refused with both.')
export const Named = z.object({ employeeId: EmployeeId, name: z.string() })
export type Named = z.infer<typeof Named>

export const CycleInput = z.strictObject({ name: CycleName })

/** Whom a cycle asks. Units, job titles and profiles narrow each other; people are added to that, `without` taken away. */
export const Population = z.strictObject({
  units: many(UnitId, 200).describe('With everything below them.'),
  jobTitles: many(z.string().min(1).max(200), 200),
  profiles: many(ProfileKey, 50).describe('Target profiles.'),
  people: many(EmployeeId, 5_000).describe('By employee id, whatever the rules above say.'),
  without: many(EmployeeId, 5_000).describe('By employee id: not asked.'),
})
export type Population = z.infer<typeof Population>

const WallTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'needs a day and a time, as 2026-12-04T17:00')
  .describe('Wall time in `timeZone`.')
const Deadlines = z.strictObject({
  self: WallTime.nullable().describe('Own assessments.'),
  manager: WallTime.nullable().describe('Managers’ and peers’ assessments.'),
  agree: WallTime.nullable().describe('Levels are agreed.'),
})
export type Deadlines = z.infer<typeof Deadlines>

/** How a cycle asks. */
export const PlanFields = z.strictObject({
  edition: z.string().min(1).max(200).describe('A published edition of the framework; it stays with the cycle.'),
  population: Population,
  defaultProfile: ProfileKey.nullable().describe('For people without a target of their own.'),
  isBlind: z.boolean().describe('Neither side sees the other before both have submitted, or its time is over.'),
  asksPeers: z.boolean().describe('Managers may name peers, who are seen as a mean only.'),
  evidenceRule: z.enum(evidenceRules).describe('What a level of 3 or above without dated evidence leads to.'),
  isDelta: z.boolean().describe('Asks in full only what is new, expired, disputed or changed.'),
  submitsDrafts: z.boolean().describe('Submits drafts when their deadline passes.'),
  remindDays: z.array(z.number().int().min(1).max(90)).max(6).describe('Days before each deadline.'),
  timeZone: z.string().min(1).max(64).describe('IANA name.'),
  deadlines: Deadlines,
})
export type PlanFields = z.infer<typeof PlanFields>

export const DraftInput = PlanFields.partial().extend({ name: filled(100).describe('Names the cycle for good.') })
export type DraftInput = z.infer<typeof DraftInput>
export const SetPlanInput = PlanFields.partial().extend({
  name: CycleName,
  version: Version,
  newName: filled(100).optional().describe('Another name, before the launch.'),
})
export type SetPlanInput = z.infer<typeof SetPlanInput>

export const wallTimeKinds = ['plain', 'skipped', 'twice'] as const
const Deadline = z.object({
  stage: z.enum(cycleStages),
  wallTime: WallTime,
  closesAt: Instant.describe('The instant that the wall time stands for.'),
  kind: z
    .enum(wallTimeKinds)
    .describe('`skipped`: clocks jump over it, it ends an hour later by them; `twice`: it ends the second time.'),
})
export const Plan = PlanFields.omit({ deadlines: true }).extend({
  name: CycleName,
  status: z.enum(cycleStatuses),
  deadlines: z.array(Deadline).describe('In the order of the stages.'),
  people: z.array(Named).describe('Those whom the population names.'),
  without: z.array(Named).describe('Those whom it leaves out.'),
  launchedAt: Instant.nullable(),
  closedAt: Instant.nullable(),
  closedReason: z.string(),
  version: z.number().int().describe('Send it back with a change.'),
})
export type Plan = z.infer<typeof Plan>

/** A cycle that asks people, as HR's list shows it. */
export const Run = z.object({
  name: CycleName,
  status: z.enum(cycleStatuses),
  edition: z.string(),
  people: Count.describe('Who takes part.'),
  submitted: Count.describe('Own assessments handed in.'),
  rated: Count.describe('People whom their manager has rated.'),
  disputed: Count.describe('Agreed levels with which somebody disagrees.'),
  closesAt: Instant.nullable().describe('The last deadline.'),
  nextStage: z.enum(cycleStages).nullable().describe('Whose deadline comes next.'),
  nextAt: Instant.nullable(),
  asOf: Day.nullable().describe('The day that the published figures stand for.'),
})
export type Run = z.infer<typeof Run>
export const Runs = z.object({ runs: z.array(Run).describe('Newest first; drafts before them.') })

const Paging = {
  after: z.string().max(400).optional().describe('`next` of the page before.'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
}

export const PreviewInput = z.strictObject({
  edition: z.string().max(200).optional().describe('A published edition; the newest when absent.'),
  population: Population.prefault({}),
  defaultProfile: ProfileKey.nullable().default(null),
  isDelta: z.coerce.boolean().default(false),
  ...Paging,
})
export type PreviewInput = z.infer<typeof PreviewInput>
/** Whom a rule finds today and how long it would take them. */
export const Preview = z.object({
  count: Count,
  managers: Count,
  criteria: Count.describe('Of the edition.'),
  minutes: z.object({
    person: Count.describe('Expected minutes for one’s own form.'),
    manager: Count.describe('Expected minutes for a manager, on average.'),
    most: Count.describe('For the manager with the most people.'),
  }),
  people: z.array(Named.extend({ unit: UnitRef.nullable(), profile: z.string().nullable() })).describe('By name.'),
  jobTitles: z.array(z.string()).describe('Job titles there are, for the rule.'),
  next: z.string().nullable(),
})
export type Preview = z.infer<typeof Preview>

export const problemKinds = [
  'nobody',
  'no-criteria',
  'no-deadline',
  'deadline-past',
  'deadline-order',
  'no-profile',
  'no-manager',
  'no-email',
  'no-account',
  'many-reports',
  'weekend',
  'holiday',
  'clock-change',
  'on-leave',
  'not-assessed',
  'in-another',
] as const
export type ProblemKind = (typeof problemKinds)[number]
export const Problem = z.object({
  kind: z.enum(problemKinds),
  isBlocking: z.boolean().describe('Whether the launch is refused as long as it stands.'),
  count: Count.describe('How many people it is about; 0 where it is about the plan.'),
  people: z.array(Named).describe('By name, at most 50.'),
  stage: z.enum(cycleStages).nullable(),
  holiday: z.string().nullable().describe('Its name.'),
})
export type Problem = z.infer<typeof Problem>
export const Check = z.object({ problems: z.array(Problem).describe('Blocking ones first.'), people: Count })
export type Check = z.infer<typeof Check>

export const ParticipantsInput = CycleInput.extend({
  unit: UnitId.optional().describe('Only posts in this very unit.'),
  manager: EmployeeId.optional().describe('Only those whom this person rates.'),
  stuck: z
    .enum(participantFilters)
    .optional()
    .describe('`self`, `manager`: not handed in; `agree`: to be agreed; `disputed`; or out of it.'),
  ...Paging,
})
export type ParticipantsInput = z.infer<typeof ParticipantsInput>

export const formStates = ['waiting', 'begun', 'submitted'] as const
export const agreeStates = ['waiting', 'open', 'agreed', 'disputed'] as const
export const Participant = Named.extend({
  unit: UnitRef.nullable(),
  manager: Named.nullable().describe('Who rates them today.'),
  isAssigned: z.boolean().describe('By HR’s word, not by the line.'),
  targetProfile: z.string().describe('As it was at the launch.'),
  state: z.enum(participantStates),
  stateReason: z.string(),
  self: z.enum(formStates),
  rated: z.enum(formStates).describe('The manager’s form.'),
  agree: z.enum(agreeStates),
  version: z.number().int(),
})
export type Participant = z.infer<typeof Participant>
export const Participants = z.object({ people: z.array(Participant), total: Count, next: z.string().nullable() })

const Counts = z.object({
  people: Count,
  self: z.object({ waiting: Count, begun: Count, submitted: Count }),
  rated: z.object({ waiting: Count, begun: Count, submitted: Count }),
  agree: z.object({ waiting: Count, open: Count, agreed: Count, disputed: Count }),
})
export type Counts = z.infer<typeof Counts>
/** How far a cycle has come: counts, and no level. */
export const Progress = z.object({
  all: Counts,
  units: z.array(Counts.extend({ unit: UnitRef.nullable() })).describe('By the unit of the post today.'),
  managers: z.array(Counts.extend({ manager: Named.nullable() })).describe('By who rates today.'),
  excused: Count,
  left: Count,
  joiners: Count.describe('Found by the rule today, and not in the cycle.'),
})
export type Progress = z.infer<typeof Progress>
