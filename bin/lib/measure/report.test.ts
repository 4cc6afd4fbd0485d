import { expect, test } from 'vitest'
import { exponent, median, quantile } from './numbers.mjs'
import { tableOf } from './report.mjs'

test.each([
  [[3, 1, 2], 0.5, 2],
  [[1, 2, 3, 4], 0.5, 2],
  [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.95, 10],
  [[7], 0.99, 7],
  [[], 0.5, null],
])('of %j the part %d lies at %s', (numbers, part, found) => {
  expect(quantile(numbers, part)).toBe(found)
})

test('the median is the middle one', () => expect(median([5, 1, 9])).toBe(5))

test.each([
  ['what stays the same', (people: number) => people * 0 + 4, 0],
  ['what grows with the people', (people: number) => people * 3, 1],
  ['what grows with their square', (people: number) => people ** 2, 2],
])('%s has its exponent', (_, cost, power) => {
  const points = [1_000, 10_000, 100_000].map((people) => [people, cost(people)])
  expect(exponent(points)).toBeCloseTo(power, 9)
})

test.each([
  ['one size', [[1_000, 5]]],
  [
    'nothing measured',
    [
      [1_000, null],
      [10_000, null],
    ],
  ],
])('%s has none', (_, points) => expect(exponent(points)).toBeNull())

const at = (people: number, seconds: number, odoo: number) => ({
  people,
  import: { publish: { seconds, cpuSeconds: seconds, postgresSeconds: 0 } },
  wholeMap: { packed: { cpuMs: 6, postgresMs: 4 } },
  peers: { "Odoo's layout, hand-tuned": { cpuMs: odoo }, "Frappe HR's layout, hand-tuned": { cpuMs: null } },
})
const rowOf = (table: string, name: string) => table.split('\n').find((line) => line.startsWith(`| ${name} |`))

test('a bar is judged at the largest size, its growth over all', () => {
  const table = tableOf([at(1_000, 1, 900), at(10_000, 20, 1_100)])
  expect(rowOf(table, '– CPU of both')).toBe('| – CPU of both | 1 s | 20 s | 1.30 | met: ≤ 60, GROWS |')
  expect(rowOf(table, 'best hand-tuned peer over our whole gap map')).toBe(
    '| best hand-tuned peer over our whole gap map | 90 × | 110 × |  | met: ≥ 100 |',
  )
})

test('what was not measured is said, not left out', () => {
  expect(rowOf(tableOf([{ people: 1_000 }]), '– CPU of both')).toBe('| – CPU of both | – |  | not measured |')
})
