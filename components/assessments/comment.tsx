'use client'
import { useId, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { AssessmentForm } from '@/lib/assessments/form-shapes'
import { useHeld } from '../ui/use-held'
import classes from './assessment.module.css'

/** Words rest so long before they go out; leaving the field or the page sends them at once. */
const rest = 600

/** A comment on the answer, as the server will keep it: trimmed. */
export function Comment({
  form,
  value,
  onChange,
}: {
  form: AssessmentForm
  value: string
  onChange: (comment: string) => void
}) {
  const t = useTranslations('assessments.form')
  const id = useId()
  const [draft, setDraft] = useState<string | null>(null)
  const { hold, flush } = useHeld(rest)
  const type = (text: string) => {
    setDraft(text)
    hold(() => {
      const comment = text.normalize('NFC').trim()
      if (comment !== value) onChange(comment)
    })
  }
  const hint =
    form.raterType === 'peer' ? t('commentPeer') : t('commentHint', { blind: form.cycle.isBlind ? 'both' : 'one' })
  return (
    <div className={classes.comment}>
      <label htmlFor={id}>{t('comment')}</label>
      <textarea
        id={id}
        data-comment
        rows={2}
        maxLength={4000}
        readOnly={form.closed !== null}
        value={draft ?? value}
        onChange={(event) => type(event.target.value)}
        onBlur={() => {
          flush()
          setDraft(null)
        }}
        aria-describedby={`${id}-hint`}
      />
      <p id={`${id}-hint`}>{hint}</p>
    </div>
  )
}
