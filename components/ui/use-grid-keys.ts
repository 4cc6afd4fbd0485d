'use client'
import { type FocusEvent, type KeyboardEvent, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { type GridCell, nextCell } from './grid-keys'

const name = ({ row, column }: GridCell) => `${row}:${column}`

/** The place written on a cell, or on the cell around an element. */
function placeOf(element: Element): GridCell | null {
  const [row, column] = (element.closest('[data-cell]')?.getAttribute('data-cell') ?? '').split(':').map(Number)
  return Number.isInteger(row) && Number.isInteger(column) ? { row: row!, column: column! } : null
}

/**
 * One tab stop for a whole grid. Spread `gridProps` on the table and `cellProps(row, column)` on what takes focus in a cell.
 * A grid that draws only some of its rows must always draw the row of `active`.
 */
export function useGridKeys(size: { rows: number; columns: number; page?: number }) {
  const [at, setAt] = useState<GridCell>({ row: 1, column: 1 })
  const grid = useRef<HTMLTableElement>(null)
  const active = { row: Math.min(at.row, size.rows - 1), column: Math.min(at.column, size.columns - 1) }

  function focus(cell: GridCell) {
    flushSync(() => setAt(cell))
    grid.current?.querySelector<HTMLElement>(`[data-cell="${name(cell)}"]`)?.focus()
  }

  return {
    active,
    focus,
    gridProps: {
      ref: grid,
      role: 'grid',
      onKeyDown(event: KeyboardEvent<HTMLTableElement>) {
        const from = placeOf(event.target as Element)
        const to = from && nextCell(from, event, { page: 10, ...size })
        if (!to || event.defaultPrevented) return
        event.preventDefault()
        focus(to)
      },
      onFocus(event: FocusEvent<HTMLTableElement>) {
        const cell = placeOf(event.target)
        if (cell) setAt(cell)
      },
    },
    cellProps: (row: number, column: number) => ({
      'data-cell': name({ row, column }),
      tabIndex: row === active.row && column === active.column ? 0 : -1,
    }),
  }
}
