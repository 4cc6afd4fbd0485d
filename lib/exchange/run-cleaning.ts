import type { Database, Db } from '@/db/client'

/** Uploaded files, what was found in them and the journal of the last import are kept this long. */
const kept = `interval '30 days'`

/** The files of an import and what was found in them go; that there was one stays. */
export async function cleanRun(db: Db, runId: number): Promise<void> {
  await db.$client.query('delete from import_chunk where run_id = $1', [runId])
  await db.$client.query('delete from import_finding where run_id = $1', [runId])
  await db.$client.query(`update import_file set sheets = '[]' where run_id = $1 and sheets <> '[]'`, [runId])
}

/** What is older than that, and what was given up while nobody worked. */
export async function cleanImports(database: Database): Promise<void> {
  await database.asJob('import', async (db) => {
    await db.$client.query(
      `update import_run set status = 'discarded', ended_at = now(), report = null, version = version + 1
        where status in ('mapping', 'checked', 'refused', 'failed') and created_at < now() - ${kept}`,
    )
    await db.$client.query(
      `delete from import_change c using import_run r where r.id = c.run_id and r.committed_at < now() - ${kept}`,
    )
    await db.$client.query(`update import_run set can_undo = false where can_undo and committed_at < now() - ${kept}`)
    const { rows } = await db.$client.query<{ id: number }>(
      `select r.id from import_run r where (r.status = 'discarded' or r.ended_at < now() - ${kept})
        and (exists (select from import_chunk where run_id = r.id) or exists (select from import_finding where run_id = r.id))`,
    )
    for (const { id } of rows) await cleanRun(db, id)
  })
}
