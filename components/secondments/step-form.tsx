'use client'
import { Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Dialog } from '@/components/ui/dialog'
import { FormActions, formClasses, issueOf } from '@/components/ui/form'
import { type Deed, transitions } from '@/lib/secondments/machine'
import { RulesProblem } from './check-result'
import { useDeeds } from './use-secondments'

const needsOf = (deed: Deed): readonly string[] => transitions.find((one) => one.deed === deed)?.needs ?? []

/** One step, with what the machine asks for along with it: words, another offer, another end. */
export function StepForm({
  id,
  version,
  deed,
  title,
  end: lastDay,
  isHost = false,
  onClose,
}: {
  id: string
  version: number
  deed: Deed
  title: string
  /** The last day that it has now. */
  end: string
  isHost?: boolean
  onClose: () => void
}) {
  const t = useTranslations('secondments.form')
  const { step, hostStep } = useDeeds()
  const [reason, setReason] = useState('')
  const [alternative, setAlternative] = useState('')
  const [end, setEnd] = useState(lastDay)
  const needs = needsOf(deed)
  const { error, isPending } = isHost ? hostStep : step
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const said = { id, version, deed, reason, ...(needs.includes('end') ? { end } : {}) }
    if (isHost) hostStep.mutate(said, { onSuccess: onClose })
    else step.mutate({ ...said, alternative }, { onSuccess: onClose })
  }
  return (
    <Dialog title={title} onClose={onClose}>
      <form className={formClasses.form} onSubmit={submit}>
        <p className={formClasses.lead}>{t('sure')}</p>
        {needs.includes('end') ? (
          <TextInput
            type="date"
            label={t('end')}
            required
            withAsterisk={false}
            error={issueOf(error, 'end')}
            value={end}
            onChange={(event) => setEnd(event.target.value)}
          />
        ) : null}
        <Textarea
          label={needs.includes('reason') ? t('reason') : t('reasonOptional')}
          description={t('reasonHelp')}
          required={needs.includes('reason')}
          withAsterisk={false}
          error={issueOf(error, 'reason')}
          maxLength={4000}
          autosize
          minRows={2}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        {needs.includes('alternative') ? (
          <Textarea
            label={t('alternative')}
            description={t('alternativeHelp')}
            required
            withAsterisk={false}
            error={issueOf(error, 'alternative')}
            maxLength={4000}
            value={alternative}
            onChange={(event) => setAlternative(event.target.value)}
          />
        ) : null}
        <RulesProblem error={error} />
        <FormActions submit={title} isBusy={isPending} cancel={onClose} />
      </form>
    </Dialog>
  )
}
