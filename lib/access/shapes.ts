import { z } from 'zod'
import { changeKinds, grantRoles, hats, tokenScopes } from '@/db/values'

const Day = z.iso.date()
const Key = z.string().min(1).max(64)
export const Somebody = z.object({
  employeeId: Key.nullable().describe('Null for an account without a post.'),
  name: z.string(),
  email: z.string().nullable(),
})
export type Somebody = z.infer<typeof Somebody>
const By = z.object({ employeeId: Key.nullable(), name: z.string() }).nullable()

export const grantStates = ['waiting', 'planned', 'in-force'] as const
export const Grant = z.object({
  grantId: z.uuid(),
  person: Somebody,
  role: z.enum(grantRoles),
  unit: z.object({ unitId: Key, name: z.string() }).nullable(),
  from: Day,
  until: Day.nullable().describe('The last day; null: open.'),
  state: z.enum(grantStates),
  proposedBy: By.describe('Null: by the command line of the machine’s owner.'),
  confirmedBy: By,
  confirmedAt: z.iso.datetime().nullable(),
  mayConfirm: z.boolean(),
  mayReject: z.boolean(),
  mayEnd: z.boolean(),
  version: z.number().int(),
})
export type Grant = z.infer<typeof Grant>
export const Grants = z.object({ grants: z.array(Grant).describe('Waiting ones first; ended ones are left out.') })
export type Grants = z.infer<typeof Grants>

export const ProposeGrantInput = z.strictObject({
  employeeId: Key,
  role: z.enum(grantRoles),
  unitId: Key.optional().describe('For director and viewer, and for them alone.'),
  from: Day.optional().describe('Today when absent.'),
  until: Day.optional().describe('The last day; open when absent.'),
})
export type ProposeGrantInput = z.infer<typeof ProposeGrantInput>
export const GrantInput = z.strictObject({ grantId: z.uuid(), version: z.number().int().min(0) })
export type GrantInput = z.infer<typeof GrantInput>
export const EndGrantInput = GrantInput.extend({
  lastDay: Day.optional().describe('Yesterday when absent: it ends at once.'),
})
export type EndGrantInput = z.infer<typeof EndGrantInput>
export const GrantChanged = z.object({ grantId: z.uuid(), version: z.number().int() })
export type GrantChanged = z.infer<typeof GrantChanged>

/** What waits for a second person: a sign-in link or a new e-mail for somebody who holds a grant or heads the whole. */
export const Change = z.object({
  changeId: z.uuid(),
  kind: z.enum(changeKinds),
  person: Somebody,
  email: z.string().nullable().describe('The new e-mail, for that kind.'),
  requestedBy: By,
  requestedAt: z.iso.datetime(),
  mayConfirm: z.boolean(),
  mayReject: z.boolean(),
})
export type Change = z.infer<typeof Change>
export const Changes = z.object({ changes: z.array(Change) })
export type Changes = z.infer<typeof Changes>
export const ChangeInput = z.strictObject({ changeId: z.uuid() })
export const ChangeConfirmed = z.object({
  link: z
    .object({
      employeeId: Key.nullable(),
      name: z.string(),
      email: z.string(),
      link: z.string(),
      expiresAt: z.iso.datetime(),
    })
    .nullable()
    .describe('The sign-in link, made and shown at this moment alone; null for a new e-mail.'),
})
export type ChangeConfirmed = z.infer<typeof ChangeConfirmed>
export const Done = z.object({ done: z.literal(true) })

/** How much waits for the caller's own confirmation. */
export const Waiting = z.object({ grants: z.number().int(), changes: z.number().int() })
export type Waiting = z.infer<typeof Waiting>

export const Token = z.object({
  tokenId: z.string().describe('The part of the token that is no secret: tok_<id>_…'),
  name: z.string(),
  owner: Somebody,
  isOwn: z.boolean(),
  hat: z.enum(hats),
  scopes: z.array(z.enum(tokenScopes)),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  lastUsedOn: Day.nullable(),
  endedAt: z.iso.datetime().nullable(),
})
export type Token = z.infer<typeof Token>
export const Tokens = z.object({
  tokens: z.array(Token).describe('Newest first; an administrator gets everybody’s.'),
  mayScopes: z.array(z.enum(tokenScopes)).describe('What a token of the caller’s own may be allowed.'),
})
export type Tokens = z.infer<typeof Tokens>
export const MakeTokenInput = z.strictObject({
  name: z
    .string()
    .max(100)
    .transform((value) => value.normalize('NFC').trim())
    .refine((value) => value !== '', 'must not be empty'),
  scopes: z.array(z.enum(tokenScopes)).min(1).max(tokenScopes.length),
  days: z.number().int().min(1).max(365),
})
export type MakeTokenInput = z.infer<typeof MakeTokenInput>
export const MadeToken = z.object({
  tokenId: z.string(),
  token: z.string().describe('Shown this once.'),
  expiresAt: z.iso.datetime(),
})
export type MadeToken = z.infer<typeof MadeToken>
export const TokenInput = z.strictObject({ tokenId: z.string().min(1).max(64) })
