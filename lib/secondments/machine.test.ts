import { describe, expect, test } from 'vitest'
import { type Actor, type Deed, deedsOf, holds, type State, states, transitionsFrom } from './machine'
import { base, end, machine, start } from './machine.fixtures'
import { clockDeed, type Doing, dueOn, type Placement, step } from './machine-steps'

const at = (state: State, more: Partial<Placement> = {}): Placement => ({ ...base, state, ...more })
const why = { reason: 'The quarter closes.' }

describe('what stands in the way is named', () => {
  test.each<[string, Placement, Doing, Actor, string, object]>([
    ['a state without such a step', at('interest'), { deed: 'accept' }, 'host', '2026-12-01', { kind: 'no-such-step' }],
    [
      'somebody else’s decision',
      at('release'),
      { deed: 'release' },
      'host',
      '2026-12-01',
      { kind: 'not-theirs', by: ['home'] },
    ],
    [
      'a release without cover',
      at('release'),
      { deed: 'release' },
      'home',
      '2026-12-01',
      { kind: 'missing', need: 'cover' },
    ],
    [
      'cover that ends before the absence',
      at('release'),
      { deed: 'release', coveredUntil: '2027-10-28' },
      'home',
      '2026-12-01',
      { kind: 'missing', need: 'cover' },
    ],
    [
      'a refusal without a reason',
      at('release'),
      { deed: 'refuse' },
      'home',
      '2026-12-01',
      { kind: 'missing', need: 'reason' },
    ],
    [
      'a refusal without another offer',
      at('release'),
      { deed: 'refuse', ...why },
      'home',
      '2026-12-01',
      { kind: 'missing', need: 'alternative' },
    ],
    [
      'words of blanks',
      at('selection'),
      { deed: 'decline', reason: '  ' },
      'host',
      '2026-12-01',
      { kind: 'missing', need: 'reason' },
    ],
    [
      'a release by HR where nobody appealed',
      at('refused'),
      { deed: 'uphold', ...why },
      'hr',
      '2026-12-01',
      { kind: 'missing', need: 'appeal' },
    ],
    [
      'accepting after the first day',
      at('selection'),
      { deed: 'accept' },
      'host',
      '2027-02-02',
      { kind: 'start-is-past', start },
    ],
    [
      'an extension to an earlier day',
      at('active'),
      { deed: 'ask-extension', ...why, end },
      'host',
      '2027-05-03',
      { kind: 'end-not-later', than: end },
    ],
    [
      'an extension asked less than three months before',
      at('active'),
      { deed: 'ask-extension', ...why, end: '2028-01-28' },
      'host',
      '2027-07-30',
      { kind: 'asked-too-late', until: '2027-07-29' },
    ],
    [
      'less notice than four weeks',
      at('active'),
      { deed: 'ask-end', ...why, end: '2027-05-30' },
      'secondee',
      '2027-05-03',
      { kind: 'notice-too-short', from: '2027-05-31' },
    ],
    [
      'a start before its day',
      at('confirmed'),
      { deed: 'begin' },
      'clock',
      '2027-01-31',
      { kind: 'too-early', from: start },
    ],
  ])('%s', (_, placement, doing, actor, today, problem) => {
    expect(step(machine('internal'), placement, doing, actor, today)).toEqual({ ok: false, problem })
  })
})

test('an extension that is granted moves the end, one that is refused does not', () => {
  const asked = step(
    machine('internal'),
    at('active'),
    { deed: 'ask-extension', ...why, end: '2028-01-28' },
    'host',
    '2027-05-03',
  )
  if (!asked.ok) throw new Error(asked.problem.kind)
  const granted = step(
    machine('internal'),
    asked.placement,
    { deed: 'extend', coveredUntil: '2028-01-28' },
    'hr',
    '2027-05-10',
  )
  expect(granted).toMatchObject({ ok: true, placement: { state: 'active', end: '2028-01-28', askedEnd: null } })
  const refused = step(machine('internal'), asked.placement, { deed: 'keep-end', ...why }, 'hr', '2027-05-10')
  expect(refused).toMatchObject({ ok: true, placement: { state: 'active', end, askedEnd: null } })
  const uncovered = step(
    machine('internal'),
    asked.placement,
    { deed: 'extend', coveredUntil: end },
    'hr',
    '2027-05-10',
  )
  expect(uncovered).toEqual({ ok: false, problem: { kind: 'missing', need: 'cover' } })
})

test('a refusal lapses when nobody appeals in time, and waits for HR when somebody did', () => {
  const refused = at('refused', { dueOn: '2026-12-07' })
  expect(clockDeed(machine('internal'), refused, '2026-12-07')).toBeNull()
  expect(clockDeed(machine('internal'), refused, '2026-12-08')).toBe('drop')
  expect(clockDeed(machine('internal'), { ...refused, isAppealed: true }, '2026-12-08')).toBeNull()
})

describe('clocks', () => {
  const holidays = new Set(['2026-12-25', '2026-12-28', '2027-01-01'])
  test.each<[State, string, string | null]>([
    ['interest', '2026-11-23', '2026-12-07'],
    ['release', '2026-12-18', '2027-01-06'],
    ['selection', '2026-11-23', '2026-12-14'],
    ['confirmed', '2026-12-01', start],
    ['active', start, '2027-05-01'],
    ['active', '2027-09-01', end],
    ['extending', '2027-05-03', '2027-05-31'],
    ['ending', '2027-09-03', end],
    ['returned', '2027-10-30', '2027-11-29'],
    ['closed', '2027-11-20', null],
  ])('in %s since %s something is due on %s', (state, today, due) => {
    expect(dueOn({ ...machine('internal'), holidays }, at(state), today)).toBe(due)
  })
})

test('who may do what, in the machine’s order', () => {
  const of = (state: State, ...by: Actor[]): Deed[] => deedsOf('internal', state, by)
  expect(of('interest', 'secondee')).toEqual(['consent', 'withdraw'])
  expect(of('release', 'home')).toEqual(['release', 'refuse'])
  expect(of('selection', 'host')).toEqual(['accept', 'decline'])
  expect(of('active', 'home')).toEqual(['ask-extension', 'ask-end'])
  expect(of('release', 'host')).toEqual([])
  expect(of('closed', 'hr', 'secondee', 'home', 'host')).toEqual([])
})

test('a seat is held from being asked to the last day', () => {
  const holding = (Object.keys(states) as State[]).filter((state) => holds(state))
  expect(holding.filter((state) => transitionsFrom('internal', state).length > 0)).toEqual([
    ...['interest', 'release', 'selection', 'confirmed', 'active', 'extending', 'ending-early', 'ending'],
  ])
})
