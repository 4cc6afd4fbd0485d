import type { answerBases, answerKinds } from '@/db/values'

/** Why a form cannot change at this moment; `submitted` alone can be taken back. */
export const closings = ['revealed', 'passed-on', 'seen', 'paused', 'late', 'submitted'] as const
export type Closing = (typeof closings)[number]

/** The first of these reasons that holds, null when the form is open. */
export function closingOf(form: {
  isMine: boolean
  cycleStatus: string
  isLate: boolean
  isRevealed: boolean
  /** Blind, and the person reads their manager's form already. */
  hasSeen: boolean
  status: string | null
}): Closing | null {
  if (form.isRevealed) return 'revealed'
  if (!form.isMine) return 'passed-on'
  if (form.hasSeen) return 'seen'
  if (form.cycleStatus !== 'open') return 'paused'
  if (form.isLate) return 'late'
  return form.status === 'submitted' ? 'submitted' : null
}

/** What the API says to whoever writes all the same. */
export const closingSentences: Record<Closing, string> = {
  revealed: 'Both sides can read this form by now, so it stays as it is. Levels change by agreeing on them.',
  'passed-on': 'Somebody else rates this person now. What you wrote is kept.',
  seen: 'You can read what your manager answered since your time was over, so your own form stays as it is, also when the deadline moves.',
  paused: 'HR has paused this cycle. Your answers are kept; go on when it runs again.',
  late: 'The deadline has passed. Ask HR whether it can be moved.',
  submitted: 'This form is submitted. Take it back first, then change it.',
}

/** Why a delta cycle asks for a criterion in full. */
export const whys = ['new', 'changed', 'disputed', 'expired'] as const
export type Why = (typeof whys)[number]

/** Null: a level is there, live and undisputed, so that one act can confirm it. */
export function whyAsked(known: {
  hasLevel: boolean
  isExpired: boolean
  isDisputed: boolean
  isChanged: boolean
}): Why | null {
  if (known.isExpired) return 'expired'
  if (!known.hasLevel) return known.isChanged ? 'changed' : 'new'
  return known.isDisputed ? 'disputed' : null
}

/** The rung nearest to a level in thousandths: peers’ means stand between rungs, forms do not. */
export const rungOf = (milli: number) => Math.round(milli / 1000)

export interface Content {
  kind: (typeof answerKinds)[number] | null
  level: number | null
  comment: string
  basis: (typeof answerBases)[number] | null
}

/** Whether two answers say the same, whoever wrote them and when. */
export const saysTheSame = (one: Content, other: Content) =>
  one.kind === other.kind && one.level === other.level && one.comment === other.comment && one.basis === other.basis

/** A criterion in full takes so long: 26 of them are the 20 minutes that people are promised. */
const secondsEach = 46
/** Minutes for so many criteria in full, at least 1 unless there are none. */
export const minutesFor = (criteria: number) =>
  criteria === 0 ? 0 : Math.max(1, Math.round((criteria * secondsEach) / 60))

/** Criteria rated at 3 or above for which no dated evidence is attached yet. */
export const lackingEvidence = (
  answers: readonly { criterion: string; level: number | null }[],
  withEvidence: readonly string[],
) =>
  answers
    .filter(({ level, criterion }) => level !== null && level >= 3 && !withEvidence.includes(criterion))
    .map(({ criterion }) => criterion)
