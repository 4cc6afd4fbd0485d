import { sql } from 'drizzle-orm'
import type { Database, Db } from '@/db/client'
import { record } from '@/lib/audit/record'
import type { RunRow } from './run-rows'
import { claim, Overtaken, settle, waitForTurn } from './run-state'
import { findChanged, makeNet } from './undo-changed'
import { restoreAll } from './undo-restore'

const mostNamed = 20
const changedSince =
  'Somebody changed rows since that this import had written, so it cannot be taken back. Correct them, or import a new file.'
const referredTo =
  'Something that was added since depends on what this import had written, so it cannot be taken back. Import a new file instead.'

/** Takes the last import back: every row as it was, all or nothing, in one transaction with the run's new status. */
export async function undoImport(database: Database, run: RunRow): Promise<void> {
  const refusal = await tryUndo(database, run).catch((error: unknown) => {
    if (isDependence(error)) return { problem: referredTo, changedSince: [] }
    throw error
  })
  if (refusal) await settle(database, run, { status: 'committed', ...refusal })
}

/** A foreign key, an address or a period that somebody else took meanwhile. */
const isDependence = (error: unknown) =>
  error instanceof Error && 'code' in error && /^(23503|23505|23P01)$/.test(String(error.code))

async function tryUndo(database: Database, run: RunRow): Promise<{ problem: string; changedSince: string[] } | null> {
  return database.asJob('import', async (db) => {
    if (!(await claim(db, run))) throw new Overtaken()
    await waitForTurn(db)
    // Nobody moves the tree while it is looked at and put back.
    await db.execute(sql`select pg_advisory_xact_lock(7001)`)
    await makeNet(db, run.id)
    const changed = await findChanged(db)
    if (changed.length > 0) return { problem: changedSince, changedSince: changed.slice(0, mostNamed) }
    await restoreAll(db)
    await db.$client.query('delete from import_change where run_id = $1', [run.id])
    await settle(
      database,
      run,
      { status: 'undone', undoneAt: sql`now()`, endedAt: sql`now()`, canUndo: false, changedSince: [] },
      db,
    )
    await noteDeed(db, run)
    return null
  })
}

const noteDeed = (db: Db, run: RunRow) =>
  record(db, 'person', { action: 'import.undone', subject: 'import', subjectId: run.publicId }, run.actorId)
