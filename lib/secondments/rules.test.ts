import { describe, expect, test } from 'vitest'
import { addDays, daysIn } from '@/lib/openings/days'
import { type Away, coverByWeek, coveredUntil, coverProblems, type Home, type Link } from './cover'
import { addWorkingDays, isWorkingDay } from './days'
import { actorsOf, clashesOf, decisionsOf, hears, isTooLong, phaseOf, placeOn, summarise, type Taken } from './rules'

/** Mulberry32: the same cases on every machine. */
function dice(seed: number) {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  return {
    whole,
    day: () => addDays('2026-01-01', whole(0, 1500)),
    one: <T>(list: readonly T[]) => list[whole(0, list.length - 1)]!,
    list: <T>(most: number, make: () => T) => Array.from({ length: whole(0, most) }, make),
  }
}
const seeds = (count: number) => Array.from({ length: count }, (_, at) => dice(at + 1))

describe('days', () => {
  test('so many working days later there lie exactly so many between', () => {
    const holidays = new Set(['2026-12-25', '2026-12-28', '2027-01-01'])
    for (const { day, whole } of seeds(100)) {
      const [from, count] = [day(), whole(0, 60)]
      const to = addWorkingDays(from, count, holidays)
      const between = Array.from({ length: daysIn({ from, to }) - 1 }, (_, at) => addDays(from, at + 1))
      expect(between.filter((one) => isWorkingDay(one, holidays))).toHaveLength(count)
      if (count > 0) expect(isWorkingDay(to, holidays)).toBe(true)
    }
  })
})

const home: Home = {
  members: [
    { key: 'a', holds: ['presence', 'politics'] },
    { key: 'b', holds: ['presence'] },
    { key: 'c', holds: [] },
    { key: 'd', holds: [] },
  ],
  away: [],
  stands: [],
  floor: { heads: 2, holders: [{ criterion: 'presence', least: 2 }] },
}
const gone = (key: string, from: string, to: string, share = 100): Away => ({ key, from, to, share })

describe('cover by week', () => {
  test('weeks run Monday to Sunday, cut to the days asked about', () => {
    const weeks = coverByWeek(home, '2027-02-03', '2027-02-16')
    expect(weeks.map(({ from, to }) => `${from} ${to}`)).toEqual([
      '2027-02-03 2027-02-07',
      '2027-02-08 2027-02-14',
      '2027-02-15 2027-02-16',
    ])
    expect(weeks.every(({ heads, isBelow }) => heads === 400 && !isBelow)).toBe(true)
  })

  test('a holder who is away takes the unit under its floor, for those weeks alone', () => {
    const weeks = coverByWeek({ ...home, away: [gone('a', '2027-02-08', '2027-02-14')] }, '2027-02-01', '2027-02-21')
    expect(weeks.map(({ isBelow }) => isBelow)).toEqual([false, true, false])
    expect(weeks[1]).toMatchObject({ heads: 300, holders: [{ criterion: 'presence', count: 1, least: 2 }] })
  })

  test('two who are never away on the same day are never missing together', () => {
    const apart = [gone('c', '2027-02-08', '2027-02-09'), gone('d', '2027-02-10', '2027-02-12')]
    const together = [gone('c', '2027-02-08', '2027-02-10'), gone('d', '2027-02-10', '2027-02-12')]
    const heads = (away: Away[]) => coverByWeek({ ...home, away }, '2027-02-08', '2027-02-14')[0]?.heads
    expect([heads(apart), heads(together)]).toEqual([300, 200])
  })

  test('part of the week elsewhere: the rest of the time counts, and what is held stays held', () => {
    const [week] = coverByWeek(
      { ...home, away: [gone('a', '2027-02-08', '2027-02-14', 60)] },
      '2027-02-08',
      '2027-02-14',
    )
    expect(week).toMatchObject({ heads: 340, holders: [{ count: 2 }], isBelow: false })
  })

  test('whoever stands in counts, with what they hold', () => {
    const stand = { key: 'x', holds: ['presence'], from: '2027-02-08', to: '2027-02-14' }
    const away = [gone('a', '2027-02-08', '2027-02-21')]
    const weeks = coverByWeek({ ...home, away, stands: [stand] }, '2027-02-08', '2027-02-21')
    expect(weeks.map(({ heads, isBelow }) => [heads, isBelow])).toEqual([
      [400, false],
      [300, true],
    ])
  })

  test('more people away never leave more at home', () => {
    for (const { one, day, list } of seeds(50)) {
      const away = (): Away => ({ key: one(['a', 'b', 'c', 'd']), from: day(), to: day(), share: one([40, 60, 100]) })
      const some = list(5, away)
      const few = coverByWeek({ ...home, away: some }, '2027-02-01', '2027-04-30')
      const more = coverByWeek({ ...home, away: [...some, away()] }, '2027-02-01', '2027-04-30')
      more.forEach((week, at) => {
        expect(week.heads).toBeLessThanOrEqual(few[at]!.heads)
        expect(week.holders[0]!.count).toBeLessThanOrEqual(few[at]!.holders[0]!.count)
      })
    }
  })
})

