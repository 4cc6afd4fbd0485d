import { describe, expect, it } from 'vitest'
import { formatGap, formatLoss, gapStep, isStale, isThin } from './gap-scale'
import { DEFAULT_POLICY } from './policy'

describe('colour and number of a gap', () => {
  it.each([
    [-1.5, 'a2', '+1.5'],
    [-1.05, 'a2', '+1.1'],
    [-1.04, 'a1', '+1.0'],
    [-1, 'a1', '+1.0'],
    [-0.25, 'a1', '+0.3'],
    [-0.05, 'a1', '+0.1'],
    [-0.04, 'z0', '0'],
    [0, 'z0', '0'],
    [0.04, 'z0', '0'],
    [0.05, 'b1', '0.1'],
    [1, 'b1', '1.0'],
    [1.04, 'b1', '1.0'],
    [1.05, 'b2', '1.1'],
    [2.04, 'b2', '2.0'],
    [2.25, 'b3', '2.3'],
    [3.04, 'b3', '3.0'],
    [3.05, 'b4', '3.1'],
    [5, 'b4', '5.0'],
  ])('%s levels: %s, "%s"', (gap, step, text) => {
    expect(gapStep(gap)).toBe(step)
    expect(formatGap(gap)).toBe(text)
  })

  it.each([
    [0, '0'],
    [0.04, '0'],
    [2.7, '−2.7'],
    [10.94, '−10.9'],
  ])('%s points lost reads "%s"', (points, text) => {
    expect(formatLoss(points)).toBe(text)
  })

  it('writes numbers as the language does', () => {
    const { format } = new Intl.NumberFormat('de', { minimumFractionDigits: 1 })
    expect([formatGap(1.26, format), formatGap(-0.3, format), formatLoss(2.7, format)]).toEqual(['1,3', '+0,3', '−2,7'])
  })
})

describe('hatching', () => {
  it.each([
    [3652, 10, false],
    [3653, 10, true],
    [365, 1, false],
    [366, 1, true],
    [365.25 * 4, 4, false],
  ])('%s days over %s ratings: stale %s', (days, ratings, stale) =>
    expect(isStale(days, ratings, DEFAULT_POLICY)).toBe(stale),
  )

  it.each([
    [0, 0, false],
    [0, 1, true],
    [2, 3, false],
    [7, 11, true],
    [8, 12, false],
  ])('%s of %s rated: thin %s', (assessed, people, thin) => expect(isThin(assessed, people, DEFAULT_POLICY)).toBe(thin))
})
