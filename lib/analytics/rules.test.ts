import { describe, expect, it } from 'vitest'
import type { Unit } from '@/lib/people/shapes'
import { csvName, gapMapCsv, toCsv } from './csv'
import { measured, signedGap, sortCriteria, sortTree, unitTree, widestGap } from './rules'
import type { GapCell } from './shapes'

const unit = (unitId: string, parentUnitId: string | null): Unit => ({
  unitId,
  name: `Unit ${unitId}`,
  parentUnitId,
  kind: 'unit',
})
const cell = (unit: string, criterion: string, meanGap: number | null, rest: Partial<GapCell> = {}): GapCell => ({
  ...{ unit, criterion, people: 10, assessed: 8, below: meanGap === null ? null : meanGap > 0 ? 6 : 0 },
  ...{ meanLevel: 2, meanGap, histogram: [], isStale: false },
  ...rest,
})
const units = [unit('B1', 'B'), unit('R', null), unit('C', 'R'), unit('B', 'R'), unit('A', 'R'), unit('A1', 'A')]
const targets = new Map([
  ['x', 4],
  ['y', 3],
])
const names = (nodes: ReturnType<typeof unitTree>): string[] =>
  nodes.flatMap((node) => [`${'·'.repeat(node.depth)}${node.unit.unitId}`, ...names(node.children)])

describe('the tree of the map', () => {
  const cases: [string, string[], string[]][] = [
    [
      'parents before children, siblings by id',
      ['R', 'C', 'B', 'A', 'A1', 'B1'],
      ['R', '·A', '··A1', '·B', '··B1', '·C'],
    ],
    ['units without cells are left out', ['R', 'A'], ['R', '·A']],
    ['a granted unit stands at the top', ['A', 'A1', 'B1'], ['A', '·A1', 'B1']],
    ['nothing to show', [], []],
  ]
  it.each(cases)('%s', (_, shown, expected) => {
    const tree = unitTree(
      units,
      shown.map((id) => cell(id, 'x', 1)),
    )
    expect(names(tree)).toEqual(expected)
  })

  it('says which units have more below that is not loaded, and counts people once', () => {
    const [root] = unitTree(units, [cell('R', 'x', 1), cell('R', 'y', 1), cell('A', 'x', 1), cell('C', 'x', 1)])
    expect(root).toMatchObject({ people: 10, hasMore: false })
    expect(root!.children.map((node) => [node.unit.unitId, node.hasMore])).toEqual([
      ['A', true],
      ['C', false],
    ])
  })
})

describe('what a cell says', () => {
  const below = cell('A', 'x', 1.5)
  const above = cell('A', 'x', 0, { meanLevel: 4.3, below: 0 })
  const unrated = cell('A', 'x', null, { assessed: 0, meanLevel: null })
  it.each([
    ['a shortfall', below, 4, 1.5, 6, 2],
    ['a surplus, only when nobody is below', above, 4, -0.3, 0, 4.3],
    ['a surplus never offsets', { ...above, below: 1, meanGap: 0.1 }, 4, 0.1, 1, 4.3],
    ['nobody rated', unrated, 4, null, null, null],
    ['nothing asked', cell('A', 'x', null), undefined, null, null, null],
    ['no such cell', undefined, 4, null, null, null],
  ])('%s', (_, shown, target, gap, people, level) => {
    const said = signedGap(shown, target)
    expect(said === null ? null : Math.round(said * 10) / 10).toBe(gap)
    expect(measured(shown, target, 'below')).toBe(people)
    expect(measured(shown, target, 'level')).toBe(level)
  })
})

