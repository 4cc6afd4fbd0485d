'use client'
import { useQuery } from '@tanstack/react-query'
import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import { useMe } from '@/components/ui/can'
import { useDay } from '@/components/ui/use-day'
import { useToday } from '@/components/ui/use-today'
import { orpc } from '@/lib/api/client'
import { holds } from '@/lib/secondments/machine'
import type { Secondment } from '@/lib/secondments/shapes'
import classes from './secondments.module.css'

const isNumber = (column: string) => column === 'filled' || column === 'eligible'

/** Published openings with seats that nobody is agreed for. */
export function Unfilled({ all }: { all: readonly Secondment[] }) {
  const t = useTranslations('secondments.unfilled')
  const day = useDay()
  const today = useToday()
  const mayPropose = useMe().permissions.includes('secondments.propose')
  const eligible = useQuery({ ...orpc.openings.eligible.queryOptions(), enabled: mayPropose }).data
  const { data } = useQuery(orpc.openings.list.queryOptions({ input: { status: 'published' } }))
  if (!data) return null
  const free = data.openings
    .map((opening) => ({
      opening,
      filled: all.filter(({ opening: { openingId }, state }) => openingId === opening.openingId && holds(state)).length,
    }))
    .filter(({ opening, filled }) => filled < opening.seats)
  const columns = [
    'opening' as const,
    'filled' as const,
    ...(mayPropose ? (['eligible'] as const) : []),
    'applyBy' as const,
  ]
  return (
    <section aria-labelledby="unfilled">
      <h2 id="unfilled">
        {t('title')}{' '}
        <small>
          <Link href="/openings">{t('all', { count: data.openings.length })}</Link>
        </small>
      </h2>
      {free.length === 0 ? <p className={classes.quiet}>{t('none')}</p> : null}
      {free.length > 0 ? (
        <table className={classes.table}>
          <caption className="sr">{t('caption')}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <th
                  key={column}
                  scope="col"
                  className={isNumber(column) ? classes.number : undefined}
                  title={column === 'eligible' ? t('eligibleHelp') : undefined}
                >
                  {t(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {free.map(({ opening: { openingId, title, host, seats, applyBy }, filled }) => (
              <tr key={openingId}>
                <th scope="row">
                  <Link href={`/openings/${encodeURIComponent(openingId)}` as Route}>{title}</Link>
                  <small>{host.name}</small>
                </th>
                <td className={classes.number}>{t('of', { filled, seats })}</td>
                {mayPropose ? (
                  <td className={classes.number}>
                    {eligible?.counts.find((one) => one.openingId === openingId)?.people ?? '–'}
                  </td>
                ) : null}
                <td>{applyBy === null ? '–' : applyBy < today ? t('closed', { day: day(applyBy) }) : day(applyBy)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {free.length > 0 && eligible ? <p className={classes.quiet}>{t('eligibleText', { of: eligible.of })}</p> : null}
    </section>
  )
}
