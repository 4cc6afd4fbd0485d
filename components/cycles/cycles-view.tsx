'use client'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import { useMe } from '@/components/ui/can'
import { EmptyState } from '@/components/ui/empty-state'
import { Headline } from '@/components/ui/headline'
import { Icon } from '@/components/ui/icon'
import { Problem } from '@/components/ui/problem'
import { Refused } from '@/components/ui/refused'
import { SkeletonTable } from '@/components/ui/skeleton-table'
import { useDay } from '@/components/ui/use-day'
import { orpc } from '@/lib/api/client'
import type { Run } from '@/lib/cycles/shapes'
import classes from './cycles.module.css'
import { Deputies } from './deputies'
import { Holidays } from './holidays'
import { Leaves } from './leaves'
import { cyclePath } from './use-cycle'

/** Every cycle that asks people, what runs now first; beside them what a launch is checked against. */
export function CyclesView() {
  const isHr = useMe().permissions.includes('cycles.manage')
  return isHr ? <Permitted /> : <Refused noun="cycles" />
}

function Permitted() {
  const t = useTranslations('cycles')
  const headline = useHeadline()
  const query = useQuery(orpc.cycles.runs.queryOptions())
  const runs = query.data?.runs
  return (
    <>
      <Headline title={runs ? headline(runs) : t('title')} lede={t('lede')} />
      <div className={classes.bar}>
        <Button component={Link} href="/cycles/new" variant="filled" leftSection={<Icon name="plus" size={14} />}>
          {t('new.open')}
        </Button>
      </div>
      {query.isPending ? <SkeletonTable rows={3} columns={5} row={44} /> : null}
      {query.isError && !runs ? <Problem error={query.error} retry={() => query.refetch()} /> : null}
      {runs?.length === 0 ? <EmptyState icon="list" title={t('list.empty')} text={t('list.emptyText')} /> : null}
      {runs && runs.length > 0 ? <RunList runs={runs} /> : null}
      <div className={classes.columns}>
        <Deputies all />
        <Holidays />
        <Leaves />
      </div>
    </>
  )
}

/** What matters most now: a cycle that runs, else the newest draft, else what was published last. */
function useHeadline() {
  const t = useTranslations('cycles.headline')
  const day = useDay()
  return (runs: readonly Run[]) => {
    const order = ['open', 'paused', 'closing', 'draft', 'published'] as const
    const found = order.flatMap((status) => runs.find((one) => one.status === status) ?? [])[0]
    if (!found) return t('none')
    const { name, status, submitted, people, nextStage, nextAt, asOf } = found
    const counts = { name, done: submitted, people }
    if (status === 'open' && nextStage && nextAt) return t('runs', { ...counts, stage: nextStage, day: day(nextAt) })
    if (status === 'open') return t('over', counts)
    if (status === 'paused') return t('paused', counts)
    if (status === 'published') return t('published', { name, day: asOf ? day(asOf) : '–' })
    return t(status, { name })
  }
}

function RunList({ runs }: { runs: readonly Run[] }) {
  const t = useTranslations('cycles')
  const day = useDay()
  return (
    <table className={classes.table} data-stacked>
      <caption className="sr">{t('list.caption')}</caption>
      <thead>
        <tr>
          {(['name', 'status', 'people', 'self', 'rated', 'next'] as const).map((column) => (
            <th key={column} scope="col">
              {t(`list.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <tr key={run.name}>
            <th scope="row">
              <Link href={cyclePath(run.name) as Route}>{run.name}</Link>
            </th>
            <td>{t(`status.${run.status}`)}</td>
            <td data-label={t('list.people')}>{run.status === 'draft' ? '–' : run.people}</td>
            <td data-label={t('list.self')}>{run.status === 'draft' ? '–' : run.submitted}</td>
            <td data-label={t('list.rated')}>{run.status === 'draft' ? '–' : run.rated}</td>
            <td data-label={t('list.next')}>
              {run.nextAt && run.nextStage ? (
                <>
                  {day(run.nextAt)}
                  <small>{t(`stages.${run.nextStage}`)}</small>
                </>
              ) : (
                '–'
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
