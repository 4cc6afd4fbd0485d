import { describe, expect, test } from 'vitest'
import { addDays } from '@/lib/openings/days'
import {
  type Actor,
  actors,
  isOver,
  type Path,
  paths,
  type State,
  starts,
  states,
  transitions,
  transitionsFrom,
} from './machine'
import { base, end, machine } from './machine.fixtures'
import { clockDeed, type Doing, type Placement, step } from './machine-steps'

/** Days on which something becomes possible, or ends being so. */
const days = [
  ...['2026-11-23', '2026-12-07', '2026-12-08', '2027-01-31', '2027-02-01', '2027-02-02', '2027-07-29', '2027-07-30'],
  ...['2027-09-02', '2027-09-03', '2027-09-17', '2027-09-18', '2027-10-29', '2027-10-30', '2028-01-28', '2028-01-29'],
  ...['2028-04-05', '2028-05-31', '2028-06-01'],
]
const bring: Omit<Doing, 'deed'>[] = [
  {},
  { reason: 'because', alternative: 'shadowing', end: '2027-09-17', coveredUntil: end },
  { reason: 'because', end: '2028-01-28', coveredUntil: '2028-01-28' },
  { reason: 'because', end: '2028-05-31', coveredUntil: '2028-05-31' },
]

interface Seen {
  placement: Placement
  today: string
}

/** Everything that can come of a placement: each deed by each actor on each of the days, in every order. */
function explore(path: Path) {
  const taken = new Set<string>()
  const seen = new Map<string, Seen>()
  const next = new Map<string, Set<string>>()
  const keyOf = ({ placement, today }: Seen) => JSON.stringify([placement, today])
  const waiting: Seen[] = starts[path].map((state) => ({ placement: { ...base, state }, today: days[0]! }))
  const go = (from: string, to: Seen) => {
    next.set(from, (next.get(from) ?? new Set()).add(keyOf(to)))
    waiting.push(to)
  }
  for (let at = waiting.pop(); at; at = waiting.pop()) {
    const key = keyOf(at)
    if (seen.has(key)) continue
    seen.set(key, at)
    const later = days[days.indexOf(at.today) + 1]
    if (later) go(key, { ...at, today: later })
    if (at.placement.state === 'refused' && !at.placement.isAppealed) {
      go(key, { ...at, placement: { ...at.placement, isAppealed: true } })
    }
    for (const { deed } of transitions) {
      for (const actor of actors) {
        for (const brought of bring) {
          const stepped = step(machine(path), at.placement, { deed, ...brought }, actor, at.today)
          if (!stepped.ok) continue
          taken.add(`${at.placement.state} ${deed} ${actor}`)
          go(key, { placement: stepped.placement, today: at.today })
        }
      }
    }
  }
  return { seen, next, taken }
}

describe.each(paths)('the %s path, explored whole', (path) => {
  const { seen, next, taken } = explore(path)
  const reached = new Set([...seen.values()].map(({ placement }) => placement.state))
  const declared = new Set(
    transitions
      .filter((one) => (one.paths as readonly Path[]).includes(path))
      .flatMap(({ from, to }): State[] => [from, to]),
  )

  test('reaches every state that it declares, and no other', () => {
    expect([...reached].sort()).toEqual([...declared].sort())
  })

  test('takes every transition, by each actor named for it, and by nobody else', () => {
    const wanted = transitions
      .filter((one) => (one.paths as readonly Path[]).includes(path))
      .flatMap(({ from, deed, by }) => (by as readonly Actor[]).map((actor) => `${from} ${deed} ${actor}`))
    expect([...taken].sort()).toEqual(wanted.sort())
  })

  test('has an owner and a clock in every state but those that are over, which have no way out', () => {
    for (const state of declared) {
      expect(states[state].owner).toBeTruthy()
      expect(transitionsFrom(path, state).length === 0).toBe(isOver(state))
    }
    for (const { placement } of seen.values()) expect(placement.dueOn === null).toBe(isOver(placement.state))
  })

  test('has no dead end: from everywhere some end is reached', () => {
    const before = new Map<string, string[]>()
    for (const [from, tos] of next) for (const to of tos) before.set(to, [...(before.get(to) ?? []), from])
    const good = new Set([...seen].filter(([, { placement }]) => isOver(placement.state)).map(([key]) => key))
    const waiting = [...good]
    for (let at = waiting.pop(); at; at = waiting.pop()) {
      for (const one of before.get(at) ?? []) {
        if (good.has(one)) continue
        good.add(one)
        waiting.push(one)
      }
    }
    const isStuck = ({ placement, today }: Seen) => {
      // On the last day of the test the clock is all that is left for whoever is away.
      const beyond = { ...placement }
      for (let deed = clockDeed(machine(path), beyond, today); deed; deed = clockDeed(machine(path), beyond, today)) {
        const stepped = step(machine(path), beyond, { deed }, 'clock', today)
        if (!stepped.ok) return true
        Object.assign(beyond, stepped.placement)
      }
      return transitionsFrom(path, beyond.state).length === 0 && !isOver(beyond.state)
    }
    expect([...seen].filter(([key, one]) => !good.has(key) && isStuck(one))).toEqual([])
    expect(good.size).toBeGreaterThan(seen.size * 0.9)
  })

  test('never rolls over: the day after the last one the clock brings whoever is away home', () => {
    const away: State[] = ['active', 'extending', 'ending-early', 'ending']
    const abroad = [...seen.values()].filter(({ placement }) => away.includes(placement.state))
    expect(abroad.length).toBeGreaterThan(20)
    for (const { placement } of abroad) {
      const last = (placement.state === 'ending-early' && placement.askedEnd) || placement.end
      let at = placement
      for (let deed = clockDeed(machine(path), at, addDays(last, 1)); deed; ) {
        const stepped = step(machine(path), at, { deed }, 'clock', addDays(last, 1))
        if (!stepped.ok) throw new Error(stepped.problem.kind)
        at = stepped.placement
        deed = clockDeed(machine(path), at, addDays(last, 1))
      }
      expect(at).toMatchObject({ state: 'returned', end: last })
    }
  })

  test('is extended once by HR alone, and further only after a director has approved that very end', () => {
    const extended = [...seen.values()].map(({ placement }) => placement.extensions ?? 0)
    expect(Math.max(...extended)).toBe(2)
    const asking = [...seen.values()].filter(({ placement }) => placement.state === 'extending')
    const grant = { deed: 'extend', coveredUntil: '2028-12-31' } as const
    const counted = { free: 0, approved: 0, refused: 0 }
    for (const { placement, today } of asking) {
      const { ok } = step(machine(path), placement, grant, 'hr', today)
      const { extensions = 0, isApproved = false } = placement
      expect(ok).toBe(extensions === 0 || isApproved)
      expect(step(machine(path), placement, { deed: 'approve', reason: 'So.' }, 'director', today).ok).toBe(!ok)
      counted[extensions === 0 ? 'free' : ok ? 'approved' : 'refused']++
    }
    for (const count of Object.values(counted)) expect(count).toBeGreaterThan(0)
    for (const { placement } of seen.values()) if (placement.isApproved) expect(placement.state).toBe('extending')
  })

  test('always has a last day, never before the first, and asks for one only while that is decided', () => {
    for (const { placement } of seen.values()) {
      expect(placement.end >= placement.start).toBe(true)
      expect(placement.askedEnd !== null).toBe(['extending', 'ending-early'].includes(placement.state))
    }
  })
})
