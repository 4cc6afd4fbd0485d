'use client'
import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { ComparedCriterion } from '@/lib/agreements/shapes'
import { FormProblem } from '../ui/form'
import { useDay } from '../ui/use-day'
import classes from './talk-card.module.css'
import type { Compared } from './use-comparison'
import { useLevelKeys } from './use-level-keys'
import type { Settling } from './use-settling'

/** What is agreed on a criterion, and the employee's word against it. Readers above see both and change nothing. */
export function EmployeeWord({
  one: { criterion, agreement },
  answer,
  settling,
  onStep,
}: {
  one: ComparedCriterion
  answer: Compared
  settling: Settling
  onStep: (step: 1 | -1) => void
}) {
  const t = useTranslations('agreements.employee')
  const day = useDay()
  const [objection, setObjection] = useState<string | null>(null)
  useLevelKeys({ onStep })
  const { may, viewpoint } = answer.comparison
  const name = answer.parties.manager.name
  if (!agreement || agreement.status === 'draft') {
    return (
      <div className={classes.form}>
        <p>{t('open', { name })}</p>
      </div>
    )
  }
  const isOwn = viewpoint === 'employee'
  return (
    <div className={classes.form}>
      <p>{t('agreed', { level: agreement.level, day: day(agreement.agreedOn) })}</p>
      {agreement.reason ? <p className={classes.quote}>{t('reason', { reason: agreement.reason })}</p> : null}
      {agreement.objection ? (
        <p className={classes.quote}>
          {isOwn
            ? t('disputed', { objection: agreement.objection })
            : t('theyDisagree', { name: answer.parties.self.name, objection: agreement.objection })}
        </p>
      ) : null}
      {may.dispute && objection !== null ? (
        <form
          onSubmit={async (event) => {
            event.preventDefault()
            if (objection.trim() && (await settling.dispute(criterion, objection))) setObjection(null)
          }}
        >
          <Textarea
            mt={12}
            data-autofocus
            autoFocus
            required
            label={t('why')}
            description={t('whyHint', { name })}
            maxLength={2000}
            value={objection}
            onChange={(event) => setObjection(event.currentTarget.value)}
          />
          <div className={classes.actions}>
            <Button type="submit" variant="filled" disabled={objection.trim() === ''}>
              {t('record')}
            </Button>
            <Button onClick={() => setObjection(null)}>{t('cancel')}</Button>
          </div>
        </form>
      ) : may.dispute ? (
        <div className={classes.actions}>
          {agreement.status === 'disputed' ? (
            <Button onClick={() => settling.takeBack(criterion)}>{t('takeBack')}</Button>
          ) : (
            <Button onClick={() => setObjection('')}>{t('disagree')}</Button>
          )}
        </div>
      ) : null}
      <FormProblem error={settling.error} />
    </div>
  )
}
