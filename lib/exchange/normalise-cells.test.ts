import { describe, expect, test } from 'vitest'
import { isAmbiguousDay } from './day'
import { converter, slug, toDay } from './normalise-cells'

test.each([
  ['2026-11-22', '2026-11-22'],
  ['2026-11-22T00:00:00.000Z', '2026-11-22'],
  ['2026-11-22 00:00:00', '2026-11-22'],
  ['2026/11/22', '2026-11-22'],
  ['2026.1.2', '2026-01-02'],
  ['20261122', '2026-11-22'],
  ['22.11.2026', '2026-11-22'],
  ['2.1.2026', '2026-01-02'],
  ['02. 01. 2026', '2026-01-02'],
  ['22 Nov 2026', '2026-11-22'],
  ['22-Nov-2026', '2026-11-22'],
  ['22nd of November 2026', '2026-11-22'],
  ['22. November 2026', '2026-11-22'],
  ['1 März 2026', '2026-03-01'],
  ['5. Dez. 2026', '2026-12-05'],
  ['Nov 22, 2026', '2026-11-22'],
  ['November 2 2026', '2026-11-02'],
  ['22/11/2026', '2026-11-22'],
  ['11/22/2026', '2026-11-22'],
  ['11/22/2026 12:00 AM', '2026-11-22'],
  ['04/04/2026', '2026-04-04'],
  ['46348', '2026-11-22'],
  ['03/04/2026', '03/04/2026'],
  ['31/02/2026', '31/02/2026'],
  ['22/11/26', '22/11/26'],
  ['12345', '12345'],
  ['soon', 'soon'],
  ['29 Feb 2026', '29 Feb 2026'],
  ['', ''],
])('%j is the day %j', (cell, day) => {
  expect(toDay(cell, undefined)).toBe(day)
})

describe('the order of day and month', () => {
  test.each([
    ['03/04/2026', 'day-first', '2026-04-03'],
    ['03/04/2026', 'month-first', '2026-03-04'],
    ['3-4-2026', 'day-first', '2026-04-03'],
    ['22/11/2026', 'month-first', '22/11/2026'],
    ['22.11.2026', 'month-first', '2026-11-22'],
  ] as const)('%s, %s', (cell, order, day) => {
    expect(toDay(cell, order)).toBe(day)
  })
  test.each([
    ['03/04/2026', true],
    ['3-4-2026', true],
    ['04/04/2026', false],
    ['22/11/2026', false],
    ['03.04.2026', false],
  ])('%s may be two days: %s', (cell, is) => {
    expect(isAmbiguousDay(cell)).toBe(is)
  })
})

test.each([
  ['people', 'status', 'Active', 'active'],
  ['people', 'status', 'T', 'inactive'],
  ['people', 'status', 'Terminated', 'inactive'],
  ['people', 'status', 'false', 'inactive'],
  ['people', 'status', 'On Leave', 'active'],
  ['people', 'status', 'sabbatical?', 'sabbatical?'],
  ['people', 'assessed', 'TRUE', 'yes'],
  ['people', 'assessed', 'nein', 'no'],
  ['people', 'prior_business_months', '12.0', '12'],
  ['people', 'employee_id', '007.0', '007.0'],
  ['ratings', 'level', '3.00', '3'],
  ['ratings', 'level', '2.5', '2.5'],
  ['ratings', 'rater_type', 'Line Manager', 'manager'],
  ['ratings', 'status', 'Not observed', 'not-observed'],
  ['ratings', 'criterion', 'Strategic Alignment', 'strategic-alignment'],
] as const)('%s %s %j → %j', (kind, column, cell, ours) => {
  expect(converter(kind, column)(cell, undefined)).toBe(ours)
})

test.each([
  ['Sales & Marketing', 'sales-marketing'],
  ['Größe Öl', 'grosse-ol'],
  ['東京', ''],
])('%s as a key: %j', (name, key) => {
  expect(slug(name)).toBe(key)
})
