import { allow } from '@/lib/access/allow'
import { deviceKey } from '@/lib/access/device-key'
import { getFramework } from '@/lib/framework/queries'
import { Nothing } from '@/lib/people/shapes'
import { beginForm, confirmLevels, giveAnswer, handOver, submitForm, withdrawForm } from './form-commands'
import { findOther, getForm, listAnswers, listAsked, listHandOver, listKnown, listWithEvidence } from './form-queries'
import {
  Answer,
  AnswerInput,
  AskedOfMe,
  AssessmentForm,
  Begun,
  Confirmed,
  ConfirmInput,
  DeviceKey,
  DeviceKeyInput,
  FormInput,
  HandOverInput,
  Head,
  VersionedForm,
} from './form-shapes'

const tags = ['Assessments']
const place = '/assessments/{cycle}/{employeeId}'
const unknown = { previous: null, why: null, mayConfirm: false }

export const assessmentProcedures = {
  list: allow('assessments.read')
    .route({
      method: 'GET',
      path: '/assessments',
      summary: 'What is asked of you',
      description:
        'Every form that the caller is asked for in cycles that run: their own, those of their reports, those as a peer, each with its progress and deadline.',
      tags,
    })
    .input(Nothing)
    .output(AskedOfMe)
    .handler(async ({ context: { db } }) => ({ forms: await listAsked(db) })),
  get: allow('assessments.read')
    .route({
      method: 'GET',
      path: place,
      summary: "The caller's own form about one person",
      description:
        'Criteria with descriptors, the answers given so far, and what is known from before. Nobody else’s answers are in it. In a delta cycle each criterion says why it is asked in full, or that it may be confirmed.',
      tags,
    })
    .input(FormInput)
    .output(AssessmentForm)
    .handler(async ({ context: { db, today, saw }, input }) => {
      const found = await getForm(db, input)
      const framework = await getFramework(db, { cycle: input.cycle })
      const known = await listKnown(db, found, today)
      const isSelf = found.head.raterType === 'self'
      if (found.head.raterType === 'manager') saw('assessment', [found.subjectId])
      const domains = framework.domains.map(({ key, name, criteria }) => ({
        ...{ key, name },
        criteria: criteria.map(({ selfPrompt, managerPrompt, position: _, references: __, ...criterion }) => ({
          ...criterion,
          prompt: isSelf ? selfPrompt : managerPrompt,
          ...(known.get(criterion.key) ?? { ...unknown, why: found.head.cycle.isDelta ? ('new' as const) : null }),
        })),
      }))
      return {
        ...found.head,
        ...{ today, scale: framework.scale, domains },
        answers: found.id === null ? [] : await listAnswers(db, found.id),
        other: await findOther(db, found),
        handOver: await listHandOver(db, found),
        withEvidence: found.id === null ? [] : await listWithEvidence(db, found.id),
      }
    }),
  begin: allow('assessments.write')
    .route({
      method: 'POST',
      path: place,
      summary: 'Begin a form',
      description: 'Makes the form where there is none yet, and answers with the one that is there otherwise.',
      tags,
    })
    .input(FormInput)
    .output(Begun)
    .handler(({ context, input }) => beginForm(context, input)),
  answer: allow('assessments.write', { isRepeatable: true })
    .route({
      method: 'PUT',
      path: `${place}/answers/{criterion}`,
      summary: 'Give or change one answer',
      description:
        'Saved at once. Send the version that you saw, 0 for none: the same write again answers the same, an older one is refused with both versions. No Idempotency-Key is needed.',
      tags,
    })
    .input(AnswerInput)
    .output(Answer)
    .handler(({ context, input }) => giveAnswer(context, input)),
  confirm: allow('assessments.write')
    .route({
      method: 'POST',
      path: `${place}/confirm`,
      summary: 'Confirm levels of the cycle before',
      description:
        'In a delta cycle: takes over the levels of these criteria in one act, which the audit names as such. What is answered already stays.',
      tags,
    })
    .input(ConfirmInput)
    .output(Confirmed)
    .handler(async ({ context, input }) => ({ answers: await confirmLevels(context, input) })),
  submit: allow('assessments.write')
    .route({
      method: 'POST',
      path: `${place}/submit`,
      summary: 'Submit a form',
      description:
        'Needs an answer on every criterion. Once both sides have submitted, both read each other, and neither changes.',
      tags,
    })
    .input(VersionedForm)
    .output(Head)
    .handler(({ context, input }) => submitForm(context, input)),
  withdraw: allow('assessments.write')
    .route({
      method: 'POST',
      path: `${place}/withdraw`,
      summary: 'Take a submitted form back',
      description: 'Possible until the deadline, as long as the other side has not submitted. Peers’ answers stay.',
      tags,
    })
    .input(VersionedForm)
    .output(Head)
    .handler(({ context, input }) => withdrawForm(context, input)),
  handOver: allow('assessments.write')
    .route({
      method: 'POST',
      path: `${place}/hand-over`,
      summary: 'Leave a note for the next rater',
      description:
        'Whoever rates or rated this person writes down what the next one should know, also after they passed on. Whoever rates them today is told.',
      tags,
    })
    .input(HandOverInput)
    .output(Head)
    .handler(({ context, input }) => handOver(context, input)),
  deviceKey: allow('assessments.write', { isRepeatable: true })
    .route({
      method: 'POST',
      path: '/assessments/device-key',
      summary: 'The key of answers kept on one device',
      description:
        'While a connection is gone, unsent answers lie on the device under this key. For a signed-in browser; tokens are refused.',
      tags,
    })
    .input(DeviceKeyInput)
    .output(DeviceKey)
    .handler(({ context: { viewer }, input }) => ({ key: deviceKey(viewer, input.deviceId) })),
}
