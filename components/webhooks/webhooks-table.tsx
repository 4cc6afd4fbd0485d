'use client'
import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import { useMoment } from '@/components/ui/use-moment'
import type { Webhook } from '@/lib/webhooks/shapes'
import { hostOf, stateOf } from './state-of'
import { useOutcome, useWhy } from './use-words'
import classes from './webhooks.module.css'

/** Each receiver with how it stands and how its newest message went. */
export function WebhooksTable({ webhooks }: { webhooks: readonly Webhook[] }) {
  const t = useTranslations('webhooks')
  const { moment } = useMoment()
  const outcome = useOutcome()
  const why = useWhy()
  return (
    <table className={classes.table}>
      <caption className="sr">{t('caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('columns.address')}</th>
          <th scope="col">{t('columns.events')}</th>
          <th scope="col">{t('columns.state')}</th>
          <th scope="col">{t('columns.last')}</th>
        </tr>
      </thead>
      <tbody>
        {webhooks.map((webhook) => {
          const { id, url, events, last, waiting, pausedAt, failingSince } = webhook
          const state = stateOf(webhook)
          const since = pausedAt ?? failingSince
          return (
            <tr key={id}>
              <th scope="row" className={classes.address}>
                <Link href={`/admin/webhooks/${id}` as Route}>{hostOf(url)}</Link>
                <small>{url}</small>
              </th>
              <td data-label={t('columns.events')}>{t('events', { count: events.length })}</td>
              <td>
                <span className={classes.state} data-state={state}>
                  {t(`states.${state}`, { at: since ? moment(since) : '' })}
                </span>
                {waiting > 0 ? <small>{t('waiting', { count: waiting })}</small> : null}
              </td>
              <td data-label={t('columns.last')}>
                {last ? outcome(last) : t('never')}
                {last ? <small>{why(last) ?? moment(last.createdAt)}</small> : null}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
