import { expect, test } from 'vitest'
import { windowOf } from './gap-map-window'

const heights = Array.from({ length: 1000 }, (_, row) => (row % 10 === 1 ? 31 : 28))
const total = heights.reduce((sum, height) => sum + height, 0)
const drawn = (top: number, keep: number) => windowOf(heights, { top, height: 800 }, keep)
const rowsOf = (slots: ReturnType<typeof drawn>) => slots.flatMap((slot) => ('row' in slot ? [slot.row] : []))
const heightOf = (slots: ReturnType<typeof drawn>) =>
  slots.reduce((sum, slot) => sum + ('row' in slot ? heights[slot.row]! : slot.gap), 0)

test.each([
  ['at the top', 0, 0],
  ['in the middle', 14_000, 500],
  ['at the end', total - 800, 999],
  ['with the focus far above', 14_000, 2],
  ['with the focus far below', 0, 990],
])('a window %s keeps the whole height, all rows in view and the focus', (_, top, keep) => {
  const slots = drawn(top, keep)
  const rows = rowsOf(slots)
  expect(heightOf(slots)).toBe(total)
  expect(rows).toContain(keep)
  expect(rows).toEqual([...rows].sort((a, b) => a - b))
  let offset = 0
  const inView = heights.flatMap((height, row) => {
    const shows = offset + height > top && offset < top + 800
    offset += height
    return shows ? [row] : []
  })
  expect(inView.filter((row) => !rows.includes(row))).toEqual([])
  expect(rows.length).toBeLessThan(70)
})

test('gaps are told apart by their first row', () => {
  const gaps = drawn(14_000, 2).flatMap((slot) => ('gap' in slot ? [slot.from] : []))
  expect(gaps).toHaveLength(3)
  expect(gaps.slice(0, 2)).toEqual([0, 3])
})

test('nothing to draw', () => {
  expect(windowOf([], { top: 0, height: 800 }, 0)).toEqual([])
})
