'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { orpc } from '@/lib/api/client'
import type { NotChosen } from '@/lib/secondments/not-chosen-shapes'
import { formClasses } from '../ui/form'
import { WordsForm } from '../ui/words-form'

/** The word of somebody who was not chosen; HR answers. */
export function AskAgain({ one: { id }, onClose }: { one: NotChosen; onClose: () => void }) {
  const t = useTranslations('openings.notChosen')
  const cache = useQueryClient()
  const ask = useMutation(
    orpc.notChosen.ask.mutationOptions({
      onSuccess: async () => {
        await cache.invalidateQueries({ queryKey: orpc.notChosen.key() })
        onClose()
      },
    }),
  )
  return (
    <WordsForm
      {...{ title: t('ask'), label: t('why'), field: 'reason', submit: t('ask'), sending: ask, onClose }}
      onSubmit={(reason) => ask.mutate({ id, reason })}
    >
      <p className={formClasses.lead}>{t('askText')}</p>
    </WordsForm>
  )
}
