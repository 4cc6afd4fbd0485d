import { eq, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { erasure, policySetting } from '@/db/schema'
import { conflict, invalid, refused } from '@/lib/access/errors'
import { record } from '@/lib/audit/record'
import { previewErasure } from './queries'
import { getRetention } from './retain'
import { retentionProblems } from './rules'
import type { EraseInput, SetRetentionInput } from './shapes'

/** Notes that somebody is to be erased; the ids of the row. Asking twice is asking once. */
export async function askErasure(
  db: Db,
  { employeeId, reason, today, viewerId }: EraseInput & { today: string; viewerId: number },
): Promise<{ id: number; publicId: string; personId: number }> {
  const { id: personId, isEmployed, obstacle } = await previewErasure(db, { employeeId, today })
  if (personId === viewerId) throw refused('Nobody erases themselves. Ask a colleague in HR.')
  if (obstacle) throw conflict(obstacle)
  if (isEmployed && reason === 'left') {
    const sentence =
      'This person is employed today. End the post first, or give the reason why they are erased all the same.'
    throw invalid(sentence, [{ path: 'reason', message: 'needs another than “left”' }])
  }
  const [made] = await db
    .insert(erasure)
    .values({ publicId: crypto.randomUUID(), personId, askedBy: viewerId, reason })
    .onConflictDoNothing({ target: erasure.personId })
    .returning({ id: erasure.id, publicId: erasure.publicId })
  if (made) {
    const deed = { action: 'erasure.asked', subject: 'person', subjectId: personId, fields: [reason] }
    await record(db, 'person', deed, viewerId)
    return { ...made, personId }
  }
  const [waiting] = await db
    .select({ id: erasure.id, publicId: erasure.publicId })
    .from(erasure)
    .where(eq(erasure.personId, personId))
  if (!waiting) throw conflict('Somebody asked for this at the same moment. Look again.')
  return { ...waiting, personId }
}

/** Sets days for some kinds as a new version; a stale version is refused with both. */
export async function setRetention(
  db: Db,
  { version, days, viewerId }: SetRetentionInput & { viewerId: number },
): Promise<void> {
  const issues = retentionProblems(days)
  if (issues[0])
    throw invalid(
      issues[0].message,
      issues.map(({ path, message }) => ({ path: `days.${path}`, message })),
    )
  await db.execute(sql`select pg_advisory_xact_lock(7003)`)
  const before = await getRetention(db)
  if (before.version !== version) {
    throw conflict('Somebody set other days in the meantime. Compare, then save again.', {
      yours: { version, days },
      theirs: before,
    })
  }
  const value = { ...before.days, ...days }
  const changed = (Object.keys(days) as (keyof typeof days)[]).filter((kind) => days[kind] !== before.days[kind])
  if (changed.length === 0) return
  await db.insert(policySetting).values({ kind: 'retention', version: version + 1, value })
  const deed = { action: 'retention.set', subject: 'policy_setting', subjectId: version + 1, fields: changed }
  await record(db, 'person', deed, viewerId)
}
