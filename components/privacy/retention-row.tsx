'use client'
import { TextInput } from '@mantine/core'
import { useTranslations } from 'use-intl/react'
import { useDay } from '@/components/ui/use-day'
import type { Retention } from '@/lib/privacy/shapes'
import classes from './privacy.module.css'
import { type Form, shownIn, type Written } from './retention-form'

/** One kind of record: what it is, how long it stays, the default and what the last night took. Without `write` it is only read. */
export function RetentionRow({
  rule,
  form,
  isWrong,
  write,
}: {
  rule: Retention['records'][number]
  form: Form
  isWrong: boolean
  write: ((written: Written) => void) | null
}) {
  const t = useTranslations('privacy.retention')
  const day = useDay()
  const { kind, usual, least, mayKeep, lastRun, days } = rule
  const name = t(`kinds.${kind}`)
  const shown = shownIn(form, rule)
  const said = (count: number | null) => (count === null ? t('forever') : t('daysOf', { count }))
  return (
    <tr>
      <th scope="row">
        {name}
        <span className={classes.note}>{t(`notes.${kind}`)}</span>
      </th>
      <td data-label={t('days')}>
        {write ? (
          <div className={classes.kept}>
            <TextInput
              aria-label={t('field', { kind: name })}
              inputMode="numeric"
              maxLength={5}
              value={shown.days}
              disabled={shown.isKept}
              error={isWrong ? t('wrong', { least }) : undefined}
              onChange={(event) => write({ ...shown, days: event.target.value })}
            />
            {mayKeep ? (
              <label className={classes.check}>
                <input
                  type="checkbox"
                  aria-label={t('keep', { kind: name })}
                  checked={shown.isKept}
                  onChange={(event) => write({ ...shown, isKept: event.target.checked })}
                />
                {t('forever')}
              </label>
            ) : null}
          </div>
        ) : (
          said(days)
        )}
      </td>
      <td data-label={t('usual')}>
        {said(usual)}
        {write && least > 1 ? <span className={classes.note}>{t('least', { count: least })}</span> : null}
      </td>
      <td data-label={t('last')}>
        {lastRun ? t('removed', { count: lastRun.removed, day: day(lastRun.at) }) : t('never')}
      </td>
    </tr>
  )
}
