'use client'
import { NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { indented, unitOptions } from '@/components/people/filters'
import { useMe } from '@/components/ui/can'
import { Dialog } from '@/components/ui/dialog'
import { FormActions, FormProblem, formClasses, issueOf } from '@/components/ui/form'
import { PersonPicker, type Picked } from '@/components/ui/person-picker'
import { useToday } from '@/components/ui/use-today'
import { type GrantRole, grantRoles } from '@/db/values'
import { orpc } from '@/lib/api/client'

/** For whom, which role, where and for how long; HR is asked, and nothing is in force before. */
export function ProposeGrant({ onDone, onClose }: { onDone: () => void; onClose: () => void }) {
  const t = useTranslations('access')
  const words = useTranslations('common.picker')
  const today = useToday()
  const { employeeId: own } = useMe()
  const queries = useQueryClient()
  const units = useQuery(orpc.units.list.queryOptions())
  const [person, setPerson] = useState<Picked | null>(null)
  const [role, setRole] = useState<GrantRole>('director')
  const [isMissing, setIsMissing] = useState(false)
  const propose = useMutation(
    orpc.grants.propose.mutationOptions({
      onSuccess: onDone,
      onSettled: () => queries.invalidateQueries({ queryKey: orpc.grants.key() }),
    }),
  )
  const needsUnit = role === 'director' || role === 'viewer'
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setIsMissing(!person)
    if (!person) return
    const given = new FormData(event.currentTarget)
    const text = (name: string) => String(given.get(name) ?? '') || undefined
    propose.mutate({
      ...{ employeeId: person.employeeId, role, from: text('from'), until: text('until') },
      unitId: needsUnit ? text('unitId') : undefined,
    })
  }
  return (
    <Dialog title={t('propose.title')} onClose={onClose}>
      <form className={formClasses.form} onSubmit={submit}>
        <p className={formClasses.lead}>{t('propose.lead')}</p>
        <PersonPicker
          label={t('propose.person')}
          value={person}
          onChange={setPerson}
          without={own === null ? [] : [own]}
          error={isMissing && !person ? t('propose.missingPerson') : issueOf(propose.error, 'employeeId')}
        />
        <div className={formClasses.pair}>
          <NativeSelect
            label={t('propose.role')}
            description={t(`means.${role}`)}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={role}
            onChange={(event) => setRole(event.target.value as GrantRole)}
            data={grantRoles.map((value) => ({ value, label: t(`roles.${value}`) }))}
          />
          {needsUnit ? (
            <NativeSelect
              name="unitId"
              label={t('propose.unit')}
              error={issueOf(propose.error, 'unitId')}
              required
              withAsterisk={false}
              data={[{ value: '', label: words('unit') }, ...indented(unitOptions(units.data?.units ?? []))]}
            />
          ) : null}
        </div>
        <div className={formClasses.pair}>
          <TextInput
            type="date"
            name="from"
            label={t('propose.from')}
            error={issueOf(propose.error, 'from')}
            defaultValue={today}
            min={today}
          />
          <TextInput
            type="date"
            name="until"
            label={t('propose.until')}
            description={t('propose.untilHint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            error={issueOf(propose.error, 'until')}
            min={today}
          />
        </div>
        <FormProblem error={propose.error} />
        <FormActions submit={t('propose.submit')} isBusy={propose.isPending} cancel={onClose} />
      </form>
    </Dialog>
  )
}
