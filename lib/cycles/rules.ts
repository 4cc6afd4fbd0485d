import { cycleStages } from '@/db/values'
import { instantOf, isTimeZone, isWeekend } from './wall-time'

type Stage = (typeof cycleStages)[number]
/** 26 criteria take about 20 minutes (product.md): so many minutes for one. */
const minutesEach = 20 / 26
/** Reading through the list that is confirmed in one act. */
const minutesToConfirm = 2

/** Expected minutes for one form: criteria asked in full, and the rest confirmed in one act. */
export function minutesFor({ asked, confirmed }: { asked: number; confirmed: number }): number {
  return Math.ceil(Math.round(asked * minutesEach * 1000) / 1000) + (confirmed > 0 ? minutesToConfirm : 0)
}

export interface DeadlineProblem {
  kind: 'no-deadline' | 'deadline-past' | 'deadline-order' | 'weekend' | 'holiday' | 'clock-change'
  stage: Stage
  isBlocking: boolean
  holiday: string | null
}

/**
 * What is wrong with wall times: missing, past, out of order, on a weekend or a holiday, or at a time that clocks skip or
 * show twice. Own assessments end before or with the managers’; both end before levels are agreed.
 */
export function deadlineProblems(
  deadlines: Partial<Record<Stage, string | null>>,
  timeZone: string,
  { now, holidays }: { now: Date; holidays: ReadonlyMap<string, string> },
): DeadlineProblem[] {
  const problems: DeadlineProblem[] = []
  let before: { at: Date; stage: Stage } | null = null
  for (const stage of cycleStages) {
    const say = (kind: DeadlineProblem['kind'], isBlocking: boolean, holiday: string | null = null) =>
      problems.push({ kind, stage, isBlocking, holiday })
    const wallTime = deadlines[stage]
    const found = wallTime ? instantOf(wallTime, timeZone) : null
    if (!wallTime || !found) {
      say('no-deadline', true)
      continue
    }
    if (found.at <= now) say('deadline-past', true)
    const isTooEarly = before && (stage === 'agree' ? found.at <= before.at : found.at < before.at)
    if (isTooEarly) say('deadline-order', true)
    if (!before || found.at > before.at) before = { at: found.at, stage }
    if (isWeekend(wallTime)) say('weekend', false)
    const holiday = holidays.get(wallTime.slice(0, 10))
    if (holiday !== undefined) say('holiday', false, holiday)
    if (found.kind !== 'plain') say('clock-change', false)
  }
  return problems
}

/** What keeps a set of deadlines from being written at all, by field. */
export function deadlineIssues(deadlines: Partial<Record<Stage, string | null>>, timeZone: string) {
  if (!isTimeZone(timeZone)) return [{ path: 'timeZone', message: 'is no time zone that is known here' }]
  return cycleStages.flatMap((stage) => {
    const wallTime = deadlines[stage]
    return wallTime && !instantOf(wallTime, timeZone)
      ? [{ path: `deadlines.${stage}`, message: 'is no day and time' }]
      : []
  })
}

const dayMs = 86_400_000

/** The reminder whose time has come: the fewest of the days before a deadline that have begun; null before and after. */
export function dueReminder(remindDays: readonly number[], closesAt: Date, now: Date): number | null {
  const left = closesAt.getTime() - now.getTime()
  if (left <= 0) return null
  const begun = remindDays.filter((days) => left <= days * dayMs)
  return begun.length > 0 ? Math.min(...begun) : null
}

/** Who hears that a form is still missing: the person two days before the deadline, whoever stands above on the last. */
export function escalationOf(closesAt: Date, now: Date): 'person' | 'above' | null {
  const left = closesAt.getTime() - now.getTime()
  if (left <= 0 || left > 2 * dayMs) return null
  return left > dayMs ? 'person' : 'above'
}

/** Names what somebody is told of once; moving a deadline makes it another one. */
export const onceKeyOf = (cycleId: number, stage: Stage, closesAt: Date, what: string | number) =>
  [cycleId, stage, closesAt.toISOString(), what].join(' ')
