'use client'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { formClasses } from '@/components/ui/form'
import { WordsForm } from '@/components/ui/words-form'
import type { SecondmentDetail } from '@/lib/secondments/shapes'
import { type Ruling, RulingChoice } from './ruling'
import { useDeeds } from './use-secondments'

/** The secondee's word against a refusal. */
export function AppealForm({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useTranslations('secondments')
  const { appeal } = useDeeds()
  return (
    <WordsForm
      {...{
        title: t('do.appeal'),
        label: t('form.reason'),
        field: 'reason',
        submit: t('do.appeal'),
        sending: appeal,
        onClose,
      }}
      onSubmit={(reason) => appeal.mutate({ id, reason }, { onSuccess: onClose })}
    >
      <p className={formClasses.lead}>{t('form.appealText')}</p>
    </WordsForm>
  )
}

/** HR's word on an appeal. */
export function DecideForm({ one: { id, version }, onClose }: { one: SecondmentDetail; onClose: () => void }) {
  const t = useTranslations('secondments')
  const { decideAppeal } = useDeeds()
  const [verdict, setVerdict] = useState<Ruling>('uphold')
  const title = t('do.decide')
  return (
    <WordsForm
      {...{ title, label: t('form.decision'), field: 'decision', submit: title, sending: decideAppeal, onClose }}
      onSubmit={(decision) =>
        decideAppeal.mutate({ id, version, upholds: verdict === 'uphold', decision }, { onSuccess: onClose })
      }
    >
      <RulingChoice
        label={title}
        labels={{ uphold: t('form.uphold'), reject: t('form.reject') }}
        value={verdict}
        onChange={setVerdict}
      />
    </WordsForm>
  )
}
