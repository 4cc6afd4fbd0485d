'use client'
import { Button, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { FormProblem } from '@/components/ui/form'
import { useDay } from '@/components/ui/use-day'
import { useToday } from '@/components/ui/use-today'
import { orpc } from '@/lib/api/client'
import classes from './cycles.module.css'

/** The bank holidays that deadlines are checked against. */
export function Holidays() {
  const t = useTranslations('cycles.calendar')
  const day = useDay()
  const cache = useQueryClient()
  const today = useToday()
  const options = orpc.cycles.holidays.queryOptions()
  const { data } = useQuery(options)
  const [typed, setTyped] = useState({ day: today, name: '' })
  const set = useMutation(
    orpc.cycles.setHoliday.mutationOptions({
      onSuccess: async (stored) => {
        cache.setQueryData(options.queryKey, stored)
        await cache.invalidateQueries({ queryKey: orpc.cycles.check.key() })
      },
    }),
  )
  const holidays = data?.holidays ?? []
  return (
    <section>
      <h2>{t('title')}</h2>
      <p className={classes.text}>{t('text')}</p>
      {holidays.length === 0 ? <p className={classes.quiet}>{t('none')}</p> : null}
      <ul className={classes.lines}>
        {holidays.map((one) => (
          <li key={one.day}>
            <span>
              {day(one.day)}, {one.name}
            </span>
            <Button
              size="compact-xs"
              aria-label={t('remove', { name: one.name })}
              onClick={() => set.mutate({ day: one.day, name: null })}
            >
              {t('off')}
            </Button>
          </li>
        ))}
      </ul>
      <form
        className={classes.row}
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          set.mutate(typed, { onSuccess: () => setTyped({ ...typed, name: '' }) })
        }}
      >
        <TextInput
          type="date"
          label={t('day')}
          required
          withAsterisk={false}
          value={typed.day}
          onChange={(event) => setTyped({ ...typed, day: event.target.value })}
        />
        <TextInput
          label={t('name')}
          required
          withAsterisk={false}
          maxLength={100}
          value={typed.name}
          onChange={(event) => setTyped({ ...typed, name: event.target.value })}
        />
        <Button type="submit" loading={set.isPending}>
          {t('add')}
        </Button>
      </form>
      <FormProblem error={set.error} />
    </section>
  )
}
