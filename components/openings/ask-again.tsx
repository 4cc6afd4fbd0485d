'use client'
import { Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { orpc } from '@/lib/api/client'
import type { NotChosen } from '@/lib/secondments/not-chosen-shapes'
import { Dialog } from '../ui/dialog'
import { FormActions, FormProblem, formClasses, issueOf } from '../ui/form'

/** The word of somebody who was not chosen; HR answers. */
export function AskAgain({ one: { id }, onClose }: { one: NotChosen; onClose: () => void }) {
  const t = useTranslations('openings.notChosen')
  const cache = useQueryClient()
  const [reason, setReason] = useState('')
  const ask = useMutation(
    orpc.notChosen.ask.mutationOptions({
      onSuccess: async () => {
        await cache.invalidateQueries({ queryKey: orpc.notChosen.key() })
        onClose()
      },
    }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    ask.mutate({ id, reason })
  }
  return (
    <Dialog title={t('ask')} onClose={onClose}>
      <form className={formClasses.form} onSubmit={submit}>
        <p className={formClasses.lead}>{t('askText')}</p>
        <Textarea
          label={t('why')}
          required
          withAsterisk={false}
          maxLength={4000}
          error={issueOf(ask.error, 'reason')}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <FormProblem error={ask.error} />
        <FormActions submit={t('ask')} isBusy={ask.isPending} cancel={onClose} />
      </form>
    </Dialog>
  )
}
