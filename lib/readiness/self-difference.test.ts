import { expect, test } from 'vitest'
import { spreadOf } from './self-difference'

test('of four people nothing is said; of five, tenths and middle between neighbours', () => {
  expect(spreadOf([0, 0, 0, 0])).toBeNull()
  expect(spreadOf([1000, 0, 500, -1000, 250])).toEqual({ people: 5, p10: -600, median: 250, p90: 800 })
  expect(spreadOf([5, 5, 5, 5, 5])).toEqual({ people: 5, p10: 5, median: 5, p90: 5 })
  // R: quantile(c(1:10) * 100, c(.1, .5, .9))
  const ten = Array.from({ length: 10 }, (_, at) => (at + 1) * 100)
  expect(spreadOf(ten)).toEqual({ people: 10, p10: 190, median: 550, p90: 910 })
})
