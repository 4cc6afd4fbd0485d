'use client'
import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import type { ImportItem } from '@/lib/exchange/shapes'
import classes from './history.module.css'
import { useMoment, useWhat } from './use-words'

/** What came in before: when, by whom, from which files, and what came of it. */
export function History({ imports }: { imports: readonly ImportItem[] }) {
  const t = useTranslations('import.history')
  const kinds = useTranslations('import.kinds')
  const someone = useTranslations('import')('someone')
  const moment = useMoment()
  const what = useWhat()
  return (
    <table className={classes.table}>
      <caption className="sr">{t('caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('what')}</th>
          <th scope="col">{t('result')}</th>
          <th scope="col">{t('who')}</th>
          <th scope="col">{t('when')}</th>
        </tr>
      </thead>
      <tbody>
        {imports.map((item) => {
          const { id, status, files, requestedBy, report, source } = item
          const names = item.kinds.length > 0 ? item.kinds.map((kind) => kinds(kind)).join(', ') : null
          return (
            <tr key={id}>
              <th scope="row">
                <Link href={`/admin/import/${id}` as Route}>{what(item)}</Link>
                <small>{[names, files.map(({ name }) => name).join(', '), source].filter(Boolean).join(' · ')}</small>
              </th>
              <td>
                <span className={classes.status} data-status={status}>
                  {t(`statuses.${status}`)}
                </span>
                {report && report.errors > 0 ? <small>{t('errors', { count: report.errors })}</small> : null}
              </td>
              <td>
                {requestedBy?.name ?? someone}
                {item.door === 'api' ? <small>{t('api')}</small> : null}
              </td>
              <td className={classes.when}>{moment(item.undoneAt ?? item.committedAt ?? item.requestedAt)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
