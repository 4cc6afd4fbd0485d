import { addDays, addMonths } from '@/lib/openings/days'
import { addWorkingDays } from './days'
import {
  type Actor,
  type Clock,
  type Deed,
  type Need,
  type Path,
  type State,
  states,
  type Transition,
  transitionsFrom,
} from './machine'

/** Numbers behind the clocks, in days; secondments.md §3 and §5. */
export interface ClockPolicy {
  /** Before the last day the return begins to be prepared. */
  endingDays: number
  /** Between asking for an early end and the day itself. */
  noticeDays: number
  /** An extension is asked so long before the end, in months. */
  extensionMonths: number
  /** More extensions than so many need a director. */
  extensions: number
}
export const defaultClocks: ClockPolicy = { endingDays: 56, noticeDays: 28, extensionMonths: 3, extensions: 1 }

export interface Machine {
  path: Path
  policy: ClockPolicy
  holidays: ReadonlySet<string>
}

/** What the machine knows of a placement; days as YYYY-MM-DD, the last day included. */
export interface Placement {
  state: State
  start: string
  end: string
  /** The last day that somebody asked for, while that is being decided. */
  askedEnd: string | null
  dueOn: string | null
  /** The secondee has appealed against a refusal, and HR has not decided. */
  isAppealed?: boolean
  /** How often it was extended already. */
  extensions?: number
  /** A director has approved the end that is asked for. */
  isApproved?: boolean
}

/** A later end is asked for that only a director may approve, and none has. */
export const lacksApproval = (
  { policy }: Pick<Machine, 'policy'>,
  { state, extensions = 0, isApproved = false }: Pick<Placement, 'state' | 'extensions' | 'isApproved'>,
) => state === 'extending' && extensions >= policy.extensions && !isApproved

export interface Doing {
  deed: Deed
  reason?: string
  alternative?: string
  /** The last day asked for. */
  end?: string
  /** The last day that cover at home is arranged for, without a gap from the start; null: not arranged. */
  coveredUntil?: string | null
}

export type Problem =
  | { kind: 'no-such-step' }
  | { kind: 'not-theirs'; by: readonly Actor[] }
  | { kind: 'missing'; need: Need }
  | { kind: 'too-early'; from: string }
  | { kind: 'end-not-later'; than: string }
  | { kind: 'end-not-earlier'; than: string }
  | { kind: 'asked-too-late'; until: string }
  | { kind: 'notice-too-short'; from: string }
  | { kind: 'start-is-past'; start: string }
export type Stepped = { ok: true; placement: Placement; to: State } | { ok: false; problem: Problem }

/** The day by which somebody must act in a state that begins today; null where nothing waits. */
export function dueOn({ holidays }: Machine, placement: Omit<Placement, 'dueOn'>, today: string): string | null {
  const clock: Clock | null = states[placement.state].clock
  if (clock === null) return null
  if (clock.by === 'working-days') return addWorkingDays(today, clock.days, holidays)
  if (clock.by === 'days') return addDays(today, clock.days)
  if (clock.by === 'months') {
    const review = addMonths(today, clock.months)
    return review < placement.end ? review : placement.end
  }
  if (clock.by === 'start') return placement.start
  return clock.by === 'asked-end' ? (placement.askedEnd ?? placement.end) : placement.end
}

/** The day from which the clock itself moves a placement on by this deed; null: the clock has no such deed here. */
export function clockDay({ policy }: Machine, placement: Placement, deed: Deed): string | null {
  if (deed === 'begin') return placement.start
  if (deed === 'near-end') return addDays(placement.end, -policy.endingDays)
  if (deed === 'end') return addDays((placement.state === 'ending-early' && placement.askedEnd) || placement.end, 1)
  const isLapsing = deed === 'drop' && placement.state === 'refused' && placement.dueOn && !placement.isAppealed
  return isLapsing ? addDays(placement.dueOn!, 1) : null
}

