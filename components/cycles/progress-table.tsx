'use client'
import { useTranslations } from 'use-intl/react'
import type { Counts } from '@/lib/cycles/shapes'
import classes from './cycles.module.css'

export interface ProgressRow extends Counts {
  key: string | null
  name: string
}

/** Counts by unit or manager; the name opens the people behind them. */
export function ProgressTable({
  label,
  rows,
  onOpen,
}: {
  label: string
  rows: readonly ProgressRow[]
  onOpen: (key: string) => void
}) {
  const t = useTranslations('cycles.progress')
  const of = (done: number, people: number, begun: number) => (
    <>
      {t('of', { done, people })}
      {begun > 0 ? <small>{t('begun', { count: begun })}</small> : null}
    </>
  )
  return (
    <table className={classes.table} data-stacked>
      <caption className="sr">{t('caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{label}</th>
          {(['self', 'rated', 'toAgree', 'agreed', 'disputed'] as const).map((column) => (
            <th key={column} scope="col">
              {t(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, name, people, self, rated, agree }) => (
          <tr key={key}>
            <th scope="row">
              {key === null ? (
                name
              ) : (
                <button type="button" className={classes.link} onClick={() => onOpen(key)}>
                  {name}
                </button>
              )}
            </th>
            <td data-label={t('self')}>{of(self.submitted, people, self.begun)}</td>
            <td data-label={t('rated')}>{of(rated.submitted, people, rated.begun)}</td>
            <td data-label={t('toAgree')}>{agree.open}</td>
            <td data-label={t('agreed')}>{agree.agreed}</td>
            <td data-label={t('disputed')}>{agree.disputed}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
