import { and, eq, sql } from 'drizzle-orm'
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core'
import type { Database, Db } from '@/db/client'
import { importRun } from '@/db/schema'
import type { ImportStage } from '@/db/values'
import type { Tell } from './commands'
import type { RunRow } from './run-rows'

type Change = PgUpdateSetSource<typeof importRun>

/** Another worker, or a person, moved the import meanwhile: what was done for it is dropped. */
export class Overtaken extends Error {}

/** Moves the import on from the state that was worked on, once: in this transaction, or in one of its own. */
export async function settle(database: Database, run: RunRow, change: Change, db?: Db): Promise<void> {
  if (!db) return database.asJob('import', (own) => settle(database, run, change, own))
  const moved = await db
    .update(importRun)
    .set({ ...change, tries: 0, progress: null, version: run.version + 1 })
    .where(and(eq(importRun.id, run.id), eq(importRun.version, run.version), eq(importRun.status, run.status)))
    .returning({ id: importRun.id })
  if (moved.length === 0) throw new Overtaken()
}

/** Whether no worker has it at this moment. */
export async function isFree(db: Db, runId: number): Promise<boolean> {
  const { rows } = await db.execute<{ free: boolean }>(
    sql`select pg_try_advisory_xact_lock(7003, ${runId}::int) as free`,
  )
  return rows[0]?.free === true
}

/** One worker at a time for an import, for as long as the transaction lives: gone with it, also when its process dies. */
export async function claim(db: Db, run: RunRow): Promise<boolean> {
  if (!(await isFree(db, run.id))) return false
  const { id, version, status } = importRun
  const [same] = await db
    .select({ id })
    .from(importRun)
    .where(and(eq(id, run.id), eq(version, run.version), eq(status, run.status)))
  return same !== undefined
}

/** Imports and undoing take turns; a page’s import waits for its own. */
export async function waitForTurn(db: Db): Promise<void> {
  await db.execute(sql`select set_config('lock_timeout', '30min', true)`)
  await db.execute(sql`select pg_advisory_xact_lock(7002)`)
  await db.execute(sql`select set_config('lock_timeout', '30s', true)`)
}

const stages: Record<string, ImportStage> = {
  waiting: 'waiting',
  'reading units': 'reading-units',
  'reading people': 'reading-people',
  'reading ratings': 'reading-ratings',
  'reading openings': 'reading-openings',
  'checking units and people': 'checking-people',
  'checking ratings': 'checking-ratings',
  'checking openings': 'checking-openings',
  'writing units and people': 'writing-people',
  'writing ratings': 'writing-ratings',
  'writing openings': 'writing-openings',
  'publishing the result': 'publishing',
}

/**
 * Shows what the job is at, in short transactions beside it, at most one a second and one at a time. Stop it before the
 * row is settled.
 */
export function showProgress(database: Database, run: RunRow, rowsOf: (stage: ImportStage) => number | null) {
  let shown = { stage: '', at: 0 }
  let writing: Promise<unknown> = Promise.resolve()
  let isFree = true
  let isOver = false
  const write = (stage: ImportStage, rows: number | null) => {
    isFree = false
    const progress = { stage, rows, of: rowsOf(stage) }
    writing = database
      .asJob('import', (db) => db.update(importRun).set({ progress }).where(eq(importRun.id, run.id)))
      .catch(() => {})
      .finally(() => {
        isFree = true
      })
  }
  const tell: Tell = (words, rows) => {
    const stage = stages[words]
    const now = performance.now()
    if (!stage || isOver || !isFree || (now - shown.at < 1_000 && shown.at > 0)) return
    shown = { stage, at: now }
    write(stage, rows ?? null)
  }
  return {
    tell,
    async stop() {
      isOver = true
      await writing
    },
  }
}
