import { z } from 'zod'
import { Day, EmployeeId } from '@/lib/people/shapes'

const Marker = z.string().max(400).optional().describe('`next` of the page before.')
const Limit = z.coerce.number().int().min(1).max(200).default(50)
const Who = z
  .object({ employeeId: EmployeeId.nullable(), name: z.string() })
  .describe('As they are called today; “Someone who was erased” when they were.')

export const AuditInput = z.strictObject({
  actor: EmployeeId.optional().describe('Only deeds of this person.'),
  action: z.string().max(100).optional().describe('`person.erased`, or its beginning: `person.`'),
  subject: z.string().max(100).optional().describe('Kind of thing: `person`, `cycle`, `account` …'),
  subjectId: z.string().max(100).optional(),
  from: Day.optional().describe('First day, in the organisation’s time zone.'),
  to: Day.optional().describe('Last day, inclusive.'),
  after: Marker,
  limit: Limit,
})
export type AuditInput = z.infer<typeof AuditInput>

export const AuditEntry = z.object({
  id: z.number().int(),
  at: z.iso.datetime(),
  actor: z.string().describe('`person`, or the name of a job or `command`.'),
  person: Who.nullable().describe('Who did it, when a person did.'),
  action: z.string(),
  subject: z.string(),
  subjectId: z.string().nullable(),
  fields: z.array(z.string()),
  block: z
    .number()
    .int()
    .nullable()
    .describe('The block of the chain that seals it; null until sealed, within a minute or two.'),
  blockHash: z.string().nullable().describe('That block’s SHA-256, hexadecimal.'),
})
export type AuditEntry = z.infer<typeof AuditEntry>

export const AuditPage = z.object({
  entries: z.array(AuditEntry).describe('Newest first.'),
  next: z.string().nullable(),
  chain: z.object({
    blocks: z.number().int(),
    sealed: z.number().int().describe('Entries in blocks.'),
    waiting: z.number().int().describe('Entries not sealed yet.'),
    newest: z
      .object({ block: z.number().int(), hash: z.string(), at: z.iso.datetime() })
      .nullable()
      .describe('Note it down elsewhere: whoever changes the past cannot reproduce it.'),
  }),
})
export type AuditPage = z.infer<typeof AuditPage>

export const AccessLogInput = z.strictObject({
  viewer: EmployeeId.optional().describe('Only looks by this person.'),
  subject: EmployeeId.optional().describe('Only looks at this person.'),
  purpose: z.string().max(100).optional(),
  from: Day.optional(),
  to: Day.optional(),
  after: Marker,
  limit: Limit,
})
export type AccessLogInput = z.infer<typeof AccessLogInput>

export const AccessLogPage = z.object({
  looks: z
    .array(
      z.object({
        at: z.iso.datetime(),
        viewer: Who,
        role: z.string().describe('The role that the right came from.'),
        purpose: z.string(),
        people: z.number().int().describe('How many people were in the answer.'),
        first: z.array(Who).describe('The first ten of them.'),
      }),
    )
    .describe('Newest first.'),
  next: z.string().nullable(),
})
export type AccessLogPage = z.infer<typeof AccessLogPage>
