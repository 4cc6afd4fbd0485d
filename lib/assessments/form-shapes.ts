import { z } from 'zod'
import {
  answerBases,
  answerKinds,
  assessmentStatuses,
  cycleStatuses,
  evidenceRules,
  levelSources,
  raterTypes,
} from '@/db/values'
import { CriterionKey } from '@/lib/framework/shapes'
import { Day, EmployeeId } from '@/lib/people/shapes'
import { closings, whys } from './form-rules'
import { CycleName } from './shapes'

const Instant = z.iso.datetime()
const Version = z.number().int().min(0)
const Level = z.number().int().min(0).max(9)
const Text = z
  .string()
  .max(4000)
  .transform((value) => value.normalize('NFC').trim())

/** Which form: the cycle, and whom it is about. */
const FormKey = { cycle: CycleName, employeeId: EmployeeId }
export const FormInput = z.strictObject(FormKey)
export type FormInput = z.infer<typeof FormInput>

const content = {
  kind: z.enum(answerKinds).nullable().describe('Null: only a comment so far.'),
  level: Level.nullable().describe('With `rated` only.'),
  comment: Text,
  basis: z.enum(answerBases).nullable().describe('What the rating rests on: seen, from the record, or inferred.'),
}
export const AnswerContent = z.strictObject(content)
export type AnswerContent = z.infer<typeof AnswerContent>

export const Answer = z.object({
  criterion: CriterionKey,
  ...content,
  comment: z.string(),
  isConfirmed: z.boolean().describe('Taken over from the cycle before in one act.'),
  answeredAt: Instant,
  version: z.number().int(),
})
export type Answer = z.infer<typeof Answer>

export const AnswerInput = z
  .strictObject({
    ...FormKey,
    assessmentId: z
      .uuid()
      .optional()
      .describe('The form that this was written on; refused where it is not the caller’s, who may have changed since.'),
    criterion: CriterionKey,
    ...content,
    comment: Text.default(''),
    basis: content.basis.default(null),
    version: Version.describe(
      'Of the answer that was seen; 0 where there was none. An older one is refused with both.',
    ),
  })
  .refine(({ kind, level }) => (kind === 'rated') === (level !== null), {
    path: ['level'],
    message: 'belongs to the kind “rated”, and to no other',
  })
export type AnswerInput = z.infer<typeof AnswerInput>

const Deadline = z.object({
  wallTime: z.string().describe('As people were told it, in the zone of the cycle: 2026-12-04T17:00.'),
  timeZone: z.string().describe('IANA name.'),
  closesAt: Instant,
})

const FormState = z.object({
  assessmentId: z.uuid(),
  status: z.enum(assessmentStatuses),
  submittedAt: Instant.nullable(),
  isAutomatic: z.boolean().describe('Submitted by the deadline, not by the rater.'),
  isRevealed: z.boolean().describe('Both sides can read it, and nothing of it changes any more.'),
  handOverNote: z.string(),
  version: z.number().int(),
})
export type FormState = z.infer<typeof FormState>

export const Head = z.object({
  cycle: z.object({
    name: CycleName,
    status: z.enum(cycleStatuses),
    isBlind: z.boolean(),
    isDelta: z.boolean().describe('Asks in full only what is new, expired, disputed or changed.'),
    evidenceRule: z.enum(evidenceRules),
    submitsDrafts: z.boolean(),
  }),
  deadline: Deadline,
  person: z.object({ employeeId: EmployeeId, name: z.string(), unit: z.string().nullable() }),
  raterType: z.enum(raterTypes),
  form: FormState.nullable().describe('Null: nobody has begun it.'),
  closed: z.enum(closings).nullable().describe('Why nothing of it can change at this moment; null: it can.'),
})
export type Head = z.infer<typeof Head>

const Asked = Head.extend({
  answered: z.number().int(),
  criteria: z.number().int(),
  toNote: z.number().int().describe('Agreed levels about oneself that one has not taken note of yet.'),
})
export const AskedOfMe = z.object({
  forms: z.array(Asked).describe('One’s own first, then those about others by name.'),
})
export type AskedOfMe = z.infer<typeof AskedOfMe>

const Previous = z.object({
  level: z.number().int().describe('Level of record, in thousandths.'),
  rung: z.number().int().describe('The level that confirming it would give.'),
  source: z.enum(levelSources),
  ratedOn: Day,
  cycle: CycleName,
})
const FormCriterion = z.object({
  key: CriterionKey,
  name: z.string(),
  definition: z.string(),
  prompt: z.string(),
  evidenceExamples: z.array(z.string()),
  levels: z.array(z.object({ level: z.number().int(), descriptor: z.string(), separatesNext: z.string().nullable() })),
  previous: Previous.nullable(),
  why: z.enum(whys).nullable().describe('Why a delta cycle asks for it in full.'),
  mayConfirm: z.boolean(),
})
export type FormCriterion = z.infer<typeof FormCriterion>

export const AssessmentForm = Head.extend({
  today: Day,
  scale: z.array(z.object({ level: z.number().int(), name: z.string(), meaning: z.string() })),
  domains: z.array(z.object({ key: z.string(), name: z.string(), criteria: z.array(FormCriterion) })),
  answers: z.array(Answer),
  other: z
    .object({ name: z.string().nullable(), hasSubmitted: z.boolean() })
    .nullable()
    .describe('The other side of the pair: who rates this person, or the person.'),
  handOver: z.array(z.string()).describe('Notes of those who rated this person before in this cycle.'),
  withEvidence: z.array(CriterionKey).describe('Criteria to which dated evidence is attached.'),
})
export type AssessmentForm = z.infer<typeof AssessmentForm>

export const Begun = z.object({ assessmentId: z.uuid(), isNew: z.boolean(), version: z.number().int() })
export const ConfirmInput = z.strictObject({
  ...FormKey,
  criteria: z.array(CriterionKey).min(1).max(200).describe('Those whose level is still right.'),
})
export type ConfirmInput = z.infer<typeof ConfirmInput>
export const Confirmed = z.object({ answers: z.array(Answer) })

export const VersionedForm = z.strictObject({ ...FormKey, version: Version.describe('Of the form, as it was seen.') })
export type VersionedForm = z.infer<typeof VersionedForm>
export const HandOverInput = VersionedForm.extend({ note: Text })
export type HandOverInput = z.infer<typeof HandOverInput>

export const DeviceKeyInput = z.strictObject({ deviceId: z.string().regex(/^[0-9a-f]{32}$/) })
export const DeviceKey = z.object({ key: z.string().describe('256 bits, base64.') })
