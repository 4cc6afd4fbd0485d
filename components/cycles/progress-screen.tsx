'use client'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { FormProblem, formClasses } from '@/components/ui/form'
import { Headline } from '@/components/ui/headline'
import { Problem } from '@/components/ui/problem'
import { Segmented } from '@/components/ui/segmented'
import { SkeletonTable } from '@/components/ui/skeleton-table'
import { useMoment } from '@/components/ui/use-moment'
import { useUrlState } from '@/components/ui/use-url-state'
import { orpc } from '@/lib/api/client'
import type { Plan, Progress } from '@/lib/cycles/shapes'
import classes from './cycles.module.css'
import { Participants } from './participants'
import { ProgressTable } from './progress-table'
import { RunActions } from './run-actions'
import { useCycleDeeds } from './use-cycle'
import { useWall } from './use-wall'

const views = ['units', 'managers', 'people'] as const

/** How far a cycle has come, whom to remind, and who is stuck. */
export function ProgressScreen({ plan }: { plan: Plan }) {
  const t = useTranslations('cycles.progress')
  const url = useUrlState()
  const view = views.find((one) => one === url.get('view')) ?? 'units'
  const query = useQuery(orpc.cycles.progress.queryOptions({ input: { name: plan.name } }))
  const progress = query.data
  const isRunning = plan.status === 'open' || plan.status === 'paused'
  return (
    <>
      <Head plan={plan} progress={progress} />
      {isRunning ? <RunActions plan={plan} joiners={progress?.joiners ?? 0} /> : null}
      {plan.status === 'open' && progress ? <Chase plan={plan} progress={progress} /> : null}
      <div className={classes.bar}>
        <Segmented
          label={t('view')}
          value={view}
          options={views.map((value) => ({ value, label: t(value) }))}
          onChange={(next) => url.set({ view: next === 'units' ? null : next, unit: null, manager: null, stuck: null })}
        />
      </div>
      {query.isPending ? <SkeletonTable rows={6} columns={5} row={44} /> : null}
      {query.isError && !progress ? <Problem error={query.error} retry={() => query.refetch()} /> : null}
      {progress && view === 'units' ? (
        <ProgressTable
          label={t('unit')}
          rows={progress.units.map((row) => ({
            ...{ ...row, key: row.unit?.unitId ?? null, name: row.unit?.name ?? t('noUnit') },
          }))}
          onOpen={(unit) => url.push({ view: 'people', unit })}
        />
      ) : null}
      {progress && view === 'managers' ? (
        <ProgressTable
          label={t('manager')}
          rows={progress.managers.map((row) => ({
            ...{ ...row, key: row.manager?.employeeId ?? null, name: row.manager?.name ?? t('noManager') },
          }))}
          onOpen={(manager) => url.push({ view: 'people', manager })}
        />
      ) : null}
      {progress && view === 'people' ? <Participants plan={plan} progress={progress} /> : null}
      <p className={classes.quiet}>{t('counts')}</p>
    </>
  )
}

function Head({ plan, progress }: { plan: Plan; progress: Progress | undefined }) {
  const t = useTranslations('cycles')
  const wall = useWall()
  const { moment } = useMoment()
  const zone = plan.timeZone.replaceAll('_', ' ')
  const all = progress?.all
  const headline = !all
    ? plan.name
    : t(plan.status === 'published' ? 'progress.published' : 'progress.headline', {
        name: plan.name,
        done: all.self.submitted,
        people: all.people,
        rated: all.rated.submitted,
      })
  const title = plan.status === 'closing' ? t('headline.closing', { name: plan.name }) : headline
  const rest = [
    progress && progress.excused > 0 ? t('progress.excused', { count: progress.excused }) : '',
    progress && progress.left > 0 ? t('progress.left', { count: progress.left }) : '',
  ].filter(Boolean)
  return (
    <Headline
      title={title}
      lede={all ? t('progress.settled', { ...all.agree }) : undefined}
      meta={
        <>
          <span>{t(`status.${plan.status}`)}</span>
          {plan.deadlines.map(({ stage, wallTime }) => (
            <span key={stage}>{t('run.closesAt', { stage: t(`stages.${stage}`), wall: wall(wallTime), zone })}</span>
          ))}
          <span>{t('run.meta', { edition: plan.edition })}</span>
          {plan.launchedAt ? <span>{t('run.launched', { at: moment(plan.launchedAt) })}</span> : null}
          {plan.closedAt ? <span>{t('run.closed', { at: moment(plan.closedAt) })}</span> : null}
          {plan.closedReason ? <span>{t('run.reason', { reason: plan.closedReason })}</span> : null}
          {rest.map((words) => (
            <span key={words}>{words}</span>
          ))}
        </>
      }
    />
  )
}

/** One deed for whoever has not handed in; the answer says how many were reached. */
function Chase({ plan, progress }: { plan: Plan; progress: Progress }) {
  const t = useTranslations('cycles.progress')
  const { chase } = useCycleDeeds(plan.name)
  const { all } = progress
  const missing = { self: all.people - all.self.submitted, manager: all.people - all.rated.submitted }
  return (
    <div className={classes.bar}>
      {missing.self > 0 ? (
        <Button loading={chase.isPending} onClick={() => chase.mutate({ name: plan.name, stage: 'self' })}>
          {t('chaseSelf', { count: missing.self })}
        </Button>
      ) : null}
      {missing.manager > 0 ? (
        <Button loading={chase.isPending} onClick={() => chase.mutate({ name: plan.name, stage: 'manager' })}>
          {t('chaseManager', { count: missing.manager })}
        </Button>
      ) : null}
      <span role="status" className={formClasses.saved}>
        {chase.data ? t('chased', { told: chase.data.told }) : ''}
      </span>
      <FormProblem error={chase.error} />
    </div>
  )
}
