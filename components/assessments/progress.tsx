'use client'
import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { minutesFor } from '@/lib/assessments/form-rules'
import type { AssessmentForm } from '@/lib/assessments/form-shapes'
import { Dialog } from '../ui/dialog'
import { useMoment } from '../ui/use-moment'
import classes from './progress.module.css'

/** How many are done, how long the rest takes, until when. Brief, on a phone, it opens the list of criteria. */
export function Progress({
  form,
  given,
  list,
  isBrief = false,
}: {
  form: AssessmentForm
  given: (key: string) => { kind: string | null }
  /** Draws the list in a dialog, which `close` closes behind what was chosen. */
  list?: (close: () => void) => ReactNode
  isBrief?: boolean
}) {
  const t = useTranslations('assessments.progress')
  const { moment } = useMoment()
  const [isOpen, setIsOpen] = useState(false)
  const criteria = form.domains.flatMap((domain) => domain.criteria)
  const open = criteria.filter(({ key }) => given(key).kind === null)
  const answered = criteria.length - open.length
  const done = t('done', { answered, criteria: criteria.length })
  const left = t('left', { minutes: minutesFor(open.filter(({ mayConfirm }) => !mayConfirm).length) })
  const closes = moment(form.deadline.closesAt)
  return (
    <section className={isBrief ? classes.brief : classes.whole} aria-label={t('region')}>
      <div className={classes.line}>
        {isBrief ? (
          <button type="button" className={classes.open} onClick={() => setIsOpen(true)}>
            {done}
          </button>
        ) : (
          <b>{done}</b>
        )}
        {isBrief ? <span>{left}</span> : null}
      </div>
      <div
        className={classes.bar}
        role="progressbar"
        aria-label={t('label')}
        aria-valuemin={0}
        aria-valuenow={answered}
        aria-valuemax={criteria.length}
      >
        <i style={{ width: `${(100 * answered) / Math.max(1, criteria.length)}%` }} />
      </div>
      {isBrief ? null : (
        <p className={classes.note}>
          {form.closed === null ? left : null} {t(form.closed === 'late' ? 'closed' : 'closes', { moment: closes })}
        </p>
      )}
      {isOpen ? (
        <Dialog title={t('all')} onClose={() => setIsOpen(false)}>
          {list?.(() => setIsOpen(false))}
        </Dialog>
      ) : null}
    </section>
  )
}
