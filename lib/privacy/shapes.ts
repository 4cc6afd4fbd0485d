import { z } from 'zod'
import { erasureReasons, erasureStates, retentionKinds } from '@/db/values'
import { Day, EmployeeId, UnitRef } from '@/lib/people/shapes'
import { audiences, glimpses } from './rules'

const Marker = z.string().max(400).optional().describe('`next` of the page before.')
const Count = z.number().int().min(0)

const Watcher = z.object({
  employeeId: EmployeeId.nullable().describe('Null for an account without a post.'),
  name: z.string(),
  unit: UnitRef.nullable().describe('For a director: the unit that the grant is over.'),
})
export type Watcher = z.infer<typeof Watcher>

/** Who may read about the caller today, and what. */
export const WhoSees = z.object({
  asOf: Day.describe('The day whose lines and grants these are.'),
  audiences: z.array(
    z.object({
      audience: z
        .enum(audiences)
        .describe('`manager`: your own; `above`: whoever stands above them; `director`: with a grant over your unit.'),
      count: Count,
      people: z.array(Watcher).describe('By name, at most 100.'),
      sees: z.array(z.enum(glimpses)).describe('What their permissions let them read about you.'),
    }),
  ),
})
export type WhoSees = z.infer<typeof WhoSees>

export const MyDataInput = z.strictObject({
  part: z.string().max(63).optional().describe('Only this part; all parts, each from its beginning, when absent.'),
  after: Marker.describe('`next` of the part before; only together with `part`.'),
})

export const MyData = z.object({
  asOf: Day,
  parts: z.array(
    z.object({
      part: z.string().describe('The table that holds it.'),
      total: Count.describe('All rows of this part, also those on later pages.'),
      rows: z
        .array(z.record(z.string(), z.unknown()))
        .describe('As they are kept, without what is secret; 200 at most.'),
      next: z.string().nullable(),
    }),
  ),
  withheld: z.array(
    z.object({
      part: z.string(),
      rows: Count.nullable().describe('How many rows there are; null where even that would tell.'),
      why: z.string(),
    }),
  ),
})
export type MyData = z.infer<typeof MyData>

export const ErasurePreviewInput = z.strictObject({ employeeId: EmployeeId })
export const ErasurePreview = z.object({
  employeeId: EmployeeId,
  name: z.string(),
  isEmployed: z.boolean().describe('Somebody employed today is erased only with another reason than `left`.'),
  lastDay: Day.nullable().describe('The last day of the post, where it ends or has ended.'),
  answersGiven: Count.describe('Ratings that this person gave, about themselves or others.'),
  answersAbout: Count.describe('Ratings about this person.'),
  results: Count.describe('Rows in frozen results. The counts of units stay.'),
  obstacle: z
    .string()
    .nullable()
    .describe('Why this person cannot be erased now, and what to do; null when nothing stands in the way.'),
})
export type ErasurePreview = z.infer<typeof ErasurePreview>

export const EraseInput = z.strictObject({
  employeeId: EmployeeId,
  reason: z
    .enum(erasureReasons)
    .describe('`left` for somebody who has left; any other says why somebody still employed is erased.'),
})
export type EraseInput = z.infer<typeof EraseInput>

export const Erasure = z.object({
  id: z.uuid(),
  state: z.enum(erasureStates).describe('`waiting` until the job has run; it is tried again until it is done.'),
  reason: z.enum(erasureReasons),
  askedAt: z.iso.datetime(),
  askedBy: z.string().nullable().describe('Null once that person was erased too.'),
  doneAt: z.iso.datetime().nullable(),
  rows: Count.nullable().describe('Rows removed or emptied; null until done.'),
})
export type Erasure = z.infer<typeof Erasure>
export const ErasureInput = z.strictObject({ id: z.uuid() })
export const ErasuresInput = z.strictObject({
  after: Marker,
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export const Erasures = z.object({ erasures: z.array(Erasure), next: z.string().nullable() })
export type Erasures = z.infer<typeof Erasures>

const Days = z.number().int().min(1).max(36_500).nullable().describe('Null: kept.')
export const Retention = z.object({
  version: z.number().int().describe('Send it back with a change.'),
  records: z.array(
    z.object({
      kind: z.enum(retentionKinds),
      days: Days,
      usual: Days.describe('The default.'),
      least: z.number().int().describe('No fewer days may be set.'),
      mayKeep: z.boolean().describe('Whether null may be set.'),
      lastRun: z.object({ at: z.iso.datetime(), removed: Count }).nullable(),
    }),
  ),
})
export type Retention = z.infer<typeof Retention>

export const SetRetentionInput = z.strictObject({
  version: z.number().int(),
  days: z.partialRecord(z.enum(retentionKinds), Days).describe('Only the kinds that change.'),
})
export type SetRetentionInput = z.infer<typeof SetRetentionInput>
