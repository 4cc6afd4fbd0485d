import { z } from 'zod'

export const EndSessionsInput = z.strictObject({
  which: z.enum(['others', 'all']).default('others').describe('`others` keeps the session that asks.'),
})
export type EndSessionsInput = z.infer<typeof EndSessionsInput>

export const EndedSessions = z.object({ ended: z.number().int().describe('How many sessions were ended.') })
export type EndedSessions = z.infer<typeof EndedSessions>
