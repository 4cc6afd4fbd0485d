'use client'
import { useFormatter, useTranslations } from 'use-intl/react'
import { useDay } from '@/components/ui/use-day'
import type { Health } from '@/lib/health/shapes'
import classes from './health.module.css'

type Backup = Health['backups'][number]

/** The newest backups, each with what came of bringing it back. */
export function BackupsTable({ backups }: { backups: readonly Backup[] }) {
  const t = useTranslations('health.backups')
  const words = useTranslations('health')
  const format = useFormatter()
  const day = useDay()
  const size = (bytes: number) =>
    bytes < 1e6
      ? words('kilobytes', { count: Math.ceil(bytes / 1e3) })
      : words('megabytes', { count: Math.round(bytes / 1e6) })
  const drilled = ({ drilledAt, drillFaults }: Backup) => {
    if (!drilledAt) return t('untried')
    return drillFaults ? t('faults', { faults: drillFaults, day: day(drilledAt) }) : t('equal', { day: day(drilledAt) })
  }
  return (
    <section>
      <h2 className={classes.title}>{t('title')}</h2>
      {backups.length === 0 ? <p className={classes.none}>{t('empty')}</p> : null}
      {backups.length > 0 ? (
        <table className={classes.small}>
          <caption className="sr">{t('caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('made')}</th>
              <th scope="col">{t('size')}</th>
              <th scope="col">{t('rows')}</th>
              <th scope="col">{t('drill')}</th>
            </tr>
          </thead>
          <tbody>
            {backups.map((backup) => (
              <tr key={backup.sha256}>
                <th scope="row">
                  {day(backup.madeAt)}
                  <span className={classes.file}>{backup.file}</span>
                </th>
                <td data-label={t('size')}>{size(backup.bytes)}</td>
                <td data-label={t('rows')}>{format.number(backup.rows)}</td>
                <td data-label={t('drill')} data-state={backup.drillFaults ? 'bad' : undefined}>
                  {drilled(backup)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </section>
  )
}
