'use client'
import { NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Dialog } from '@/components/ui/dialog'
import { FormActions, FormProblem, formClasses, issueOf } from '@/components/ui/form'
import { PersonPicker, type Picked } from '@/components/ui/person-picker'
import { useToday } from '@/components/ui/use-today'
import { orpc } from '@/lib/api/client'
import { indented, unitOptions } from './filters'
import { recordPath } from './roster-filters'

const texts = ['email', 'jobTitle', 'grade', 'location'] as const

/** A newcomer with a post from their first day; what else is known is filled in on their own page. */
export function AddPerson({ onClose }: { onClose: () => void }) {
  const t = useTranslations('peopleAdmin')
  const words = useTranslations('common.picker')
  const router = useRouter()
  const queries = useQueryClient()
  const today = useToday()
  const units = useQuery(orpc.units.list.queryOptions())
  const [manager, setManager] = useState<Picked | null>(null)
  const add = useMutation(
    orpc.people.add.mutationOptions({
      onSuccess: ({ employeeId }) => {
        router.push(recordPath(employeeId))
        queries.invalidateQueries({ queryKey: orpc.people.key() })
      },
    }),
  )
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    const text = (name: string) => String(given.get(name) ?? '').trim()
    const filled = texts.map((name) => [name, text(name)]).filter(([, value]) => value)
    add.mutate({
      ...Object.fromEntries(filled),
      employeeId: text('employeeId'),
      name: text('name'),
      unitId: text('unitId'),
      managerId: manager?.employeeId ?? null,
      startsOn: text('startsOn') || undefined,
    })
  }
  const issue = (path: string) => issueOf(add.error, path)
  return (
    <Dialog title={t('add.title')} onClose={onClose}>
      <form className={formClasses.form} onSubmit={submit}>
        <p className={formClasses.lead}>{t('add.lead')}</p>
        <div className={formClasses.pair}>
          <TextInput name="name" label={t('fields.name')} error={issue('name')} required maxLength={200} />
          <TextInput
            name="employeeId"
            label={t('fields.employeeId')}
            error={issue('employeeId')}
            required
            maxLength={64}
          />
          <TextInput name="email" type="email" label={t('fields.email')} error={issue('email')} />
          <TextInput name="jobTitle" label={t('fields.jobTitle')} error={issue('jobTitle')} />
          <NativeSelect
            name="unitId"
            label={t('fields.unit')}
            error={issue('unitId')}
            required
            data={[{ value: '', label: words('unit') }, ...indented(unitOptions(units.data?.units ?? []))]}
          />
          <TextInput
            name="startsOn"
            type="date"
            label={t('add.startsOn')}
            description={t('add.startsHint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            error={issue('startsOn')}
            defaultValue={today}
            min={today}
          />
        </div>
        <PersonPicker
          label={t('add.manager')}
          description={t('add.managerHint')}
          error={issue('managerId')}
          value={manager}
          onChange={setManager}
        />
        <div className={formClasses.pair}>
          <TextInput name="grade" label={t('fields.grade')} error={issue('grade')} />
          <TextInput name="location" label={t('fields.location')} error={issue('location')} />
        </div>
        <FormProblem error={add.error} />
        <FormActions submit={t('add.submit')} isBusy={add.isPending || add.isSuccess} cancel={onClose} />
      </form>
    </Dialog>
  )
}
