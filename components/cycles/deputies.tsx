'use client'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useMe } from '@/components/ui/can'
import { FormProblem, formClasses, issueOf } from '@/components/ui/form'
import { PersonPicker, type Picked } from '@/components/ui/person-picker'
import { useDay } from '@/components/ui/use-day'
import { useToday } from '@/components/ui/use-today'
import { orpc } from '@/lib/api/client'
import classes from './cycles.module.css'

/** Who stands in for a manager, from day to day: one's own, or for HR anybody's. */
export function Deputies({ all = false }: { all?: boolean }) {
  const t = useTranslations('cycles.deputies')
  const day = useDay()
  const me = useMe()
  const cache = useQueryClient()
  const { data } = useQuery(orpc.deputies.list.queryOptions({ input: { all } }))
  const refresh = { onSuccess: () => cache.invalidateQueries({ queryKey: orpc.deputies.key() }) }
  const end = useMutation(orpc.deputies.end.mutationOptions(refresh))
  const deputies = data?.deputies ?? []
  return (
    <section>
      <h2>{all ? t('title') : t('own')}</h2>
      <p className={classes.text}>{t('text')}</p>
      {data && deputies.length === 0 ? <p className={classes.quiet}>{t('none')}</p> : null}
      <ul className={classes.lines}>
        {deputies.map(({ id, version, manager, deputy, from, to }) => {
          const names = { deputy: deputy.name, manager: manager.name }
          return (
            <li key={id}>
              <span>{t('line', { ...names, from: day(from), to: day(to) })}</span>
              {all || manager.employeeId === me.employeeId ? (
                <Button
                  size="compact-xs"
                  aria-label={t('endOne', names)}
                  loading={end.isPending}
                  onClick={() => end.mutate({ id, version })}
                >
                  {t('end')}
                </Button>
              ) : null}
            </li>
          )
        })}
      </ul>
      <FormProblem error={end.error} />
      <NameDeputy all={all} candidates={data?.candidates ?? []} />
    </section>
  )
}

function NameDeputy({ all, candidates }: { all: boolean; candidates: Picked[] }) {
  const t = useTranslations('cycles.deputies')
  const cache = useQueryClient()
  const today = useToday()
  const [manager, setManager] = useState<Picked | null>(null)
  const [deputy, setDeputy] = useState<Picked | null>(null)
  const [span, setSpan] = useState({ from: today, to: today })
  const name = useMutation(
    orpc.deputies.name.mutationOptions({
      onSuccess: async () => {
        setManager(null)
        setDeputy(null)
        await cache.invalidateQueries({ queryKey: orpc.deputies.key() })
      },
    }),
  )
  const isWhole = deputy !== null && (!all || manager !== null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (deputy) name.mutate({ ...span, deputyId: deputy.employeeId, managerId: manager?.employeeId })
  }
  return (
    <form className={formClasses.form} onSubmit={submit}>
      {all ? (
        <>
          <PersonPicker
            label={t('manager')}
            error={issueOf(name.error, 'managerId')}
            value={manager}
            onChange={setManager}
          />
          <PersonPicker
            label={t('deputy')}
            error={issueOf(name.error, 'deputyId')}
            value={deputy}
            onChange={setDeputy}
          />
        </>
      ) : (
        <NativeSelect
          label={t('deputy')}
          error={issueOf(name.error, 'deputyId')}
          value={deputy?.employeeId ?? ''}
          data={[
            { value: '', label: t('choose') },
            ...candidates.map(({ employeeId, name: label }) => ({ value: employeeId, label })),
          ]}
          onChange={(event) =>
            setDeputy(candidates.find(({ employeeId }) => employeeId === event.target.value) ?? null)
          }
        />
      )}
      <div className={classes.row}>
        <TextInput
          type="date"
          label={t('from')}
          required
          withAsterisk={false}
          value={span.from}
          onChange={(event) => setSpan({ ...span, from: event.target.value })}
        />
        <TextInput
          type="date"
          label={t('to')}
          error={issueOf(name.error, 'to')}
          required
          withAsterisk={false}
          min={span.from}
          value={span.to}
          onChange={(event) => setSpan({ ...span, to: event.target.value })}
        />
        <Button type="submit" loading={name.isPending} disabled={!isWhole}>
          {t('submit')}
        </Button>
      </div>
      <FormProblem error={name.error} />
    </form>
  )
}
