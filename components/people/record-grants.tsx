'use client'
import { useTranslations } from 'use-intl/react'
import { useDay } from '@/components/ui/use-day'
import type { PersonRecord } from '@/lib/people/change-shapes'
import classes from './record.module.css'

/** Rights beyond the line; they are given and ended on the page of access. */
export function RecordGrants({ record }: { record: PersonRecord }) {
  const t = useTranslations('peopleAdmin.record')
  const roles = useTranslations('access.roles')
  const day = useDay()
  if (record.grants.length === 0) return null
  return (
    <section>
      <h2>{t('rights')}</h2>
      <ul className={classes.list}>
        {record.grants.map(({ role, unit, from, until }) => (
          <li key={`${role} ${unit?.unitId} ${from}`}>
            <span>{[roles(role), unit?.name].filter(Boolean).join(', ')}</span>
            <span className={classes.muted}>{until ? t('until', { day: day(until) }) : day(from)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
