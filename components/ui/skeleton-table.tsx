'use client'
import { Fragment } from 'react'
import { useTranslations } from 'use-intl/react'
import classes from './skeleton-table.module.css'

/** The shape of a table that is on its way: `rows` of `columns` cells after a named first column. `row` is its height in px. */
export function SkeletonTable({ rows, columns, row = 28 }: { rows: number; columns: number; row?: number }) {
  const t = useTranslations('common.state')
  const names = Array.from({ length: rows }, (_, index) => `row-${index}`)
  const cells = Array.from({ length: columns }, (_, index) => `cell-${index}`)
  return (
    <div className={classes.frame} role="status">
      <span className="sr">{t('loading')}</span>
      <div className={classes.grid} style={{ gridTemplateColumns: `minmax(96px, 220px) repeat(${columns}, 1fr)` }}>
        {names.map((name) => (
          <Fragment key={name}>
            <i className={classes.name} style={{ height: row - 1 }} />
            {cells.map((cell) => (
              <i key={cell} className={classes.cell} style={{ height: row - 1 }} />
            ))}
          </Fragment>
        ))}
      </div>
    </div>
  )
}
