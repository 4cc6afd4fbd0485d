import { expect, test } from 'vitest'
import { collectAll } from './collect'

const row = (id: number) => ({ id })
const page = (part: string, ids: number[], next: string | null, total: number) => ({
  part,
  rows: ids.map(row),
  next,
  total,
})

test('all pages of all parts come together, in their order', async () => {
  const asked: unknown[] = []
  const told: number[] = []
  const answers: Record<string, ReturnType<typeof page>[]> = {
    '': [page('person', [1], null, 1), page('rating', [1, 2], 'b', 5), page('session', [], null, 0)],
    b: [page('rating', [3, 4], 'c', 5)],
    c: [page('rating', [5], null, 5)],
  }
  const whole = await collectAll(
    async (input) => {
      asked.push(input)
      return { asOf: '2026-11-23', parts: answers[input.after ?? ''] ?? [], withheld: [] }
    },
    (count) => told.push(count),
  )
  expect(whole.parts).toEqual([
    page('person', [1], null, 1),
    page('rating', [1, 2, 3, 4, 5], null, 5),
    page('session', [], null, 0),
  ])
  expect(asked).toEqual([{}, { part: 'rating', after: 'b' }, { part: 'rating', after: 'c' }])
  expect(told).toEqual([3, 5])
})

test('a part that vanishes between two pages ends there', async () => {
  const pages = [[page('rating', [1], 'b', 2)], []]
  const whole = await collectAll(
    async () => ({ asOf: '2026-11-23', parts: pages.shift() ?? [], withheld: [] }),
    () => {},
  )
  expect(whole.parts).toEqual([page('rating', [1], null, 2)])
})
