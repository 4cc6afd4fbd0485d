'use client'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { orpc } from '@/lib/api/client'
import { useMe } from '../ui/can'
import { EmptyState } from '../ui/empty-state'
import { Headline } from '../ui/headline'
import { Icon } from '../ui/icon'
import { Problem } from '../ui/problem'
import { Refused } from '../ui/refused'
import { Segmented } from '../ui/segmented'
import { SkeletonTable } from '../ui/skeleton-table'
import { useUrlState } from '../ui/use-url-state'
import { NotChosen } from './not-chosen'
import classes from './openings.module.css'
import { OpeningsTable } from './openings-table'
import { useHelpful } from './use-openings'

const Wishes = dynamic(() => import('./wishes').then((file) => file.Wishes))
const HomeRules = dynamic(() => import('./home-rules').then((file) => file.HomeRules))
const PolicyForm = dynamic(() => import('./policy-form').then((file) => file.PolicyForm))
const OpeningForm = dynamic(() => import('./opening-form').then((file) => file.OpeningForm))

const views = ['list', 'wishes', 'home', 'policy'] as const
type View = (typeof views)[number]

/** /openings: what hosts offer, what one wants oneself, and for HR what homes keep and the limits. */
export function OpeningsView() {
  const t = useTranslations('openings')
  const { permissions, employeeId } = useMe()
  const url = useUrlState()
  if (!permissions.includes('openings.read')) return <Refused noun="openings" />
  const isHr = permissions.includes('placementPolicy.write')
  const allowed = views.filter((view) => (view === 'wishes' ? employeeId !== null : view === 'list' || isHr))
  const view = allowed.find((one) => one === url.get('view')) ?? 'list'
  const shown: Record<View, React.ReactNode> = {
    list: <Listed />,
    wishes: <Wishes />,
    home: <HomeRules />,
    policy: <PolicyForm />,
  }
  return (
    <>
      {allowed.length > 1 ? (
        <div className={classes.bar}>
          <Segmented
            label={t('views.label')}
            value={view}
            options={allowed.map((one) => ({ value: one, label: t(`views.${one}`) }))}
            onChange={(one) => url.push({ view: one === 'list' ? null : one })}
          />
        </div>
      ) : null}
      {shown[view]}
    </>
  )
}

function Listed() {
  const t = useTranslations('openings')
  const query = useQuery(orpc.openings.list.queryOptions({ input: {} }))
  const { answer, of } = useHelpful()
  const [isOffering, setOffering] = useState(false)
  const found = query.data
  const open = found?.openings.filter(({ status }) => status === 'published') ?? []
  const seats = open.reduce((sum, opening) => sum + opening.seats, 0)
  const helps = answer?.openings.filter(({ isEligible, points }) => isEligible && points > 0).length ?? 0
  const title =
    open.length === 0
      ? t('headline.none')
      : answer?.profile && answer.openings.some(({ points }) => points > 0)
        ? t('headline.helps', { count: helps, of: open.length })
        : t('headline.offered', { openings: open.length, seats })
  return (
    <>
      <Headline title={found ? title : t('title')} lede={t('lede')} />
      {found && found.hosts.length > 0 ? (
        <div className={classes.bar}>
          <Button variant="filled" leftSection={<Icon name="plus" size={14} />} onClick={() => setOffering(true)}>
            {t('new')}
          </Button>
        </div>
      ) : null}
      <NotChosen />
      {query.isPending ? <SkeletonTable rows={6} columns={6} row={44} /> : null}
      {query.isError && !found ? <Problem error={query.error} retry={() => query.refetch()} /> : null}
      {found?.openings.length === 0 ? (
        <EmptyState icon="list" title={t('list.empty')} text={t('list.emptyText')} />
      ) : null}
      {found && found.openings.length > 0 ? <OpeningsTable openings={found.openings} helpful={of} /> : null}
      {isOffering && found ? <OpeningForm lists={found} onClose={() => setOffering(false)} /> : null}
    </>
  )
}
