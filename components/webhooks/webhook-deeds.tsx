'use client'
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Can } from '@/components/ui/can'
import { FormProblem } from '@/components/ui/form'
import { orpc } from '@/lib/api/client'
import type { Webhook } from '@/lib/webhooks/shapes'
import { RemoveWebhook } from './remove-webhook'
import { RenewSecret } from './renew-secret'
import { WebhookForm } from './webhook-form'
import classes from './webhooks.module.css'

/** What can be done about one receiver, and what came of it. */
export function WebhookDeeds({ webhook }: { webhook: Webhook }) {
  const t = useTranslations('webhooks.deeds')
  const queries = useQueryClient()
  const [open, setOpen] = useState<'change' | 'secret' | 'remove' | null>(null)
  const [said, say] = useState('')
  const settled = { onSettled: () => queries.invalidateQueries({ queryKey: orpc.webhooks.key() }) }
  const test = useMutation(orpc.webhooks.test.mutationOptions({ ...settled, onSuccess: () => say(t('tested')) }))
  const pause = useMutation(
    orpc.webhooks.change.mutationOptions({
      ...settled,
      onSuccess: ({ pausedAt }) => say(pausedAt ? t('paused') : t('resumed')),
    }),
  )
  const { id, version, pausedAt } = webhook
  const close = () => setOpen(null)
  const again = () => {
    test.reset()
    pause.reset()
    say('')
  }
  return (
    <Can do="webhooks.write">
      <div className={classes.bar}>
        {pausedAt ? null : (
          <Button
            variant="filled"
            loading={test.isPending}
            onClick={() => {
              again()
              test.mutate({ id })
            }}
          >
            {t('test')}
          </Button>
        )}
        <Button
          variant={pausedAt ? 'filled' : 'default'}
          loading={pause.isPending}
          onClick={() => {
            again()
            pause.mutate({ id, version, isPaused: !pausedAt })
          }}
        >
          {pausedAt ? t('resume') : t('pause')}
        </Button>
        <Button onClick={() => setOpen('change')}>{t('change')}</Button>
        <Button onClick={() => setOpen('secret')}>{t('secret')}</Button>
        <Button variant="subtle" onClick={() => setOpen('remove')}>
          {t('remove')}
        </Button>
        <span role="status" className={classes.said}>
          {said}
        </span>
      </div>
      <FormProblem error={test.error ?? pause.error} />
      {open === 'change' ? (
        <WebhookForm
          webhook={webhook}
          onClose={close}
          onDone={() => {
            close()
            say(t('changed'))
          }}
        />
      ) : null}
      {open === 'secret' ? <RenewSecret webhook={webhook} onClose={close} /> : null}
      {open === 'remove' ? <RemoveWebhook webhook={webhook} onClose={close} /> : null}
    </Can>
  )
}
