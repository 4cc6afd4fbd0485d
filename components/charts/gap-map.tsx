'use client'
import { useFormatter } from 'use-intl/react'
import type { Measure } from '@/db/values'
import { useGridKeys } from '../ui/use-grid-keys'
import type { MapDomain, Thin } from './gap-face'
import classes from './gap-map.module.css'
import { GapMapHead, type MapSort } from './gap-map-head'
import { GapMapRow } from './gap-map-row'
import type { MapRow } from './gap-map-rows'
import { allRows } from './gap-map-window'
import { useRowWindow } from './use-row-window'

/** More rows than this scroll under a head that stays. */
const tallFrom = 26

export type CellAt = { unit: string; criterion: string }

/** Units × criteria: arrow keys walk, Enter or a click opens a cell, a head sorts, a unit's arrow opens its units. */
export function GapMap({
  caption,
  domains,
  rows,
  measure,
  policy,
  sort,
  selected,
  onSort,
  onOpen,
  onToggle,
}: {
  caption: string
  domains: readonly MapDomain[]
  rows: readonly MapRow[]
  measure: Measure
  policy: Thin
  sort: MapSort | null
  selected: CellAt | null
  onSort: (criterion: string | null) => void
  onOpen: (at: CellAt) => void
  onToggle: (row: MapRow) => void
}) {
  const format = useFormatter()
  const print = (value: number) => format.number(value, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  const columns = domains.flatMap((domain) => domain.columns)
  const { active, gridProps } = useGridKeys({ rows: rows.length + 1, columns: columns.length + 1 })
  const { panel, slots } = useRowWindow(rows, active.row - 1)

  function openAt(target: EventTarget) {
    const place = (target as Element).closest('td[data-cell]')?.getAttribute('data-cell')?.split(':').map(Number)
    const unit = rows[(place?.[0] ?? 0) - 1]?.node.unit.unitId
    const criterion = columns[(place?.[1] ?? 0) - 1]?.key
    if (unit !== undefined && criterion !== undefined) onOpen({ unit, criterion })
  }

  const digits = Math.max(2, ...rows.map(({ node }) => format.number(node.people).length))
  const spoken = { 'aria-readonly': true, 'aria-rowcount': rows.length + 3 }
  return (
    <div
      className={classes.panel}
      ref={panel}
      data-tall={rows.length > tallFrom || undefined}
      data-long={rows.length > allRows || undefined}
    >
      <table
        {...gridProps}
        {...spoken}
        className={classes.map}
        style={{ '--columns': columns.length, '--digits': digits } as React.CSSProperties}
        onClick={(event) => openAt(event.target)}
        onKeyDown={(event) => {
          gridProps.onKeyDown(event)
          if (event.key !== 'Enter' && event.key !== ' ') return
          if (!(event.target as Element).matches('td')) return
          event.preventDefault()
          openAt(event.target)
        }}
      >
        <caption className="sr">{caption}</caption>
        <colgroup>
          <col className={classes.unitColumn} />
          <col className={classes.peopleColumn} />
          {columns.map((column) => (
            <col key={column.key} data-off={column.isOff || undefined} />
          ))}
        </colgroup>
        <GapMapHead
          domains={domains}
          measure={measure}
          sort={sort}
          selected={selected?.criterion ?? null}
          activeColumn={active.row === 0 ? active.column : null}
          onSort={onSort}
        />
        <tbody>
          {slots.map((slot) => {
            if ('gap' in slot) return <Gap key={`gap ${slot.from}`} height={slot.gap} span={columns.length + 2} />
            const row = rows[slot.row]
            if (!row) return null
            const unitId = row.node.unit.unitId
            return (
              <GapMapRow
                key={unitId}
                row={row}
                index={slot.row + 1}
                columns={columns}
                measure={measure}
                print={print}
                policy={policy}
                selected={selected?.unit === unitId ? selected.criterion : null}
                activeColumn={active.row === slot.row + 1 ? active.column : null}
                onToggle={onToggle}
              />
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

/** Stands for rows that are scrolled out of view. */
function Gap({ height, span }: { height: number; span: number }) {
  return (
    <tr>
      <td colSpan={span} style={{ height, padding: 0 }} />
    </tr>
  )
}
