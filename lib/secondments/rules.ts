import { addDays, addMonths } from '@/lib/openings/days'
import type { Actor, State } from './machine'

/** What the database knows of somebody's part in a placement. */
export interface Part {
  isSecondee: boolean
  isHome: boolean
  isHost: boolean
  isHr: boolean
  /** A director of a unit that the secondee belongs to. */
  isDirector: boolean
}

/** As whom somebody may act; nobody runs their own placement as HR. */
export function actorsOf({ isSecondee, isHome, isHost, isHr, isDirector }: Part): Actor[] {
  const held: [boolean, Actor][] = [
    [isSecondee, 'secondee'],
    [isHome && !isSecondee, 'home'],
    [isHost && !isSecondee, 'host'],
    [isHr && !isSecondee, 'hr'],
    [isDirector && !isSecondee, 'director'],
  ]
  return held.flatMap(([is, actor]) => (is ? [actor] : []))
}

/** How far along a placement is, for people who look at many. */
export const phases = ['away', 'agreed', 'deciding', 'draft', 'over'] as const
export type Phase = (typeof phases)[number]

const phaseOfState: Record<State, Phase> = {
  draft: 'draft',
  interest: 'deciding',
  release: 'deciding',
  refused: 'deciding',
  selection: 'deciding',
  checks: 'deciding',
  agreement: 'deciding',
  signing: 'deciding',
  confirmed: 'agreed',
  active: 'away',
  suspended: 'away',
  extending: 'away',
  'ending-early': 'away',
  ending: 'away',
  returned: 'over',
  redeployment: 'over',
  converted: 'over',
  closed: 'over',
  dropped: 'over',
  withdrawn: 'over',
  'not-selected': 'over',
  blocked: 'over',
  cancelled: 'over',
}
export const phaseOf = (state: State): Phase => phaseOfState[state]

/** Days and share of time that a placement takes of somebody, and the seat that it takes; days include the last. */
export interface Taken {
  id: string
  person: string
  opening: string
  seat: number
  share: number
  from: string
  to: string
}

export type Clash = { kind: 'seat' | 'person'; with: string; from: string; to: string; share: number }

const overlap = (a: Taken, b: Taken) => {
  const from = a.from > b.from ? a.from : b.from
  const to = a.to < b.to ? a.to : b.to
  return from <= to ? { from, to } : null
}

/**
 * What a placement runs into among others that hold theirs: another on the same seat, or more than all of the person's time on
 * one day. `share` is what the person would be asked for at most.
 */
export function clashesOf(wanted: Taken, others: readonly Taken[]): Clash[] {
  const near = others.filter(({ id }) => id !== wanted.id)
  const seats = near.flatMap((one): Clash[] => {
    const days = one.opening === wanted.opening && one.seat === wanted.seat ? overlap(wanted, one) : null
    return days ? [{ kind: 'seat', with: one.id, ...days, share: 0 }] : []
  })
  const same = near.filter(({ person }) => person === wanted.person)
  const people = same.flatMap((one): Clash[] => {
    const days = overlap(wanted, one)
    if (!days) return []
    // The sum is highest on a day on which one of them begins.
    const begins = [days.from, ...same.map(({ from }) => from).filter((day) => days.from < day && day <= days.to)]
    const on = (day: string) => same.filter(({ from, to }) => from <= day && day <= to)
    const most = Math.max(...begins.map((day) => wanted.share + on(day).reduce((sum, { share }) => sum + share, 0)))
    return most > 100 ? [{ kind: 'person', with: one.id, ...days, share: most }] : []
  })
  return [...seats, ...people]
}

/** Whether with this end it would last longer, its extensions included, than so many months: nobody can grant that. */
export const isTooLong = ({ start, end }: { start: string; end: string }, hardMonths: number) =>
  end > addDays(addMonths(start, hardMonths), -1)

