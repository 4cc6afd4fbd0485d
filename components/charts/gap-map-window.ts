/** Rows are drawn by window only past this many. */
export const allRows = 120
const spare = 15

/** A row, or a gap of so many px in place of the rows from `from` on. */
export type Slot = { row: number } | { gap: number; from: number }

/**
 * What to draw of rows with these heights (px) for the part that is scrolled into view: rows, and gaps of so many px in their
 * stead. Row `keep` is always drawn, so that the focus never loses its ground.
 */
export function windowOf(heights: readonly number[], view: { top: number; height: number }, keep: number): Slot[] {
  const slots: Slot[] = []
  const bottom = view.top + view.height
  let offset = 0
  heights.forEach((height, row) => {
    const isNear = offset + height >= view.top - spare * height && offset <= bottom + spare * height
    const last = slots.at(-1)
    offset += height
    if (isNear || row === keep) slots.push({ row })
    else if (last && 'gap' in last) last.gap += height
    else slots.push({ gap: height, from: row })
  })
  return slots
}
