'use client'
import { Button } from '@mantine/core'
import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import { PersonChip } from '@/components/ui/person-chip'
import { useDay } from '@/components/ui/use-day'
import type { Secondment } from '@/lib/secondments/shapes'
import classes from './secondments.module.css'
import { placementPath } from './use-secondments'

const columns = ['person', 'opening', 'state', 'days', 'turn', 'due'] as const

/** The same placements as rows of words. */
export function PlacementList({ placements, clear }: { placements: readonly Secondment[]; clear: () => void }) {
  const t = useTranslations('secondments')
  const day = useDay()
  if (placements.length === 0) {
    return (
      <div className={classes.none}>
        <p>{t('list.none')}</p>
        <Button onClick={clear}>{t('list.clear')}</Button>
      </div>
    )
  }
  return (
    <table className={classes.table} data-stacked>
      <caption className="sr">{t('list.caption')}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {t(`list.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {placements.map((one) => (
          <tr key={one.id}>
            <th scope="row">
              <PersonChip person={one.person} />
            </th>
            <td>
              <Link href={placementPath(one.id) as Route} prefetch={false}>
                {one.opening.title}
              </Link>
              <small>{one.opening.host.name}</small>
            </td>
            <td data-label={t('list.state')}>{t(`states.${one.state}`)}</td>
            <td data-label={t('list.days')}>{t('one.daysOf', { from: day(one.from), to: day(one.to) })}</td>
            <td data-label={t('list.turn')}>
              {one.waitsFor ? (one.owner?.name ?? t(`waiting.actors.${one.waitsFor}`)) : '–'}
            </td>
            <td data-label={t('list.due')}>{one.dueOn ? day(one.dueOn) : '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
