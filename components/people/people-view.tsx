'use client'
import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useMe } from '@/components/ui/can'
import { EmptyState } from '@/components/ui/empty-state'
import { Headline } from '@/components/ui/headline'
import { Problem } from '@/components/ui/problem'
import { SkeletonTable } from '@/components/ui/skeleton-table'
import { useUrlState } from '@/components/ui/use-url-state'
import { orpc } from '@/lib/api/client'
import { peopleFilters, peoplePages } from './filters'
import classes from './people.module.css'
import { PeopleFilters } from './people-filters'
import { PeopleTable } from './people-table'

/** Everybody the viewer may see, found by name, unit and band; more on demand. */
export function PeopleView() {
  const t = useTranslations('people')
  const state = useTranslations('common.state')
  const { get, set } = useUrlState()
  const me = useMe()
  const seesBands = me.permissions.includes('readiness.read')
  const filters = peopleFilters(get)
  const query = useInfiniteQuery(orpc.people.list.infiniteOptions(peoplePages(filters)))
  const people = query.data?.pages.flatMap((page) => page.people) ?? []
  const isFiltered = Boolean(filters.search || filters.unit || filters.band)
  const total = query.data?.pages[0]?.total
  const title = total === undefined ? t('title') : t(isFiltered ? 'headline.found' : 'headline.all', { count: total })
  const clear = () => set({ search: null, unit: null, band: null, profile: null, cycle: null })
  return (
    <>
      <Headline title={title} lede={seesBands ? t('lede') : t('ledeNames')} />
      <PeopleFilters filters={filters} set={set} seesBands={seesBands} />
      <p className="sr" role="status">
        {query.isSuccess ? t('shown', { count: people.length }) : ''}
      </p>
      {query.isPending ? <SkeletonTable rows={8} columns={4} row={52} /> : null}
      {query.isError && people.length === 0 ? <Problem error={query.error} retry={() => query.refetch()} /> : null}
      {query.isSuccess && people.length === 0 ? (
        isFiltered ? (
          <EmptyState
            icon="search"
            title={t('nobody.title')}
            text={t('nobody.text')}
            action={<Button onClick={clear}>{t('filters.clear')}</Button>}
          />
        ) : (
          <EmptyState icon="people" title={t('nobody.emptyTitle')} text={t('nobody.emptyText')} />
        )
      ) : null}
      {people.length > 0 ? <PeopleTable people={people} seesBands={seesBands} kept={filters} /> : null}
      {people.length > 0 ? (
        <div className={classes.foot}>
          <span>{t(query.hasNextPage ? 'shown' : 'shownAll', { count: people.length })}</span>
          {query.hasNextPage ? (
            <Button onClick={() => query.fetchNextPage()} loading={query.isFetchingNextPage}>
              {query.isFetchingNextPage ? state('loadingMore') : state('more')}
            </Button>
          ) : null}
        </div>
      ) : null}
      {query.isFetchNextPageError ? <Problem error={query.error} retry={() => query.fetchNextPage()} /> : null}
    </>
  )
}
