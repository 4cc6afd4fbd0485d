import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { auditEntry } from '@/db/schema'

export interface Deed {
  /** noun.pasttense */
  action: string
  subject: string
  subjectId?: string | number | null
  /** Names of the fields that changed; never their values. */
  fields?: string[]
}

/** One audit row in the deed's own transaction: written with it or not at all. `by` names a job or the command line. */
export async function record(db: Db, by: string, deed: Deed, actorId: number | null = null): Promise<void> {
  const subjectId = deed.subjectId == null ? null : String(deed.subjectId)
  const { action, subject, fields = [] } = deed
  await db.insert(auditEntry).values({ actorId, actor: by, action, subject, subjectId, fields })
}

/** The same as a part of the statement that does the deed: a row for each row of `from`, whose column is the subject's id. */
export const recording = (
  by: string,
  { action, subject, fields = [] }: Omit<Deed, 'subjectId'>,
  actorId: number,
  from: { table: SQL; subjectId: SQL },
) => sql`insert into audit_entry (actor_id, actor, action, subject, subject_id, fields)
  select ${actorId}::bigint, ${by}::text, ${action}::text, ${subject}::text, ${from.subjectId}::text, ${sql.param(fields)}::text[]
  from ${from.table}`
