'use client'
import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { FormActions, FormProblem, formClasses, issueOf } from '@/components/ui/form'
import { orpc } from '@/lib/api/client'
import type { PersonFields, PersonRecord } from '@/lib/people/change-shapes'
import { ConflictNote, conflictOf } from './conflict'
import { changedFields, type FieldTexts, fieldsOf, textsOf } from './record-fields'

const kinds: Partial<Record<keyof PersonFields, string>> = {
  ...{ email: 'email', hiredOn: 'date', priorBusinessMonths: 'number' },
  ...{ priorDeliveryMonths: 'number', priorPortfolioMonths: 'number' },
}

/** Mends what the record says today. Only what differs is sent; when somebody else was quicker, both versions are shown. */
export function CorrectForm({
  record,
  onDone,
  onCancel,
}: {
  record: PersonRecord
  onDone: (isWaiting: boolean) => void
  onCancel: () => void
}) {
  const t = useTranslations('peopleAdmin')
  const queries = useQueryClient()
  const [before, setBefore] = useState<FieldTexts>(() => textsOf(fieldsOf(record)))
  const [now, setNow] = useState<FieldTexts>(before)
  const [version, setVersion] = useState(record.version)
  const save = useMutation(
    orpc.people.correct.mutationOptions({
      onSuccess: async ({ waiting }) => {
        await queries.invalidateQueries({ queryKey: orpc.people.key() })
        onDone(waiting)
      },
    }),
  )
  const changed = changedFields(now, before)
  const isChanged = Object.keys(changed).length > 0
  const send = (at: number) => {
    if (!isChanged) return onCancel()
    save.mutate({ ...changed, employeeId: record.employeeId, version: at })
  }
  const conflict = conflictOf(save.error)
  const takeStored = () => {
    if (!conflict) return
    const { version: stored, ...fields } = conflict.stored
    const texts = textsOf(fields as Partial<PersonFields>)
    setBefore({ ...before, ...texts })
    setNow({ ...now, ...texts })
    setVersion(stored)
    save.reset()
  }
  const field = (key: keyof PersonFields) => ({
    label: t(`fields.${key}`),
    error: issueOf(save.error, key),
    value: now[key] ?? '',
    onChange: (event: { target: { value: string } }) => setNow({ ...now, [key]: event.target.value }),
  })
  const input = (key: keyof PersonFields) => (
    <TextInput key={key} type={kinds[key] ?? 'text'} min={kinds[key] === 'number' ? 0 : undefined} {...field(key)} />
  )
  return (
    <form
      className={formClasses.form}
      onSubmit={(event) => {
        event.preventDefault()
        send(version)
      }}
      noValidate
    >
      <p className={formClasses.lead}>{t('record.correctLead')}</p>
      <div className={formClasses.pair}>
        {input('name')}
        <TextInput
          type="email"
          {...field('email')}
          description={record.needsSecond ? t('record.emailSecond') : undefined}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
        />
        {(['jobTitle', 'grade', 'location'] as const).map(input)}
      </div>
      {record.assessment ? (
        <>
          <h3>{t('record.assessment')}</h3>
          <div className={formClasses.pair}>
            <NativeSelect
              {...field('isAssessed')}
              data={[
                { value: 'true', label: t('yes') },
                { value: 'false', label: t('no') },
              ]}
            />
            <Target field={field('targetProfile')} />
            {(['hiredOn', 'pmoType'] as const).map(input)}
            {(['priorBusinessMonths', 'priorDeliveryMonths', 'priorPortfolioMonths'] as const).map(input)}
          </div>
          <Textarea {...field('credentials')} description={t('fields.credentialsHint')} rows={3} />
        </>
      ) : null}
      {conflict ? (
        <ConflictNote
          conflict={conflict}
          isBusy={save.isPending}
          onMine={() => send(conflict.stored.version)}
          onStored={takeStored}
        />
      ) : (
        <>
          <FormProblem error={save.error} />
          <FormActions submit={t('record.save')} isBusy={save.isPending} cancel={onCancel} />
        </>
      )}
    </form>
  )
}

function Target({ field }: { field: { label: string; value: string; onChange: (event: never) => void } & object }) {
  const t = useTranslations('peopleAdmin')
  const framework = useQuery(orpc.framework.get.queryOptions({ input: {} }))
  const profiles = framework.data?.profiles ?? []
  return (
    <NativeSelect
      {...field}
      data={[
        { value: '', label: t('standardProfile') },
        ...profiles.map(({ key, name }) => ({ value: key, label: name })),
      ]}
    />
  )
}
