'use client'
import { Button, TextInput } from '@mantine/core'
import { useTranslations } from 'use-intl/react'
import type { DocumentCriterion } from '@/lib/framework/document'
import classes from './draft.module.css'

type References = DocumentCriterion['references']

/** Pointers to other standards; readers see those that somebody has checked. */
export function ReferenceFields({
  references,
  onChange,
}: {
  references: References
  onChange: (references: References) => void
}) {
  const t = useTranslations('framework.draft.references')
  // Rows have no name of their own: what they are is their place.
  const keys = references.map((_, at) => `reference ${at}`)
  const set = (at: number, change: Partial<References[number]>) =>
    onChange(references.map((each, place) => (place === at ? { ...each, ...change } : each)))
  return (
    <fieldset className={classes.references}>
      <legend>{t('legend')}</legend>
      <p>{t('help')}</p>
      {references.map((reference, at) => (
        <div key={keys[at]} className={classes.reference}>
          {(['standard', 'code', 'title'] as const).map((field) => (
            <TextInput
              key={field}
              size="xs"
              aria-label={t(field)}
              placeholder={t(field)}
              maxLength={field === 'title' ? 500 : 200}
              value={reference[field]}
              onChange={(event) => set(at, { [field]: event.target.value })}
            />
          ))}
          <label className={classes.check}>
            <input
              type="checkbox"
              checked={reference.checked}
              onChange={(event) => set(at, { checked: event.target.checked })}
            />
            {t('checked')}
          </label>
          <Button size="xs" variant="subtle" onClick={() => onChange(references.filter((_, place) => place !== at))}>
            {t('remove')}
          </Button>
        </div>
      ))}
      <Button
        size="xs"
        onClick={() => onChange([...references, { standard: '', code: '', title: '', checked: false }])}
      >
        {t('add')}
      </Button>
    </fieldset>
  )
}
