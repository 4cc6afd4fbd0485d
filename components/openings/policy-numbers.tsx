'use client'
import { TextInput } from '@mantine/core'
import { useTranslations } from 'use-intl/react'
import { issueOf } from '../ui/form'
import classes from './openings.module.css'
import type { NumberField } from './policy-values'

/** A group of numbers of the settings, each with what it does where its name does not say. */
export function PolicyNumbers({
  title,
  text,
  fields,
  numbers,
  error,
  onChange,
}: {
  title: string
  text: string
  fields: readonly NumberField[]
  numbers: Record<string, string>
  error: unknown
  onChange: (path: string, value: string) => void
}) {
  const t = useTranslations('openings.policy')
  return (
    <section className={classes.section}>
      <h2>{title}</h2>
      <p className={classes.text}>{text}</p>
      <div className={classes.fields}>
        {fields.map(({ path, isFine }) => (
          <TextInput
            key={path}
            inputMode={isFine ? 'decimal' : 'numeric'}
            pattern={isFine ? '[0-9]+([.,][0-9]{1,3})?' : '[0-9]+'}
            required
            withAsterisk={false}
            label={t(path as 'minMonths')}
            description={
              t.has(`help.${path}` as 'help.objective.move') ? t(`help.${path}` as 'help.objective.move') : undefined
            }
            error={issueOf(error, `settings.${path}`)}
            value={numbers[path] ?? ''}
            onChange={(event) => onChange(path, event.target.value)}
          />
        ))}
      </div>
    </section>
  )
}
