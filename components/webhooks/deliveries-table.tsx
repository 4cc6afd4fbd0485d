'use client'
import { Button } from '@mantine/core'
import { useTranslations } from 'use-intl/react'
import { useMoment } from '@/components/ui/use-moment'
import type { Delivery } from '@/lib/webhooks/shapes'
import { useOutcome, useWhy } from './use-words'
import classes from './webhooks.module.css'

/** What was sent, how it went after how many attempts, and a way to send it again. */
export function DeliveriesTable({
  deliveries,
  busy,
  onAgain,
}: {
  deliveries: readonly Delivery[]
  /** The one that is being asked for. */
  busy: string | null
  /** Left out while the webhook is paused. */
  onAgain?: (delivery: string) => void
}) {
  const t = useTranslations('webhooks.deliveries')
  const words = useTranslations('webhooks.event')
  const { moment } = useMoment()
  const outcome = useOutcome()
  const why = useWhy()
  return (
    <table className={classes.table}>
      <caption className="sr">{t('caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('event')}</th>
          <th scope="col">{t('at')}</th>
          <th scope="col">{t('attempts')}</th>
          <th scope="col">{t('state')}</th>
          <th scope="col">
            <span className="sr">{t('redeliver')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {deliveries.map((delivery) => {
          const { id, event, status, attempts, problem, createdAt } = delivery
          return (
            <tr key={id}>
              <th scope="row" className={classes.event}>
                {words(event)}
                <small>
                  {event} · {id}
                </small>
              </th>
              <td data-label={t('at')}>{moment(createdAt)}</td>
              <td data-label={t('attempts')}>{attempts}</td>
              <td>
                <span className={classes.state} data-state={status === 'waiting' && problem ? 'failing' : status}>
                  {outcome(delivery)}
                </span>
                {problem ? <small>{why(delivery)}</small> : null}
              </td>
              <td className={classes.deed}>
                {onAgain ? (
                  <Button
                    size="xs"
                    aria-label={t('redeliverLabel', { event: words(event), at: moment(createdAt) })}
                    loading={busy === id}
                    onClick={() => onAgain(id)}
                  >
                    {t('redeliver')}
                  </Button>
                ) : null}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
