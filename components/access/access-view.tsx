'use client'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Can } from '@/components/ui/can'
import { Headline } from '@/components/ui/headline'
import { Icon } from '@/components/ui/icon'
import { Problem } from '@/components/ui/problem'
import { SkeletonTable } from '@/components/ui/skeleton-table'
import { orpc } from '@/lib/api/client'
import classes from './access.module.css'
import { GrantsTable } from './grants-table'
import { WaitingList } from './waiting-list'

const ProposeGrant = dynamic(() => import('./propose-grant').then((file) => file.ProposeGrant))

/** What waits for a second person first, then who holds which role. */
export function AccessView() {
  const t = useTranslations('access')
  const grants = useQuery(orpc.grants.list.queryOptions())
  const changes = useQuery(orpc.changes.list.queryOptions())
  const [isProposing, setIsProposing] = useState(false)
  const [said, say] = useState('')
  const error = grants.error ?? changes.error
  if (!grants.data || !changes.data) {
    const retry = () => {
      grants.refetch()
      changes.refetch()
    }
    return (
      <>
        <Headline title={t('title')} lede={t('lede')} />
        {error ? <Problem error={error} retry={retry} /> : <SkeletonTable rows={6} columns={4} row={48} />}
      </>
    )
  }
  const waiting = grants.data.grants.filter(({ state }) => state === 'waiting')
  const held = grants.data.grants.filter(({ state }) => state !== 'waiting')
  const inForce = held.filter(({ state }) => state === 'in-force').length
  const count = waiting.length + changes.data.changes.length
  return (
    <>
      <Headline title={t('headline', { count, grants: inForce })} lede={t('lede')} />
      <div className={classes.bar}>
        <Can do="grants.propose">
          <Button variant="filled" leftSection={<Icon name="plus" size={14} />} onClick={() => setIsProposing(true)}>
            {t('propose.open')}
          </Button>
        </Can>
        <span role="status" className={classes.said}>
          {said}
        </span>
      </div>
      <div className={classes.sections}>
        <section>
          <h2>{t('waiting.title')}</h2>
          {count === 0 ? <p className={classes.quiet}>{t('waiting.none')}</p> : null}
          <WaitingList grants={waiting} changes={changes.data.changes} say={say} />
        </section>
        <section>
          <h2>{t('grants.title')}</h2>
          {held.length === 0 ? (
            <p className={classes.quiet}>{t('grants.none')}</p>
          ) : (
            <GrantsTable grants={held} say={say} />
          )}
        </section>
      </div>
      {isProposing ? (
        <ProposeGrant
          onClose={() => setIsProposing(false)}
          onDone={() => {
            setIsProposing(false)
            say(t('propose.proposed'))
          }}
        />
      ) : null}
    </>
  )
}