describe('cover, link by link', () => {
  const asked = { secondee: 's', from: '2027-02-01', to: '2027-10-29', deepest: 2 }
  const link = (more: Partial<Link>): Link => ({
    ...{ option: 'acting', person: 'x', from: asked.from, to: asked.to, consequence: '', ...more },
  })
  test.each<[string, Link[], object[]]>([
    ['nothing arranged', [], [{ kind: 'none' }]],
    ['acting up, and the rest shared', [link({}), link({ option: 'share', person: null })], []],
    ['nobody named', [link({ person: null })], [{ kind: 'no-person', place: 1 }]],
    ['vacant without a word', [link({ option: 'vacant', person: null })], [{ kind: 'no-consequence', place: 1 }]],
    ['vacant with its consequence', [link({ option: 'vacant', person: null, consequence: 'No audit.' })], []],
    [
      'an end before the absence’s own',
      [link({ to: '2027-10-28' })],
      [{ kind: 'too-short', place: 1, from: asked.from, to: asked.to }],
    ],
    ['the secondee covers', [link({ person: 's' })], [{ kind: 'twice', place: 1 }]],
    ['somebody twice', [link({}), link({})], [{ kind: 'twice', place: 2 }]],
    [
      'three deep',
      [link({}), link({ person: 'y' }), link({ option: 'recruit', person: null })],
      [{ kind: 'too-deep', most: 2 }],
    ],
  ])('%s', (_, links, problems) => expect(coverProblems(links, asked)).toEqual(problems))

  test('reaches as far as its shortest link', () => {
    expect(coveredUntil([link({}), link({ to: '2027-06-30' })], asked.from)).toBe('2027-06-30')
    expect(coveredUntil([link({ from: '2027-02-02' })], asked.from)).toBeNull()
    expect(coveredUntil([], asked.from)).toBeNull()
  })
})

const taken = (more: Partial<Taken>): Taken => ({
  ...{ id: '1', person: 'p', opening: 'o', seat: 1, share: 100, from: '2027-02-01', to: '2027-10-29', ...more },
})

