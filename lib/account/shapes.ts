import { z } from 'zod'
import { hats, languages } from '@/db/values'

export const EndSessionsInput = z.strictObject({
  which: z.enum(['others', 'all']).default('others').describe('`others` keeps the session that asks.'),
})
export type EndSessionsInput = z.infer<typeof EndSessionsInput>

export const EndedSessions = z.object({ ended: z.number().int().describe('How many sessions were ended.') })
export type EndedSessions = z.infer<typeof EndedSessions>

export const Session = z.object({
  sessionId: z.uuid(),
  hat: z.enum(hats),
  agent: z.string().describe('What the browser calls itself.'),
  isThisOne: z.boolean(),
  createdAt: z.iso.datetime(),
  seenAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
})
export type Session = z.infer<typeof Session>

export const Identity = z.object({
  identityId: z.uuid(),
  issuer: z.string().describe('The sign-in provider, by the address it calls itself.'),
  connectedAt: z.iso.datetime(),
})
export type Identity = z.infer<typeof Identity>

export const Account = z.object({
  name: z.string(),
  email: z.string().nullable(),
  hat: z.enum(hats),
  mayWearHat: z.boolean().describe('Whether /sign-in?hat=administrator would open the administrator’s hat.'),
  language: z.enum(languages).nullable().describe('Null: the browser’s.'),
  timeZone: z.string().nullable().describe('IANA name; null: the organisation’s.'),
  organisationTimeZone: z.string(),
  passwordSetAt: z.iso.datetime().nullable().describe('Null: no password.'),
  provider: z
    .object({ name: z.string(), issuer: z.string() })
    .nullable()
    .describe('The sign-in provider of this installation; null: none is set.'),
  identities: z.array(Identity).describe('What opens this account at sign-in providers.'),
  sessions: z.array(Session).describe('Live ones, the last seen first.'),
  version: z.number().int(),
})
export type Account = z.infer<typeof Account>

export const SetPasswordInput = z.strictObject({
  current: z.string().max(1000),
  password: z.string().max(1000).describe('At least 15 characters.'),
})
export const EndIdentityInput = z.strictObject({ identityId: z.uuid() })
export const EndSessionInput = z.strictObject({ sessionId: z.uuid() })
export const PreferencesInput = z.strictObject({
  language: z.enum(languages).nullable().optional(),
  timeZone: z.string().min(1).max(100).nullable().optional().describe('IANA name, such as Europe/London.'),
})
export type PreferencesInput = z.infer<typeof PreferencesInput>
export const Preferences = z.object({ language: z.enum(languages).nullable(), timeZone: z.string().nullable() })
export type Preferences = z.infer<typeof Preferences>
