import { describe, expect, it } from 'vitest'
import { instantOf, isTimeZone, isWeekend, wallTimeAt } from './wall-time'

const dayMs = 86_400_000
const inUtc = (wallTime: string, zone: string) => {
  const found = instantOf(wallTime, zone)
  return found && `${found.at.toISOString().slice(0, 16)} ${found.kind}`
}

/** Zone, then wall time → instant: well before, within and after both clock changes of a year. Instants by zoneinfo. */
const zones: [zone: string, cases: [wallTime: string, utc: string][]][] = [
  [
    'Europe/Berlin',
    [
      ['2026-03-28T17:00', '2026-03-28T16:00 plain'],
      ['2026-03-29T01:59', '2026-03-29T00:59 plain'],
      ['2026-03-29T02:30', '2026-03-29T01:30 skipped'],
      ['2026-03-29T03:00', '2026-03-29T01:00 plain'],
      ['2026-10-25T01:59', '2026-10-24T23:59 plain'],
      ['2026-10-25T02:30', '2026-10-25T01:30 twice'],
      ['2026-10-25T03:00', '2026-10-25T02:00 plain'],
      ['2026-12-04T17:00', '2026-12-04T16:00 plain'],
    ],
  ],
  [
    'Europe/London',
    [
      ['2026-03-29T00:59', '2026-03-29T00:59 plain'],
      ['2026-03-29T01:30', '2026-03-29T01:30 skipped'],
      ['2026-10-25T01:30', '2026-10-25T01:30 twice'],
      ['2026-10-25T02:00', '2026-10-25T02:00 plain'],
    ],
  ],
  [
    'America/New_York',
    [
      ['2026-03-08T02:30', '2026-03-08T07:30 skipped'],
      ['2026-03-08T03:00', '2026-03-08T07:00 plain'],
      ['2026-11-01T01:30', '2026-11-01T06:30 twice'],
      ['2026-11-01T17:00', '2026-11-01T22:00 plain'],
    ],
  ],
  [
    'Australia/Lord_Howe',
    [
      ['2026-04-05T01:45', '2026-04-04T15:15 twice'],
      ['2026-10-04T02:15', '2026-10-03T15:45 skipped'],
      ['2026-10-04T02:30', '2026-10-03T15:30 plain'],
    ],
  ],
  [
    'America/Santiago',
    [
      ['2026-09-06T00:30', '2026-09-06T04:30 skipped'],
      ['2026-04-04T23:30', '2026-04-05T03:30 twice'],
    ],
  ],
  [
    'Asia/Kolkata',
    [
      ['2026-03-29T02:30', '2026-03-28T21:00 plain'],
      ['2026-10-25T02:30', '2026-10-24T21:00 plain'],
    ],
  ],
]

describe.each(zones)('in %s', (zone, cases) => {
  it.each(cases)('%s ends at %s', (wallTime, utc) => {
    expect(inUtc(wallTime, zone)).toBe(utc)
  })

  it('half hours around each change, and days between, stand for instants that show them, in order', () => {
    let before = 0
    let skipped = 0
    const look = (at: number) => {
      const wallTime = new Date(at).toISOString().slice(0, 16)
      const found = instantOf(wallTime, zone)!
      if (found.kind === 'skipped') return skipped++
      expect(wallTimeAt(found.at, zone)).toBe(wallTime)
      expect(found.at.getTime()).toBeGreaterThan(before)
      before = found.at.getTime()
    }
    const clock = (day: number) => wallTimeAt(new Date(day), zone).slice(11)
    for (let day = Date.UTC(2026, 0, 1); day < Date.UTC(2027, 0, 1); day += dayMs) {
      const changes = clock(day - dayMs) !== clock(day + 2 * dayMs)
      for (let at = day; at < day + dayMs; at += changes ? 30 * 60_000 : dayMs) look(at)
    }
    expect(skipped).toBe({ 'Asia/Kolkata': 0, 'Australia/Lord_Howe': 1 }[zone] ?? 2)
  })
})

it.each([
  ['2026-02-30T10:00', 'Europe/Berlin'],
  ['2026-12-04T24:00', 'Europe/Berlin'],
  ['2026-12-04', 'Europe/Berlin'],
  ['2026-12-04T17:00', 'Europe/Nowhere'],
])('%s in %s is nothing', (wallTime, zone) => {
  expect(instantOf(wallTime, zone)).toBeNull()
})

it('knows zones and weekends', () => {
  expect(['UTC', 'Asia/Tokyo', 'Mars/Base', ''].map(isTimeZone)).toEqual([true, true, false, false])
  expect(['2026-12-04T17:00', '2026-12-05T00:00', '2026-12-06T23:59'].map(isWeekend)).toEqual([false, true, true])
})
