import { expect, test } from 'vitest'
import { daysOf, monthsLong, monthsOf, shifted, yearAxis, yearsOf } from './axis'

test('months stand where their first day does', () => {
  const months = monthsOf(yearAxis(2027))
  expect(months).toHaveLength(12)
  expect(months[0]).toEqual({ month: '2027-01-01', left: 0 })
  expect(months[1]?.left).toBeCloseTo((31 / 365) * 100, 3)
  expect(monthsOf(yearAxis(2028))[11]?.left).toBeCloseTo((335 / 366) * 100, 3)
})

test.each([
  [0, 730, 0],
  [2, 730, 1],
  [-4, 730, -2],
  [10, 0, 0],
])('%i pixels on an axis of %i are %i days', (pixels, width, days) => {
  expect(daysOf(yearAxis(2027), pixels, width)).toBe(days)
})

test('days move over months and years', () => expect(shifted('2027-12-30', 3)).toBe('2028-01-02'))

test.each([
  ['2027-02-01', '2027-10-31', 9],
  ['2027-02-01', '2027-02-03', 1],
])('%s to %s lasts %i months', (from, to, months) => expect(monthsLong(from, to)).toBe(months))

test('years are those that a placement touches, and this one', () => {
  expect(yearsOf([{ from: '2027-09-06', to: '2028-05-26' }], '2026-11-23')).toEqual([2026, 2027, 2028])
})
