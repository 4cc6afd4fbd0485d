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
