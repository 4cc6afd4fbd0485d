'use client'
import { useTranslations } from 'use-intl/react'
import type { Measure } from '@/db/values'
import type { SortDirection } from '@/lib/analytics/rules'
import { Icon } from '../ui/icon'
import { DomainHeads, TargetCells } from './column-heads'
import type { MapColumn, MapDomain } from './gap-face'
import classes from './gap-map.module.css'
import own from './gap-map-head.module.css'
import { GapMapKey } from './gap-map-key'

export type MapSort = { criterion: string; direction: SortDirection }

/** Three rows: domains beside the key, turned criteria that sort, and the targets with must-haves bold. */
export function GapMapHead({
  domains,
  measure,
  sort,
  selected,
  activeColumn,
  onSort,
}: {
  domains: readonly MapDomain[]
  measure: Measure
  sort: MapSort | null
  selected: string | null
  /** Column of the head that takes the tab stop; null when a cell below has it. */
  activeColumn: number | null
  onSort: (criterion: string | null) => void
}) {
  const t = useTranslations('organisation.map')
  const columns = domains.flatMap((domain) => domain.columns)
  const place = (column: number) => ({ 'data-cell': `0:${column}`, tabIndex: column === activeColumn ? 0 : -1 })
  const first = (column: MapColumn) => (column.isFirst ? ` ${classes.first}` : '')
  return (
    <thead className={classes.head}>
      <tr aria-rowindex={1}>
        <td rowSpan={2} colSpan={2} className={classes.corner}>
          <GapMapKey measure={measure} />
        </td>
        <DomainHeads groups={domains} />
      </tr>
      <tr aria-rowindex={2}>
        {columns.map((column, at) => {
          const isSorted = sort?.criterion === column.key
          const asked = column.target
          return (
            <th
              key={column.key}
              scope="col"
              className={own.criterion + first(column)}
              data-off={column.isOff || undefined}
              data-on={column.key === selected || isSorted || undefined}
              aria-sort={isSorted ? sort.direction : undefined}
            >
              <button
                type="button"
                title={t('sortHint')}
                aria-label={t('head', {
                  criterion: column.name,
                  target: asked ? String(asked.target) : 'none',
                  minimum: asked?.minimum ? String(asked.minimum) : 'none',
                })}
                onClick={() => onSort(column.key)}
                {...place(at + 1)}
              >
                <span>{column.name}</span>
                {isSorted ? <Icon name={sort.direction === 'descending' ? 'down' : 'up'} size={14} /> : null}
              </button>
            </th>
          )
        })}
      </tr>
      <tr className={classes.targets} aria-rowindex={3}>
        <th className={classes.unit} scope="col">
          <button type="button" className={own.reset} aria-disabled={!sort} onClick={() => onSort(null)} {...place(0)}>
            {sort ? t('treeOrder') : t('unit')}
          </button>
          <span className={own.targetWord}>{t('target')}</span>
        </th>
        <th className={classes.people} scope="col" abbr={t('peopleWords')}>
          {t('people')}
        </th>
        <TargetCells columns={columns} />
      </tr>
    </thead>
  )
}
