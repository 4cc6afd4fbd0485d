'use client'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { Headline } from '@/components/ui/headline'
import { Problem } from '@/components/ui/problem'
import { SkeletonTable } from '@/components/ui/skeleton-table'
import { useMoment } from '@/components/ui/use-moment'
import { useUrlState } from '@/components/ui/use-url-state'
import { orpc } from '@/lib/api/client'
import type { Run, Scenario } from '@/lib/planner/shapes'
import type { Told } from '@/lib/planner/told-shapes'
import { Asked } from './asked'
import { asksOther } from './changes'
import { Effects } from './effects'
import { Homes } from './homes'
import { Excluded, LeftOut } from './left-out'
import { NameCover } from './name-cover'
import { PlanHeadline, ShareLink } from './plan-headline'
import { PlanList } from './plan-list'
import classes from './planner.module.css'
import { Publish } from './publish'
import { Compared } from './scenario-table'
import { Spread } from './spread'
import type { Changes } from './use-changes'
import { useFirmness } from './use-firmness'
import { type NamesOf, useFigures, useNames } from './use-names'
import { WhatIf } from './what-if'
import { WhyNot } from './why-not'

type Outcome = NonNullable<Run['outcome']>

interface Shown {
  scenario: Scenario
  run: Run
  outcome: Outcome
  changes: Changes
}

/** A plan with everything that stands behind it. */
export function PlanScreen(shown: Shown) {
  const { scenario, run } = shown
  const query = useQuery(orpc.planner.told.queryOptions({ input: { id: run.id }, staleTime: Number.POSITIVE_INFINITY }))
  if (query.data) return <ToldPlan {...shown} told={query.data} />
  return (
    <>
      <Headline title={scenario.name} />
      {query.isError ? (
        <Problem error={query.error} retry={() => query.refetch()} />
      ) : (
        <SkeletonTable rows={10} columns={4} row={56} />
      )}
    </>
  )
}

function ToldPlan({ scenario, run, outcome, changes, told }: Shown & { told: Told }) {
  const t = useTranslations('planner')
  const url = useUrlState()
  const names = useNames(told.names)
  const firmness = useFirmness(run.id, told.placements)
  const proof = useProof(outcome)
  const isChanged = asksOther(scenario.inputs, run.inputs)
  const { placements, effect } = told
  const uncovered = placements.filter(({ sole, employeeId }) => sole.length > 0 && !changes.coverOf(employeeId))
  return (
    <>
      <PlanHeadline
        told={told}
        uncovered={uncovered.length}
        firmness={firmness}
        names={names}
        meta={<Meta scenario={scenario} run={run} names={names} />}
      />
      <div className={classes.bar}>
        <Button onClick={() => url.set({ ask: 'why', who: null, at: null })}>{t('whyNot.open')}</Button>
        <NameCover run={run} placements={placements} uncovered={uncovered.length} names={names} changes={changes} />
        <Publish scenario={scenario} run={run} placed={placements.length} uncovered={uncovered.length} />
        <ShareLink />
      </div>
      <div className={classes.grid}>
        <div className={classes.left}>
          <Asked scenario={scenario} isChanged={isChanged} weights={told.weights} names={names} changes={changes} />
        </div>
        <div className={classes.middle}>
          <Compared scenario={scenario} told={told} />
          <PlanList {...{ placements, names, firmness, changes, proof }} />
          <Excluded exclusions={told.exclusions} pairs={told.pairs} />
        </div>
        <div className={classes.right}>
          <Effects effect={effect} placed={placements.length} names={names} />
        </div>
      </div>
      <WhatIf run={run} told={told} names={names} />
      <Homes homes={effect.homes} names={names} />
      <Spread spread={effect.spread} names={names} />
      <LeftOut left={told.left} names={names} />
      <WhyNot runId={run.id} names={names} changes={changes} />
    </>
  )
}

function Meta({ scenario, run, names }: { scenario: Scenario; run: Run; names: NamesOf }) {
  const t = useTranslations('planner')
  const { day, moment } = useMoment()
  const { approval } = run
  return (
    <>
      <span>{scenario.name}</span>
      <span>{t('plannedAt', { at: moment(run.createdAt), version: run.policyVersion })}</span>
      {approval ? (
        <span>
          {t('publish.published', {
            ...{ day: day(approval.at), reason: approval.reason },
            person: approval.employeeId ? names.person(approval.employeeId) : '–',
          })}
        </span>
      ) : null}
    </>
  )
}

/** How good the plan is known to be: the best of all, or so close to what none can exceed. */
function useProof({ status, value, bound, size: { options } }: Outcome) {
  const t = useTranslations('planner.proof')
  const figures = useFigures()
  if (status === 'optimal') return t('optimal', { options })
  const percent = figures.percent(bound > 0 ? (bound - value) / bound : 0)
  return t('within', { percent, bound: figures.points(bound), options })
}
