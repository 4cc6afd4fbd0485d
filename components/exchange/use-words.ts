'use client'
import { useFormatter, useTranslations } from 'use-intl/react'
import type { ImportItem } from '@/lib/exchange/shapes'
import { useDay } from '../ui/use-day'
import { changesIn, mainAmount } from './contents'

/** An instant as people write it, with its zone: "22 Nov 2026, 10:42 UTC". */
export function useMoment() {
  const format = useFormatter()
  return (instant: string) =>
    format.dateTime(Date.parse(instant), {
      ...{ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
      timeZoneName: 'short',
    })
}

/** "1,000 people", "26,000 ratings", else "these files". */
export function useWhat() {
  const t = useTranslations('import.what')
  return (run: ImportItem) => {
    const main = mainAmount(run)
    return main ? t(main.kind, { count: main.count }) : t('files', { count: run.files.length })
  }
}

/** What one import has come to, in a sentence with its number. */
export function useHeadline() {
  const t = useTranslations('import.headline')
  const day = useDay()
  const what = useWhat()
  return (run: ImportItem & { sheets?: { kind: unknown; missing: readonly string[] }[] }) => {
    const missing = (run.sheets ?? []).reduce((sum, sheet) => sum + (sheet.kind ? sheet.missing.length : 0), 0)
    const { status, report } = run
    const on = run.undoneAt ?? run.committedAt
    const values = {
      ...{ what: what(run), files: run.files.length, missing, errors: report?.errors ?? 0 },
      day: on ? day(on) : '',
    }
    if (status === 'refused' && !report?.errors) return t('unread', values)
    if (status === 'mapping' && missing === 0) return t('mapped', values)
    if (status === 'checked' && report?.changes && changesIn(report.changes) === 0) return t('nothing', values)
    return t(status, values)
  }
}
