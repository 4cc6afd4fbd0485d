'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { Dialog } from '@/components/ui/dialog'
import { FormActions, FormProblem, formClasses } from '@/components/ui/form'
import { orpc } from '@/lib/api/client'
import type { Webhook } from '@/lib/webhooks/shapes'
import { ShownSecret } from './shown-secret'
import { hostOf } from './state-of'

/** Another secret from now on, shown this one time. */
export function RenewSecret({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const t = useTranslations('webhooks.secret')
  const queries = useQueryClient()
  const renew = useMutation(
    orpc.webhooks.renewSecret.mutationOptions({
      onSettled: () => queries.invalidateQueries({ queryKey: orpc.webhooks.key() }),
    }),
  )
  if (renew.data) return <ShownSecret made={renew.data} onClose={onClose} />
  return (
    <Dialog title={t('renewTitle', { host: hostOf(webhook.url) })} onClose={onClose}>
      <form
        className={formClasses.form}
        onSubmit={(event) => {
          event.preventDefault()
          renew.mutate({ id: webhook.id, version: webhook.version })
        }}
      >
        <p className={formClasses.lead}>{t('renewLead')}</p>
        <FormProblem error={renew.error} />
        <FormActions submit={t('renewSubmit')} isBusy={renew.isPending} cancel={onClose} />
      </form>
    </Dialog>
  )
}
