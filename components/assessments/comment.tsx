'use client'
import { useEffect, useId, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { AssessmentForm } from '@/lib/assessments/form-shapes'
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
  const held = useRef<{ send: () => void; timer: ReturnType<typeof setTimeout> } | null>(null)
  const flush = () => held.current?.send()
  const type = (text: string) => {
    setDraft(text)
    if (held.current) clearTimeout(held.current.timer)
    const send = () => {
      if (held.current) clearTimeout(held.current.timer)
      held.current = null
      const comment = text.normalize('NFC').trim()
      if (comment !== value) onChange(comment)
    }
    held.current = { send, timer: setTimeout(send, rest) }
  }
  useEffect(() => {
    const leave = () => held.current?.send()
    document.addEventListener('visibilitychange', leave)
    return () => {
      document.removeEventListener('visibilitychange', leave)
      leave()
    }
  }, [])
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