function problemOf(
  machine: Machine,
  placement: Placement,
  { needs }: Transition,
  doing: Doing,
  today: string,
): Problem | null {
  const { policy } = machine
  const given = { reason: doing.reason?.trim(), alternative: doing.alternative?.trim(), end: doing.end }
  const isThere = (need: Need) => {
    if (need === 'approval') return !lacksApproval(machine, placement)
    return need === 'cover' || (need === 'appeal' ? placement.isAppealed : given[need])
  }
  for (const need of needs) if (!isThere(need)) return { kind: 'missing', need }
  if (doing.deed === 'approve' && !lacksApproval(machine, placement)) return { kind: 'no-such-step' }
  if (doing.deed === 'ask-extension' && doing.end) {
    const until = addMonths(placement.end, -policy.extensionMonths)
    if (doing.end <= placement.end) return { kind: 'end-not-later', than: placement.end }
    if (today > until) return { kind: 'asked-too-late', until }
  }
  if (doing.deed === 'ask-end' && doing.end) {
    const from = addDays(today, policy.noticeDays)
    if (doing.end >= placement.end) return { kind: 'end-not-earlier', than: placement.end }
    if (doing.end < from) return { kind: 'notice-too-short', from }
  }
  if ((doing.deed === 'accept' || doing.deed === 'ask') && placement.start < today) {
    return { kind: 'start-is-past', start: placement.start }
  }
  const lastDay = doing.deed === 'extend' ? (placement.askedEnd ?? placement.end) : placement.end
  if (needs.includes('cover') && !(doing.coveredUntil && doing.coveredUntil >= lastDay)) {
    return { kind: 'missing', need: 'cover' }
  }
  return null
}

function moved(machine: Machine, placement: Placement, to: State, doing: Doing, today: string): Placement {
  const { extensions = 0 } = placement
  // The days that are asked for and HR's time to decide stay.
  if (doing.deed === 'approve') return { ...placement, isApproved: true }
  const asks = doing.deed === 'ask-extension' || doing.deed === 'ask-end'
  const isNewEnd = doing.deed === 'extend' || (doing.deed === 'end' && placement.state === 'ending-early')
  const next = {
    state: to,
    start: placement.start,
    end: isNewEnd ? (placement.askedEnd ?? placement.end) : placement.end,
    askedEnd: asks ? (doing.end ?? null) : null,
    ...(doing.deed === 'extend' ? { extensions: extensions + 1 } : extensions > 0 ? { extensions } : {}),
  }
  return { ...next, dueOn: dueOn(machine, next, today) }
}

/**
 * One deed by one actor on one day: the placement as it is afterwards, or the first thing that stands in its way. Pure; the
 * database refuses the same transitions by itself (authz.secondment_steps).
 */
export function step(machine: Machine, placement: Placement, doing: Doing, actor: Actor, today: string): Stepped {
  const found = transitionsFrom(machine.path, placement.state).find(({ deed }) => deed === doing.deed)
  if (!found) return { ok: false, problem: { kind: 'no-such-step' } }
  if (!found.by.includes(actor)) return { ok: false, problem: { kind: 'not-theirs', by: found.by } }
  if (actor === 'clock') {
    const from = clockDay(machine, placement, doing.deed)
    if (from === null) return { ok: false, problem: { kind: 'no-such-step' } }
    if (today < from) return { ok: false, problem: { kind: 'too-early', from } }
  }
  const problem = problemOf(machine, placement, found, doing, today)
  if (problem) return { ok: false, problem }
  return { ok: true, to: found.to, placement: moved(machine, placement, found.to, doing, today) }
}

/** What the clock does about a placement today; null: nothing. One step; ask again until nothing is left. */
export function clockDeed(machine: Machine, placement: Placement, today: string): Deed | null {
  const due = transitionsFrom(machine.path, placement.state).find((one) => {
    if (!one.by.includes('clock')) return false
    const from = clockDay(machine, placement, one.deed as Deed)
    return from !== null && today >= from
  })
  return (due?.deed as Deed | undefined) ?? null
}