describe('sorting', () => {
  const cells = [
    cell('R', 'x', 1),
    cell('R', 'y', 2),
    cell('A', 'x', 1),
    cell('B', 'x', 2),
    cell('C', 'x', null, { assessed: 0 }),
    cell('A1', 'x', 1),
    cell('B1', 'x', 1),
  ]
  const tree = unitTree(units, cells)
  it.each([
    ['descending', ['R', '·B', '··B1', '·A', '··A1', '·C']],
    ['ascending', ['R', '·A', '··A1', '·B', '··B1', '·C']],
  ] as const)('orders units of the same parent, %s, without a number last', (direction, expected) => {
    expect(names(sortTree(tree, 'x', 'gap', targets, direction))).toEqual(expected)
    expect(names(tree)).toEqual(['R', '·A', '··A1', '·B', '··B1', '·C'])
  })

  it('orders criteria by one row', () => {
    const row = tree[0]!.cells
    expect(sortCriteria(['z', 'x', 'y'], row, 'gap', targets)).toEqual(['y', 'x', 'z'])
    expect(sortCriteria(['z', 'x', 'y'], row, 'gap', targets, 'ascending')).toEqual(['x', 'y', 'z'])
  })
})

describe('the widest gap', () => {
  const areas = (...below: number[]) =>
    below.map((count, at) => cell(['A', 'B', 'C'][at]!, 'x', 1, { below: count, assessed: 12 }))
  it.each([
    ['the two areas that hold most', areas(2, 11, 9), ['B', 'C']],
    ['areas with the same count keep their order', areas(5, 5, 5), ['A', 'B']],
    ['no areas when two hold all', areas(4, 4, 0), []],
  ])('%s', (_, below, expected) => {
    const found = widestGap(unitTree(units, [cell('R', 'x', 2.8), cell('R', 'y', 1), ...below]))
    expect(found).toMatchObject({ criterion: 'x', assessed: 8, below: 6, meanGap: 2.8 })
    expect(found?.areas.map((area) => area.unitId)).toEqual(expected)
  })

  it('adds several tops together, weighed by people', () => {
    const tops = [cell('A', 'x', 3, { assessed: 1 }), cell('A', 'y', 2), cell('B', 'x', 1), cell('B', 'y', 1.9)]
    expect(widestGap(unitTree(units, tops))).toMatchObject({ criterion: 'y', assessed: 16, below: 12, meanGap: 1.95 })
  })

  it.each([
    ['first in framework order among equals', [cell('R', 'x', 2), cell('R', 'y', 2)], 'x'],
    ['nobody below', [cell('R', 'x', 0)], undefined],
    ['nobody rated', [cell('R', 'x', null, { assessed: 0 })], undefined],
    ['nothing at all', [], undefined],
  ])('%s', (_, cells, expected) => {
    expect(widestGap(unitTree(units, cells))?.criterion).toBe(expected)
  })
})

describe('CSV', () => {
  it.each([
    ['plain', 'plain'],
    ['with, comma', '"with, comma"'],
    ['with "quotes"', '"with ""quotes"""'],
    ['two\nlines', '"two\nlines"'],
    ['=1+1', "'=1+1"],
    ['+44 20', "'+44 20"],
    ['-dash', "'-dash"],
    ['@name', "'@name"],
    ['\ttab', "'\ttab"],
    ['\rreturn', '"\'\rreturn"'],
    ["O'Connell", "O'Connell"],
    [-1.5, '-1.5'],
    [0, '0'],
    [null, ''],
  ])('writes %j', (value, text) => {
    expect(toCsv([[value]])).toBe(`\uFEFF${text}\r\n`)
  })

  it('exports the rows as shown, ids and names together', () => {
    const rows = unitTree([unit('=R', null)], [cell('=R', 'x', 1.25), cell('=R', 'q', null)])
    const criteria = [
      { key: 'x', name: 'Judgement, sound' },
      { key: 'q', name: 'Not asked' },
    ]
    expect(gapMapCsv({ rows, criteria, measure: 'gap', targets })).toBe(
      '\uFEFFunit_id,unit,people,"Judgement, sound (x)",Not asked (q)\r\n\'=R,Unit =R,10,1.25,\r\n',
    )
  })

  it('names the file by what is inside', () => {
    const scope = { measure: 'gap', scope: 'Energi & nät/2', profile: 'portfolio-pmo-manager' } as const
    expect(csvName({ ...scope, cycle: '2026-H2', asOf: '2026-11-20' })).toBe(
      'gap-map_gap_Energi-nät-2_portfolio-pmo-manager_2026-H2_2026-11-20.csv',
    )
  })
})
