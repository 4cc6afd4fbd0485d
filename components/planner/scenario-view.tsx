'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useMe } from '@/components/ui/can'
import { Headline } from '@/components/ui/headline'
import { Problem } from '@/components/ui/problem'
import { Refused } from '@/components/ui/refused'
import { SkeletonTable } from '@/components/ui/skeleton-table'
import { orpc } from '@/lib/api/client'
import type { Run, Scenario } from '@/lib/planner/shapes'
import { Asked } from './asked'
import { Clash } from './clash'
import { PlanScreen } from './plan-screen'
import classes from './planner.module.css'
import { RunProblem, RunProgress } from './run-state'
import { type Changes, useChanges } from './use-changes'
import { useNames } from './use-names'

/** /planner/[scenarioId]: being planned, planned, or why not. */
export function ScenarioView({ scenarioId }: { scenarioId: string }) {
  return useMe().permissions.includes('planner.read') ? (
    <Permitted scenarioId={scenarioId} />
  ) : (
    <Refused noun="planner" />
  )
}

function Permitted({ scenarioId }: { scenarioId: string }) {
  const query = useQuery(orpc.planner.get.queryOptions({ input: { id: scenarioId } }))
  if (query.data) return <Newest scenario={query.data} />
  return <Waiting error={query.isError ? query.error : null} retry={() => query.refetch()} />
}

function Waiting({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useTranslations('planner')
  return (
    <>
      <Headline title={t('title')} />
      {error ? <Problem error={error} retry={retry} /> : <SkeletonTable rows={8} columns={4} row={56} />}
    </>
  )
}

const isBusy = (run: Pick<Run, 'status'> | undefined) => run?.status === 'waiting' || run?.status === 'running'

/** The newest plan of a scenario; while it is being made, how far it is. */
function Newest({ scenario }: { scenario: Scenario }) {
  const newest = scenario.runs[0]
  const changes = useChanges(scenario)
  const query = useQuery({
    ...orpc.planner.plan.queryOptions({ input: { id: newest?.id ?? '' } }),
    enabled: newest !== undefined,
    refetchInterval: ({ state }) => (isBusy(state.data) ? 1_000 : false),
  })
  const run = query.data
  if (newest && !run) return <Waiting error={query.isError ? query.error : null} retry={() => query.refetch()} />
  const isPlanned = run?.status === 'planned' || run?.status === 'published'
  return isPlanned && run.outcome && run.outcome.status !== 'infeasible' ? (
    <PlanScreen scenario={scenario} run={run} outcome={run.outcome} changes={changes} />
  ) : (
    <WithoutPlan scenario={scenario} run={run} changes={changes} />
  )
}

/** A scenario that has no plan to show: waiting, stopped, failed, or pins that exclude each other. */
function WithoutPlan({ scenario, run, changes }: { scenario: Scenario; run: Run | undefined; changes: Changes }) {
  const t = useTranslations('planner.headline')
  const names = useNames(useNamesOf(scenario))
  const state = stateOf(run)
  return (
    <>
      <Headline title={t(state, { name: scenario.name })} />
      <div className={classes.grid}>
        <div className={classes.left}>
          <Asked scenario={scenario} isChanged={state === 'waiting' ? null : true} names={names} changes={changes} />
        </div>
        <div className={classes.middle}>
          {run && state === 'waiting' ? (
            <RunProgress run={run} isBusy={changes.isBusy} onCancel={() => changes.cancel(run.id)} />
          ) : null}
          {run && (state === 'givenUp' || state === 'failed') ? <RunProblem run={run} /> : null}
          {run && state === 'clash' ? <Clash run={run} names={names} /> : null}
        </div>
      </div>
    </>
  )
}

/** Names as the newest plan that was made has them; none before the first. */
function useNamesOf({ runs }: Scenario) {
  const made = runs.find(({ status }) => status === 'planned' || status === 'published')
  return useQuery({
    ...orpc.planner.told.queryOptions({ input: { id: made?.id ?? '' }, staleTime: Number.POSITIVE_INFINITY }),
    enabled: made !== undefined,
  }).data?.names
}

function stateOf(run: Run | undefined) {
  if (!run) return 'never'
  if (isBusy(run)) return 'waiting'
  if (run.status === 'given-up') return 'givenUp'
  return run.status === 'failed' ? 'failed' : 'clash'
}
