/** A place in a grid, both from 0; what row and column 0 hold is the grid's own affair. */
export type GridCell = { row: number; column: number }

export type GridKey = { key: string; ctrlKey?: boolean; metaKey?: boolean }

/** Rows and columns that can be reached, and how many rows a page key walks. */
export type GridSize = { rows: number; columns: number; page: number }

const clamp = (value: number, count: number) => Math.max(0, Math.min(count - 1, value))

/**
 * Where a key leads from a cell, after the ARIA grid pattern: arrows walk one, Page up and down a page, Home and End to the
 * ends of the row, with Ctrl or Cmd to the ends of the grid. Null: not a key of the grid, leave it to the browser.
 */
export function nextCell(at: GridCell, press: GridKey, { rows, columns, page }: GridSize): GridCell | null {
  if (rows < 1 || columns < 1) return null
  const far = press.ctrlKey || press.metaKey
  const to = (row: number, column: number) => ({ row: clamp(row, rows), column: clamp(column, columns) })
  switch (press.key) {
    case 'ArrowUp':
      return to(far ? 0 : at.row - 1, at.column)
    case 'ArrowDown':
      return to(far ? rows - 1 : at.row + 1, at.column)
    case 'ArrowLeft':
      return to(at.row, far ? 0 : at.column - 1)
    case 'ArrowRight':
      return to(at.row, far ? columns - 1 : at.column + 1)
    case 'PageUp':
      return to(at.row - page, at.column)
    case 'PageDown':
      return to(at.row + page, at.column)
    case 'Home':
      return far ? to(0, 0) : to(at.row, 0)
    case 'End':
      return far ? to(rows - 1, columns - 1) : to(at.row, columns - 1)
    default:
      return null
  }
}
