import { expect, test } from 'vitest'
import { firstBroken, firstFailure, judge, judgeDays, judgePair, type Outcome, type RuleKey } from './eligibility'
import type { OpeningTerms, PersonFacts, Surroundings } from './facts'
import { DEFAULT_PLACEMENT, type PlacementPolicy, type SwitchedRule } from './policy'

const opening: OpeningTerms = {
  ...{
    openingId: 'OP1',
    routeKey: 'secondment-operations',
    hostUnitId: 'U2',
    supervisorId: 'S',
    location: 'Leeds, United Kingdom',
  },
  ...{
    earliestStart: '2027-02-01',
    latestEnd: '2027-12-31',
    isFixed: false,
    minDays: 30,
    maxDays: 300,
    seats: 1,
    share: 100,
  },
  ...{ paidBy: 'home', clearance: null, languages: [], applyBy: '2027-01-08', status: 'published' },
  entry: [
    { criterion: 'a', level: 3 },
    { criterion: 'b', level: 2 },
  ],
  criteria: [{ criterion: 'c', exposure: 100 }],
}
const wish = { notNowUntil: null, mobility: 'yes' as const, places: [], earliest: null, latest: null, maxShare: 100 }
const person: PersonFacts = {
  ...{ employeeId: 'P', unitId: 'U1', location: 'Leeds, United Kingdom', reportIds: ['R'], inPostSince: '2020-01-01' },
  levels: new Map([
    ['a', 3000],
    ['b', 2000],
    ['c', 1000],
  ]),
  targets: new Map([['c', 4]]),
  standing: { probationUntil: null, contractEndsOn: null, isUnderProcess: false },
  ...{ leave: [], wish, placements: [] },
}
const around: Surroundings = {
  today: '2026-11-23',
  noticeDays: null,
  blackouts: [],
  supervisorLevels: new Map([['c', 4000]]),
}
const span = { from: '2027-03-01', to: '2027-08-31' }
type Case = {
  person?: Partial<PersonFacts>
  opening?: Partial<OpeningTerms>
  around?: Partial<Surroundings>
  span?: typeof span
  policy?: PlacementPolicy
}
const asked = (given: Case = {}) => ({
  person: { ...person, ...given.person },
  opening: { ...opening, ...given.opening },
  around: { ...around, ...given.around },
  span: given.span ?? span,
  policy: given.policy ?? DEFAULT_PLACEMENT,
})
const ask = (given: Case = {}) => judge(asked(given))
const held = (rule: SwitchedRule, to: 'hold' | 'override'): PlacementPolicy => ({
  ...DEFAULT_PLACEMENT,
  rules: { ...DEFAULT_PLACEMENT.rules, [rule]: to },
})
const away = (from: string, to: string, share = 100) => ({ from, to, share })

test('where all is well, every rule is asked once, the entry levels one by one, and none speaks against it', () => {
  const verdicts = ask()
  expect(verdicts).toHaveLength(25)
  expect(new Set(verdicts.map(({ outcome }) => outcome))).toEqual(new Set(['ok']))
  expect(firstFailure(verdicts)).toBeNull()
})

