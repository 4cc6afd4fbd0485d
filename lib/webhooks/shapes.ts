import { z } from 'zod'
import { deliveryProblems, deliveryStatuses, messageEvents, webhookEvents } from '@/db/values'

export const WebhookId = z.uuid()
export const WebhookUrl = z
  .url({ protocol: /^https?$/ })
  .max(2_000)
  .refine((url) => !URL.canParse(url) || (!new URL(url).username && !new URL(url).password), 'holds a name or password')
  .describe('Where messages are posted to: https, and an address that the public network can reach.')
export const WebhookEvents = z
  .array(z.enum(webhookEvents))
  .min(1)
  .max(webhookEvents.length)
  .refine((events) => new Set(events).size === events.length, 'names an event twice')

export const Delivery = z.object({
  id: z.uuid().describe('The `webhook-id` of the message; the same for each attempt.'),
  event: z.enum(messageEvents),
  status: z.enum(deliveryStatuses),
  attempts: z.number().int(),
  answeredWith: z.number().int().nullable().describe('HTTP status of the last answer.'),
  problem: z
    .enum(deliveryProblems)
    .nullable()
    .describe(
      'Why the last attempt failed: `answered` otherwise than with 2xx, `slow` after 10 seconds, `unreachable`, `unknown-name`, `closed-network` or `not-https` where nothing may be sent, `other-secret` where AUTH_SECRET has changed and the webhook needs a new secret.',
    ),
  createdAt: z.iso.datetime(),
  nextAt: z.iso.datetime().nullable().describe('When it is tried again; null when it is not.'),
  deliveredAt: z.iso.datetime().nullable(),
})
export type Delivery = z.infer<typeof Delivery>

export const Webhook = z.object({
  id: WebhookId,
  url: z.string(),
  events: z.array(z.enum(webhookEvents)),
  createdBy: z.object({ employeeId: z.string().nullable(), name: z.string() }).nullable(),
  createdAt: z.iso.datetime(),
  pausedAt: z.iso.datetime().nullable(),
  failingSince: z.iso.datetime().nullable().describe('When the receiver began to fail; null while it answers.'),
  waiting: z.number().int().describe('Messages still to be sent, those that are tried again among them.'),
  last: Delivery.nullable().describe('The newest message and how it went; null before the first.'),
  version: z.number().int(),
})
export type Webhook = z.infer<typeof Webhook>
export const Webhooks = z.object({ webhooks: z.array(Webhook) })

export const WebhookInput = z.strictObject({ url: WebhookUrl, events: WebhookEvents })
export type WebhookInput = z.infer<typeof WebhookInput>
export const NewWebhook = Webhook.extend({
  secret: z.string().describe('`whsec_…`, shown this once: each message is signed with it.'),
})
export type NewWebhook = z.infer<typeof NewWebhook>

export const WebhookRef = z.strictObject({ id: WebhookId })
export const WebhookChange = z.strictObject({
  id: WebhookId,
  version: z.number().int().describe('As last read; another one is answered with 409.'),
  url: WebhookUrl.optional(),
  events: WebhookEvents.optional(),
  isPaused: z.boolean().optional(),
})
export type WebhookChange = z.infer<typeof WebhookChange>
export const SecretChange = WebhookChange.pick({ id: true, version: true })
export type SecretChange = z.infer<typeof SecretChange>
export const WebhookRemoval = z.object({ removed: z.literal(true) })

export const DeliveriesInput = z.strictObject({
  id: WebhookId,
  after: z.string().max(40).optional().describe('`next` of the page before.'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type DeliveriesInput = z.infer<typeof DeliveriesInput>
export const Deliveries = z.object({ deliveries: z.array(Delivery), next: z.string().nullable() })

export const Redelivery = z.strictObject({ id: WebhookId, delivery: z.uuid() })
export const Asked = z.object({ asked: z.literal(true) })
