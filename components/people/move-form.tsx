'use client'
import { NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Dialog } from '@/components/ui/dialog'
import { FormActions, FormProblem, formClasses, issueOf } from '@/components/ui/form'
import { PersonPicker, type Picked } from '@/components/ui/person-picker'
import { useDay } from '@/components/ui/use-day'
import { useToday } from '@/components/ui/use-today'
import { orpc } from '@/lib/api/client'
import type { PersonRecord } from '@/lib/people/change-shapes'
import { ConflictNote, conflictOf } from './conflict'
import { indented, unitOptions } from './filters'

/** A new unit, a new manager or both, from a day on: today at once, later as a plan. */
export function MoveForm({
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
  const units = useQuery(orpc.units.list.queryOptions())
  const [unitId, setUnitId] = useState('')
  const [manager, setManager] = useState<Picked | null>(null)
  const [from, setFrom] = useState(today)
  const [isEmpty, setIsEmpty] = useState(false)
  const move = useMutation(
    orpc.people.move.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: orpc.people.key() })
        onDone()
      },
    }),
  )
  const send = (version: number) => {
    setIsEmpty(!unitId && !manager)
    if (!unitId && !manager) return
    move.mutate({
      ...{ employeeId: record.employeeId, version, from },
      unitId: unitId || undefined,
      managerId: manager?.employeeId,
    })
  }
  const conflict = conflictOf(move.error)
  return (
    <Dialog title={t('moveTitle', { name: record.name })} onClose={onClose}>
      <form
        className={formClasses.form}
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          send(record.version)
        }}
      >
        <p className={formClasses.lead}>{t('moveLead')}</p>
        <NativeSelect
          label={t('moveUnit')}
          error={isEmpty ? t('moveNothing') : issueOf(move.error, 'unitId')}
          value={unitId}
          onChange={(event) => setUnitId(event.target.value)}
          data={[
            { value: '', label: t('stays', { unit: record.unit?.name ?? '–' }) },
            ...indented(unitOptions(units.data?.units ?? [])),
          ]}
        />
        <PersonPicker
          label={t('moveManager')}
          description={record.manager ? t('staysManager', { manager: record.manager.name }) : undefined}
          error={issueOf(move.error, 'managerId')}
          value={manager}
          onChange={setManager}
          without={[record.employeeId]}
        />
        <TextInput
          type="date"
          label={t('from')}
          error={issueOf(move.error, 'from')}
          required
          withAsterisk={false}
          min={today}
          value={from}
          onChange={(event) => setFrom(event.target.value)}
        />
        {conflict ? (
          <ConflictNote
            conflict={conflict}
            isBusy={move.isPending}
            onMine={() => send(conflict.stored.version)}
            onStored={() => {
              onClose()
              return queries.invalidateQueries({ queryKey: orpc.people.key() })
            }}
          />
        ) : (
          <>
            <FormProblem error={move.error} />
            <FormActions
              submit={t('moveSubmit', { day: from ? day(from) : '–' })}
              isBusy={move.isPending}
              cancel={onClose}
            />
          </>
        )}
      </form>
    </Dialog>
  )
}
