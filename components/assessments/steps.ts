import type { FormCriterion } from '@/lib/assessments/form-shapes'

/** Where one is in a form: on a criterion, on the list of levels to confirm, or looking over everything. */
export type Step = { kind: 'criterion'; key: string } | { kind: 'confirm' } | { kind: 'review' }

type Known = Pick<FormCriterion, 'key' | 'mayConfirm'>
interface Given {
  kind: string | null
  isConfirmed?: boolean
}

/** What is left to be confirmed in one act: levels of before that nobody has answered anew. */
export const toConfirm = (criteria: readonly Known[], given: (key: string) => Given) =>
  criteria.filter(({ key, mayConfirm }) => mayConfirm && given(key).kind === null)

/**
 * The way through a form: the criteria that are asked in full in their order, the list to confirm where there is one, the
 * review. `at` is on the way too when it was opened from the list.
 */
export function stepsOf(criteria: readonly Known[], given: (key: string) => Given, at: Step): Step[] {
  const isAsked = ({ key, mayConfirm }: Known) =>
    !mayConfirm || (given(key).kind !== null && !given(key).isConfirmed) || (at.kind === 'criterion' && at.key === key)
  const asked = criteria.filter(isAsked).map(({ key }): Step => ({ kind: 'criterion', key }))
  const confirm: Step[] = toConfirm(criteria, given).length > 0 ? [{ kind: 'confirm' }] : []
  return [...asked, ...confirm, { kind: 'review' }]
}

const isSame = (one: Step, other: Step) =>
  one.kind === other.kind && (one.kind !== 'criterion' || one.key === (other as typeof one).key)

/** The steps before and after; undefined at the ends. */
export function around(steps: readonly Step[], at: Step) {
  const place = steps.findIndex((step) => isSame(step, at))
  return { before: place > 0 ? steps[place - 1] : undefined, after: place < 0 ? steps[0] : steps[place + 1] }
}

/** Where one goes on: the first criterion in full without an answer, else what comes after them all. */
export function firstOpen(criteria: readonly Known[], given: (key: string) => Given): Step {
  const open = criteria.find(({ key, mayConfirm }) => !mayConfirm && given(key).kind === null)
  if (open) return { kind: 'criterion', key: open.key }
  return toConfirm(criteria, given).length > 0 ? { kind: 'confirm' } : { kind: 'review' }
}

/** The step as the address says it, and back; an address that names nothing of this form is where one goes on. */
export const addressOf = (step: Step) => (step.kind === 'criterion' ? step.key : `:${step.kind}`)
export function stepAt(address: string | undefined, criteria: readonly Known[]): Step | null {
  if (address === ':review') return { kind: 'review' }
  if (address === ':confirm') return { kind: 'confirm' }
  return criteria.some(({ key }) => key === address) ? { kind: 'criterion', key: address! } : null
}
