import { eq, isNull, sql } from 'drizzle-orm'
import type { Dumped } from '@/db/backup/dump'
import type { Db } from '@/db/client'
import { backupRun, session } from '@/db/schema'
import { record } from '@/lib/audit/record'

/** Notes a backup for the health page; the file's name only, since its folder may be gone tomorrow. */
export async function keepRun(db: Db, file: string, { madeAt, bytes, rows, sha256, schema }: Dumped): Promise<void> {
  const made = { madeAt: new Date(madeAt), file, bytes, rowCount: rows, sha256, schema }
  const [run] = await db.insert(backupRun).values(made).returning({ id: backupRun.id })
  await record(db, 'command', { action: 'backup.made', subject: 'backup', subjectId: run?.id })
}

/** Notes what came of trying a backup; nothing when this database never heard of it. */
export async function keepDrill(db: Db, sha256: string, faults: number): Promise<void> {
  const tried = { drilledAt: sql`now()`, drillFaults: faults }
  const [run] = await db
    .update(backupRun)
    .set(tried)
    .where(eq(backupRun.sha256, sha256))
    .returning({ id: backupRun.id })
  if (run) await record(db, 'command', { action: 'backup.tried', subject: 'backup', subjectId: run.id })
}

/** After a restore nobody is signed in: sessions that had been ended since would live again. */
export async function keepRestore(db: Db): Promise<void> {
  await db.update(session).set({ endedAt: sql`now()` }).where(isNull(session.endedAt))
  await record(db, 'command', { action: 'backup.restored', subject: 'backup' })
}
