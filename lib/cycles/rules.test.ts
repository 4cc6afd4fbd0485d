import { describe, expect, it } from 'vitest'
import { deadlineIssues, deadlineProblems, dueReminder, escalationOf, minutesFor, onceKeyOf } from './rules'

describe('expected minutes', () => {
  it.each([
    [26, 0, 20],
    [13, 0, 10],
    [6, 20, 7],
    [0, 26, 2],
    [0, 0, 0],
  ])('%i in full and %i confirmed take %i', (asked, confirmed, minutes) => {
    expect(minutesFor({ asked, confirmed })).toBe(minutes)
  })

  it('more to ask never takes less', () => {
    for (let asked = 0; asked < 60; asked++)
      expect(minutesFor({ asked: asked + 1, confirmed: 0 })).toBeGreaterThanOrEqual(minutesFor({ asked, confirmed: 0 }))
  })
})

describe('deadlines', () => {
  const now = new Date('2026-11-23T10:00:00Z')
  const holidays = new Map([['2026-12-18', 'Founders’ day']])
  const told = (self: string | null, manager: string | null, agree: string | null) =>
    deadlineProblems({ self, manager, agree }, 'Europe/Berlin', { now, holidays }).map(
      ({ kind, stage, isBlocking }) => `${kind} ${stage}${isBlocking ? ' blocks' : ''}`,
    )

  it.each<[string, [string | null, string | null, string | null], string[]]>([
    ['in order', ['2026-12-04T17:00', '2026-12-11T17:00', '2026-12-17T17:00'], []],
    ['of both sides at once', ['2026-12-04T17:00', '2026-12-04T17:00', '2026-12-17T17:00'], []],
    ['missing', [null, '2026-12-11T17:00', null], ['no-deadline self blocks', 'no-deadline agree blocks']],
    ['no time', ['2026-13-04T17:00', '2026-12-11T17:00', '2026-12-17T17:00'], ['no-deadline self blocks']],
    ['past', ['2026-11-23T11:00', '2026-12-11T17:00', '2026-12-17T17:00'], ['deadline-past self blocks']],
    [
      'out of order',
      ['2026-12-14T17:00', '2026-12-11T17:00', '2026-12-14T17:00'],
      ['deadline-order manager blocks', 'deadline-order agree blocks'],
    ],
    [
      'on days off',
      ['2026-12-05T17:00', '2026-12-06T17:00', '2026-12-18T17:00'],
      ['weekend self', 'weekend manager', 'holiday agree'],
    ],
    [
      'while clocks change',
      ['2027-03-28T02:30', '2027-10-31T02:30', '2027-11-02T17:00'],
      ['weekend self', 'clock-change self', 'weekend manager', 'clock-change manager'],
    ],
  ])('%s', (_, [self, manager, agree], wanted) => {
    expect(told(self, manager, agree)).toEqual(wanted)
  })

  it('names what cannot be written at all', () => {
    expect(deadlineIssues({ self: '2026-02-30T17:00', agree: null }, 'Europe/Berlin')).toEqual([
      { path: 'deadlines.self', message: 'is no day and time' },
    ])
    expect(deadlineIssues({}, 'Europe/Nowhere')).toEqual([
      { path: 'timeZone', message: 'is no time zone that is known here' },
    ])
  })
})

describe('word before a deadline', () => {
  const closesAt = new Date('2026-12-04T16:00:00Z')
  const earlier = (hours: number) => new Date(closesAt.getTime() - hours * 3_600_000)

  it.each([
    [200, null, null],
    [168, 7, null],
    [49, 7, null],
    [48, 2, 'person'],
    [25, 2, 'person'],
    [24, 2, 'above'],
    [0.5, 2, 'above'],
    [0, null, null],
    [-1, null, null],
  ] as const)('%f hours before: reminder %s, escalation %s', (hours, reminder, escalation) => {
    expect(dueReminder([7, 2], closesAt, earlier(hours))).toBe(reminder)
    expect(escalationOf(closesAt, earlier(hours))).toBe(escalation)
  })

  it('the person hears at least a day before whoever stands above: no instant between the two', () => {
    const hours = (who: string | null) =>
      Array.from({ length: 100 }, (_, hour) => hour).filter((hour) => escalationOf(closesAt, earlier(hour)) === who)
    expect(Math.min(...hours('person')) - Math.min(...hours('above'))).toBe(24)
    expect(dueReminder([], closesAt, earlier(1))).toBeNull()
  })

  it('another deadline is told of anew', () => {
    expect(onceKeyOf(1, 'self', closesAt, 2)).not.toBe(onceKeyOf(1, 'self', earlier(1), 2))
    expect(onceKeyOf(1, 'self', closesAt, 2)).not.toBe(onceKeyOf(2, 'self', closesAt, 2))
  })
})
