import { z } from 'zod'
import { ruleKeys } from '@/lib/openings/eligibility'
import { Answered, PlanAnswer } from './shapes'

const [excluded, ...others] = PlanAnswer.options
export const ToldFailure = excluded.shape.failures.element.extend({
  rule: z.enum([...ruleKeys, 'hr-only']).describe('hr-only: it rests on what HR alone may know.'),
})
export type ToldFailure = z.infer<typeof ToldFailure>
const ToldAnswer = z.discriminatedUnion('kind', [excluded.extend({ failures: z.array(ToldFailure) }), ...others])
export type ToldAnswer = z.infer<typeof ToldAnswer>
export type KeptAnswer = z.infer<typeof PlanAnswer>
export const ToldAnswers = z.object({ answers: z.array(Answered.extend({ answer: ToldAnswer.nullable() })) })
