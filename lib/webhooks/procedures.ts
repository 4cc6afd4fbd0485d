import { z } from 'zod'
import { allow } from '@/lib/access/allow'
import { addWebhook, changeWebhook, redeliver, removeWebhook, renewSecret, testWebhook } from './commands'
import { getWebhook, listDeliveries, listWebhooks } from './queries'
import {
  Asked,
  Deliveries,
  DeliveriesInput,
  NewWebhook,
  Redelivery,
  SecretChange,
  Webhook,
  WebhookChange,
  WebhookInput,
  WebhookRef,
  WebhookRemoval,
  Webhooks,
} from './shapes'

const tags = ['Webhooks']
const signed =
  'Messages are signed as standardwebhooks.com describes (`webhook-id`, `webhook-timestamp`, `webhook-signature`), sent at least once and tried again for three days. They name what happened and to which id; ask the API for more.'

export const webhookProcedures = {
  list: allow('webhooks.read')
    .route({ method: 'GET', path: '/webhooks', summary: 'Webhooks', description: signed, tags })
    .input(z.strictObject({}).optional())
    .output(Webhooks)
    .handler(async ({ context: { db } }) => ({ webhooks: await listWebhooks(db) })),
  get: allow('webhooks.read')
    .route({
      method: 'GET',
      path: '/webhooks/{id}',
      summary: 'One webhook',
      description: 'Where it posts, what it is told of, how its newest message went and how many wait.',
      tags,
    })
    .input(WebhookRef)
    .output(Webhook)
    .handler(async ({ context: { db }, input }) => (await getWebhook(db, input.id)).shown),
  add: allow('webhooks.write', { isSecret: true })
    .route({
      method: 'POST',
      path: '/webhooks',
      summary: 'Add a webhook',
      description: `The secret is shown this once. ${signed}`,
      tags,
    })
    .input(WebhookInput)
    .output(NewWebhook)
    .handler(({ context: { db, viewer }, input }) => addWebhook(db, input, viewer.personId)),
  change: allow('webhooks.write')
    .route({
      method: 'PATCH',
      path: '/webhooks/{id}',
      summary: 'Change, pause or go on',
      description: 'Changes what is given. While paused nothing new is noted; what waits is kept and sent on going on.',
      tags,
    })
    .input(WebhookChange)
    .output(Webhook)
    .handler(({ context: { db, viewer }, input }) => changeWebhook(db, input, viewer.personId)),
  renewSecret: allow('webhooks.write', { isSecret: true })
    .route({
      method: 'POST',
      path: '/webhooks/{id}/secret',
      summary: 'Make a new secret',
      description:
        'The old one signs nothing any more; the new one is shown this once. Messages that the receiver refuses until it knows the new one are tried again.',
      tags,
    })
    .input(SecretChange)
    .output(NewWebhook)
    .handler(({ context: { db, viewer }, input }) => renewSecret(db, input, viewer.personId)),
  remove: allow('webhooks.write')
    .route({
      method: 'DELETE',
      path: '/webhooks/{id}',
      summary: 'Remove a webhook',
      description: 'With all that still waits to be sent to it.',
      tags,
    })
    .input(WebhookRef)
    .output(WebhookRemoval)
    .handler(async ({ context: { db, viewer }, input }) => {
      await removeWebhook(db, input.id, viewer.personId)
      return { removed: true as const }
    }),
  test: allow('webhooks.write')
    .route({
      method: 'POST',
      path: '/webhooks/{id}/test',
      summary: 'Send a test message',
      description: 'Sends `webhook.tested` to this receiver; the outcome is among its deliveries.',
      tags,
    })
    .input(WebhookRef)
    .output(Asked)
    .handler(async ({ context: { db, viewer, later }, input }) => {
      later('webhooks.deliver', await testWebhook(db, input.id, viewer.personId))
      return { asked: true as const }
    }),
  deliveries: allow('webhooks.read')
    .route({
      method: 'GET',
      path: '/webhooks/{id}/deliveries',
      summary: 'Messages to a receiver',
      description: 'Newest first, with the outcome of the last attempt. Go on with `next`.',
      tags,
    })
    .input(DeliveriesInput)
    .output(Deliveries)
    .handler(({ context: { db }, input }) => listDeliveries(db, input)),
  redeliver: allow('webhooks.write')
    .route({
      method: 'POST',
      path: '/webhooks/{id}/deliveries/{delivery}/redeliver',
      summary: 'Send a message again',
      description: 'Tries it again now, with the same `webhook-id`.',
      tags,
    })
    .input(Redelivery)
    .output(Asked)
    .handler(async ({ context: { db, viewer, later }, input }) => {
      later('webhooks.deliver', await redeliver(db, input.id, input.delivery, viewer.personId))
      return { asked: true as const }
    }),
}
