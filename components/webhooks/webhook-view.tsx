'use client'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import { Headline } from '@/components/ui/headline'
import { Problem } from '@/components/ui/problem'
import { SkeletonTable } from '@/components/ui/skeleton-table'
import { useMoment } from '@/components/ui/use-moment'
import { orpc } from '@/lib/api/client'
import { Deliveries } from './deliveries'
import { eventGroups, hostOf, isDueSoon, stateOf } from './state-of'
import { WebhookDeeds } from './webhook-deeds'
import classes from './webhooks.module.css'

/** One receiver: whether it answers, what can be done about it, and every message with its outcome. */
export function WebhookView({ id }: { id: string }) {
  const t = useTranslations('webhooks')
  const { day, moment } = useMoment()
  const { data, error, refetch } = useQuery(
    orpc.webhooks.get.queryOptions({
      input: { id },
      refetchInterval: ({ state }) => (state.data && isDueSoon(state.data, state.dataUpdatedAt) ? 2_000 : false),
    }),
  )
  const back = (
    <p className={classes.back}>
      <Link className={classes.link} href="/admin/webhooks">
        {t('back')}
      </Link>
    </p>
  )
  if (!data) {
    return (
      <>
        <Headline title={t('title')} />
        {error ? <Problem error={error} retry={refetch} /> : <SkeletonTable rows={5} columns={4} row={48} />}
        {back}
      </>
    )
  }
  const state = stateOf(data)
  const since = moment(data.pausedAt ?? data.failingSince ?? data.createdAt)
  const { createdBy, createdAt, url, events } = data
  return (
    <>
      <Headline
        title={t(`one.${state}`, { host: hostOf(url) })}
        lede={
          state === 'failing' ? t('one.failingText', { at: since }) : state === 'paused' ? t('one.pausedText') : null
        }
        meta={
          <>
            <span>{url}</span>
            <span>
              {createdBy
                ? t('madeBy', { name: createdBy.name, day: day(createdAt) })
                : t('made', { day: day(createdAt) })}
            </span>
          </>
        }
      />
      <WebhookDeeds webhook={data} />
      <Deliveries webhook={data} />
      <section className={classes.section}>
        <h2>{t('facts.title')}</h2>
        <dl className={classes.facts}>
          {eventGroups.map(({ group, events: all }) => {
            const asked = all.filter((event) => events.includes(event))
            return asked.length > 0 ? (
              <div key={group}>
                <dt>{t(`groups.${group}`)}</dt>
                {asked.map((event) => (
                  <dd key={event}>{t(`event.${event}`)}</dd>
                ))}
              </div>
            ) : null
          })}
        </dl>
      </section>
      {back}
    </>
  )
}
