'use client'
import { Button } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Problem } from '@/components/ui/problem'
import { orpc } from '@/lib/api/client'
import type { Preview } from '@/lib/cycles/shapes'
import classes from './cycles.module.css'
import { type PlanForm, populationOf } from './plan-form'

/** How many a rule finds and how long it takes them, as it is typed; the people themselves on demand. */
export function PopulationPreview({ form }: { form: PlanForm }) {
  const t = useTranslations('cycles.who')
  const more = useTranslations('common.state')
  const [isOpen, setOpen] = useState(false)
  const { edition, defaultProfile, isDelta } = form
  const [rule] = useDebouncedValue(
    JSON.stringify({ edition, defaultProfile, isDelta, population: populationOf(form) }),
    250,
  )
  const query = useInfiniteQuery({
    ...orpc.cycles.population.infiniteOptions({
      input: (after: string | undefined) => ({ ...JSON.parse(rule), after }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page: Preview) => page.next ?? undefined,
    }),
    placeholderData: keepPreviousData,
  })
  const first = query.data?.pages[0]
  const people = query.data?.pages.flatMap((page) => page.people) ?? []
  if (query.isError && !first) return <Problem error={query.error} retry={() => query.refetch()} />
  return (
    <div className={classes.preview} aria-busy={query.isFetching}>
      <div role="status">
        <p>
          <strong>{first ? t('count', { count: first.count, managers: first.managers }) : t('counting')}</strong>
        </p>
        {first && first.count > 0 ? <p>{t('minutes', { ...first.minutes, criteria: first.criteria })}</p> : null}
      </div>
      {first && first.count > 0 ? (
        <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>{t('show')}</summary>
          <table className={classes.table} data-stacked>
            <caption className="sr">{t('title')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('person')}</th>
                <th scope="col">{t('unit')}</th>
                <th scope="col">{t('profile')}</th>
              </tr>
            </thead>
            <tbody>
              {people.map(({ employeeId, name, unit, profile }) => (
                <tr key={employeeId}>
                  <th scope="row">{name}</th>
                  <td>{unit?.name ?? '–'}</td>
                  <td>{profile ?? t('noProfile')}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {query.hasNextPage ? (
            <Button mt={12} onClick={() => query.fetchNextPage()} loading={query.isFetchingNextPage}>
              {more('more')}
            </Button>
          ) : null}
        </details>
      ) : null}
    </div>
  )
}
