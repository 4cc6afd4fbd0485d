import { sql } from 'drizzle-orm'
import type { Database, Db } from '@/db/client'
import type { MessageEvent } from '@/db/values'
import { authSecret } from '@/lib/access/session-cookie'
import { pauseAfter, signedHeaders, unlockSecret } from './message'
import { ownNetworks } from './networks'
import { type Outcome, post } from './send'

/** Messages under way at once, and how long a claim holds should this process die, in seconds. */
const batch = 20
const claim = 120

interface Due extends Record<string, unknown> {
  id: number
  publicId: string
  event: MessageEvent
  subject: string
  subjectId: string | null
  at: Date
  attempts: number
  url: string
  secret: string
}

/** Claims what is due; another instance skips it until the claim runs out. */
const claimDue = async (db: Db): Promise<Due[]> => {
  const { rows } = await db.execute<Due>(sql`
    with due as (
      select d.id from webhook_delivery d join webhook w on w.id = d.webhook_id
      where d.status = 'waiting' and d.next_at <= now() and w.paused_at is null
      order by d.next_at, d.id limit ${batch} for update of d skip locked
    )
    update webhook_delivery d set attempts = attempts + 1, next_at = now() + make_interval(secs => ${claim})
    from due, webhook w where d.id = due.id and w.id = d.webhook_id
    returning d.id, d.public_id as "publicId", d.event, d.subject, authz.public_id_of(d.subject, d.subject_id) as "subjectId",
      d.created_at as at, d.attempts, w.url, w.secret`)
  return rows
}

/** What a receiver gets: which kind of thing happened to what, by the organisation's own ids; it asks the API for more. */
function bodyOf({ publicId, event, subject, subjectId, at }: Due): string {
  return JSON.stringify({
    id: publicId,
    type: event,
    at: new Date(at).toISOString(),
    subject: { kind: subject, id: subjectId },
  })
}

async function send(due: Due): Promise<Outcome> {
  const body = bodyOf(due)
  const second = Math.floor(Date.now() / 1000)
  let secret: string
  try {
    secret = unlockSecret(due.secret, authSecret())
  } catch {
    return { status: null, problem: 'other-secret' }
  }
  return post(new URL(due.url), signedHeaders(secret, due.publicId, second, body), body, ownNetworks())
}

/** Keeps how an attempt ended. A receiver that failed for five days on end is paused: its owner lets it go on. */
async function keep(db: Db, { id, attempts }: Due, { status, problem }: Outcome): Promise<void> {
  const pause = pauseAfter(attempts, Math.random())
  if (problem === null) {
    await db.execute(sql`update webhook_delivery set status = 'delivered', delivered_at = now(), answered_with = ${status},
      problem = null where id = ${id}`)
    await db.execute(sql`update webhook set failing_since = null where failing_since is not null
      and id = (select webhook_id from webhook_delivery where id = ${id})`)
    return
  }
  await db.execute(sql`update webhook_delivery set status = ${pause === null ? 'failed' : 'waiting'}, answered_with = ${status},
    problem = ${problem}, next_at = now() + make_interval(secs => ${pause ?? 0}) where id = ${id}`)
  await db.execute(sql`update webhook set failing_since = coalesce(failing_since, now()),
    paused_at = case when failing_since < now() - interval '5 days' then now() end
    where id = (select webhook_id from webhook_delivery where id = ${id})`)
}

/** Sends all that is due: at least once each, so receivers tell repetitions by the `webhook-id`. How many attempts it made. */
export async function deliverWebhooks(database: Database): Promise<number> {
  let attempts = 0
  for (;;) {
    const due = await database.asJob('webhook', claimDue)
    if (due.length === 0) return attempts
    await Promise.all(
      due.map(async (one) => {
        const outcome = await send(one)
        await database.asJob('webhook', (db) => keep(db, one, outcome))
      }),
    )
    attempts += due.length
  }
}
