'use client'
import type { AssessmentForm, FormCriterion } from '@/lib/assessments/form-shapes'
import { EvidencePanel } from '../evidence/evidence-panel'
import { FromRecord } from '../evidence/from-record'
import type { Form } from './use-form'

/** What is attached to the criterion at hand. The rule of the cycle holds for one's own levels. */
export function FormEvidence({
  form,
  hands,
  criterion,
}: {
  form: AssessmentForm
  hands: Form
  criterion: FormCriterion
}) {
  const { cycle, person, raterType, closed, today } = form
  const isOwn = raterType === 'self'
  return (
    <EvidencePanel
      cycle={cycle.name}
      employeeId={person.employeeId}
      criterion={criterion}
      names={new Map(form.domains.flatMap(({ criteria }) => criteria.map(({ key, name }) => [key, name] as const)))}
      rule={isOwn ? cycle.evidenceRule : 'ask'}
      today={today}
      isOwn={isOwn}
      canChange={closed === null}
      onBegin={hands.begin}
      onChanged={hands.reload}
    >
      <FromRecord employeeId={person.employeeId} />
    </EvidencePanel>
  )
}
