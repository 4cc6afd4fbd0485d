'use client'
import { useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import { useMe } from '@/components/ui/can'
import { Headline } from '@/components/ui/headline'
import { PersonChip } from '@/components/ui/person-chip'
import { Problem } from '@/components/ui/problem'
import { SkeletonTable } from '@/components/ui/skeleton-table'
import { useDay } from '@/components/ui/use-day'
import { orpc } from '@/lib/api/client'
import type { SecondmentDetail } from '@/lib/secondments/shapes'
import { CoverPanel } from './cover-panel'
import { Deeds } from './deeds'
import { History } from './history'
import classes from './secondments.module.css'
import { Targets, Terms } from './terms'

/** One placement: where it stands, what one may do about it, its terms, its cover and all that happened. */
export function SecondmentView({ id }: { id: string }) {
  const t = useTranslations('secondments.one')
  const query = useQuery(orpc.secondments.get.queryOptions({ input: { id } }))
  return (
    <>
      <p className={classes.back}>
        <Link href="/secondments">{t('back')}</Link>
      </p>
      {query.isPending ? <SkeletonTable rows={6} columns={2} row={32} /> : null}
      {query.isError && !query.data ? <Problem error={query.error} retry={() => query.refetch()} /> : null}
      {query.data ? <Shown one={query.data} /> : null}
    </>
  )
}

function useSaid() {
  const t = useTranslations('secondments.one.headline')
  const day = useDay()
  const me = useMe()
  return ({ state, person, opening, from, to, dueOn, askedEnd }: SecondmentDetail) => {
    const isOwn = String(person.employeeId === me.employeeId)
    const until = state === 'confirmed' ? from : ['active', 'extending', 'ending'].includes(state) ? to : (dueOn ?? to)
    return t(state, { isOwn, name: person.name, opening: opening.title, day: day(until), asked: day(askedEnd ?? to) })
  }
}

/** Came to nothing before it began: the seat is free again. */
const lost: readonly string[] = ['withdrawn', 'refused', 'not-selected', 'cancelled']
const WhatNow = dynamic(() => import('@/components/planner/what-now').then((module) => module.WhatNow))

function Shown({ one }: { one: SecondmentDetail }) {
  const said = useSaid()
  return (
    <>
      <Headline title={said(one)} meta={<PersonChip person={one.person} />} />
      <Deeds one={one} />
      <div className={classes.two}>
        <div>
          <Terms one={one} />
          {one.mayCover ? <CoverPanel key={one.version} one={one} /> : null}
        </div>
        <div>
          {one.planRun && lost.includes(one.state) ? (
            <WhatNow runId={one.planRun} employeeId={one.person.employeeId} openingId={one.opening.openingId} />
          ) : null}
          <Targets targets={one.targets} />
          <History one={one} />
        </div>
      </div>
    </>
  )
}
