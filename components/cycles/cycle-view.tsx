'use client'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import { useMe } from '@/components/ui/can'
import { Problem } from '@/components/ui/problem'
import { Refused } from '@/components/ui/refused'
import { SkeletonTable } from '@/components/ui/skeleton-table'
import { orpc } from '@/lib/api/client'
import { Builder } from './builder'
import classes from './cycles.module.css'
import { ProgressScreen } from './progress-screen'

/** How often a page asks while the job publishes. */
const lookEvery = 2_000

/** A draft is built here, a cycle that runs is followed. */
export function CycleView({ name }: { name: string }) {
  return useMe().permissions.includes('cycles.manage') ? <Permitted name={name} /> : <Refused noun="cycles" />
}

function Permitted({ name }: { name: string }) {
  const t = useTranslations('cycles')
  const query = useQuery(
    orpc.cycles.plan.queryOptions({
      input: { name },
      refetchInterval: ({ state }) => (state.data?.status === 'closing' ? lookEvery : false),
    }),
  )
  const plan = query.data
  return (
    <>
      {plan ? null : <h1 className="sr">{t('title')}</h1>}
      {query.isError && !plan ? <Problem error={query.error} retry={() => query.refetch()} /> : null}
      {query.isPending ? <SkeletonTable rows={8} columns={4} row={44} /> : null}
      {plan?.status === 'draft' ? <Builder key={plan.name} plan={plan} /> : null}
      {plan && plan.status !== 'draft' ? <ProgressScreen plan={plan} /> : null}
      <p className={classes.back}>
        <Link href="/cycles">{t('run.all')}</Link>
      </p>
    </>
  )
}
