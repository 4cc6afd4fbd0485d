'use client'
import { useTranslations } from 'use-intl/react'
import { answerBases } from '@/db/values'
import type { Content } from '@/lib/assessments/form-rules'
import classes from './assessment.module.css'

/** What a rating rests on, in one tap; a second tap takes it back. */
export function Basis({
  value,
  isFixed,
  onChange,
}: {
  value: Content['basis']
  isFixed: boolean
  onChange: (basis: Content['basis']) => void
}) {
  const t = useTranslations('assessments.form')
  return (
    <fieldset className={classes.basis} disabled={isFixed}>
      <legend>{t('basis')}</legend>
      {answerBases.map((basis) => (
        <button
          key={basis}
          type="button"
          aria-pressed={value === basis}
          onClick={() => onChange(value === basis ? null : basis)}
        >
          {t(basis)}
        </button>
      ))}
    </fieldset>
  )
}
