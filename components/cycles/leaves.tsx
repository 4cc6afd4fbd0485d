'use client'
import { Button, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { FormProblem, formClasses, issueOf } from '@/components/ui/form'
import { PersonPicker, type Picked } from '@/components/ui/person-picker'
import { useDay } from '@/components/ui/use-day'
import { useToday } from '@/components/ui/use-today'
import { orpc } from '@/lib/api/client'
import classes from './cycles.module.css'

/** Who is away for long: days without a reason, for the check before a launch. */
export function Leaves() {
  const t = useTranslations('cycles.calendar')
  const who = useTranslations('cycles.who')
  const day = useDay()
  const cache = useQueryClient()
  const today = useToday()
  const { data } = useQuery(orpc.cycles.leaves.queryOptions())
  const [person, setPerson] = useState<Picked | null>(null)
  const [typed, setTyped] = useState({ from: today, to: '' })
  const set = useMutation(
    orpc.cycles.setLeave.mutationOptions({
      onSuccess: () =>
        Promise.all([
          cache.invalidateQueries({ queryKey: orpc.cycles.leaves.key() }),
          cache.invalidateQueries({ queryKey: orpc.cycles.check.key() }),
        ]),
    }),
  )
  const leaves = data?.leaves ?? []
  return (
    <section>
      <h2>{t('leaveTitle')}</h2>
      <p className={classes.text}>{t('leaveText')}</p>
      {leaves.length === 0 ? <p className={classes.quiet}>{t('leaveNone')}</p> : null}
      <ul className={classes.lines}>
        {leaves.map(({ employeeId, name, from, to }) => (
          <li key={`${employeeId} ${from}`}>
            <span>
              {name}, {to ? t('leaveSpan', { from: day(from), to: day(to) }) : t('leaveOpen', { from: day(from) })}
            </span>
            <Button
              size="compact-xs"
              aria-label={t('leaveRemove', { name })}
              onClick={() => set.mutate({ employeeId, from, isOff: true })}
            >
              {t('off')}
            </Button>
          </li>
        ))}
      </ul>
      <form
        className={formClasses.form}
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          if (!person) return
          const leave = { employeeId: person.employeeId, from: typed.from, to: typed.to || null }
          set.mutate(leave, { onSuccess: () => setPerson(null) })
        }}
      >
        <PersonPicker label={who('person')} value={person} onChange={setPerson} />
        <div className={classes.row}>
          <TextInput
            type="date"
            label={t('leaveFrom')}
            required
            withAsterisk={false}
            value={typed.from}
            onChange={(event) => setTyped({ ...typed, from: event.target.value })}
          />
          <TextInput
            type="date"
            label={t('leaveTo')}
            error={issueOf(set.error, 'to')}
            value={typed.to}
            onChange={(event) => setTyped({ ...typed, to: event.target.value })}
          />
          <Button type="submit" loading={set.isPending} disabled={!person}>
            {t('leaveAdd')}
          </Button>
        </div>
        <FormProblem error={set.error} />
      </form>
    </section>
  )
}
