'use client'
import Link from 'next/link'
import { useFormatter, useTranslations } from 'use-intl/react'
import { importKinds } from '@/db/values'
import type { ImportReport, ImportRun } from '@/lib/exchange/shapes'
import { useDay } from '../ui/use-day'
import classes from './import.module.css'

type Changes = NonNullable<ImportReport['changes']>

/** Kinds of change, in the order of the table's columns. */
const ways = ['added', 'changed', 'moved', 'reassigned', 'left'] as const

/** How many rows were read of each kind, and what they would change or did; then the result that goes with it. */
export function RunReport({ run, report }: { run: ImportRun; report: ImportReport }) {
  const t = useTranslations('import.report')
  const kinds = useTranslations('import.kinds')
  const format = useFormatter()
  const day = useDay()
  const { changes, published, effective } = report
  if (!changes) return null
  const isTrial = run.status === 'checked'
  const shown = importKinds.filter((kind) => report.rows[kind] !== undefined)
  const used = ways.filter((way) => shown.some((kind) => count(changes, kind, way) !== null))
  return (
    <section>
      <h2>{t(isTrial ? 'would' : 'did')}</h2>
      <table className={classes.changes}>
        <caption className="sr">{t(isTrial ? 'would' : 'did')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('of')}</th>
            <th scope="col">{t('rows')}</th>
            {used.map((way) => (
              <th key={way} scope="col">
                {t(way)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((kind) => (
            <tr key={kind}>
              <th scope="row">{kinds(kind)}</th>
              <td data-label={t('rows')}>{format.number(report.rows[kind] ?? 0)}</td>
              {used.map((way) => {
                const amount = count(changes, kind, way)
                return (
                  <td key={way} data-label={t(way)} data-zero={!amount || undefined}>
                    {amount === null ? '' : format.number(amount)}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <ul className={classes.facts}>
        {report.rows.people !== undefined || report.rows.units !== undefined ? (
          <li>{t('effective', { day: day(effective) })}</li>
        ) : null}
        {changes.people.left > 0 ? (
          <li className={classes.strong}>{t('leavers', { count: changes.people.left, day: day(effective) })}</li>
        ) : null}
        {published ? (
          <li>
            {t(published.isNew ? (isTrial ? 'publishes' : 'published') : 'publishedSame', {
              ...{ cycle: published.cycle, version: published.version },
              ...{ people: published.people, day: day(published.asOf) },
            })}
            {!isTrial && published.isNew ? (
              <>
                {' '}
                <Link href="/organisation">{t('seeMap')}</Link>
              </>
            ) : null}
          </li>
        ) : null}
      </ul>
    </section>
  )
}

/** Null where the kind knows no such change. */
function count(changes: Changes, kind: keyof Changes, way: (typeof ways)[number]): number | null {
  const counts: Partial<Record<(typeof ways)[number], number>> = changes[kind]
  return counts[way] ?? null
}
