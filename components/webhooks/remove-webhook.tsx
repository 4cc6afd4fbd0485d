'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'use-intl/react'
import { Dialog } from '@/components/ui/dialog'
import { FormActions, FormProblem, formClasses } from '@/components/ui/form'
import { orpc } from '@/lib/api/client'
import type { Webhook } from '@/lib/webhooks/shapes'
import { hostOf } from './state-of'

/** Takes a receiver away with all that waits for it, and goes back to the others. */
export function RemoveWebhook({ webhook: { id, url, waiting }, onClose }: { webhook: Webhook; onClose: () => void }) {
  const t = useTranslations('webhooks.remove')
  const router = useRouter()
  const queries = useQueryClient()
  const remove = useMutation(
    orpc.webhooks.remove.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: orpc.webhooks.list.key() })
        router.push('/admin/webhooks')
      },
    }),
  )
  return (
    <Dialog title={t('title', { host: hostOf(url) })} onClose={onClose}>
      <form
        className={formClasses.form}
        onSubmit={(event) => {
          event.preventDefault()
          remove.mutate({ id })
        }}
      >
        <p className={formClasses.lead}>{t('lead', { waiting })}</p>
        <FormProblem error={remove.error} />
        <FormActions submit={t('submit')} isBusy={remove.isPending} isDangerous cancel={onClose} />
      </form>
    </Dialog>
  )
}
