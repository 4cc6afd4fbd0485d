import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import type { EndedSessions } from './shapes'

/** Ends the viewer's sessions, all but the one with this hash; the database writes the audit row beside it. */
export async function endSessions(db: Db, keepIdHash: string | null): Promise<EndedSessions> {
  const { rows } = await db.execute<{ ended: number }>(sql`select authz.end_my_sessions(${keepIdHash}) as ended`)
  return { ended: rows[0]?.ended ?? 0 }
}
