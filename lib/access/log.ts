import { sql } from 'drizzle-orm'
import type { Database, Db } from '@/db/client'
import { accessLog } from '@/db/schema'
import type { Viewer } from './viewer'

export interface Look {
  purpose: string
  personIds: readonly number[]
}

const roleOf = {
  p_member: 'manager',
  p_host: 'host',
  p_pmo: 'director',
  p_all: 'head',
  p_hr: 'hr',
  p_admin: 'administrator',
}

/**
 * One row for the request in a short transaction of its own, before the answer leaves: if it cannot be written, the
 * request fails. Looking at oneself is not logged. Ids and purpose, never names or levels.
 */
export async function recordLooks(database: Database, viewer: Viewer, looks: readonly Look[]): Promise<void> {
  const others = (look: Look) => look.personIds.filter((id) => id !== viewer.personId)
  const subjectIds = [...new Set(looks.flatMap(others))].sort((a, b) => a - b)
  if (subjectIds.length === 0) return
  const purposes = new Set(looks.filter((look) => others(look).length > 0).map((look) => look.purpose))
  const entry = {
    onDay: sql`(now() at time zone 'utc')::date`,
    viewerId: viewer.personId,
    viewerRole: roleOf[viewer.persona],
    purpose: [...purposes].join(', '),
    subjectIds,
  }
  const scope = { personId: viewer.personId, persona: viewer.persona, readOnly: false }
  await database.asViewer(scope, (db: Db) => db.insert(accessLog).values(entry))
}
