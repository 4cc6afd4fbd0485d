import { describe, expect, it } from 'vitest'
import { unitRows } from './unit-rows'

const unit = (unitId: string, parentUnitId: string | null) => ({ unitId, name: `Unit ${unitId}`, parentUnitId })
const small = [unit('A', null), unit('B', 'A'), unit('C', 'B'), unit('D', 'A')]
const big = [...small, ...Array.from({ length: 60 }, (_, index) => unit(`D${index}`, 'D'))]
const shown = (rows: ReturnType<typeof unitRows>) =>
  rows.map(({ unit: { unitId }, depth }) => `${depth}${unitId}`).join(' ')

describe('the tree of units', () => {
  it.each<[string, typeof small, string[], string, string]>([
    ['a small tree stands open', small, [], '', '0A 1B 2C 1D'],
    ['a closed unit hides all below it', small, ['B'], '', '0A 1B 1D'],
    ['a closed root hides everything', small, ['A', 'B'], '', '0A'],
    ['a great tree shows two levels', big, [], '', '0A 1B 1D'],
    ['a unit of a great tree opens', big, ['B'], '', '0A 1B 2C 1D'],
    ['a search finds at any depth, by name', big, [], ' unit c', '0C'],
    ['a search finds a whole key', big, [], 'd59', '0D59'],
    ['a search may find nothing', small, [], 'x', ''],
    ['no units, no rows', [], [], '', ''],
  ])('%s', (_, units, toggled, search, expected) =>
    expect(shown(unitRows(units, new Set(toggled), search))).toBe(expected),
  )

  it('knows where there is something below', () => {
    expect(unitRows(small, new Set()).map(({ hasBelow }) => hasBelow)).toEqual([true, true, false, false])
  })
})
