'use client'
import { Button } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useFormatter, useTranslations } from 'use-intl/react'
import { Notice } from '@/components/ui/notice'
import { Problem } from '@/components/ui/problem'
import { SkeletonTable } from '@/components/ui/skeleton-table'
import { useDay } from '@/components/ui/use-day'
import { orpc } from '@/lib/api/client'
import { erasurePages } from './pages'
import classes from './privacy.module.css'

/** How far one erasure is; asks until it is done. */
export function ErasureProgress({ id }: { id: string }) {
  const t = useTranslations('privacy.erase')
  const { data, error, refetch } = useQuery(
    orpc.privacy.erasure.queryOptions({
      input: { id },
      refetchInterval: (query) => (query.state.data?.state === 'done' ? false : 1_500),
    }),
  )
  if (error) return <Problem error={error} retry={refetch} />
  return <Notice title={data?.state === 'done' ? t('done', { rows: data.rows ?? 0 }) : t('waiting')} />
}

/** What was erased before: when, by whom and why; never about whom. */
export function Erasures() {
  const t = useTranslations('privacy.erase')
  const state = useTranslations('common.state')
  const format = useFormatter()
  const day = useDay()
  const query = useInfiniteQuery({
    ...orpc.privacy.erasures.infiniteOptions(erasurePages),
    refetchInterval: ({ state: { data } }) =>
      data?.pages.some((page) => page.erasures.some((one) => one.state === 'waiting')) ? 3_000 : false,
  })
  const erasures = query.data?.pages.flatMap((page) => page.erasures) ?? []
  return (
    <section>
      <h2 className={classes.title}>{t('history')}</h2>
      {query.isPending ? <SkeletonTable rows={3} columns={3} row={36} /> : null}
      {query.isError ? <Problem error={query.error} retry={query.refetch} /> : null}
      {query.isSuccess && erasures.length === 0 ? <p className={classes.quiet}>{t('nobody')}</p> : null}
      {erasures.length > 0 ? (
        <table className={classes.table}>
          <caption className="sr">{t('historyCaption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('columns.asked')}</th>
              <th scope="col">{t('columns.by')}</th>
              <th scope="col">{t('columns.reason')}</th>
              <th scope="col">{t('columns.state')}</th>
              <th scope="col" className={classes.number}>
                {t('columns.rows')}
              </th>
            </tr>
          </thead>
          <tbody>
            {erasures.map((one) => (
              <tr key={one.id}>
                <th scope="row">{day(one.askedAt)}</th>
                <td>{one.askedBy ?? t('someone')}</td>
                <td>{t(`reasons.${one.reason}`)}</td>
                <td>{one.doneAt ? t('states.done', { day: day(one.doneAt) }) : t('states.waiting')}</td>
                <td className={classes.number} data-label={t('columns.rows')}>
                  {one.rows === null ? '–' : format.number(one.rows)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {query.hasNextPage ? (
        <Button mt={12} size="xs" loading={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
          {query.isFetchingNextPage ? state('loadingMore') : state('more')}
        </Button>
      ) : null}
    </section>
  )
}
