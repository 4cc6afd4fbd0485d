import { z } from 'zod'
import { cycleStages } from '@/db/values'
import { CycleName } from '@/lib/assessments/shapes'
import { Day, EmployeeId, UnitId } from '@/lib/people/shapes'
import { filled, Named, PlanFields, Version } from './shapes'

export const CycleDeed = z.strictObject({ name: CycleName, version: Version })
export type CycleDeed = z.infer<typeof CycleDeed>
export const CloseInput = CycleDeed.extend({
  reason: z.string().trim().max(1000).default('').describe('Needed before the last deadline; kept with the cycle.'),
})
export type CloseInput = z.infer<typeof CloseInput>
export const ExtendInput = CycleDeed.extend({
  deadlines: PlanFields.shape.deadlines.partial().describe('Stages that move; each only later.'),
})
export type ExtendInput = z.infer<typeof ExtendInput>

export const AddPeopleInput = z.strictObject({
  name: CycleName,
  employeeIds: z.array(EmployeeId).max(1_000).describe('Whoever the rule finds and is not in yet, when empty.'),
})
export type AddPeopleInput = z.infer<typeof AddPeopleInput>
export const Added = z.object({ added: z.number().int() })

const OfPerson = { name: CycleName, employeeId: EmployeeId }
export const ExcuseInput = z.strictObject({
  ...OfPerson,
  version: Version,
  reason: filled(1000).describe('HR sees it, and the person.'),
})
export type ExcuseInput = z.infer<typeof ExcuseInput>
export const ReassignInput = z.strictObject({
  ...OfPerson,
  version: Version,
  rater: EmployeeId.nullable().describe('Null: the manager of the day again.'),
  reason: z.string().trim().max(1000).default('').describe('Needed with a rater.'),
})
export type ReassignInput = z.infer<typeof ReassignInput>

export const ChaseInput = z.strictObject({
  name: CycleName,
  stage: z.enum(cycleStages).exclude(['agree']).describe('Whose form is missing: the person’s own, or the manager’s.'),
  unit: UnitId.optional().describe('Only for posts in this very unit.'),
  manager: EmployeeId.optional().describe('Only for those whom this person rates.'),
  employeeId: EmployeeId.optional().describe('Only for this person.'),
})
export type ChaseInput = z.infer<typeof ChaseInput>
export const Chased = z.object({
  told: z.number().int().describe('People who were told; nobody twice a day.'),
  waiting: z.number().int().describe('Forms that are missing.'),
})

export const HandOvers = z.object({
  mine: z
    .array(
      z.object({
        ...{ cycle: CycleName, person: Named, note: z.string(), isSubmitted: z.boolean() },
        version: z.number().int().describe('Of the caller’s form, for leaving a note on it.'),
      }),
    )
    .describe('People whom somebody else rates now, and whom the caller began to rate.'),
  received: z
    .array(z.object({ cycle: CycleName, person: Named, from: Named, note: z.string() }))
    .describe('Notes about people whom the caller rates now.'),
})
export type HandOvers = z.infer<typeof HandOvers>

export const Holidays = z.object({ holidays: z.array(z.object({ day: Day, name: z.string() })) })
export const SetHolidayInput = z.strictObject({
  day: Day,
  name: filled(100).nullable().describe('Null: no holiday any more.'),
})
export type SetHolidayInput = z.infer<typeof SetHolidayInput>

export const Leaves = z.object({
  leaves: z.array(Named.extend({ from: Day, to: Day.nullable().describe('The last day; null: open.') })),
})
export const SetLeaveInput = z.strictObject({
  employeeId: EmployeeId,
  from: Day.describe('The first day away.'),
  to: Day.nullable().default(null).describe('The last day; null: open.'),
  isOff: z.boolean().default(false).describe('Takes this leave back.'),
})
export type SetLeaveInput = z.infer<typeof SetLeaveInput>

export const DeputiesInput = z.strictObject({
  all: z.coerce.boolean().default(false).describe('For HR: everybody’s, not the caller’s own alone.'),
})
export const Deputy = z.object({
  id: z.uuid(),
  manager: Named,
  deputy: Named,
  from: Day,
  to: Day.describe('The last day.'),
  version: z.number().int(),
})
export type Deputy = z.infer<typeof Deputy>
export const Deputies = z.object({
  deputies: z.array(Deputy).describe('From today on, by their first day.'),
  candidates: z.array(Named).describe('Who could stand in for the caller.'),
})
export type Deputies = z.infer<typeof Deputies>
export const NameDeputyInput = z.strictObject({
  managerId: EmployeeId.optional().describe('For HR: whom the deputy stands in for; the caller when absent.'),
  deputyId: EmployeeId,
  from: Day,
  to: Day.describe('The last day.'),
})
export type NameDeputyInput = z.infer<typeof NameDeputyInput>
export const EndDeputyInput = z.strictObject({ id: z.uuid(), version: Version })
export type EndDeputyInput = z.infer<typeof EndDeputyInput>
