'use client'
import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { Problem } from '@/components/ui/problem'
import { SkeletonTable } from '@/components/ui/skeleton-table'
import { useLookWords } from '@/components/ui/use-look-words'
import { useMoment } from '@/components/ui/use-moment'
import { orpc } from '@/lib/api/client'
import { lookPages } from './pages'
import classes from './privacy.module.css'

/** Every look at the viewer's data by somebody else: when, in which role, what for. Never a name. */
export function MyLooks() {
  const t = useTranslations('privacy.looks')
  const state = useTranslations('common.state')
  const { moment } = useMoment()
  const { roleOf, purposeOf } = useLookWords()
  const query = useInfiniteQuery(orpc.me.looks.infiniteOptions(lookPages))
  // Two looks may share their instant; the list only ever grows at its end, so that the place is a name.
  const looks = query.data?.pages.flatMap((page) => page.looks).map((look, place) => ({ ...look, place })) ?? []
  return (
    <section>
      <h2 className={classes.title}>
        {t('title')} <span>{t('sub')}</span>
      </h2>
      {query.isPending ? <SkeletonTable rows={3} columns={2} row={36} /> : null}
      {query.isError ? <Problem error={query.error} retry={query.refetch} /> : null}
      {query.isSuccess && looks.length === 0 ? <p className={classes.quiet}>{t('none')}</p> : null}
      {looks.length > 0 ? (
        <table className={classes.table} data-narrow="">
          <caption className="sr">{t('caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('at')}</th>
              <th scope="col">{t('role')}</th>
              <th scope="col">{t('purpose')}</th>
            </tr>
          </thead>
          <tbody>
            {looks.map((look) => (
              <tr key={look.place}>
                <td>{moment(look.at)}</td>
                <td>{roleOf(look.role)}</td>
                <td>{purposeOf(look.purpose)}</td>
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
