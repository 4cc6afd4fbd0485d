'use client'
import { Button, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { FormProblem, formClasses } from '@/components/ui/form'
import { orpc } from '@/lib/api/client'
import type { HandOvers as Notes } from '@/lib/cycles/change-shapes'
import classes from './cycles.module.css'

/** What was handed over to the viewer, and what they may still say about people who passed to somebody else. */
export function HandOverNotes({ mine, received }: Notes) {
  const t = useTranslations('cycles.handOver')
  return (
    <section className={classes.section}>
      <h2>{t('title')}</h2>
      <ul className={classes.problems}>
        {received.map(({ cycle, person, from, note }) => (
          <li key={`${cycle} ${person.employeeId} ${from.employeeId}`}>
            <strong>{t('received', { from: from.name, name: person.name, cycle })}</strong>
            <p>{note}</p>
          </li>
        ))}
        {mine.map((one) => (
          <li key={`${one.cycle} ${one.person.employeeId}`}>
            <NoteForm one={one} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function NoteForm({ one: { cycle, person, note, isSubmitted, version } }: { one: Notes['mine'][number] }) {
  const t = useTranslations('cycles.handOver')
  const cache = useQueryClient()
  const [typed, setTyped] = useState(note)
  const leave = useMutation(
    orpc.assessments.handOver.mutationOptions({
      onSettled: () => cache.invalidateQueries({ queryKey: orpc.cycles.handOvers.key() }),
    }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    leave.mutate({ cycle, employeeId: person.employeeId, version, note: typed })
  }
  return (
    <form className={formClasses.form} onSubmit={submit}>
      <p>
        {t('text', { name: person.name, cycle })} {isSubmitted ? t('submitted') : ''}
      </p>
      <Textarea
        label={t('note')}
        maxLength={4000}
        autosize
        minRows={2}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <FormProblem error={leave.error} />
      <div className={formClasses.actions}>
        <Button type="submit" loading={leave.isPending}>
          {t('submit')}
        </Button>
        <span role="status" className={formClasses.saved}>
          {leave.isSuccess && typed === note ? t('saved') : ''}
        </span>
      </div>
    </form>
  )
}
