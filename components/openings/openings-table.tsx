'use client'
import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import type { HelpfulOpening, Opening } from '@/lib/openings/shapes'
import { useDay } from '../ui/use-day'
import classes from './openings.module.css'
import { openingPath, useOpeningWords } from './use-openings'

/** Openings by first day; beside each what it would bring the viewer, where they have a profile to be measured by. */
export function OpeningsTable({
  openings,
  helpful,
}: {
  openings: readonly Opening[]
  helpful: (openingId: string) => HelpfulOpening | null
}) {
  const t = useTranslations('openings')
  const words = useOpeningWords()
  const day = useDay()
  const isMine = openings.some(({ openingId }) => helpful(openingId)?.gains.length)
  const columns = ['opening', 'when', 'seats', 'share', 'applyBy'] as const
  return (
    <table className={classes.table} data-stacked>
      <caption className="sr">{t('list.caption')}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th
              key={column}
              scope="col"
              className={column === 'seats' || column === 'share' ? classes.number : undefined}
            >
              {t(`list.${column}`)}
            </th>
          ))}
          {isMine ? (
            <>
              <th scope="col" className={classes.number}>
                {t('list.points')}
              </th>
              <th scope="col">{t('list.you')}</th>
            </>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {openings.map((opening) => {
          const mine = helpful(opening.openingId)
          return (
            <tr key={opening.openingId}>
              <th scope="row">
                <Link href={openingPath(opening.openingId)}>{opening.title}</Link>
                <small>
                  {opening.host.name}
                  {opening.status === 'published' ? null : `, ${t(`status.${opening.status}`)}`}
                </small>
              </th>
              <td>{words.when(opening)}</td>
              <td className={classes.number} data-label={t('list.seats')}>
                {opening.seats}
              </td>
              <td className={classes.number} data-label={t('list.share')}>
                {t('percent', { share: opening.share })}
              </td>
              <td data-label={t('list.applyBy')}>{opening.applyBy ? day(opening.applyBy) : '–'}</td>
              {isMine ? (
                <>
                  <td className={classes.number} data-label={t('list.points')}>
                    {mine ? words.points(mine.points) : '–'}
                  </td>
                  <td className={mine?.isEligible ? classes.open : undefined}>
                    {mine ? words.you(mine) : '–'}
                    {mine?.rank ? <small>{t('you.rank', { rank: mine.rank })}</small> : null}
                  </td>
                </>
              ) : null}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
