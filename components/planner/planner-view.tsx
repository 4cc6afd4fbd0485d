'use client'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import { Can, useMe } from '@/components/ui/can'
import { EmptyState } from '@/components/ui/empty-state'
import { Headline } from '@/components/ui/headline'
import { Problem } from '@/components/ui/problem'
import { Refused } from '@/components/ui/refused'
import { SkeletonTable } from '@/components/ui/skeleton-table'
import { orpc } from '@/lib/api/client'
import type { Scenario } from '@/lib/planner/shapes'
import classes from './planner.module.css'
import { plannedRun, ScenarioList } from './scenario-list'
import { useFigures } from './use-names'

/** /planner: the plans that were asked for, what each is worth, and the way to a new one. */
export function PlannerView() {
  return useMe().permissions.includes('planner.read') ? <Permitted /> : <Refused noun="planner" />
}

function Permitted() {
  const t = useTranslations('planner')
  const query = useQuery({
    ...orpc.planner.list.queryOptions(),
    refetchInterval: ({ state }) => (state.data?.scenarios.some(isBusy) ? 2_000 : false),
  })
  const scenarios = query.data?.scenarios
  return (
    <>
      <ListHeadline scenarios={scenarios} />
      {query.isPending ? <SkeletonTable rows={4} columns={6} row={44} /> : null}
      {query.isError && !scenarios ? <Problem error={query.error} retry={() => query.refetch()} /> : null}
      {scenarios?.length === 0 ? (
        <EmptyState icon="plan" title={t('list.empty')} text={t('list.emptyText')} action={<New />} />
      ) : null}
      {scenarios && scenarios.length > 0 ? (
        <>
          <div className={classes.bar}>
            <New />
          </div>
          <ScenarioList scenarios={scenarios} />
        </>
      ) : null}
    </>
  )
}

const isBusy = ({ runs: [run] }: Scenario) => run?.status === 'waiting' || run?.status === 'running'

function New() {
  const t = useTranslations('planner.new')
  return (
    <Can do="planner.run">
      <Button variant="filled" component={Link} href="/planner/new">
        {t('open')}
      </Button>
    </Can>
  )
}

function ListHeadline({ scenarios }: { scenarios: readonly Scenario[] | undefined }) {
  const t = useTranslations('planner')
  const figures = useFigures()
  if (!scenarios) return <Headline title={t('title')} />
  const planned = scenarios.flatMap(({ name, runs }) => {
    const run = plannedRun(runs)
    return run ? [{ name, value: run.value ?? 0, placements: run.placements ?? 0 }] : []
  })
  const [best] = planned.sort((a, b) => b.value - a.value)
  if (!best) return <Headline title={t('headline.none')} lede={t('lede')} />
  return (
    <Headline
      title={t('headline.list', {
        ...{ planned: planned.length, best: best.name, placements: best.placements },
        points: figures.points(best.value),
      })}
      lede={t('lede')}
    />
  )
}
