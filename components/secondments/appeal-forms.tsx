'use client'
import { Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Dialog } from '@/components/ui/dialog'
import { FormActions, FormProblem, formClasses, issueOf } from '@/components/ui/form'
import type { SecondmentDetail } from '@/lib/secondments/shapes'
import { type Ruling, RulingChoice } from './ruling'
import { useDeeds } from './use-secondments'

/** The secondee's word against a refusal. */
export function AppealForm({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useTranslations('secondments')
  const { appeal } = useDeeds()
  const [reason, setReason] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    appeal.mutate({ id, reason }, { onSuccess: onClose })
  }
  return (
    <Dialog title={t('do.appeal')} onClose={onClose}>
      <form className={formClasses.form} onSubmit={submit}>
        <p className={formClasses.lead}>{t('form.appealText')}</p>
        <Textarea
          label={t('form.reason')}
          required
          withAsterisk={false}
          maxLength={4000}
          error={issueOf(appeal.error, 'reason')}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <FormProblem error={appeal.error} />
        <FormActions submit={t('do.appeal')} isBusy={appeal.isPending} cancel={onClose} />
      </form>
    </Dialog>
  )
}

/** HR's word on an appeal. */
export function DecideForm({ one: { id, version }, onClose }: { one: SecondmentDetail; onClose: () => void }) {
  const t = useTranslations('secondments')
  const { decideAppeal } = useDeeds()
  const [decision, setDecision] = useState('')
  const [verdict, setVerdict] = useState<Ruling>('uphold')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    decideAppeal.mutate({ id, version, upholds: verdict === 'uphold', decision }, { onSuccess: onClose })
  }
  return (
    <Dialog title={t('do.decide')} onClose={onClose}>
      <form className={formClasses.form} onSubmit={submit}>
        <RulingChoice
          label={t('do.decide')}
          labels={{ uphold: t('form.uphold'), reject: t('form.reject') }}
          value={verdict}
          onChange={setVerdict}
        />
        <Textarea
          label={t('form.decision')}
          required
          withAsterisk={false}
          maxLength={4000}
          error={issueOf(decideAppeal.error, 'decision')}
          value={decision}
          onChange={(event) => setDecision(event.target.value)}
        />
        <FormProblem error={decideAppeal.error} />
        <FormActions submit={t('do.decide')} isBusy={decideAppeal.isPending} cancel={onClose} />
      </form>
    </Dialog>
  )
}
