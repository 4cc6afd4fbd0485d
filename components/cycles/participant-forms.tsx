'use client'
import { Button, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Dialog } from '@/components/ui/dialog'
import { FormActions, FormProblem, formClasses, issueOf } from '@/components/ui/form'
import { PersonPicker, type Picked } from '@/components/ui/person-picker'
import type { Participant } from '@/lib/cycles/shapes'
import { useCycleDeeds } from './use-cycle'

interface Of {
  cycle: string
  person: Participant
  onClose: () => void
}

/** Takes somebody out, with the reason. */
export function ExcuseForm({ cycle, person, onClose }: Of) {
  const t = useTranslations('cycles.excuse')
  const [reason, setReason] = useState('')
  const { excuse } = useCycleDeeds(cycle)
  const { employeeId, version } = person
  return (
    <Dialog title={t('title', { name: person.name })} onClose={onClose}>
      <form
        className={formClasses.form}
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          excuse.mutate({ name: cycle, employeeId, version, reason }, { onSuccess: onClose })
        }}
      >
        <p className={formClasses.lead}>{t('text')}</p>
        <Textarea
          label={t('reason')}
          required
          withAsterisk={false}
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <FormProblem error={excuse.error} />
        <FormActions submit={t('submit')} isBusy={excuse.isPending} cancel={onClose} />
      </form>
    </Dialog>
  )
}

/** Says who rates somebody, or gives it back to the manager of the day. */
export function ReassignForm({ cycle, person, onClose }: Of) {
  const t = useTranslations('cycles.reassign')
  const [rater, setRater] = useState<Picked | null>(null)
  const [reason, setReason] = useState('')
  const { reassign } = useCycleDeeds(cycle)
  const { employeeId, version } = person
  const send = (next: string | null) =>
    reassign.mutate({ name: cycle, employeeId, version, rater: next, reason }, { onSuccess: onClose })
  return (
    <Dialog title={t('title', { name: person.name })} onClose={onClose}>
      <form
        className={formClasses.form}
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          if (rater) send(rater.employeeId)
        }}
      >
        <p className={formClasses.lead}>{t('text')}</p>
        <PersonPicker
          label={t('rater')}
          description={person.manager ? t('now', { name: person.manager.name }) : undefined}
          error={issueOf(reassign.error, 'rater')}
          value={rater}
          onChange={setRater}
          without={[employeeId]}
        />
        <Textarea
          label={t('reason')}
          required
          withAsterisk={false}
          maxLength={1000}
          error={issueOf(reassign.error, 'reason')}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <FormProblem error={reassign.error} />
        <FormActions submit={t('submit')} isBusy={reassign.isPending} cancel={onClose} />
        {person.isAssigned ? (
          <Button onClick={() => send(null)} loading={reassign.isPending}>
            {t('back')}
          </Button>
        ) : null}
      </form>
    </Dialog>
  )
}