describe('clashes', () => {
  test('the same seat, the same person, and neither of them', () => {
    const wanted = taken({})
    const onSeat = taken({ id: '2', person: 'q', from: '2027-10-01', to: '2028-01-31' })
    const elsewhere = taken({ id: '3', opening: 'r', from: '2026-06-01', to: '2027-02-01' })
    const after = taken({ id: '4', from: '2027-10-30', to: '2028-01-01' })
    expect(clashesOf(wanted, [wanted, onSeat, elsewhere, after])).toEqual([
      { kind: 'seat', with: '2', from: '2027-10-01', to: '2027-10-29', share: 0 },
      { kind: 'person', with: '3', from: '2027-02-01', to: '2027-02-01', share: 200 },
    ])
  })

  test('parts of a week add up, day by day', () => {
    const wanted = taken({ share: 60 })
    const some = taken({ id: '2', opening: 'r', share: 40 })
    const early = taken({ id: '3', opening: 's', share: 30, to: '2027-04-30' })
    const late = taken({ id: '4', opening: 't', share: 40, from: '2027-05-01' })
    expect(clashesOf(wanted, [some])).toEqual([])
    expect(clashesOf(wanted, [early, late])).toEqual([])
    expect(clashesOf(wanted, [some, early]).map(({ share }) => share)).toEqual([130, 130])
  })

  test('a clash is found exactly when some day asks for more than all', () => {
    let found = 0
    for (const { one, day, list, whole } of seeds(200)) {
      let at = 0
      const make = () => {
        const from = day()
        at += 1
        return taken({
          id: String(at),
          opening: String(at),
          from,
          to: addDays(from, whole(0, 200)),
          share: one([20, 40, 60, 100]),
        })
      }
      const wanted = make()
      const others = list(6, make)
      const days = Array.from({ length: daysIn(wanted) }, (_, place) => addDays(wanted.from, place))
      const sumOn = (on: string) =>
        others.filter(({ from, to }) => from <= on && on <= to).reduce((sum, { share }) => sum + share, wanted.share)
      const isOver = days.some((on) => sumOn(on) > 100)
      expect(clashesOf(wanted, others).length > 0).toBe(isOver)
      if (isOver) found += 1
    }
    expect(found).toBeGreaterThan(20)
  })
})

test('nobody runs their own placement as HR, as a host, as their director or as their own manager', () => {
  const all = { isSecondee: false, isHome: true, isHost: true, isHr: true, isDirector: true }
  expect(actorsOf(all)).toEqual(['home', 'host', 'hr', 'director'])
  expect(actorsOf({ ...all, isSecondee: true })).toEqual(['secondee'])
})

test('with its extensions no longer than two years', () => {
  expect(isTooLong({ start: '2027-02-01', end: '2029-01-31' }, 24)).toBe(false)
  expect(isTooLong({ start: '2027-02-01', end: '2029-02-01' }, 24)).toBe(true)
})

test('directors hear of a later end only where they have to approve it', () => {
  const told = (lacksApproval: boolean) => hears('extending', lacksApproval).map(({ part, kind }) => `${part} ${kind}`)
  expect(told(true)).toEqual(['director secondment-waits', ...told(false)])
  expect(told(false)).not.toContain('director secondment-waits')
})

test('a bar on its axis, in percent', () => {
  const axis = { from: '2027-01-01', to: '2027-12-31' }
  expect(placeOn(axis, axis)).toEqual({ left: 0, width: 100, isCutBefore: false, isCutAfter: false })
  const bar = placeOn(axis, { from: '2027-12-31', to: '2028-05-26' })
  expect(bar).toMatchObject({ isCutBefore: false, isCutAfter: true })
  expect(bar!.left + bar!.width).toBeCloseTo(100, 3)
  expect(placeOn(axis, { from: '2028-01-01', to: '2028-02-01' })).toBeNull()
})

test('phases: who is away, what is agreed, what is being decided', () => {
  expect(phaseOf('extending')).toBe('away')
  expect(phaseOf('confirmed')).toBe('agreed')
  expect(phaseOf('refused')).toBe('deciding')
  expect(phaseOf('returned')).toBe('over')
})

test('decisions wait the longest due first; a refusal only once it is appealed against', () => {
  const one = (state: 'interest' | 'refused' | 'active' | 'confirmed', dueOn: string, isAppealed = false) => ({
    ...{ state, dueOn, isAppealed, from: '2027-02-01' },
  })
  const all = [
    one('interest', '2026-12-07'),
    one('refused', '2026-11-30', true),
    one('refused', '2026-11-20'),
    one('active', '2026-11-01'),
    one('confirmed', '2027-02-01'),
  ]
  expect(decisionsOf(all).map(({ dueOn }) => dueOn)).toEqual(['2026-11-30', '2026-12-07'])
  expect(summarise(all, '2026-12-01')).toMatchObject({
    away: 1,
    next: '2027-02-01',
    waiting: 2,
    late: [{ state: 'refused' }],
  })
})
