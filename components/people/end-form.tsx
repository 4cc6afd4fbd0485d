'use client'
import { TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Dialog } from '@/components/ui/dialog'
import { FormActions, FormProblem, formClasses, issueOf } from '@/components/ui/form'
import { Segmented } from '@/components/ui/segmented'
import { useDay } from '@/components/ui/use-day'
import { dayBefore, useToday } from '@/components/ui/use-today'
import { orpc } from '@/lib/api/client'
import type { PersonRecord } from '@/lib/people/change-shapes'
import { ConflictNote, conflictOf } from './conflict'

/** The last day with a post, planned or at once. Whoever has reports hands them over first: the server names them. */
export function EndForm({
  record,
  onDone,
  onClose,
}: {
  record: PersonRecord
  onDone: () => void
  onClose: () => void
}) {
  const t = useTranslations('peopleAdmin.record')
  const day = useDay()
  const queries = useQueryClient()
  const today = useToday()
  const [when, setWhen] = useState<'day' | 'now'>('day')
  const [lastDay, setLastDay] = useState(today)
  const end = useMutation(
    orpc.people.end.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: orpc.people.key() })
        onDone()
      },
    }),
  )
  const send = (version: number) =>
    end.mutate({ employeeId: record.employeeId, version, lastDay: when === 'now' ? dayBefore(today) : lastDay })
  const conflict = conflictOf(end.error)
  const { name, reports } = record
  return (
    <Dialog title={t('endTitle', { name })} onClose={onClose}>
      <form
        className={formClasses.form}
        onSubmit={(event) => {
          event.preventDefault()
          send(record.version)
        }}
      >
        <p className={formClasses.lead}>{t('endLead')}</p>
        {reports > 0 ? <p className={formClasses.lead}>{t('endReports', { count: reports, name })}</p> : null}
        <div>
          <Segmented
            label={t('endHow')}
            value={when}
            options={[
              { value: 'day', label: t('endOnDay') },
              { value: 'now', label: t('endNow') },
            ]}
            onChange={setWhen}
          />
        </div>
        {when === 'day' ? (
          <TextInput
            type="date"
            label={t('endDay')}
            error={issueOf(end.error, 'lastDay')}
            required
            withAsterisk={false}
            min={today}
            value={lastDay}
            onChange={(event) => setLastDay(event.target.value)}
          />
        ) : null}
        {conflict ? (
          <ConflictNote
            conflict={conflict}
            isBusy={end.isPending}
            onMine={() => send(conflict.stored.version)}
            onStored={() => {
              onClose()
              return queries.invalidateQueries({ queryKey: orpc.people.key() })
            }}
          />
        ) : (
          <>
            <FormProblem error={end.error} />
            <FormActions
              submit={t('endSubmit', { when, day: lastDay ? day(lastDay) : '–' })}
              isBusy={end.isPending}
              isDangerous
              cancel={onClose}
            />
          </>
        )}
      </form>
    </Dialog>
  )
}
