import { z } from 'zod'
import { accountStates, grantRoles, rosterStates } from '@/db/values'
import { Day, EmployeeId, PersonRef, UnitId, UnitRef } from './shapes'

/** Text as it is kept: NFC and trimmed. */
const text = (most: number) =>
  z
    .string()
    .max(most)
    .transform((value) => value.normalize('NFC').trim())
const filled = (most: number) => text(most).refine((value) => value !== '', 'must not be empty')
const Email = text(320).refine((value) => /^[^\s@]+@[^\s@]+$/.test(value), 'is no e-mail address')
const Months = z.number().int().min(0).max(900)
const Version = z
  .number()
  .int()
  .min(0)
  .describe('The version that was read; an older one is refused with both versions.')

/** Fields that administrators and HR keep. */
const posted = {
  name: filled(200),
  email: Email.nullable().describe('Null: no e-mail, hence no way to sign in with a password.'),
  jobTitle: text(200),
  grade: text(100),
  location: text(200),
}

/** Fields that speak of ability or of the assessment: HR alone keeps them. */
const assessed = {
  hiredOn: Day.nullable(),
  pmoType: text(100).nullable(),
  priorBusinessMonths: Months.nullable(),
  priorDeliveryMonths: Months.nullable(),
  priorPortfolioMonths: Months.nullable(),
  isAssessed: z.boolean(),
  targetProfile: filled(100).nullable().describe('Key of a role profile; null: the default one.'),
  credentials: z.array(filled(200)).max(50),
}
export const assessmentFields = Object.keys(assessed) as (keyof typeof assessed)[]

export const PersonFields = z.strictObject({ ...posted, ...assessed }).partial()
export type PersonFields = z.infer<typeof PersonFields>

export const AddPersonInput = PersonFields.extend({
  employeeId: filled(64),
  name: posted.name,
  unitId: UnitId.describe('Where the post stands from the first day.'),
  managerId: EmployeeId.nullable().describe("The manager's employee id; null for the very first person alone."),
  startsOn: Day.optional().describe('First day; today when absent. The past comes by import.'),
})
export type AddPersonInput = z.infer<typeof AddPersonInput>

export const CorrectPersonInput = PersonFields.extend({ employeeId: EmployeeId, version: Version })
export type CorrectPersonInput = z.infer<typeof CorrectPersonInput>

export const MovePersonInput = z.strictObject({
  employeeId: EmployeeId,
  version: Version,
  unitId: UnitId.optional(),
  managerId: EmployeeId.optional().describe("The new manager's employee id."),
  from: Day.describe('First day in the new place, today or later. What was planned from that day on is replaced.'),
})
export type MovePersonInput = z.infer<typeof MovePersonInput>

export const CancelMoveInput = z.strictObject({ employeeId: EmployeeId, version: Version, from: Day })
export type CancelMoveInput = z.infer<typeof CancelMoveInput>

export const EndPersonInput = z.strictObject({
  employeeId: EmployeeId,
  version: Version,
  lastDay: Day.nullable().describe(
    'The last day with a post; yesterday ends everything at once. Null takes back an end that has not come yet.',
  ),
})
export type EndPersonInput = z.infer<typeof EndPersonInput>

export const StatusInput = z.strictObject({ employeeId: EmployeeId, version: Version })

/** A person after a change: `waiting` says that a part of it waits for a second person. */
export const PersonChanged = z.object({
  employeeId: EmployeeId,
  version: z.number().int(),
  waiting: z.boolean().describe('A new e-mail waits until a second person confirms it.'),
})
export type PersonChanged = z.infer<typeof PersonChanged>

/** One-time link that sets a password. Shown once: it is not kept, and a repeated request does not show it again. */
export const Link = z.object({
  employeeId: EmployeeId.nullable(),
  name: z.string(),
  email: z.string(),
  link: z.string(),
  expiresAt: z.iso.datetime(),
})
export type Link = z.infer<typeof Link>

export const InviteInput = z.strictObject({ employeeId: EmployeeId })
export const Invited = z.object({
  link: Link.nullable().describe('Null when a second person has to confirm first.'),
  waiting: z.boolean(),
})
export type Invited = z.infer<typeof Invited>

export const InviteAllInput = z.strictObject({ limit: z.number().int().min(1).max(1000).default(1000) })
export const InvitedAll = z.object({
  links: z.array(Link),
  left: z.number().int().describe('How many are still without an account or a link: ask again.'),
  waiting: z.number().int().describe('Holders of grants without an account: invite them one by one.'),
})
export type InvitedAll = z.infer<typeof InvitedAll>

