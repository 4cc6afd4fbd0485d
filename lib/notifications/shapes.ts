import { z } from 'zod'
import { cycleStages, mailStates, messageKinds, secondmentStates } from '@/db/values'

export type MessageKind = (typeof messageKinds)[number]

/** What a message speaks of: a cycle's or an opening's name, days and counts. No level, and nobody's name. */
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
  secondment: z.uuid().optional().describe('The placement that it is about.'),
  opening: z.string().optional().describe('Title of its opening.'),
  openingId: z.string().optional().describe('Key of the opening, where it leads there.'),
  state: z.enum(secondmentStates).optional().describe('Where it stands.'),
  due: z.string().optional().describe('The day until which somebody has time.'),
  side: z.enum(['home', 'host']).optional().describe('As whom the reader is concerned.'),
})
export type MessageAbout = z.infer<typeof MessageAbout>

export const Message = z.object({
  id: z.uuid(),
  kind: z.enum(messageKinds),
  about: MessageAbout,
  path: z.string().describe('The page that it leads to.'),
  createdAt: z.iso.datetime(),
  readAt: z.iso.datetime().nullable(),
  mail: z.enum(mailStates).describe('`none`: read here only.'),
})
export type Message = z.infer<typeof Message>

export const MessagesInput = z.strictObject({
  after: z.uuid().optional().describe('The id of the last message of the page before.'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export const Messages = z.object({
  messages: z.array(Message).describe('Newest first.'),
  unread: z.number().int().describe('Of all.'),
  next: z.uuid().nullable().describe('Give it as `after` for the next page; null at the end.'),
})
export type Messages = z.infer<typeof Messages>

export const ReadInput = z.strictObject({
  ids: z.array(z.uuid()).max(200).optional().describe('These; left out: all.'),
})
export const ReadAnswer = z.object({ read: z.number().int().describe('How many were unread until now.') })

export const CalendarState = z.object({
  isOn: z.boolean(),
  createdAt: z.iso.datetime().nullable(),
  lastUsedOn: z.iso.date().nullable().describe('The day on which a calendar last read it.'),
})
export type CalendarState = z.infer<typeof CalendarState>
export const CalendarAddress = z.object({
  address: z.url().describe('Shown this once; whoever has it reads your deadlines, and nobody else’s.'),
})
