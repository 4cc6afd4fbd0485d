import { and, desc, eq, lt, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Db } from '@/db/client'
import { person, webhook, webhookDelivery } from '@/db/schema'
import { notFound } from '@/lib/access/errors'
import { decodeCursor, pageOf } from '@/lib/people/page'
import type { DeliveriesInput, Delivery, Webhook } from './shapes'

export const noSuchWebhook = () => notFound('There is no webhook by this id.')

const columns = {
  key: webhook.id,
  id: webhook.publicId,
  url: webhook.url,
  events: webhook.events,
  createdAt: webhook.createdAt,
  pausedAt: webhook.pausedAt,
  failingSince: webhook.failingSince,
  version: webhook.version,
  makerId: person.employeeId,
  maker: person.name,
}
type Row = { [K in keyof typeof columns]: (typeof columns)[K]['_']['data'] | null }

const toWebhook = (row: Row): Webhook =>
  ({
    id: row.id,
    url: row.url,
    events: row.events,
    createdBy: row.maker === null ? null : { employeeId: row.makerId, name: row.maker },
    createdAt: row.createdAt?.toISOString(),
    pausedAt: row.pausedAt?.toISOString() ?? null,
    failingSince: row.failingSince?.toISOString() ?? null,
    version: row.version,
  }) as Webhook

const select = (db: Db) => db.select(columns).from(webhook).leftJoin(person, eq(person.id, webhook.createdBy))

/** All of them, oldest first: an organisation has a handful. */
export async function listWebhooks(db: Db): Promise<Webhook[]> {
  return (await select(db).orderBy(webhook.id).limit(200)).map(toWebhook)
}

/** The webhook with its internal key; throws NOT_FOUND. */
export async function getWebhook(db: Db, id: string): Promise<{ key: number; shown: Webhook }> {
  const [row] = await select(db).where(eq(webhook.publicId, id))
  if (!row) throw noSuchWebhook()
  return { key: row.key, shown: toWebhook(row) }
}

/** Newest first. */
export async function listDeliveries(db: Db, { id, after, limit }: DeliveriesInput) {
  const { key } = await getWebhook(db, id)
  const place = decodeCursor(after, z.tuple([z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)]))
  const rows = await db
    .select()
    .from(webhookDelivery)
    .where(and(eq(webhookDelivery.webhookId, key), place ? lt(webhookDelivery.id, place[0]) : sql`true`))
    .orderBy(desc(webhookDelivery.id))
    .limit(limit + 1)
  const page = pageOf(rows, limit, (row) => [row.id])
  const deliveries = page.rows.map(
    (row): Delivery => ({
      id: row.publicId,
      event: row.event,
      status: row.status,
      attempts: row.attempts,
      answeredWith: row.answeredWith,
      problem: row.problem,
      createdAt: row.createdAt.toISOString(),
      nextAt: row.status === 'waiting' ? row.nextAt.toISOString() : null,
      deliveredAt: row.deliveredAt?.toISOString() ?? null,
    }),
  )
  return { deliveries, next: page.next }
}
