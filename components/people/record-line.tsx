'use client'
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import Link from 'next/link'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useMe } from '@/components/ui/can'
import { FormProblem } from '@/components/ui/form'
import { useDay } from '@/components/ui/use-day'
import { useToday } from '@/components/ui/use-today'
import { orpc } from '@/lib/api/client'
import type { PersonRecord } from '@/lib/people/change-shapes'
import classes from './record.module.css'
import { recordPath } from './roster-filters'

const EndForm = dynamic(() => import('./end-form').then((file) => file.EndForm))
const MoveForm = dynamic(() => import('./move-form').then((file) => file.MoveForm))

/** Where the post hangs today, what is planned, and the ways to change it. */
export function RecordLine({ record, say }: { record: PersonRecord; say: (sentence: string) => void }) {
  const t = useTranslations('peopleAdmin.record')
  const words = useTranslations('peopleAdmin')
  const today = useToday()
  const [open, setOpen] = useState<'move' | 'end' | null>(null)
  const isHere = record.lastDay === null || record.lastDay >= today
  const mayChange = useMe().permissions.includes('people.change') && !record.isOwn && isHere
  const done = (sentence: string) => {
    setOpen(null)
    say(sentence)
  }
  return (
    <section>
      <div className={classes.head}>
        <h2>{t('line')}</h2>
        {mayChange ? (
          <div className={classes.actions}>
            <Button onClick={() => setOpen('move')}>{t('move')}</Button>
            {record.lastDay ? (
              <TakeBackEnd record={record} say={say} />
            ) : (
              <Button variant="subtle" onClick={() => setOpen('end')}>
                {t('end')}
              </Button>
            )}
          </div>
        ) : null}
      </div>
      <dl className={classes.facts}>
        <div>
          <dt>{words('fields.unit')}</dt>
          <dd>{record.unit?.name ?? words('nothing')}</dd>
        </div>
        <div>
          <dt>{words('fields.manager')}</dt>
          <dd>
            {record.manager ? (
              <Link href={recordPath(record.manager.employeeId)}>{record.manager.name}</Link>
            ) : (
              words('noManager')
            )}
          </dd>
        </div>
      </dl>
      <Planned record={record} mayChange={mayChange} say={say} />
      {open === 'move' ? (
        <MoveForm record={record} onClose={() => setOpen(null)} onDone={() => done(t('moved'))} />
      ) : null}
      {open === 'end' ? (
        <EndForm record={record} onClose={() => setOpen(null)} onDone={() => done(t('ended'))} />
      ) : null}
    </section>
  )
}

function TakeBackEnd({ record, say }: { record: PersonRecord; say: (sentence: string) => void }) {
  const t = useTranslations('peopleAdmin.record')
  const queries = useQueryClient()
  const settled = { onSettled: () => queries.invalidateQueries({ queryKey: orpc.people.key() }) }
  const end = useMutation(orpc.people.end.mutationOptions(settled))
  const { employeeId, version } = record
  return (
    <>
      <Button
        variant="subtle"
        loading={end.isPending}
        onClick={() => end.mutate({ employeeId, version, lastDay: null }, { onSuccess: () => say(t('endedBack')) })}
      >
        {t('endBack')}
      </Button>
      <FormProblem error={end.error} />
    </>
  )
}

function Planned({
  record,
  mayChange,
  say,
}: {
  record: PersonRecord
  mayChange: boolean
  say: (sentence: string) => void
}) {
  const t = useTranslations('peopleAdmin.record')
  const day = useDay()
  const queries = useQueryClient()
  const settled = { onSettled: () => queries.invalidateQueries({ queryKey: orpc.people.key() }) }
  const cancel = useMutation(orpc.people.cancelMove.mutationOptions(settled))
  const { employeeId, version, planned } = record
  if (planned.length === 0) return null
  return (
    <>
      <h3 className={classes.subhead}>{t('planned')}</h3>
      <ul className={classes.list}>
        {planned.map(({ from, unit, manager }) => (
          <li key={from}>
            <span>
              <span className={classes.day}>{day(from)}</span>
              {[
                unit ? t('plannedUnit', { unit: unit.name }) : null,
                manager ? t('plannedManager', { manager: manager.name }) : null,
              ]
                .filter(Boolean)
                .join(', ')}
            </span>
            {mayChange ? (
              <Button
                size="xs"
                aria-label={t('cancelLabel', { day: day(from) })}
                loading={cancel.isPending && cancel.variables.from === from}
                onClick={() => cancel.mutate({ employeeId, version, from }, { onSuccess: () => say(t('cancelled')) })}
              >
                {t('cancel')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <FormProblem error={cancel.error} />
    </>
  )
}
