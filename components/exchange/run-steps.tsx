'use client'
import { useTranslations } from 'use-intl/react'
import type { ImportStatus } from '@/db/values'
import { Icon } from '../ui/icon'
import classes from './import.module.css'

const steps = ['files', 'columns', 'trial', 'written'] as const

/** The step that an import is at; past the last one it is done. */
const at: Partial<Record<ImportStatus, number>> = {
  ...{ reading: 0, mapping: 1, checking: 2, refused: 2, checked: 3, committing: 3, committed: 4, undoing: 4 },
}

/** Four steps, the one at hand marked: nothing is written before the last. */
export function RunSteps({ status }: { status: ImportStatus }) {
  const t = useTranslations('import.steps')
  const now = at[status]
  if (now === undefined) return null
  return (
    <ol className={classes.steps} aria-label={t('label')}>
      {steps.map((step, place) => (
        <li key={step} aria-current={place === now ? 'step' : undefined} data-done={place < now || undefined}>
          <span className={classes.mark} aria-hidden="true">
            {place < now ? <Icon name="check" size={12} /> : place + 1}
          </span>
          {t(step)}
          {place < now ? <span className="sr">{t('done')}</span> : null}
        </li>
      ))}
    </ol>
  )
}
