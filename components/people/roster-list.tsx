'use client'
import { Button, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterSelect } from '@/components/ui/filter-select'
import { Icon } from '@/components/ui/icon'
import { Problem } from '@/components/ui/problem'
import { SkeletonTable } from '@/components/ui/skeleton-table'
import { useUrlState } from '@/components/ui/use-url-state'
import { rosterStates } from '@/db/values'
import { orpc } from '@/lib/api/client'
import classes from './admin.module.css'
import { unitOptions } from './filters'
import shared from './people.module.css'
import { rosterFilters, rosterPages } from './roster-filters'
import { RosterTable } from './roster-table'

/** Everybody by name, found by name, unit and state; more on demand. */
export function RosterList() {
  const t = useTranslations('peopleAdmin')
  const state = useTranslations('common.state')
  const { get, set } = useUrlState()
  const filters = rosterFilters(get)
  const query = useInfiniteQuery(orpc.people.roster.infiniteOptions(rosterPages(filters)))
  const found = query.data?.pages.flatMap((page) => page.people) ?? []
  const isFiltered = Boolean(filters.search || filters.unit || filters.state)
  return (
    <>
      <Filters />
      <p className="sr" role="status">
        {query.isSuccess ? t('shown', { count: found.length }) : ''}
      </p>
      {query.isPending ? <SkeletonTable rows={8} columns={4} row={52} /> : null}
      {query.isError && found.length === 0 ? <Problem error={query.error} retry={() => query.refetch()} /> : null}
      {query.isSuccess && found.length === 0 ? (
        <EmptyState
          icon={isFiltered ? 'search' : 'people'}
          title={isFiltered ? t('nobody.title') : t('nobody.emptyTitle')}
          text={isFiltered ? t('nobody.text') : t('nobody.emptyText')}
          action={
            isFiltered ? (
              <Button onClick={() => set({ search: null, unit: null, state: null })}>{t('filters.clear')}</Button>
            ) : (
              <Button onClick={() => set({ tab: 'units' })}>{t('units.add')}</Button>
            )
          }
        />
      ) : null}
      {found.length > 0 ? <RosterTable people={found} isLeft={filters.state === 'left'} /> : null}
      {found.length > 0 ? (
        <div className={classes.foot}>
          <span>{t(query.hasNextPage ? 'shown' : 'shownAll', { count: found.length })}</span>
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

function Filters() {
  const t = useTranslations('peopleAdmin.filters')
  const words = useTranslations('peopleAdmin.states')
  const { get, set } = useUrlState()
  const filters = rosterFilters(get)
  const units = useQuery(orpc.units.list.queryOptions())
  const search = useDebouncedCallback((wanted: string) => set({ search: wanted.trim() || null }), 250)
  return (
    <search className={shared.filters}>
      <TextInput
        key={filters.search === undefined ? 'empty' : 'filled'}
        className={shared.name}
        type="search"
        size="xs"
        aria-label={t('search')}
        placeholder={t('search')}
        leftSection={<Icon name="search" size={14} />}
        defaultValue={filters.search}
        onChange={(event) => search(event.target.value)}
      />
      <FilterSelect
        label={t('unit')}
        value={filters.unit ?? ''}
        options={[{ value: '', label: t('allUnits') }, ...unitOptions(units.data?.units ?? [])]}
        onChange={(unit) => set({ unit })}
      />
      <FilterSelect
        label={t('state')}
        value={filters.state ?? ''}
        options={[
          { value: '', label: t('anyState') },
          ...rosterStates.map((state) => ({ value: state, label: words(state) })),
        ]}
        onChange={(state) => set({ state })}
      />
    </search>
  )
}
