'use client'
import { Button } from '@mantine/core'
import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import { useMe } from '../ui/can'
import { EmptyState } from '../ui/empty-state'
import { Notice } from '../ui/notice'
import { Problem } from '../ui/problem'
import classes from './organisation.module.css'

type Failed = { error: unknown; refetch: () => unknown }

function Titled({ children }: { children: React.ReactNode }) {
  const t = useTranslations('organisation')
  return (
    <div className={classes.state}>
      <h1 className={classes.stateTitle}>{t('title')}</h1>
      {children}
    </div>
  )
}

/** For people without the right: what the page shows and what it needs. */
export function Refused() {
  const t = useTranslations('organisation.state')
  const me = useMe()
  return (
    <Titled>
      <Notice
        kind="lock"
        title={t('refusedTitle')}
        action={
          me.employeeId === null ? null : (
            <Link className={classes.link} href="/me">
              {t('toMe')}
            </Link>
          )
        }
      >
        {t('refusedText')}
      </Notice>
    </Titled>
  )
}

/** Before the first published cycle: HR is shown the way to fill the page. */
export function NoResults() {
  const t = useTranslations('organisation.state')
  const isHr = useMe().persona === 'p_hr'
  return (
    <Titled>
      <EmptyState
        icon="map"
        title={t('emptyTitle')}
        text={t('emptyText')}
        action={
          isHr ? (
            <Button component={Link} href="/admin/import" variant="filled">
              {t('emptyHr')}
            </Button>
          ) : (
            <p>{t('emptyOther')}</p>
          )
        }
      />
    </Titled>
  )
}

/** The cells did not come: the server's sentence, a second try, and a way back to a view that exists. */
export function MapProblem({ failed, onShowAll }: { failed: Failed; onShowAll: () => void }) {
  const t = useTranslations('organisation.state')
  return (
    <Titled>
      <Problem error={failed.error} retry={() => failed.refetch()} />
      <Button mt={12} onClick={onShowAll}>
        {t('showAll')}
      </Button>
    </Titled>
  )
}

/** Nobody assessed under what was chosen. */
export function NobodyAssessed({
  unit,
  cycle,
  onShowAll,
}: {
  unit: string | null
  cycle: string
  onShowAll: () => void
}) {
  const t = useTranslations('organisation.state')
  return (
    <EmptyState
      icon="people"
      title={t('nobodyTitle')}
      text={t('nobodyText', { unit: unit ?? t('nobodyAnywhere'), cycle })}
      action={<Button onClick={onShowAll}>{t('showAll')}</Button>}
    />
  )
}
