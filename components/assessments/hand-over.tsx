'use client'
import { Button, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { orpc } from '@/lib/api/client'
import type { AssessmentForm } from '@/lib/assessments/form-shapes'
import { FormProblem, formClasses } from '../ui/form'
import classes from './review.module.css'
import type { Form } from './use-form'

/** A manager's note for whoever rates this person next; folded, because most never need it. */
export function HandOver({ form, hands }: { form: AssessmentForm; hands: Form }) {
  const t = useTranslations('assessments.handOver')
  const keep = useMutation(orpc.assessments.handOver.mutationOptions({ onSettled: () => hands.reload() }))
  if (form.raterType !== 'manager' || !form.form) return null
  const { version, handOverNote } = form.form
  return (
    <details className={classes.handOver}>
      <summary>{t('title')}</summary>
      <form
        className={formClasses.form}
        onSubmit={(event) => {
          event.preventDefault()
          const note = String(new FormData(event.currentTarget).get('note') ?? '')
          keep.mutate({ ...hands.input, version, note })
        }}
      >
        <p className={classes.lede}>{t('text', { name: form.person.name })}</p>
        <Textarea name="note" label={t('label')} defaultValue={handOverNote} maxLength={4000} minRows={3} autosize />
        <FormProblem error={keep.error} />
        <div className={formClasses.actions}>
          <Button type="submit" loading={keep.isPending}>
            {t('save')}
          </Button>
        </div>
        <p role="status" className={formClasses.saved}>
          {keep.isSuccess ? t('saved') : null}
        </p>
      </form>
    </details>
  )
}
