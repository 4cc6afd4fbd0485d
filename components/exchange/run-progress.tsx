'use client'
import { useTranslations } from 'use-intl/react'
import type { ImportRun } from '@/lib/exchange/shapes'
import classes from './import.module.css'

/** What the job is at. The stage is read out when it changes; the rows only move under it. */
export function RunProgress({ run: { progress, status } }: { run: ImportRun }) {
  const t = useTranslations('import.progress')
  const stage = t(progress?.stage ?? (status === 'undoing' ? 'undoing' : 'starting'))
  const rows = progress?.rows ?? null
  const of = progress?.of ?? null
  return (
    <div className={classes.progress}>
      <p className={classes.stage} role="status">
        {stage}
      </p>
      <progress value={rows !== null && of ? Math.min(rows, of) : undefined} max={of ?? undefined} aria-label={stage} />
      <p className={classes.muted}>
        {rows === null ? null : of ? t('rowsOf', { rows, of }) : t('rows', { rows })} {t('leave')}
      </p>
    </div>
  )
}
