'use client'
import { useFormatter, useTranslations } from 'use-intl/react'
import type { Measure } from '@/db/values'
import { Icon } from '../ui/icon'
import { GapMapCell } from './gap-cell'
import type { MapColumn, Print, Thin } from './gap-face'
import classes from './gap-map.module.css'
import { type MapRow, rankOf } from './gap-map-rows'

type Place = { 'data-cell': string; tabIndex: number }

/** A unit with everything below it: its name, which opens and shuts its units, its people and its cells. */
export function GapMapRow({
  row,
  columns,
  measure,
  print,
  policy,
  selected,
  index,
  activeColumn,
  onToggle,
}: {
  row: MapRow
  columns: readonly MapColumn[]
  measure: Measure
  print: Print
  policy: Thin
  /** The criterion whose cell is open beside the map. */
  selected: string | null
  /** From 1; the head is row 0 of the grid. */
  index: number
  activeColumn: number | null
  onToggle: (row: MapRow) => void
}) {
  const t = useTranslations('organisation.cell')
  const format = useFormatter()
  const { node, depth, toggle } = row
  const place = (column: number): Place => ({
    'data-cell': `${index}:${column}`,
    tabIndex: column === activeColumn ? 0 : -1,
  })
  return (
    <tr data-depth={rankOf(row)} aria-rowindex={index + 3}>
      <th className={classes.unit} scope="row" {...(toggle ? {} : place(0))}>
        <span
          className={classes.indent}
          style={{ paddingLeft: depth > 1 ? 6 + (depth - 2) * 12 : depth === 1 && !toggle ? 6 : 0 }}
        >
          {toggle ? <Toggle row={row} place={place(0)} onToggle={onToggle} /> : <span className={classes.leaf} />}
          <span>{node.unit.name}</span>
        </span>
      </th>
      <td className={classes.people}>{format.number(node.people)}</td>
      {columns.map((column, at) => (
        <GapMapCell
          key={column.key}
          cell={node.cells.get(column.key)}
          people={node.people}
          column={column}
          measure={measure}
          print={print}
          policy={policy}
          t={t}
          isSelected={column.key === selected}
          place={place(at + 1)}
        />
      ))}
    </tr>
  )
}

function Toggle({ row, place, onToggle }: { row: MapRow; place: Place; onToggle: (row: MapRow) => void }) {
  const t = useTranslations('organisation.map')
  const unit = row.node.unit.name
  const words = row.isLoading ? 'loadingUnits' : row.toggle === 'open' ? 'collapse' : 'expand'
  return (
    <button
      type="button"
      className={classes.toggle}
      aria-expanded={row.toggle === 'open'}
      aria-busy={row.isLoading}
      aria-label={t(words, { unit })}
      onClick={() => onToggle(row)}
      {...place}
    >
      <Icon name={row.toggle === 'open' ? 'down' : 'right'} size={14} />
    </button>
  )
}
