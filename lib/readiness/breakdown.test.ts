import { expect, test } from 'vitest'
import type { Domain } from '@/lib/framework/shapes'
import { byDomain, shortMustHaves, splitCosts } from './breakdown'
import type { Cost, MustHave } from './shapes'

const cost = (criterion: string, level: number | null, target: number, points: number | null): Cost => ({
  ...{ criterion, level, target, minimum: null, points },
  gap: level === null ? null : Math.max(0, target - level),
})
const costs = [
  cost('a', 0, 3, 20),
  cost('b', 2, 4, 12.5),
  cost('c', 3, 4, 7.5),
  cost('d', 3, 3, 0),
  cost('e', null, 3, null),
]

test.each<[number, string[], number, number]>([
  [2, ['a', 'b'], 1, 7.5],
  [3, ['a', 'b', 'c'], 0, 0],
  [6, ['a', 'b', 'c'], 0, 0],
  [0, [], 3, 40],
])('the %i dearest gaps by name, the others together', (top, named, count, points) => {
  const split = splitCosts({ costs }, top)
  expect(split.named.map(({ criterion }) => criterion)).toEqual(named)
  expect(split.others).toEqual({ count, points })
})

const criterion = (key: string) => ({ key }) as Domain['criteria'][number]
const domain = (key: string, keys: string[]) =>
  ({ key, name: `Domain ${key}`, shortName: key, summary: '', criteria: keys.map(criterion) }) satisfies Domain

test('domains tell means over what is rated, and the points lost there', () => {
  const domains = [domain('one', ['c', 'a']), domain('two', ['d', 'e']), domain('three', ['e']), domain('four', ['x'])]
  const told = byDomain({ costs }, domains).map(({ key, level, target, points, rows }) => ({
    ...{ key, level, target, points },
    rows: rows.map((row) => row.criterion),
  }))
  expect(told).toEqual([
    { key: 'one', level: 1.5, target: 3.5, points: 27.5, rows: ['c', 'a'] },
    { key: 'two', level: 3, target: 3, points: 0, rows: ['d', 'e'] },
    { key: 'three', level: null, target: 3, points: null, rows: ['e'] },
  ])
})

const must = (criterion: string, level: number | null, minimum: number): MustHave => ({
  ...{ criterion, level, minimum },
  state: level === null ? 'unknown' : level < minimum ? 'short' : 'met',
})

test.each<[string, MustHave[], string[]]>([
  ['the widest first', [must('b', 2, 3), must('a', 0, 2)], ['a', 'b']],
  ['then the dearer', [must('c', 2, 3), must('b', 2, 3)], ['b', 'c']],
  ['then framework order', [must('f', 2, 3), must('e', 2, 3)], ['e', 'f']],
  ['tenths of a level are no noise', [must('b', 2.7, 3), must('c', 1.7, 2), must('a', 2.6, 3)], ['a', 'b', 'c']],
  ['met and unknown ones are left out', [must('a', 2, 2), must('b', null, 3)], []],
])('must-haves short: %s', (_, mustHaves, expected) => {
  const short = shortMustHaves({ mustHaves, costs }, ['a', 'b', 'c', 'd', 'e', 'f'])
  expect(short.map(({ criterion }) => criterion)).toEqual(expected)
})
