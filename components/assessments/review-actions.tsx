'use client'
import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { Route } from 'next'
import Link from 'next/link'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { orpc } from '@/lib/api/client'
import type { AssessmentForm } from '@/lib/assessments/form-shapes'
import { unsentCount } from '@/lib/assessments/outbox'
import { FormProblem, formClasses } from '../ui/form'
import { useMoment } from '../ui/use-moment'
import { addressOfForm } from './asked-table'
import classes from './review.module.css'
import type { Form } from './use-form'

/** Handing in, or taking back: what it means stands beside the button. */
export function ReviewActions({ form, hands, isWhole }: { form: AssessmentForm; hands: Form; isWhole: boolean }) {
  const t = useTranslations('assessments.review')
  const tBefore = useTranslations('agreements.before')
  const { moment } = useMoment()
  const { raterType, cycle, closed } = form
  const { input } = hands
  const version = form.form?.version ?? 0
  const settled = { onSettled: () => hands.reload() }
  const submit = useMutation(orpc.assessments.submit.mutationOptions(settled))
  const withdraw = useMutation(orpc.assessments.withdraw.mutationOptions(settled))
  const unsent = unsentCount(hands.outbox)
  // Asked for while answers are on their way: it goes out behind the last of them.
  const [isWanted, setIsWanted] = useState(false)
  const isDue = isWanted && unsent === 0
  const { mutate } = submit
  useEffect(() => {
    if (!isDue) return
    setIsWanted(false)
    mutate({ cycle: input.cycle, employeeId: input.employeeId, version })
  }, [isDue, mutate, input.cycle, input.employeeId, version])
  const submittedAt = form.form?.submittedAt
  if (closed === null) {
    return (
      <section className={classes.actions}>
        <p>
          {t('submitText', { blind: cycle.isBlind ? 'both' : 'one' })}{' '}
          {raterType === 'peer' ? t('peerText') : t('until', { moment: moment(form.deadline.closesAt) })}
        </p>
        {unsent > 0 && isWanted ? <p role="status">{t('unsent', { count: unsent })}</p> : null}
        <FormProblem error={submit.error} />
        <div className={formClasses.actions}>
          <Button
            data-first={isWhole || undefined}
            variant="filled"
            disabled={!isWhole}
            loading={submit.isPending}
            onClick={() => setIsWanted(true)}
          >
            {t('submit')}
          </Button>
        </div>
      </section>
    )
  }
  return (
    <section className={classes.actions}>
      {submittedAt ? (
        <p>{t(form.form?.isAutomatic ? 'automatic' : 'submitted', { moment: moment(submittedAt) })}</p>
      ) : null}
      {form.form?.isRevealed && raterType !== 'peer' ? (
        <p>
          <Link href={`${addressOfForm(form)}/compare` as Route}>{tBefore('toCompare')}</Link>
        </p>
      ) : null}
      {closed === 'submitted' && raterType !== 'peer' ? (
        <>
          <p>{t('until', { moment: moment(form.deadline.closesAt) })}</p>
          <FormProblem error={withdraw.error} />
          <div className={formClasses.actions}>
            <Button loading={withdraw.isPending} onClick={() => withdraw.mutate({ ...input, version })}>
              {t('withdraw')}
            </Button>
          </div>
        </>
      ) : null}
    </section>
  )
}
