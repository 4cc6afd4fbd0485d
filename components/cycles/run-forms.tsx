'use client'
import { Textarea, TextInput } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Dialog } from '@/components/ui/dialog'
import { FormActions, FormProblem, formClasses, issueOf } from '@/components/ui/form'
import { PersonPicker, type Picked } from '@/components/ui/person-picker'
import type { Plan } from '@/lib/cycles/shapes'
import { useCycleDeeds } from './use-cycle'

interface Of {
  plan: Plan
  onClose: () => void
}

function Form({ onSubmit, children }: { onSubmit: () => void; children: ReactNode }) {
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit()
  }
  return (
    <form className={formClasses.form} onSubmit={submit}>
      {children}
    </form>
  )
}

/** Later deadlines, each from where it stands. */
export function ExtendForm({ plan, onClose }: Of) {
  const t = useTranslations('cycles')
  const { extend } = useCycleDeeds(plan.name)
  const [typed, setTyped] = useState(Object.fromEntries(plan.deadlines.map((one) => [one.stage, one.wallTime])))
  const { name, version } = plan
  return (
    <Dialog title={t('run.extendTitle')} onClose={onClose}>
      <Form onSubmit={() => extend.mutate({ name, version, deadlines: typed }, { onSuccess: onClose })}>
        <p className={formClasses.lead}>{t('when.later')}</p>
        {plan.deadlines.map(({ stage, wallTime }) => (
          <TextInput
            key={stage}
            type="datetime-local"
            label={t(`stages.${stage}`)}
            error={issueOf(extend.error, `deadlines.${stage}`)}
            required
            withAsterisk={false}
            min={wallTime}
            value={typed[stage] ?? ''}
            onChange={(event) => setTyped({ ...typed, [stage]: event.target.value.slice(0, 16) })}
          />
        ))}
        <FormProblem error={extend.error} />
        <FormActions submit={t('run.extendSubmit')} isBusy={extend.isPending} cancel={onClose} />
      </Form>
    </Dialog>
  )
}

/** Nobody can write until it goes on. */
export function PauseForm({ plan, onClose }: Of) {
  const t = useTranslations('cycles.run')
  const { pause } = useCycleDeeds(plan.name)
  const { name, version } = plan
  return (
    <Dialog title={t('pauseTitle', { name })} onClose={onClose}>
      <Form onSubmit={() => pause.mutate({ name, version }, { onSuccess: onClose })}>
        <p className={formClasses.lead}>{t('pauseText')}</p>
        <FormProblem error={pause.error} />
        <FormActions submit={t('pauseSubmit')} isBusy={pause.isPending} cancel={onClose} />
      </Form>
    </Dialog>
  )
}

/** Ends it for good; before the last deadline with the reason. */
export function CloseForm({ plan, onClose }: Of) {
  const t = useTranslations('cycles.run')
  const { close } = useCycleDeeds(plan.name)
  const [reason, setReason] = useState('')
  const { name, version } = plan
  return (
    <Dialog title={t('closeTitle', { name })} onClose={onClose}>
      <Form onSubmit={() => close.mutate({ name, version, reason }, { onSuccess: onClose })}>
        <p className={formClasses.lead}>{t('closeText')}</p>
        <Textarea
          label={t('closeReason')}
          description={t('closeReasonHelp')}
          error={issueOf(close.error, 'reason')}
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <FormProblem error={close.error} />
        <FormActions submit={t('closeSubmit')} isDangerous isBusy={close.isPending} cancel={onClose} />
      </Form>
    </Dialog>
  )
}

/** One late joiner. */
export function AddForm({ plan, onClose }: Of) {
  const t = useTranslations('cycles.run')
  const { addPeople } = useCycleDeeds(plan.name)
  const [person, setPerson] = useState<Picked | null>(null)
  const { name } = plan
  const add = () => person && addPeople.mutate({ name, employeeIds: [person.employeeId] })
  return (
    <Dialog title={t('addTitle')} onClose={onClose}>
      <Form onSubmit={add}>
        <p className={formClasses.lead}>{t('addText')}</p>
        <PersonPicker
          label={t('addPerson')}
          error={issueOf(addPeople.error, 'employeeIds')}
          value={person}
          onChange={setPerson}
        />
        <span role="status" className={formClasses.saved}>
          {addPeople.data ? t('added', { count: addPeople.data.added }) : ''}
        </span>
        <FormProblem error={addPeople.error} />
        <FormActions
          submit={t('addSubmit', { name: person?.name ?? '' })}
          isBusy={addPeople.isPending}
          cancel={onClose}
        />
      </Form>
    </Dialog>
  )
}
