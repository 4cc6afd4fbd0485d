'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useMe } from '@/components/ui/can'
import { EmptyState } from '@/components/ui/empty-state'
import { Headline } from '@/components/ui/headline'
import { Problem } from '@/components/ui/problem'
import { SkeletonTable } from '@/components/ui/skeleton-table'
import { useDay } from '@/components/ui/use-day'
import { useToday } from '@/components/ui/use-today'
import { orpc } from '@/lib/api/client'
import { daysLate, summarise } from '@/lib/secondments/rules'
import type { Secondment } from '@/lib/secondments/shapes'
import { Filters } from './filters'
import { HostedList } from './hosted-list'
import { PlacementList } from './placement-list'
import { Propose } from './propose'
import classes from './secondments.module.css'
import { Timeline } from './timeline'
import { Unfilled } from './unfilled'
import { useLooks } from './use-looks'
import { useView } from './use-view'
import { Waiting } from './waiting'

/** Who is where, whose decision is waited for, and what is still free. */
export function SecondmentsView() {
  const t = useTranslations('secondments')
  const query = useQuery(orpc.secondments.list.queryOptions({ input: {} }))
  const all = query.data?.secondments
  return (
    <>
      <div className={classes.top}>
        {all ? <Said all={all} /> : <Headline title={t('title')} />}
        <Propose />
      </div>
      {query.isPending ? <SkeletonTable rows={6} columns={4} row={56} /> : null}
      {query.isError && !all ? <Problem error={query.error} retry={() => query.refetch()} /> : null}
      {all ? <Shown all={all} /> : null}
    </>
  )
}

function Said({ all }: { all: readonly Secondment[] }) {
  const t = useTranslations('secondments.headline')
  const day = useDay()
  const today = useToday()
  const { away, next, waiting, late } = summarise(all, today)
  const looks = useLooks()
  const lateLooks = looks.filter(({ appeal }) => daysLate({ dueOn: appeal?.dueOn ?? null }, today) > 0)
  const [oldest] = [...late, ...lateLooks]
  const counts = { away, waiting: waiting + looks.length, late: late.length + lateLooks.length }
  if (away === 0 && counts.waiting === 0 && !next) return <Headline title={t('none')} />
  const leaves = next ? { next: 'one', day: day(next) } : { next: 'none', day: '' }
  return <Headline title={t('away', { ...counts, opening: oldest?.opening.title ?? '', ...leaves })} />
}

function Shown({ all }: { all: readonly Secondment[] }) {
  const t = useTranslations('secondments')
  const me = useMe()
  const view = useView(all)
  if (all.length === 0) {
    return (
      <>
        <EmptyState
          icon="cycle"
          title={t('empty.title')}
          text={t(me.permissions.includes('secondments.propose') ? 'empty.text' : 'empty.own')}
        />
        <Beside all={all} />
      </>
    )
  }
  return (
    <>
      <Filters all={all} view={view} />
      {view.kind === 'timeline' ? (
        <Timeline placements={view.shown} year={view.year} by={view.by} />
      ) : (
        <PlacementList placements={view.shown} clear={view.clear} />
      )}
      <Beside all={all} />
    </>
  )
}

function Beside({ all }: { all: readonly Secondment[] }) {
  return (
    <div className={classes.columns}>
      <Waiting all={all} />
      <div>
        <HostedList />
        <Unfilled all={all} />
      </div>
    </div>
  )
}
