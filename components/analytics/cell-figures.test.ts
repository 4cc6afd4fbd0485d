import { expect, test } from 'vitest'
import type { UnitNode } from '@/lib/analytics/rules'
import type { GapCell } from '@/lib/analytics/shapes'
import { figureOf, gapOver, peopleUnder } from './cell-figures'
import { ratedRange } from './rated-range'

const cell = (over: Partial<GapCell>): GapCell => ({
  unit: 'U',
  criterion: 'c',
  people: 12,
  assessed: 11,
  below: 11,
  meanLevel: 1.5,
  meanGap: 2.5,
  histogram: [0, 6, 5, 0, 0, 0],
  isStale: false,
  ...over,
})
const node = (people: number, ...cells: Partial<GapCell>[]): UnitNode => ({
  unit: { unitId: 'U', name: 'U', parentUnitId: null, kind: '' },
  depth: 0,
  people,
  cells: new Map(cells.map(cell).map((each) => [each.criterion, each])),
  children: [],
  hasMore: false,
})

test.each([
  [0, 0],
  [1, 0],
  [2, 6],
  [3, 11],
  [5, 11],
])('people under level %i: %i', (level, expected) => {
  expect(peopleUnder(level, cell({}))).toBe(expected)
})

test.each<[string, Partial<GapCell>, number | undefined]>([
  ['allBelow', {}, 4],
  ['someBelow', { below: 7 }, 4],
  ['noneBelow', { below: 0 }, 4],
  ['nobodyRated', { assessed: 0, below: 0, meanLevel: null, meanGap: null }, 4],
  ['notAsked', { below: null, meanGap: null }, undefined],
])('the figure says %s', (key, over, target) => {
  expect(figureOf(cell(over), target)).toBe(key)
})

const surplus = { assessed: 2, below: 0, meanLevel: 4.5, meanGap: 0 }
test.each<[string, UnitNode[], number | null]>([
  ['one unit', [node(12, {})], 2.5],
  ['two, each weighing its rated people', [node(12, {}), node(4, { assessed: 4, meanGap: 1 })], 31.5 / 15],
  ['a surplus pays for nothing', [node(12, {}), node(4, { ...surplus, assessed: 4 })], 27.5 / 15],
  ['nobody below anywhere', [node(2, surplus), node(2, { ...surplus, meanLevel: 5 })], -0.75],
  ['nobody rated', [node(3, { assessed: 0, below: 0, meanLevel: null, meanGap: null })], null],
  ['no such criterion', [node(3)], null],
])('gap over %s', (_, nodes, expected) => {
  const gap = gapOver(nodes, 'c', 4)
  if (expected === null) expect(gap).toBeNull()
  else expect(gap).toBeCloseTo(expected, 10)
})

test('how many are rated, from the thinnest criterion asked to the fullest', () => {
  const tops = [
    node(12, {}, { criterion: 'd', assessed: 9 }),
    node(5, { assessed: 5 }, { criterion: 'e', assessed: 1 }),
  ]
  expect(
    ratedRange(
      tops,
      new Map([
        ['c', 4],
        ['d', 3],
      ]),
    ),
  ).toEqual({ low: 9, high: 16, people: 17 })
  expect(ratedRange([], new Map())).toEqual({ low: 0, high: 0, people: 0 })
})