test.each<[what: string, Case, RuleKey, Outcome]>([
  ['nobody has rated them', { person: { levels: new Map([['a', null]]) } }, 'rated', 'fails'],
  ['their own unit', { opening: { hostUnitId: 'U1' } }, 'own-unit', 'fails'],
  [
    'an entry level missed',
    {
      person: {
        levels: new Map([
          ['a', 2900],
          ['b', 2000],
        ]),
      },
    },
    'entry',
    'fails',
  ],
  ['an entry criterion that nobody rated', { person: { levels: new Map([['a', 3000]]) } }, 'entry', 'fails'],
  ['a day short of two years in post', { person: { inPostSince: '2025-03-02' } }, 'time-in-post', 'override'],
  ['two years in post on the day', { person: { inPostSince: '2025-03-01' } }, 'time-in-post', 'ok'],
  ['in post for nobody knows how long', { person: { inPostSince: null } }, 'time-in-post', 'unknown'],
  [
    'too new, and that must hold',
    { person: { inPostSince: '2025-03-02' }, policy: held('time-in-post', 'hold') },
    'time-in-post',
    'fails',
  ],
  ['not now until later', { person: { wish: { ...wish, notNowUntil: '2027-03-02' } } }, 'not-now', 'fails'],
  ['not now until the first day', { person: { wish: { ...wish, notNowUntil: '2027-03-01' } } }, 'not-now', 'ok'],
  ['a draft', { opening: { status: 'draft' } }, 'open', 'fails'],
  ['after the last day to apply', { around: { today: '2027-01-09' } }, 'open', 'fails'],
  ['on the last day to apply', { around: { today: '2027-01-08' } }, 'open', 'ok'],
  [
    'on probation that day',
    { person: { standing: { ...person.standing!, probationUntil: '2027-03-01' } } },
    'probation',
    'fails',
  ],
  [
    'probation over the day before',
    { person: { standing: { ...person.standing!, probationUntil: '2027-02-28' } } },
    'probation',
    'ok',
  ],
  [
    'a contract that ends before',
    { person: { standing: { ...person.standing!, contractEndsOn: '2027-08-30' } } },
    'contract',
    'fails',
  ],
  [
    'a contract that ends with it',
    { person: { standing: { ...person.standing!, contractEndsOn: '2027-08-31' } } },
    'contract',
    'ok',
  ],
  ['a live process', { person: { standing: { ...person.standing!, isUnderProcess: true } } }, 'process', 'fails'],
  ['a day short of notice', { around: { today: '2027-02-02' } }, 'notice', 'fails'],
  ['notice on the day', { around: { today: '2027-02-01' } }, 'notice', 'ok'],
  ['notice of the unit’s own', { around: { noticeDays: 100 } }, 'notice', 'fails'],
  [
    'notice that an override may shorten',
    { around: { noticeDays: 100 }, policy: held('notice', 'override') },
    'notice',
    'override',
  ],
  ['leave on the last day', { person: { leave: [{ from: '2027-08-31', to: '2027-10-01' }] } }, 'leave', 'fails'],
  ['leave from the day after', { person: { leave: [{ from: '2027-09-01', to: '2027-10-01' }] } }, 'leave', 'ok'],
  ['away full time already', { person: { placements: [away('2027-08-31', '2027-09-30')] } }, 'placed', 'fails'],
  [
    'away for half, and half more',
    { opening: { share: 50 }, person: { placements: [away('2027-01-01', '2027-12-31', 50)] } },
    'placed',
    'ok',
  ],
  [
    'away for half, and more than half',
    { opening: { share: 51 }, person: { placements: [away('2027-01-01', '2027-12-31', 50)] } },
    'placed',
    'fails',
  ],
  [
    'two halves one after the other, and half more',
    {
      opening: { share: 50 },
      person: { placements: [away('2027-01-01', '2027-04-30', 50), away('2027-05-01', '2027-12-31', 50)] },
    },
    'placed',
    'ok',
  ],
  [
    'more than 24 of 48 months',
    { person: { placements: [away('2024-01-01', '2025-12-31')] } },
    'cumulative',
    'override',
  ],
  ['as long ago as the window', { person: { placements: [away('2020-01-01', '2023-08-31')] } }, 'cumulative', 'ok'],
  ['back for five months', { person: { placements: [away('2026-04-01', '2026-09-30')] } }, 'cooling-off', 'override'],
  ['back for six months', { person: { placements: [away('2026-03-01', '2026-08-31')] } }, 'cooling-off', 'ok'],
  ['a day short of three months', { span: { from: '2027-03-01', to: '2027-05-30' } }, 'length', 'fails'],
  ['three months to the day', { span: { from: '2027-03-01', to: '2027-05-31' } }, 'length', 'ok'],
  ['longer than the opening', { span: { from: '2027-02-01', to: '2027-12-31' } }, 'length', 'fails'],
  [
    'half-time under sixty working days',
    { opening: { share: 50 }, span: { from: '2027-03-01', to: '2027-08-14' } },
    'length',
    'fails',
  ],
  [
    'half-time of sixty working days',
    { opening: { share: 50 }, span: { from: '2027-03-01', to: '2027-08-15' } },
    'length',
    'ok',
  ],
  ['before the opening begins', { span: { from: '2027-01-31', to: '2027-08-31' } }, 'window', 'fails'],
  ['after it has ended', { span: { from: '2027-07-01', to: '2028-01-01' } }, 'window', 'fails'],
  ['earlier than they want', { person: { wish: { ...wish, earliest: '2027-03-02' } } }, 'wished-dates', 'fails'],
  ['later than they want', { person: { wish: { ...wish, latest: '2027-08-30' } } }, 'wished-dates', 'fails'],
  ['more of the week than they want', { person: { wish: { ...wish, maxShare: 80 } } }, 'share', 'fails'],
  [
    'leaving while nobody may',
    { around: { blackouts: [{ from: '2027-02-20', to: '2027-03-01', reason: 'Budget', of: 'home' }] } },
    'blackout',
    'fails',
  ],
  [
    'away already while nobody may leave',
    { around: { blackouts: [{ from: '2027-03-02', to: '2027-03-20', reason: 'Audit', of: 'host' }] } },
    'blackout',
    'ok',
  ],
  [
    'a move that they do not want',
    { person: { location: 'Porto', wish: { ...wish, mobility: 'no' } } },
    'place',
    'fails',
  ],
  ['no move, whatever they want', { person: { wish: { ...wish, mobility: 'no' } } }, 'place', 'ok'],
  ['a move nobody has asked about', { person: { location: 'Porto', wish: null } }, 'place', 'unknown'],
  ['a place they named', { person: { location: 'Porto', wish: { ...wish, places: ['leeds'] } } }, 'place', 'ok'],
  [
    'places, and not this one',
    { person: { location: 'Porto', wish: { ...wish, places: ['Dublin'] } } },
    'place',
    'fails',
  ],
  ['a clearance that nobody keeps', { opening: { clearance: 'SC' } }, 'clearance', 'unknown'],
  ['a language that nobody keeps', { opening: { languages: ['es'] } }, 'languages', 'unknown'],
  ['a supervisor below the target', { around: { supervisorLevels: new Map([['c', 3900]]) } }, 'supervisor', 'fails'],
  ['a supervisor whom nobody assessed', { around: { supervisorLevels: null } }, 'supervisor', 'unknown'],
  [
    'nothing asked of them in it',
    { person: { targets: new Map() }, around: { supervisorLevels: null } },
    'supervisor',
    'ok',
  ],
  ['their own report in charge', { opening: { supervisorId: 'R' } }, 'own-report', 'fails'],
])('%s', (_, given, rule, outcome) => {
  const found = ask(given).filter((verdict) => verdict.rule === rule)
  const worst = found.find((verdict) => verdict.outcome !== 'ok') ?? found[0]
  expect(worst?.outcome).toBe(outcome)
  expect(firstBroken.ofAll(asked(given))).toBe(firstFailure(ask(given))?.rule ?? null)
})

test('the first rule that excludes is named, in the order of the rules', () => {
  const given = { person: { unitId: 'U2', levels: new Map([['a', 0]]) }, opening: { status: 'closed' as const } }
  expect(firstFailure(ask(given))?.rule).toBe('own-unit')
  expect(firstBroken.ofAll(asked(given))).toBe('own-unit')
  expect(firstBroken.ofPair(asked(given))).toBe('own-unit')
  expect(firstBroken.ofDays(asked(given))).toBeNull()
})

test('what HR alone knows is asked only where it is known', () => {
  const rules = ask({ person: { standing: null } }).map(({ rule }) => rule)
  expect(rules).not.toContain('process')
  expect(rules).toHaveLength(22)
})

test('a pair and its days together are the whole', () => {
  expect([...judgePair(asked()), ...judgeDays(asked())]).toHaveLength(ask().length)
})
