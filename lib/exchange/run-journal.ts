import type { Db } from '@/db/client'

/** From here to the end of the transaction, triggers note every row that is written or removed; see the migration. */
export async function openJournal(db: Db, runId: number): Promise<void> {
  await db.$client.query(`select set_config('app.import_run', $1, true)`, [String(runId)])
}

/** The result that was published: undoing removes it, so its row alone will do. */
export async function noteResult(db: Db, runId: number, cycle: string, version: number): Promise<void> {
  await db.$client.query(
    `insert into import_change (run_id, of_table, new_row)
      select $1, 'result', to_jsonb(r) from result r join cycle c on c.id = r.cycle_id where c.name = $2 and r.version = $3`,
    [runId, cycle, version],
  )
}

/**
 * Only the last import can be undone, so the journal of those before goes, and their files with it. True when this one left
 * anything to undo.
 */
export async function keepLastJournal(db: Db, runId: number): Promise<boolean> {
  await db.$client.query(`select set_config('app.import_run', '', true)`)
  await db.$client.query('delete from import_change where run_id <> $1', [runId])
  await db.$client.query('update import_run set can_undo = false where can_undo and id <> $1', [runId])
  await db.$client.query(
    `delete from import_chunk c using import_run r where r.id = c.run_id and c.run_id <> $1
      and r.status in ('committed', 'undone', 'discarded')`,
    [runId],
  )
  const { rows } = await db.$client.query<{ any: boolean }>(
    'select exists (select from import_change where run_id = $1) as any',
    [runId],
  )
  return rows[0]!.any
}
