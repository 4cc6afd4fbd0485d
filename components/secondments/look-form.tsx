'use client'
import { Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useOwnReason } from '@/components/openings/use-own-reason'
import { Dialog } from '@/components/ui/dialog'
import { FormActions, FormProblem, formClasses, issueOf } from '@/components/ui/form'
import { useDay } from '@/components/ui/use-day'
import { orpc } from '@/lib/api/client'
import type { AskedAgain } from '@/lib/secondments/not-chosen-shapes'
import { type Ruling, RulingChoice } from './ruling'

/** HR reads what somebody was told and what they say to it, and answers in words. */
export function LookForm({ one, onClose }: { one: AskedAgain; onClose: () => void }) {
  const t = useTranslations('secondments.looks')
  const day = useDay()
  const reason = useOwnReason()
  const cache = useQueryClient()
  const [answer, setAnswer] = useState('')
  const [verdict, setVerdict] = useState<Ruling>('uphold')
  const send = useMutation(
    orpc.notChosen.answer.mutationOptions({
      onSuccess: async () => {
        await cache.invalidateQueries({ queryKey: orpc.notChosen.key() })
        onClose()
      },
    }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send.mutate({ id: one.id, upholds: verdict === 'uphold', answer })
  }
  const { name } = one.person
  return (
    <Dialog title={t('title', { name })} onClose={onClose}>
      <form className={formClasses.form} onSubmit={submit}>
        <p className={formClasses.lead}>
          {t('lede', { name, opening: one.opening.title, day: day(one.decidedOn) })} {reason(one)}
        </p>
        <p className={formClasses.lead}>
          <b>{t('asked', { day: day(one.appeal?.askedOn ?? '') })}</b> {one.appeal?.reason}
        </p>
        <RulingChoice
          label={t('verdict')}
          labels={{ uphold: t('uphold'), reject: t('reject') }}
          value={verdict}
          onChange={setVerdict}
        />
        <Textarea
          label={t('answer')}
          required
          withAsterisk={false}
          maxLength={4000}
          error={issueOf(send.error, 'answer')}
          value={answer}
          onChange={(event) => setAnswer(event.target.value)}
        />
        <FormProblem error={send.error} />
        <FormActions submit={t('submit')} isBusy={send.isPending} cancel={onClose} />
      </form>
    </Dialog>
  )
}
