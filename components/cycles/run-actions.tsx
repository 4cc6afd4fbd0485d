'use client'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { FormProblem, formClasses } from '@/components/ui/form'
import type { Plan } from '@/lib/cycles/shapes'
import classes from './cycles.module.css'
import { AddForm, CloseForm, ExtendForm, PauseForm } from './run-forms'
import { useCycleDeeds } from './use-cycle'

type Open = 'extend' | 'close' | 'pause' | 'add' | null

/** What HR does with a cycle that runs, each in a dialog that says what follows from it. */
export function RunActions({ plan, joiners }: { plan: Plan; joiners: number }) {
  const t = useTranslations('cycles.run')
  const [open, setOpen] = useState<Open>(null)
  const deeds = useCycleDeeds(plan.name)
  const close = () => setOpen(null)
  const isPaused = plan.status === 'paused'
  return (
    <>
      <div className={classes.bar}>
        <Button onClick={() => setOpen('extend')}>{t('extend')}</Button>
        {isPaused ? (
          <Button
            loading={deeds.resume.isPending}
            onClick={() => deeds.resume.mutate({ name: plan.name, version: plan.version })}
          >
            {t('resume')}
          </Button>
        ) : (
          <Button onClick={() => setOpen('pause')}>{t('pause')}</Button>
        )}
        <Button onClick={() => setOpen('add')}>{t('add')}</Button>
        <Button onClick={() => setOpen('close')}>{t('close')}</Button>
        <FormProblem error={deeds.resume.error} />
      </div>
      {joiners > 0 ? (
        <div className={classes.bar}>
          <span className={formClasses.saved}>{t('joiners', { count: joiners })}</span>
          <Button
            size="xs"
            loading={deeds.addPeople.isPending}
            onClick={() => deeds.addPeople.mutate({ name: plan.name, employeeIds: [] })}
          >
            {t('addJoiners')}
          </Button>
          <FormProblem error={deeds.addPeople.error} />
        </div>
      ) : null}
      {open === 'extend' ? <ExtendForm plan={plan} onClose={close} /> : null}
      {open === 'pause' ? <PauseForm plan={plan} onClose={close} /> : null}
      {open === 'close' ? <CloseForm plan={plan} onClose={close} /> : null}
      {open === 'add' ? <AddForm plan={plan} onClose={close} /> : null}
    </>
  )
}
