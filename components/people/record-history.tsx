'use client'
import { useTranslations } from 'use-intl/react'
import { useDay } from '@/components/ui/use-day'
import type { PersonRecord } from '@/lib/people/change-shapes'
import classes from './record.module.css'

/** Units and managers over time, the newest first. */
export function RecordHistory({ record }: { record: PersonRecord }) {
  const t = useTranslations('peopleAdmin.record')
  const day = useDay()
  const spans = [
    ...record.units.map(({ unit, from, until }) => ({ what: t('unitWas', { unit: unit.name }), from, until })),
    ...record.managers.map(({ manager, from, until }) => ({
      what: t('managerWas', { manager: manager.name }),
      from,
      until,
    })),
  ].sort((a, b) => (a.from === b.from ? 0 : a.from < b.from ? 1 : -1))
  if (spans.length === 0) return null
  return (
    <section>
      <div className={classes.head}>
        <h2>{t('history')}</h2>
      </div>
      <table className={classes.history}>
        <caption className="sr">{t('historyCaption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('historyWhat')}</th>
            <th scope="col">{t('historyFrom')}</th>
            <th scope="col">{t('historyUntil')}</th>
          </tr>
        </thead>
        <tbody>
          {spans.map(({ what, from, until }) => (
            <tr key={`${what} ${from}`}>
              <th scope="row">{what}</th>
              <td>{day(from)}</td>
              <td className={until ? undefined : classes.muted}>{until ? day(until) : t('now')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
