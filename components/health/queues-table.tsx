'use client'
import { useTranslations } from 'use-intl/react'
import { useMoment } from '@/components/ui/use-moment'
import type { Health } from '@/lib/health/shapes'
import classes from './health.module.css'

/** What runs behind the requests: what waits, what runs, what failed after all attempts. */
export function QueuesTable({ queues }: { queues: Health['queues'] }) {
  const t = useTranslations('health.queues')
  const { moment } = useMoment()
  return (
    <section>
      <h2 className={classes.title}>{t('title')}</h2>
      {queues.length === 0 ? <p className={classes.none}>{t('empty')}</p> : null}
      {queues.length > 0 ? (
        <table className={classes.small}>
          <caption className="sr">{t('caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('name')}</th>
              <th scope="col">{t('waiting')}</th>
              <th scope="col">{t('active')}</th>
              <th scope="col">{t('failed')}</th>
              <th scope="col">{t('lastDone')}</th>
            </tr>
          </thead>
          <tbody>
            {queues.map((queue) => (
              <tr key={queue.name}>
                <th scope="row">{queue.name}</th>
                <td data-label={t('waiting')}>{queue.waiting}</td>
                <td data-label={t('active')}>{queue.active}</td>
                <td data-label={t('failed')}>{queue.failed}</td>
                <td data-label={t('lastDone')}>{queue.lastDoneAt ? moment(queue.lastDoneAt) : t('never')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </section>
  )
}
