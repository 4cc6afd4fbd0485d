'use client'
import { Button } from '@mantine/core'
import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import { useMe } from '../ui/can'
import { EmptyState } from '../ui/empty-state'
import { Notice } from '../ui/notice'
import { Problem } from '../ui/problem'
import { SkeletonTable } from '../ui/skeleton-table'
import classes from './readiness.module.css'
import type { TeamAddress } from './team-address'

function Titled({ children }: { children: React.ReactNode }) {
  const t = useTranslations('team')
  return (
    <div className={classes.state}>
      <h1 className={classes.stateTitle}>{t('title')}</h1>
      {children}
    </div>
  )
}

/** For people without reports: what the page shows, and where their own levels are. */
export function TeamRefused() {
  const t = useTranslations('team.state')
  const { employeeId, permissions } = useMe()
  const hasPage = employeeId !== null && permissions.includes('readiness.read')
  return (
    <Titled>
      <Notice kind="lock" title={t('refusedTitle')} action={hasPage ? <Link href="/me">{t('toMe')}</Link> : null}>
        {t('refusedText')}
      </Notice>
    </Titled>
  )
}

/** Before the first published cycle. */
export function NoTeamResults() {
  const t = useTranslations('team.state')
  return (
    <Titled>
      <EmptyState icon="people" title={t('noResultsTitle')} text={t('noResultsText')} />
    </Titled>
  )
}

/** Leaders of leaders have direct reports without an assessed post: the people below those may have one. */
export function NobodyAssessed({ who, onShowAll }: { who: TeamAddress['who']; onShowAll: () => void }) {
  const t = useTranslations('team.state')
  return (
    <Titled>
      {who === 'direct' ? (
        <EmptyState
          icon="people"
          title={t('noneDirectTitle')}
          text={t('noneDirectText')}
          action={<Button onClick={onShowAll}>{t('showAll')}</Button>}
        />
      ) : (
        <EmptyState
          icon="people"
          title={t('noneTitle')}
          text={t('noneText')}
          action={<Link href="/people">{t('toPeople')}</Link>}
        />
      )}
    </Titled>
  )
}

/** It did not come: the server's sentence, a second try, and a way back from an address that leads nowhere. */
export function TeamProblem({
  failed,
  onReset,
}: {
  failed: { error: unknown; refetch: () => unknown }
  onReset: () => void
}) {
  const t = useTranslations('team.state')
  return (
    <Titled>
      <Problem error={failed.error} retry={() => failed.refetch()} />
      <Button mt={12} onClick={onReset}>
        {t('reset')}
      </Button>
    </Titled>
  )
}

/** The page while it is on its way, in the shape it will have. */
export function TeamSkeleton() {
  const t = useTranslations('team')
  return (
    <div>
      <h1 className="sr">{t('title')}</h1>
      <div className={classes.bones} aria-hidden="true">
        <i style={{ width: '80%', height: 26 }} />
        <i style={{ width: '44%', height: 26 }} />
        <i style={{ width: '38%', height: 14, marginBlock: '6px 12px' }} />
      </div>
      <SkeletonTable rows={6} columns={26} row={43} />
    </div>
  )
}
