'use client'
import { useTranslations } from 'use-intl/react'
import { FilterSelect } from '../ui/filter-select'
import classes from './readiness.module.css'
import type { PersonAnswer } from './use-person-readiness'

/** The role to compare with, and the cycle once there is more than one; kept in the address. */
export function ReadinessFilters({
  answer,
  onChange,
}: {
  answer: PersonAnswer
  onChange: (change: Record<string, string | null>) => void
}) {
  const t = useTranslations('readiness.filters')
  const { framework, readiness, cycles } = answer
  return (
    <fieldset className={classes.filters} aria-label={t('label')}>
      <FilterSelect
        label={t('target')}
        value={readiness.profile}
        options={framework.profiles.map(({ key, name }) => ({ value: key, label: name }))}
        onChange={(profile) => onChange({ profile })}
      />
      {cycles.length > 1 ? (
        <FilterSelect
          label={t('cycle')}
          value={readiness.cycle}
          options={cycles.map(({ name }) => ({ value: name, label: name }))}
          onChange={(cycle) => onChange({ cycle })}
        />
      ) : null}
    </fieldset>
  )
}
