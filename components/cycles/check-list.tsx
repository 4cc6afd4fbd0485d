'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Route } from 'next'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'use-intl/react'
import { FormProblem } from '@/components/ui/form'
import { Problem as Failed } from '@/components/ui/problem'
import { SkeletonTable } from '@/components/ui/skeleton-table'
import { orpc } from '@/lib/api/client'
import type { Plan, Problem } from '@/lib/cycles/shapes'
import { Confirm } from '../ui/confirm'
import classes from './cycles.module.css'
import { useCycleDeeds } from './use-cycle'

const mostLinks = 8

/** Everything that stands in the way of a launch or is to weigh, each with where to fix it; then the launch itself. */
export function CheckList({ plan, isDirty }: { plan: Plan; isDirty: boolean }) {
  const t = useTranslations('cycles.check')
  const router = useRouter()
  const cache = useQueryClient()
  const deeds = useCycleDeeds(plan.name)
  const input = { name: plan.name }
  const check = useQuery(orpc.cycles.check.queryOptions({ input }))
  const discard = useMutation(
    orpc.cycles.discard.mutationOptions({
      onSuccess: async () => {
        router.push('/cycles')
        await cache.invalidateQueries({ queryKey: orpc.cycles.runs.key() })
      },
    }),
  )
  const problems = check.data?.problems ?? []
  const blocking = problems.filter(({ isBlocking }) => isBlocking)
  const warnings = problems.filter(({ isBlocking }) => !isBlocking)
  return (
    <section className={classes.section} aria-labelledby="cycle-check">
      <h2 id="cycle-check">{t('title')}</h2>
      {check.isPending ? <SkeletonTable rows={3} columns={1} row={44} /> : null}
      {check.isError ? <Failed error={check.error} retry={() => check.refetch()} /> : null}
      <p className={classes.text} role="status">
        {isDirty
          ? t('saveFirst')
          : !check.data
            ? ''
            : [
                blocking.length > 0 ? t('blocks', { count: blocking.length }) : t('clear'),
                warnings.length > 0 ? t('warns', { count: warnings.length }) : '',
              ]
                .filter(Boolean)
                .join(' ')}
      </p>
      <ul className={classes.problems}>
        {problems.map((problem) => (
          <Line key={`${problem.kind} ${problem.stage}`} problem={problem} />
        ))}
      </ul>
      <FormProblem error={deeds.launch.error ?? discard.error} />
      <div className={classes.row}>
        <Confirm
          isPrimary
          label={t('launch')}
          question={t('launchQuestion', { count: check.data?.people ?? 0 })}
          deed={t('launchDeed', { name: plan.name })}
          isDisabled={isDirty || !check.data || blocking.length > 0}
          isBusy={deeds.launch.isPending}
          onConfirm={() => deeds.launch.mutate({ ...input, version: plan.version })}
        />
        <Confirm
          label={t('discard')}
          question={t('discardQuestion')}
          deed={t('discardDeed', { name: plan.name })}
          isBusy={discard.isPending}
          onConfirm={() => discard.mutate({ ...input, version: plan.version })}
        />
      </div>
    </section>
  )
}

function Line({ problem }: { problem: Problem }) {
  const t = useTranslations('cycles.check')
  const stages = useTranslations('cycles.stages')
  const { kind, isBlocking, count, people, stage, holiday } = problem
  const shown = people.slice(0, mostLinks)
  return (
    <li data-blocking={isBlocking || undefined}>
      <span className={classes.mark} data-blocking={isBlocking || undefined}>
        {isBlocking ? t('blocking') : t('warning')}
      </span>
      {t(`kinds.${kind}`, { count, stage: stage ? stages(stage) : '', holiday: holiday ?? '' })}
      {kind === 'no-criteria' ? (
        <small>
          <Link href="/framework/draft">{t('fix')}</Link>
        </small>
      ) : null}
      {shown.length > 0 ? (
        <small>
          {shown.map(({ employeeId, name }, index) => (
            <span key={employeeId}>
              {index > 0 ? ', ' : ''}
              <Link href={`/admin/people/${encodeURIComponent(employeeId)}` as Route}>{name}</Link>
            </span>
          ))}
          {count > shown.length ? ` ${t('more', { count: count - shown.length })}` : ''}
        </small>
      ) : null}
    </li>
  )
}
