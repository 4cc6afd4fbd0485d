import { z } from 'zod'
import { notChosenReasons, notChosenWays, openingStatuses } from '@/db/values'
import { Day, PersonRef } from '@/lib/people/shapes'
import { Appeal } from './shapes'

const text = z
  .string()
  .max(4000)
  .transform((value) => value.normalize('NFC').trim())
  .refine((value) => value !== '', 'must say why')

export const NotChosen = z.object({
  id: z.uuid(),
  opening: z.object({ openingId: z.string(), title: z.string(), status: z.enum(openingStatuses) }),
  way: z.enum(notChosenWays).describe('How somebody else was: by a published plan, by HR, the last seat, the host.'),
  reason: z.enum(notChosenReasons).describe('The rule that excludes the person, or `others`: no rule does.'),
  facts: z
    .record(z.string(), z.union([z.string(), z.number(), z.null()]))
    .describe('What a sentence about the reason needs; levels in thousandths.'),
  decidedOn: Day,
  appealUntil: Day.describe('The last day on which the person may ask HR to look again.'),
  mayAsk: z.boolean(),
  appeal: Appeal.nullable().describe('What the person asked, and what HR answered.'),
})
export type NotChosen = z.infer<typeof NotChosen>
export const NotChosens = z.object({ decisions: z.array(NotChosen).describe('The newest first; 200 at most.') })

export const AskedAgain = NotChosen.extend({ person: PersonRef })
export type AskedAgain = z.infer<typeof AskedAgain>
export const AskedAgains = z.object({
  decisions: z.array(AskedAgain).describe('Those that wait first, the longest due before; 200 at most.'),
})

export const AskAgainInput = z.strictObject({ id: z.uuid(), reason: text })
export type AskAgainInput = z.infer<typeof AskAgainInput>
export const AnswerInput = z.strictObject({
  id: z.uuid(),
  upholds: z.boolean().describe('True: HR looks again at the next proposal. False: it stands.'),
  answer: text,
})
export type AnswerInput = z.infer<typeof AnswerInput>
