'use client'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { EmptyState } from '@/components/ui/empty-state'
import { Headline } from '@/components/ui/headline'
import { Icon } from '@/components/ui/icon'
import { Problem } from '@/components/ui/problem'
import { SkeletonTable } from '@/components/ui/skeleton-table'
import { orpc } from '@/lib/api/client'
import { stateOf } from './state-of'
import { WebhookForm } from './webhook-form'
import classes from './webhooks.module.css'
import { WebhooksTable } from './webhooks-table'

/** Who is told when something happens, and whether they answer. */
export function WebhooksView() {
  const t = useTranslations('webhooks')
  const { data, error, refetch } = useQuery(orpc.webhooks.list.queryOptions())
  const [isAdding, setIsAdding] = useState(false)
  if (!data) {
    return (
      <>
        <Headline title={t('title')} lede={t('lede')} />
        {error ? <Problem error={error} retry={refetch} /> : <SkeletonTable rows={3} columns={4} row={64} />}
      </>
    )
  }
  const { webhooks } = data
  const inState = (state: string) => webhooks.filter((webhook) => stateOf(webhook) === state).length
  const [failing, paused] = [inState('failing'), inState('paused')]
  const add = (
    <Button variant="filled" leftSection={<Icon name="plus" size={14} />} onClick={() => setIsAdding(true)}>
      {t('add')}
    </Button>
  )
  return (
    <>
      <Headline
        title={t('headline', { count: webhooks.length - paused, failing, paused })}
        lede={t('lede')}
        meta={
          <a className={classes.link} href="/api/docs#messages">
            {t('guide')}
          </a>
        }
      />
      {webhooks.length > 0 ? (
        <>
          <div className={classes.bar}>{add}</div>
          <WebhooksTable webhooks={webhooks} />
        </>
      ) : (
        <EmptyState icon="link" title={t('emptyTitle')} text={t('emptyText')} action={add} />
      )}
      {isAdding ? <WebhookForm onClose={() => setIsAdding(false)} /> : null}
    </>
  )
}
