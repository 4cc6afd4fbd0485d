'use client'
import { Button } from '@mantine/core'
import { useTranslations } from 'use-intl/react'
import { Notice } from '@/components/ui/notice'
import type { Run } from '@/lib/planner/shapes'
import classes from './planner.module.css'
import { useFigures } from './use-names'

/** A plan that is being made: how much it is worth so far, what it cannot exceed, and the way to stop it. */
export function RunProgress({ run, onCancel, isBusy }: { run: Run; onCancel: () => void; isBusy: boolean }) {
  const t = useTranslations('planner.run')
  const figures = useFigures()
  const { progress } = run
  const part = progress?.bound ? Math.max(0, Math.min(1, progress.value / progress.bound)) : null
  const words = !progress
    ? t(run.status === 'waiting' ? 'waiting' : 'reading')
    : progress.bound === null
      ? t('pricing', { value: figures.points(progress.value) })
      : t('planning', { value: figures.points(progress.value), bound: figures.points(progress.bound) })
  return (
    <div className={classes.progress}>
      <div role="status">
        <p>
          <b>{words}</b>
        </p>
        {part !== null ? <p>{t('within', { percent: figures.percent(1 - part) })}</p> : null}
      </div>
      <progress aria-label={words} max={1} value={part ?? undefined} />
      <p className={classes.quiet}>{t('leave')}</p>
      <div>
        <Button onClick={onCancel} loading={isBusy}>
          {t('cancel')}
        </Button>
      </div>
    </div>
  )
}

/** Why there is no plan to show. */
export function RunProblem({ run }: { run: Run }) {
  const t = useTranslations('planner.run')
  const status = useTranslations('planner.status')
  if (run.status === 'given-up') return <Notice title={status('given-up')}>{t('givenUp')}</Notice>
  return (
    <Notice kind="error" title={status('failed')}>
      {run.problem ?? t('failed')}
    </Notice>
  )
}