/** A bar between two days on an axis of days, in percent, cut to it; null where it lies outside. */
export function placeOn(axis: { from: string; to: string }, bar: { from: string; to: string }) {
  if (bar.to < axis.from || bar.from > axis.to) return null
  const at = (day: string) => Date.parse(`${day}T00:00:00Z`)
  const whole = at(addDays(axis.to, 1)) - at(axis.from)
  const first = bar.from < axis.from ? axis.from : bar.from
  const last = bar.to > axis.to ? axis.to : bar.to
  const percent = (ms: number) => Math.round((ms / whole) * 1_000_000) / 10_000
  return {
    left: percent(at(first) - at(axis.from)),
    width: percent(at(addDays(last, 1)) - at(first)),
    isCutBefore: bar.from < axis.from,
    isCutAfter: bar.to > axis.to,
  }
}

export type Party = 'secondee' | 'home' | 'above' | 'host' | 'hr' | 'director'
type Hearing = { part: Party; kind: 'secondment-waits' | 'secondment-moved' }

const waits = (part: Party): Hearing => ({ part, kind: 'secondment-waits' })
const moved = (...parts: Party[]): Hearing[] => parts.map((part) => ({ part, kind: 'secondment-moved' }))
const heard: Partial<Record<State, Hearing[]>> = {
  interest: [waits('secondee')],
  release: [waits('home'), ...moved('secondee')],
  refused: moved('secondee', 'hr'),
  selection: [waits('host'), ...moved('secondee')],
  confirmed: moved('secondee', 'home', 'hr'),
  active: moved('secondee', 'home', 'host'),
  extending: [waits('hr'), ...moved('secondee', 'home', 'host')],
  'ending-early': [waits('hr'), ...moved('secondee', 'home', 'host')],
  ending: moved('secondee', 'home', 'host'),
  returned: [waits('home'), ...moved('secondee', 'hr')],
  closed: moved('secondee', 'home'),
  dropped: moved('secondee'),
  withdrawn: moved('secondee', 'home', 'hr'),
  'not-selected': moved('secondee', 'home', 'hr'),
  cancelled: moved('secondee', 'home', 'host'),
}

/** Who hears that a placement has come to a state: whose turn it is now, a director's where one must approve, and whom it concerns. */
export const hears = (state: State, lacksApproval = false): readonly Hearing[] => [
  ...(lacksApproval ? [waits('director')] : []),
  ...(heard[state] ?? []),
]

/** Who hears that a decision is late: whose it is, and whoever stands above them or looks after the whole. */
export function lateHears(state: State): readonly Party[] {
  if (state === 'release' || state === 'returned') return ['home', 'above', 'hr']
  if (state === 'interest') return ['secondee', 'hr']
  if (state === 'selection') return ['host', 'hr']
  return state === 'extending' || state === 'refused' ? ['hr'] : []
}

/** Where somebody has to decide, in the machine's states; elsewhere a day is awaited. */
const decided: readonly State[] = ['draft', 'interest', 'release', 'selection', 'extending', 'returned']

type Due = { state: State; from: string; dueOn: string | null; isAppealed: boolean }

/** Placements whose next step is somebody's decision, the longest due first; a refusal only once it is appealed against. */
export function decisionsOf<T extends Due>(all: readonly T[]): T[] {
  const isWaiting = ({ state, isAppealed }: Due) => decided.includes(state) || (state === 'refused' && isAppealed)
  return all.filter(isWaiting).sort((a, b) => ((a.dueOn ?? '') < (b.dueOn ?? '') ? -1 : 1))
}

/** Days since the day that something was due; 0 in time. */
export function daysLate({ dueOn }: Pick<Due, 'dueOn'>, today: string): number {
  return dueOn !== null && dueOn < today ? (Date.parse(today) - Date.parse(dueOn)) / 86_400_000 : 0
}

/** What matters of all placements at once: who is away, the next to leave, decisions that wait, and those that are late. */
export function summarise<T extends Due>(all: readonly T[], today: string) {
  const waiting = decisionsOf(all)
  const leaving = all.filter(({ state }) => phaseOf(state) === 'agreed').map(({ from }) => from)
  return {
    away: all.filter(({ state }) => phaseOf(state) === 'away').length,
    next: leaving.sort()[0] ?? null,
    waiting: waiting.length,
    late: waiting.filter((one) => daysLate(one, today) > 0),
  }
}
