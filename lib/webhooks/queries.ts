import { and, desc, eq, inArray, lt, sql } from 'drizzle-orm'
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
  waiting: sql<number>`(select count(*)::int from webhook_delivery d
    where d.webhook_id = ${webhook.id} and d.status = 'waiting')`,
  lastId: sql<
    number | null
  >`(select max(d.id)::int8 from webhook_delivery d where d.webhook_id = ${webhook.id})`.mapWith((id) =>
    id === null ? null : Number(id),
  ),
}

const select = (db: Db) => db.select(columns).from(webhook).leftJoin(person, eq(person.id, webhook.createdBy))
type Row = Awaited<ReturnType<typeof select>>[number]

const toDelivery = (row: typeof webhookDelivery.$inferSelect): Delivery => ({
  id: row.publicId,
  event: row.event,
  status: row.status,
  attempts: row.attempts,
  answeredWith: row.answeredWith,
  problem: row.problem,
  createdAt: row.createdAt.toISOString(),
  nextAt: row.status === 'waiting' ? row.nextAt.toISOString() : null,
  deliveredAt: row.deliveredAt?.toISOString() ?? null,
})

/** With the newest message of each. */
async function toWebhooks(db: Db, rows: readonly Row[]): Promise<Webhook[]> {
  const newest = rows.flatMap(({ lastId }) => lastId ?? [])
  const found = newest.length ? await db.select().from(webhookDelivery).where(inArray(webhookDelivery.id, newest)) : []
  const last = new Map(found.map((row) => [row.id, toDelivery(row)]))
  return rows.map((row) => ({
    id: row.id,
    url: row.url,
    events: row.events as Webhook['events'],
    createdBy: row.maker === null ? null : { employeeId: row.makerId, name: row.maker },
    createdAt: row.createdAt.toISOString(),
    pausedAt: row.pausedAt?.toISOString() ?? null,
    failingSince: row.failingSince?.toISOString() ?? null,
    waiting: row.waiting,
    last: (row.lastId && last.get(row.lastId)) || null,
    version: row.version,
  }))
}

/** All of them, oldest first: an organisation has a handful. */
export async function listWebhooks(db: Db): Promise<Webhook[]> {
  return toWebhooks(db, await select(db).orderBy(webhook.id).limit(200))
}

/** The webhook with its internal key; throws NOT_FOUND. */
export async function getWebhook(db: Db, id: string): Promise<{ key: number; shown: Webhook }> {
  const [row] = await select(db).where(eq(webhook.publicId, id))
  if (!row) throw noSuchWebhook()
  const [shown] = await toWebhooks(db, [row])
  return { key: row.key, shown: shown! }
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
  return { deliveries: page.rows.map(toDelivery), next: page.next }
}
