import { describe, expect, it } from 'vitest'
import { countUp } from '@/lib/readiness/counts'
import { DEFAULT_POLICY } from '@/lib/readiness/policy'
import { cellsOf, fitting, underMinimum, unitsOfPage, unitsToShow } from './figures'

/** Levels 0, 2.0, 2.6, 3.0, 3.3, 3.6, 4.0 of nine people. */
const bins = [1, 0, 2, 3, 1, 0]
const milliSums = [0, 0, 4600, 9900, 4000, 0]

/** The cell of a unit with these bars, among others that hold something else. */
function cellOf(target: number | null, { of = bins, sums = milliSums, ageDays = 7 * 30 } = {}) {
  const other = [9, 9, 9, 9, 9, 9]
  const counts = countUp({
    ...{ bars: 6, criteria: 2, people: Int32Array.of(54, 9) },
    bins: [other, other, other, of].flat(),
    milliSums: [other, other, other, sums].flat(),
    ageSums: Float64Array.of(1, 2, 3, ageDays),
  })
  const targets = target === null ? [] : [{ criterion: 'x', target }]
  const places = new Map([
    [70, 0],
    [80, 1],
  ])
  const units = [
    { id: 80, unitId: 'A' },
    { id: 90, unitId: 'nobody' },
  ]
  const found = cellsOf(
    { counts, places },
    { units, criteria: ['w', 'x'], profile: { targets }, policy: DEFAULT_POLICY },
  )
  expect(found.map(({ unit, criterion }) => `${unit}.${criterion}`)).toEqual(['A.w', 'A.x'])
  return found[1]!
}

describe('figures of a cell', () => {
  it.each([
    // A level of 2.6 lies below 3, one of 3.6 below 4.
    [1, 1, 1 / 7],
    [3, 3, (3 + 1 + 0.4) / 7],
    [4, 6, (4 + 2 + 1.4 + 1 + 0.7 + 0.4) / 7],
    [5, 7, (35 - 18.5) / 7],
    [7, 7, (49 - 18.5) / 7],
  ])('at target %i: %i below', (target, below, gap) => {
    const cell = cellOf(target)
    expect(cell).toMatchObject({ people: 9, assessed: 7, below, meanLevel: 2.6429, histogram: bins })
    expect(cell.meanGap).toBeCloseTo(gap, 4)
  })

  it.each([
    [1, 1],
    [3, 3],
    [4, 6],
  ])('%i is the minimum of so many too few', (minimum, people) => {
    expect(underMinimum(cellOf(4), minimum)).toBe(people)
  })

  it.each([
    ['fresh', 365, false],
    ['on the edge', 365.25, false],
    ['older', 366, true],
  ])('marks ratings as stale by their mean age: %s', (_, days, isStale) => {
    expect(cellOf(4, { ageDays: 7 * days }).isStale).toBe(isStale)
  })

  it('has no mean of nobody, and no gap where nothing is asked', () => {
    const none = [0, 0, 0, 0, 0, 0]
    expect(cellOf(4, { of: none, sums: none, ageDays: 0 })).toMatchObject({
      below: 0,
      meanLevel: null,
      meanGap: null,
      isStale: false,
    })
    expect(cellOf(null)).toMatchObject({ below: null, meanGap: null, meanLevel: 2.6429 })
  })
})

describe('how much one answer holds', () => {
  /** R with 20 children of 20 children each. */
  const tree = [{ unitId: 'R', parentUnitId: null as string | null }]
  for (let a = 0; a < 20; a++) {
    tree.push({ unitId: `A${a}`, parentUnitId: 'R' })
    for (let b = 0; b < 20; b++) tree.push({ unitId: `A${a}.${b}`, parentUnitId: `A${a}` })
  }
  const ids = (units: { unitId: string }[]) => units.map(({ unitId }) => unitId)

  it.each([
    [23, 421],
    [24, 21],
  ])(
    'with %i criteria: %i units, up to 10,000 cells the whole tree, then the top and its children',
    (criteria, units) => {
      expect(unitsToShow(tree, criteria)).toHaveLength(units)
    },
  )

  it('keeps all tops of a director with several grants', () => {
    const granted = tree.filter(({ unitId }) => /^A[12](\.|$)/.test(unitId))
    expect(unitsToShow(granted, 26)).toHaveLength(42)
    expect(ids(unitsToShow([...tree.slice(0, 1), ...granted], 1000))).toEqual(['R', 'A1', 'A2'])
  })

  it('turns pages of whole units, without losing or repeating any', () => {
    const seen: string[] = []
    let after: string | null = null
    for (let page = unitsOfPage(tree, 100, after); page.length > 0; page = unitsOfPage(tree, 100, after)) {
      expect(page.length).toBeLessThanOrEqual(100)
      seen.push(...ids(page))
      after = seen.at(-1) ?? null
    }
    expect(seen).toEqual(ids(tree))
  })

  it('cuts at whole units before an answer grows too heavy, and always gives one', () => {
    const cells = ['A', 'B', 'C'].flatMap((unit) => ['x', 'y'].map((criterion) => ({ ...cellOf(4), unit, criterion })))
    const weight = JSON.stringify(cells[0]).length + 1
    expect(fitting(cells, weight * 6)).toHaveLength(6)
    expect(fitting(cells, weight * 5)).toHaveLength(4)
    expect(fitting(cells, weight * 3)).toHaveLength(2)
    expect(fitting(cells, 1)).toHaveLength(2)
  })
})
