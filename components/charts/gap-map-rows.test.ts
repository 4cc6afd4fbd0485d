import { expect, test } from 'vitest'
import { unitTree } from '@/lib/analytics/rules'
import type { GapCell } from '@/lib/analytics/shapes'
import { type ByHand, type Expansion, findNode, mapRows, rankOf, toggled } from './gap-map-rows'

const units = [
  ['G', null],
  ['A', 'G'],
  ['A1', 'A'],
  ['A1x', 'A1'],
  ['A2', 'A'],
  ['B', 'G'],
  ['B1', 'B'],
].map(([unitId, parentUnitId]) => ({ unitId: unitId!, name: `Unit ${unitId}`, parentUnitId: parentUnitId!, kind: '' }))

const cellOf = (unit: string): GapCell => ({
  unit,
  criterion: 'c',
  people: 3,
  assessed: 3,
  below: 1,
  meanLevel: 2,
  meanGap: 1,
  histogram: [0, 1, 1, 1, 0, 0],
  isStale: false,
})
const treeOf = (...ids: string[]) => unitTree(units, ids.map(cellOf))
const all = treeOf('G', 'A', 'A1', 'A1x', 'A2', 'B', 'B1')
const byHand = (open: string[] = [], shut: string[] = []): ByHand => ({ open: new Set(open), shut: new Set(shut) })
const expansion = (hand: ByHand, loading: string[] = [], loaded: string[] = []): Expansion => ({
  ...hand,
  loading: new Set(loading),
  loaded: new Set(loaded),
})
const drawn = (tree: typeof all, with_: Expansion) =>
  mapRows(tree, with_).map(({ node, depth, toggle, isLoading }) =>
    [`${depth}${node.unit.unitId}`, toggle, isLoading ? 'loading' : ''].filter(Boolean).join(' '),
  )

test.each<[string, typeof all, Expansion, string[]]>([
  [
    'areas stand open, deeper units shut',
    all,
    expansion(byHand()),
    ['0G open', '1A open', '2A1 shut', '2A2', '1B open', '2B1'],
  ],
  ['an area shut by hand', all, expansion(byHand([], ['A'])), ['0G open', '1A shut', '1B open', '2B1']],
  [
    'a deep unit opened by hand',
    all,
    expansion(byHand(['A1'], ['B'])),
    ['0G open', '1A open', '2A1 open', '3A1x', '2A2', '1B shut'],
  ],
  ['everything shut', all, expansion(byHand([], ['G'])), ['0G shut']],
  [
    'areas whose units did not come stay shut',
    treeOf('G', 'A', 'B'),
    expansion(byHand()),
    ['0G open', '1A shut', '1B shut'],
  ],
  [
    'one of them opened and on its way',
    treeOf('G', 'A', 'B'),
    expansion(byHand(['A']), ['A']),
    ['0G open', '1A open loading', '1B shut'],
  ],
  [
    'answered, but nobody below it is assessed',
    treeOf('G', 'A', 'B'),
    expansion(byHand(['A']), [], ['A']),
    ['0G open', '1A', '1B shut'],
  ],
  [
    'a sub-tree at the top counts depth from there',
    [findNode(all, 'A')!],
    expansion(byHand()),
    ['0A open', '1A1 open', '2A1x', '1A2'],
  ],
  [
    'several tops',
    [findNode(all, 'A1')!, findNode(all, 'B')!],
    expansion(byHand()),
    ['0A1 open', '1A1x', '0B open', '1B1'],
  ],
])('rows: %s', (_, tree, with_, expected) => {
  expect(drawn(tree, with_)).toEqual(expected)
})

test.each<[string, string, ByHand, string[], string[]]>([
  ['shuts an area that stood open by itself', 'A', byHand(), [], ['A']],
  ['opens it again', 'A', byHand([], ['A']), [], []],
  ['opens a deep unit', 'A1', byHand(), ['A1'], []],
  ['shuts it again', 'A1', byHand(['A1']), [], []],
  ['leaves the others as they are', 'B', byHand(['A1'], ['G2']), ['A1'], ['G2', 'B']],
])('a toggle %s', (_, id, hand, open, shut) => {
  const row = mapRows(all, expansion(hand)).find(({ node }) => node.unit.unitId === id)!
  expect(toggled(row, hand)).toEqual({ open, shut })
})

test('a unit is found at any depth, an unknown one nowhere', () => {
  expect(findNode(all, 'A1x')?.unit.name).toBe('Unit A1x')
  expect(findNode(all, 'Z')).toBeNull()
})

test('areas with units of their own stand out; units without stand back', () => {
  const leafy = mapRows([findNode(all, 'A')!], expansion(byHand()))
  expect(mapRows(all, expansion(byHand())).map(rankOf)).toEqual([0, 1, 2, 2, 1, 2])
  expect(leafy.map(rankOf)).toEqual([0, 1, 2, 2])
})
