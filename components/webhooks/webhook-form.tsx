'use client'
import { TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Dialog } from '@/components/ui/dialog'
import { FormActions, FormProblem, formClasses, issueOf } from '@/components/ui/form'
import type { MessageEvent } from '@/db/values'
import { orpc } from '@/lib/api/client'
import type { Webhook } from '@/lib/webhooks/shapes'
import { EventChoice } from './event-choice'
import { ShownSecret } from './shown-secret'

type Event = Webhook['events'][number]

/** A new receiver, whose secret then shows this one time; or another address and other events for one that stands. */
export function WebhookForm({
  webhook,
  onDone,
  onClose,
}: {
  webhook?: Webhook
  onDone?: () => void
  onClose: () => void
}) {
  const t = useTranslations('webhooks.form')
  const queries = useQueryClient()
  const settled = { onSettled: () => queries.invalidateQueries({ queryKey: orpc.webhooks.key() }) }
  const add = useMutation(orpc.webhooks.add.mutationOptions(settled))
  const change = useMutation(orpc.webhooks.change.mutationOptions({ ...settled, onSuccess: onDone }))
  const [url, setUrl] = useState(webhook?.url ?? '')
  const [events, setEvents] = useState<ReadonlySet<MessageEvent>>(new Set(webhook?.events))
  const [isTried, setIsTried] = useState(false)
  const deed = webhook ? change : add
  const isWhole = URL.canParse(url.trim())
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setIsTried(true)
    if (!isWhole || events.size === 0) return
    const facts = { url: url.trim(), events: [...events] as Event[] }
    if (webhook) change.mutate({ id: webhook.id, version: webhook.version, ...facts })
    else add.mutate(facts)
  }
  if (add.data) return <ShownSecret made={add.data} onClose={onClose} />
  return (
    <Dialog title={webhook ? t('change') : t('add')} onClose={onClose}>
      <form className={formClasses.form} onSubmit={submit} noValidate>
        <TextInput
          type="url"
          name="url"
          label={t('url')}
          description={t('urlHint')}
          placeholder="https://hooks.example.org/gravitas"
          maxLength={2_000}
          value={url}
          error={isTried && !isWhole ? t('urlMissing') : issueOf(deed.error, 'url')}
          onChange={(event) => setUrl(event.target.value)}
        />
        <EventChoice chosen={events} onChange={setEvents} isMissing={isTried && events.size === 0} />
        {issueOf(deed.error, 'url') ? null : <FormProblem error={deed.error} />}
        <FormActions submit={webhook ? t('submitChange') : t('submitAdd')} isBusy={deed.isPending} cancel={onClose} />
      </form>
    </Dialog>
  )
}
