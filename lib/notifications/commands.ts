import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { calendarFeed, message } from '@/db/schema'
import { publicUrl } from '@/lib/access/address'
import { hashOf, newSecret } from '@/lib/access/secrets'
import { record } from '@/lib/audit/record'
import { calendarPrefix } from './feed'
import type { MessageAbout, MessageKind } from './shapes'

export interface Telling {
  kind: MessageKind
  about: MessageAbout
  /** Somebody is told of one kind once for a key; null or left out: each time. */
  onceKey?: string | null
  /** Whether it is worth a mail where mail is set up; otherwise it is read in the app. */
  mail?: boolean
}

/** Tells one person, in the deed's own transaction; whether they had not been told already. */
export async function tell(db: Db, { personId, ...telling }: Telling & { personId: number }): Promise<boolean> {
  return (await tellAll(db, [personId], telling)) === 1
}

/** Tells many people the same in one statement; how many had not been told already. */
export async function tellAll(
  db: Db,
  personIds: readonly number[],
  { kind, about, onceKey = null, mail = true }: Telling,
): Promise<number> {
  if (personIds.length === 0) return 0
  const state = mail && process.env.SMTP_URL ? 'waiting' : 'none'
  // No conflict target: naming one would ask for the right to read other people's messages.
  const { rowCount } = await db.execute(sql`
    insert into message (public_id, person_id, kind, about, once_key, mail)
    select gen_random_uuid(), p, ${kind}, ${JSON.stringify(about)}::jsonb, ${onceKey}, ${state}
    from unnest(${sql.param([...new Set(personIds)])}::bigint[]) p
    on conflict do nothing`)
  return rowCount ?? 0
}

/** Marks the viewer's messages as read, those named or all; how many were unread until now. */
export async function readMessages(db: Db, personId: number, ids?: readonly string[]): Promise<number> {
  const named = ids && inArray(message.publicId, [...ids])
  const { rowCount } = await db
    .update(message)
    .set({ readAt: sql`now()` })
    .where(and(eq(message.personId, personId), isNull(message.readAt), named))
  return rowCount ?? 0
}

/** A new secret address for the viewer's calendar; an older one ends. */
export async function makeCalendar(db: Db, personId: number): Promise<{ address: string }> {
  const secret = `${calendarPrefix}${newSecret()}`
  const hash = hashOf(secret)
  // Only these columns are anybody's to write; the query builder would name them all, and `excluded` would read the hash.
  await db.execute(sql`insert into calendar_feed (person_id, secret_hash) values (${personId}, ${hash})
    on conflict (person_id) do update set secret_hash = ${hash}, created_at = now(), last_used_on = null`)
  await record(db, 'person', { action: 'calendar.made', subject: 'calendar' }, personId)
  return { address: new URL(`/calendar/${secret}.ics`, publicUrl()).href }
}

/** Ends the address; where there is none nothing happens, and nothing is recorded. */
export async function endCalendar(db: Db, personId: number): Promise<void> {
  const { rowCount } = await db.delete(calendarFeed).where(eq(calendarFeed.personId, personId))
  if (rowCount) await record(db, 'person', { action: 'calendar.ended', subject: 'calendar' }, personId)
}
