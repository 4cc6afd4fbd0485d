'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useOwnReason } from '@/components/openings/use-own-reason'
import { formClasses } from '@/components/ui/form'
import { useDay } from '@/components/ui/use-day'
import { WordsForm } from '@/components/ui/words-form'
import { orpc } from '@/lib/api/client'
import type { AskedAgain } from '@/lib/secondments/not-chosen-shapes'
import { type Ruling, RulingChoice } from './ruling'

/** HR reads what somebody was told and what they say to it, and answers in words. */
export function LookForm({ one, onClose }: { one: AskedAgain; onClose: () => void }) {
  const t = useTranslations('secondments.looks')
  const day = useDay()
  const reason = useOwnReason()
  const cache = useQueryClient()
  const [verdict, setVerdict] = useState<Ruling>('uphold')
  const send = useMutation(
    orpc.notChosen.answer.mutationOptions({
      onSuccess: async () => {
        await cache.invalidateQueries({ queryKey: orpc.notChosen.key() })
        onClose()
      },
    }),
  )
  const { name } = one.person
  return (
    <WordsForm
      {...{
        title: t('title', { name }),
        label: t('answer'),
        field: 'answer',
        submit: t('submit'),
        sending: send,
        onClose,
      }}
      onSubmit={(answer) => send.mutate({ id: one.id, upholds: verdict === 'uphold', answer })}
    >
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
    </WordsForm>
  )
}
