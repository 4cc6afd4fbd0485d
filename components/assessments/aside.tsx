'use client'
import { useTranslations } from 'use-intl/react'
import type { AssessmentForm, FormCriterion } from '@/lib/assessments/form-shapes'
import classes from './aside.module.css'
import { FormEvidence } from './form-evidence'
import { KeyRows } from './keys-help'
import type { Form } from './use-form'

/** Beside the question: evidence, the keys, and who sees what when. */
export function Aside({
  form,
  hands,
  criterion,
  onHelp,
}: {
  form: AssessmentForm
  hands: Form
  criterion: FormCriterion | undefined
  onHelp: () => void
}) {
  const t = useTranslations('assessments')
  return (
    <aside className={classes.aside} aria-label={t('aside.label')}>
      {/* A peer attaches nothing: it would tell who they are. */}
      {criterion && form.raterType !== 'peer' ? <FormEvidence {...{ form, hands, criterion }} /> : null}
      {form.handOver.length > 0 ? (
        <section className={classes.part}>
          <h2>{t('form.handOver')}</h2>
          {form.handOver.map((note) => (
            <p key={note}>{note}</p>
          ))}
        </section>
      ) : null}
      <section className={classes.keys}>
        <h2>{t('aside.keys')}</h2>
        <KeyRows onHelp={onHelp} />
      </section>
      <p className={classes.note}>
        <BlindNote form={form} />
      </p>
    </aside>
  )
}

function BlindNote({ form }: { form: AssessmentForm }) {
  const t = useTranslations('assessments.aside')
  const { raterType, cycle, other, person } = form
  if (raterType === 'peer') return t('peer')
  if (!cycle.isBlind) return t('open')
  if (raterType === 'manager') return t('blindManager', { name: person.name })
  return t('blindSelf', { known: other?.name ? 'yes' : 'no', name: other?.name ?? '' })
}
