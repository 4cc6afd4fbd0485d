import { z } from 'zod'
import { cycleStages, type messageKinds } from '@/db/values'

export type MessageKind = (typeof messageKinds)[number]

/** What a message speaks of: a cycle's name, days and counts. No level, and nobody's name. */
export const MessageAbout = z.strictObject({
  cycle: z.string().optional().describe('Name of the cycle.'),
  stage: z.enum(cycleStages).optional().describe('Whose deadline it is about.'),
  wallTime: z.string().optional().describe('The deadline as it was told: wall time in `timeZone`.'),
  timeZone: z.string().optional().describe('IANA name.'),
  closesAt: z.iso.datetime({ offset: true }).optional().describe('The instant that the wall time stands for.'),
  days: z.number().int().optional().describe('Days until the deadline.'),
  count: z.number().int().optional().describe('How many forms or levels are meant.'),
  from: z.string().optional().describe('First day.'),
  to: z.string().optional().describe('Last day.'),
})
export type MessageAbout = z.infer<typeof MessageAbout>
