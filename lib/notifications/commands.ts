import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
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
