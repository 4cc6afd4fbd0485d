import { describe, expect, it } from 'vitest'
import { decay, monthsBetween } from './age'
import { DEFAULT_POLICY } from './policy'

describe('what an old rating still counts', () => {
  it.each([
    [-1, 1],
    [0, 1],
    [6, 1],
    [12, 0.5 ** 0.5],
    [18, 0.5],
    [24, 0.3536],
    [24.01, 0],
    [25, 0],
  ])('at %s months: %s', (months, weight) => {
    expect(decay(months, DEFAULT_POLICY)).toBeCloseTo(weight, 4)
  })

  it('follows the policy it is given', () => {
    const slow = { freshMonths: 12, halfLifeMonths: 24, expiryMonths: 48 }
    expect([12, 36, 48, 49].map((months) => decay(months, slow))).toEqual([1, 0.5, 0.5 ** 1.5, 0])
  })
})

describe('months between two days', () => {
  it.each([
    ['2026-11-22', '2026-11-22', 0],
    ['2026-10-22', '2026-11-22', 1],
    ['2024-11-22', '2026-11-22', 24],
    ['2024-11-22', '2026-11-23', 24 + 1 / 30],
    ['2024-11-23', '2026-11-22', 23 + 30 / 31],
    ['2025-12-31', '2026-01-01', 1 / 31],
    ['2025-01-31', '2025-02-28', 1],
    ['2025-01-31', '2025-03-01', 1 + 1 / 31],
    ['2025-01-31', '2025-03-31', 2],
    ['2024-01-31', '2024-02-28', 28 / 29],
    ['2024-02-29', '2025-02-28', 12],
    ['2024-02-29', '2026-02-28', 24],
    ['1999-12-31', '2000-03-01', 2 + 1 / 31],
    ['1899-12-31', '1900-03-01', 2 + 1 / 31],
    ['2026-11-22', '2026-10-22', -1],
  ])('%s to %s', (from, to, months) => {
    expect(monthsBetween(from, to)).toBeCloseTo(months, 12)
  })

  it('never stands still and never runs ahead: over eight years each day is later than the one before', () => {
    const two = (part: number) => String(part).padStart(2, '0')
    const days = [2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026].flatMap((year) =>
      [31, year % 4 === 0 ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].flatMap((length, month) =>
        Array.from({ length }, (_, day) => `${year}-${two(month + 1)}-${two(day + 1)}`),
      ),
    )
    const ages = days.slice(30).map((day) => monthsBetween('2019-01-31', day))
    const steps = ages.slice(1).map((age, at) => age - ages[at]!)
    expect(steps).toHaveLength(2891)
    expect(ages[0]).toBe(0)
    expect(Math.min(...steps)).toBeGreaterThan(1 / 32)
    expect(Math.max(...steps)).toBeLessThan(1 / 27)
  })

  it.each([
    '',
    '2026-2-1',
    '2026-13-01',
    '2026-00-10',
    '2026-02-30',
    '2025-02-29',
    '1900-02-29',
    '22 Nov 2026',
    '2026-11-22T00:00',
  ])('refuses "%s"', (day) => {
    expect(() => monthsBetween(day, '2026-11-22')).toThrow(RangeError)
    expect(() => monthsBetween('2026-11-22', day)).toThrow('is not a day')
  })
})
