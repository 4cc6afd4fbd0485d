'use client'
import { Button } from '@mantine/core'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { FilterSelect } from '@/components/ui/filter-select'
import { formClasses } from '@/components/ui/form'
import { Problem } from '@/components/ui/problem'
import { SkeletonTable } from '@/components/ui/skeleton-table'
import { useUrlState } from '@/components/ui/use-url-state'
import { participantFilters } from '@/db/values'
import { orpc } from '@/lib/api/client'
import type { Participant, Plan, Progress } from '@/lib/cycles/shapes'
import classes from './cycles.module.css'
import { ExcuseForm, ReassignForm } from './participant-forms'
import { useCycleDeeds } from './use-cycle'

/** Who takes part and who is stuck, by unit, manager or what is missing; what HR does for one of them. */
export function Participants({ plan, progress }: { plan: Plan; progress: Progress }) {
  const t = useTranslations('cycles.progress')
  const more = useTranslations('common.state')
  const url = useUrlState()
  const stuck = participantFilters.find((one) => one === url.get('stuck'))
  const filters = { name: plan.name, unit: url.get('unit'), manager: url.get('manager'), stuck }
  const query = useInfiniteQuery({
    ...orpc.cycles.participants.infiniteOptions({
      input: (after: string | undefined) => ({ ...filters, after }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page: { next: string | null }) => page.next ?? undefined,
    }),
    placeholderData: keepPreviousData,
  })
  const people = query.data?.pages.flatMap((page) => page.people) ?? []
  const only =
    progress.units.find(({ unit }) => unit?.unitId === filters.unit)?.unit?.name ??
    progress.managers.find(({ manager }) => manager?.employeeId === filters.manager)?.manager?.name
  if (query.isError && !query.data) return <Problem error={query.error} retry={() => query.refetch()} />
  return (
    <>
      <div className={classes.bar}>
        <FilterSelect
          label={t('stuck')}
          value={stuck ?? ''}
          options={[
            { value: '', label: t('everyone') },
            ...participantFilters.map((value) => ({ value, label: t(`filters.${value}`) })),
          ]}
          onChange={(next) => url.set({ stuck: next || null })}
        />
        {only ? (
          <>
            <span className={formClasses.saved}>{t('only', { name: only })}</span>
            <Button size="xs" onClick={() => url.set({ unit: null, manager: null })}>
              {t('clear')}
            </Button>
          </>
        ) : null}
        <span role="status" className={formClasses.saved}>
          {query.data ? t('found', { count: query.data.pages[0]?.total ?? 0 }) : ''}
        </span>
      </div>
      {query.isPending ? <SkeletonTable rows={6} columns={4} row={44} /> : null}
      {people.length > 0 ? <PeopleTable plan={plan} people={people} /> : null}
      {query.hasNextPage ? (
        <Button mt={12} onClick={() => query.fetchNextPage()} loading={query.isFetchingNextPage}>
          {more('more')}
        </Button>
      ) : null}
    </>
  )
}

type Open = { form: 'excuse' | 'reassign'; person: Participant } | null

function PeopleTable({ plan, people }: { plan: Plan; people: readonly Participant[] }) {
  const t = useTranslations('cycles.progress')
  const [open, setOpen] = useState<Open>(null)
  const { chase } = useCycleDeeds(plan.name)
  const isRunning = plan.status === 'open' || plan.status === 'paused'
  return (
    <>
      <p role="status" className={classes.quiet}>
        {chase.data ? t('chased', { told: chase.data.told }) : ''}
      </p>
      <table className={classes.table} data-stacked>
        <caption className="sr">{t('people')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('people')}</th>
            <th scope="col">{t('manager')}</th>
            <th scope="col">{t('filters.self')}</th>
            <th scope="col">{t('filters.manager')}</th>
            <th scope="col">{t('filters.agree')}</th>
            {isRunning ? <th scope="col">{t('actions')}</th> : null}
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr key={person.employeeId}>
              <th scope="row">
                {person.name}
                <small>{person.unit?.name}</small>
              </th>
              <td data-label={t('manager')}>
                {person.manager?.name ?? t('noManager')}
                {person.isAssigned ? <small>{t('assigned')}</small> : null}
              </td>
              {person.state === 'active' ? (
                <>
                  <td data-label={t('filters.self')}>{t(`states.${person.self}`)}</td>
                  <td data-label={t('filters.manager')}>{t(`states.${person.rated}`)}</td>
                  <td data-label={t('filters.agree')}>{t(`agreeing.${person.agree}`)}</td>
                </>
              ) : (
                <td colSpan={3}>
                  {t(`parts.${person.state}`)}
                  {person.stateReason ? <small>{person.stateReason}</small> : null}
                </td>
              )}
              {isRunning ? (
                <td>
                  {person.state === 'active' ? (
                    <span className={classes.row}>
                      {plan.status === 'open' && person.self !== 'submitted' ? (
                        <Button
                          size="compact-xs"
                          aria-label={t('remindOne', { name: person.name })}
                          onClick={() =>
                            chase.mutate({ name: plan.name, stage: 'self', employeeId: person.employeeId })
                          }
                        >
                          {t('remind')}
                        </Button>
                      ) : null}
                      <Button
                        size="compact-xs"
                        aria-label={t('reassignOne', { name: person.name })}
                        onClick={() => setOpen({ form: 'reassign', person })}
                      >
                        {t('reassign')}
                      </Button>
                      <Button
                        size="compact-xs"
                        aria-label={t('excuseOne', { name: person.name })}
                        onClick={() => setOpen({ form: 'excuse', person })}
                      >
                        {t('excuse')}
                      </Button>
                    </span>
                  ) : null}
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
      {open?.form === 'excuse' ? (
        <ExcuseForm cycle={plan.name} person={open.person} onClose={() => setOpen(null)} />
      ) : null}
      {open?.form === 'reassign' ? (
        <ReassignForm cycle={plan.name} person={open.person} onClose={() => setOpen(null)} />
      ) : null}
    </>
  )
}
