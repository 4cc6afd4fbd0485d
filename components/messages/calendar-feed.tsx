'use client'
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { FormProblem } from '@/components/ui/form'
import { Problem } from '@/components/ui/problem'
import { SecretOnce } from '@/components/ui/secret-once'
import { useDay } from '@/components/ui/use-day'
import { orpc } from '@/lib/api/client'
import classes from './messages.module.css'

/** The secret address under which the viewer's calendar reads their deadlines: made, renewed, ended. */
export function CalendarFeed() {
  const t = useTranslations('messages.feed')
  const day = useDay()
  const queries = useQueryClient()
  const state = useQuery(orpc.calendar.get.queryOptions())
  const settled = { onSettled: () => queries.invalidateQueries({ queryKey: orpc.calendar.get.key() }) }
  const make = useMutation(orpc.calendar.make.mutationOptions(settled))
  const end = useMutation(orpc.calendar.end.mutationOptions(settled))
  if (state.error) return <Problem error={state.error} retry={state.refetch} />
  const feed = state.data
  return (
    <section className={classes.feed} aria-labelledby="calendar">
      <h2 id="calendar">{t('title')}</h2>
      <p>{t('text')}</p>
      {feed?.isOn && feed.createdAt ? (
        <p className={classes.when}>
          {t('isOn', { day: day(feed.createdAt.slice(0, 10)) })}{' '}
          {feed.lastUsedOn ? t('used', { day: day(feed.lastUsedOn) }) : t('unused')}
        </p>
      ) : null}
      {make.data ? (
        <SecretOnce secret={make.data.address} label={t('label')}>
          {t('once')}
        </SecretOnce>
      ) : null}
      <FormProblem error={make.error ?? end.error} />
      <div className={classes.actions}>
        <Button
          loading={make.isPending}
          onClick={() => {
            end.reset()
            make.mutate(undefined)
          }}
        >
          {feed?.isOn ? t('renew') : t('make')}
        </Button>
        {feed?.isOn ? (
          <Button
            variant="default"
            loading={end.isPending}
            onClick={() => {
              make.reset()
              end.mutate(undefined)
            }}
          >
            {t('end')}
          </Button>
        ) : null}
        <span role="status">{end.isSuccess && !feed?.isOn ? t('ended') : feed?.isOn ? t('renewText') : ''}</span>
      </div>
    </section>
  )
}