export const AccountState = z.enum(accountStates).describe('No account, a link that still works, or a password.')

export const RosterInput = z.strictObject({
  search: z.string().trim().max(100).optional().describe('Part of a name or e-mail, or a whole employee id.'),
  unit: UnitId.optional().describe('Only posts in this unit or below it.'),
  state: z.enum(rosterStates).optional().describe('`left` lists those who have left; they are not among the others.'),
  after: z.string().max(400).optional().describe('`next` of the page before.'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type RosterInput = z.infer<typeof RosterInput>

export const RosterItem = PersonRef.extend({
  email: z.string().nullable(),
  manager: z.object({ employeeId: EmployeeId, name: z.string() }).nullable(),
  account: AccountState,
  isDisabled: z.boolean(),
  startsOn: Day.nullable().describe('Set when the first day is still to come.'),
  lastDay: Day.nullable(),
  movesOn: Day.nullable().describe('The next planned move.'),
  version: z.number().int(),
})
export type RosterItem = z.infer<typeof RosterItem>
export const RosterPage = z.object({
  people: z.array(RosterItem),
  total: z.number().int(),
  uninvited: z.number().int().describe('Everybody with an e-mail who has neither a password nor a link that works.'),
  next: z.string().nullable(),
})
export type RosterPage = z.infer<typeof RosterPage>

const manager = z.object({ employeeId: EmployeeId, name: z.string() })
const span = { from: Day, until: Day.nullable().describe('The last day; null: open.') }

export const PersonRecord = z.object({
  ...{ employeeId: EmployeeId, name: z.string(), email: z.string().nullable() },
  ...{ jobTitle: z.string(), grade: z.string(), location: z.string() },
  isDisabled: z.boolean(),
  isOwn: z.boolean().describe('Nobody changes their own record.'),
  isHead: z.boolean(),
  startsOn: Day.nullable().describe('The first day with a post.'),
  lastDay: Day.nullable(),
  unit: UnitRef.nullable(),
  manager: manager.nullable(),
  reports: z.number().int().describe('Direct reports today.'),
  assessment: z
    .object({
      ...{ hiredOn: Day.nullable(), pmoType: z.string().nullable(), priorBusinessMonths: z.number().int().nullable() },
      ...{ priorDeliveryMonths: z.number().int().nullable(), priorPortfolioMonths: z.number().int().nullable() },
      ...{ isAssessed: z.boolean(), targetProfile: z.string().nullable(), credentials: z.array(z.string()) },
    })
    .nullable()
    .describe('What speaks of ability: for HR; null for an administrator.'),
  units: z.array(z.object({ unit: UnitRef, ...span })).describe('Oldest first; what is planned included.'),
  managers: z.array(z.object({ manager, ...span })).describe('Oldest first; what is planned included.'),
  planned: z
    .array(z.object({ from: Day, unit: UnitRef.nullable(), manager: manager.nullable() }))
    .describe('Moves still to come, by their day; null: that stays as it is.'),
  account: z.object({
    state: AccountState,
    linkUntil: z.iso.datetime().nullable(),
    passwordSetAt: z.iso.datetime().nullable(),
    sessions: z.number().int().describe('Live ones.'),
    tokens: z.number().int().describe('Those that still work.'),
  }),
  grants: z.array(z.object({ role: z.enum(grantRoles), unit: UnitRef.nullable(), ...span })),
  needsSecond: z.boolean().describe('A link or a new e-mail for this person needs a second person.'),
  waiting: z.array(z.object({ changeId: z.uuid(), kind: z.enum(['invitation', 'email']) })),
  version: z.number().int(),
})
export type PersonRecord = z.infer<typeof PersonRecord>

export const AddUnitInput = z.strictObject({
  unitId: filled(64),
  name: filled(200),
  parentUnitId: UnitId.nullable().describe('Null for the very first unit alone.'),
  kind: filled(100).default('unit'),
})
export type AddUnitInput = z.infer<typeof AddUnitInput>
export const CorrectUnitInput = z.strictObject({
  unitId: UnitId,
  version: Version,
  name: filled(200).optional(),
  parentUnitId: UnitId.optional(),
  kind: filled(100).optional(),
})
export type CorrectUnitInput = z.infer<typeof CorrectUnitInput>
export const RemoveUnitInput = z.strictObject({ unitId: UnitId, version: Version })
export const UnitChanged = z.object({ unitId: UnitId, version: z.number().int() })
export type UnitChanged = z.infer<typeof UnitChanged>
