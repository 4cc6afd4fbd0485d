import { randomUUID } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { webhook, webhookDelivery } from '@/db/schema'
import { conflict, invalid, notFound } from '@/lib/access/errors'
import { authSecret } from '@/lib/access/session-cookie'
import { record } from '@/lib/audit/record'
import { lockSecret, newSigningSecret } from './message'
import { ownNetworks, resolveOpen, Unreachable } from './networks'
import { getWebhook, listWebhooks, noSuchWebhook } from './queries'
import type { NewWebhook, SecretChange, Webhook, WebhookChange, WebhookInput } from './shapes'

const most = 20

/** Refuses at once what the sender would refuse later, with the same sentence. */
async function checkUrl(url: string): Promise<void> {
  await resolveOpen(new URL(url), ownNetworks()).catch((error: unknown) => {
    if (error instanceof Unreachable) throw invalid(error.message, [{ path: 'url', message: error.message }])
    throw error
  })
}

export async function addWebhook(db: Db, { url, events }: WebhookInput, personId: number): Promise<NewWebhook> {
  await checkUrl(url)
  if ((await listWebhooks(db)).length >= most) throw invalid(`There are ${most} webhooks already. Remove one first.`)
  const secret = newSigningSecret()
  const publicId = randomUUID()
  await db
    .insert(webhook)
    .values({ publicId, url, events, createdBy: personId, secret: lockSecret(secret, authSecret()) })
  await record(db, 'person', { action: 'webhook.added', subject: 'webhook', subjectId: publicId }, personId)
  return { ...(await getWebhook(db, publicId)).shown, secret }
}

const changedMeanwhile = (now: Webhook) => conflict('Somebody changed this webhook while you were looking.', now)

/** Pausing keeps what waits; going on sends it. */
export async function changeWebhook(db: Db, change: WebhookChange, personId: number): Promise<Webhook> {
  const { id, version, url, events, isPaused } = change
  const before = (await getWebhook(db, id)).shown
  if (url !== undefined && url !== before.url) await checkUrl(url)
  const fields = { ...(url === undefined ? {} : { url }), ...(events === undefined ? {} : { events }) }
  const paused = isPaused === undefined ? {} : { pausedAt: isPaused ? sql`now()` : null, failingSince: null }
  const changed = await db
    .update(webhook)
    .set({ ...fields, ...paused, version: sql`${webhook.version} + 1` })
    .where(and(eq(webhook.publicId, id), eq(webhook.version, version)))
  if (changed.rowCount === 0) throw changedMeanwhile((await getWebhook(db, id)).shown)
  const named = Object.keys({ ...fields, ...paused })
  await record(db, 'person', { action: 'webhook.changed', subject: 'webhook', subjectId: id, fields: named }, personId)
  return (await getWebhook(db, id)).shown
}

/** From now on messages are signed with another secret, those that wait and those that are tried again among them. */
export async function renewSecret(db: Db, { id, version }: SecretChange, personId: number): Promise<NewWebhook> {
  const before = (await getWebhook(db, id)).shown
  const secret = newSigningSecret()
  const changed = await db
    .update(webhook)
    .set({ secret: lockSecret(secret, authSecret()), version: sql`${webhook.version} + 1` })
    .where(and(eq(webhook.publicId, id), eq(webhook.version, version)))
  if (changed.rowCount === 0) throw changedMeanwhile(before)
  await record(
    db,
    'person',
    { action: 'webhook.changed', subject: 'webhook', subjectId: id, fields: ['secret'] },
    personId,
  )
  return { ...(await getWebhook(db, id)).shown, secret }
}

/** With everything that still waits. */
export async function removeWebhook(db: Db, id: string, personId: number): Promise<void> {
  const removed = await db.delete(webhook).where(eq(webhook.publicId, id))
  if (removed.rowCount === 0) throw noSuchWebhook()
  await record(db, 'person', { action: 'webhook.removed', subject: 'webhook', subjectId: id }, personId)
}

/** The audit row of the test is itself the event, whatever else the receiver asked for. The row to wake the queue with. */
export async function testWebhook(db: Db, id: string, personId: number): Promise<number> {
  const { key, shown } = await getWebhook(db, id)
  if (shown.pausedAt) throw invalid('This webhook is paused. Let it go on first.')
  await record(db, 'person', { action: 'webhook.tested', subject: 'webhook', subjectId: id }, personId)
  return key
}

/** Tries a message again now, also one that has failed for good. The row to wake the queue with. */
export async function redeliver(db: Db, id: string, delivery: string, personId: number): Promise<number> {
  const { key } = await getWebhook(db, id)
  const [row] = await db
    .update(webhookDelivery)
    .set({ status: 'waiting', attempts: 0, nextAt: sql`now()` })
    .where(and(eq(webhookDelivery.publicId, delivery), eq(webhookDelivery.webhookId, key)))
    .returning({ id: webhookDelivery.id })
  if (!row) throw notFound('There is no message by this id.')
  await record(db, 'person', { action: 'webhook.redelivered', subject: 'webhook', subjectId: id }, personId)
  return row.id
}
