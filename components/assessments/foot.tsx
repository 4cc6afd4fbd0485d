'use client'
import { Button } from '@mantine/core'
import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import type { AssessmentForm, FormCriterion } from '@/lib/assessments/form-shapes'
import { Icon } from '../ui/icon'
import classes from './foot.module.css'
import { Saved } from './saved'
import type { Step } from './steps'
import type { Form } from './use-form'

/** Back, what is saved, on: in reach of the thumb on a phone. */
export function Foot({
  form,
  hands,
  before,
  after,
  criteria,
  onGo,
}: {
  form: AssessmentForm
  hands: Form
  before: Step | undefined
  after: Step | undefined
  criteria: readonly FormCriterion[]
  onGo: (step: Step | undefined) => void
}) {
  const t = useTranslations('assessments.form')
  const nameOf = (step: Step) => {
    if (step.kind === 'confirm') return t('toConfirm')
    if (step.kind === 'review') return t('toReview')
    return t('next', { name: criteria.find(({ key }) => key === step.key)?.name ?? '' })
  }
  return (
    <div className={classes.foot}>
      <Button
        className={classes.back}
        onClick={() => onGo(before)}
        disabled={!before}
        leftSection={<Icon name="left" size={14} />}
      >
        <span className={classes.wide}>{t('back')}</span>
      </Button>
      {form.closed === null ? <Saved hands={hands} onGo={onGo} /> : null}
      <span className={classes.space} />
      <Button component={Link} href="/assessments" variant="subtle" className={classes.leave}>
        {t('leave')}
      </Button>
      {after ? (
        <Button variant="filled" className={classes.next} onClick={() => onGo(after)}>
          {nameOf(after)}
        </Button>
      ) : null}
    </div>
  )
}
