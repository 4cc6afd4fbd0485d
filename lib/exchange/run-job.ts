import { asc, eq, inArray, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { importRun } from '@/db/schema'
import { refreshStatistics } from '@/db/statistics'
import { inWords, sqlState } from '@/lib/access/errors'
import { Refusal } from './commands'
import { checkImport, commitImport } from './run-attempt'
import { cleanImports, cleanRun } from './run-cleaning'
import { readUpload } from './run-reading'
import { importQueue, type RunRow, type StoredReport, waitingStatuses } from './run-rows'
import { isFree, Overtaken, settle } from './run-state'
import { undoImport } from './run-undo'

/** A process may die over an import this often; after that it is the import. */
const mostTries = 5
/** With so many rows written the planner should hear of it. */
const manyRows = 1_000

/** The queue's work: one import as far as it goes by itself, or, woken by the clock, all that wait. */
export async function workImports(database: Database, id: number | null): Promise<void> {
  if (id !== null) return workRun(database, id)
  const waiting = await database.asJob('import', (db) =>
    db
      .select({ id: importRun.id })
      .from(importRun)
      .where(inArray(importRun.status, [...waitingStatuses]))
      .orderBy(asc(importRun.id)),
  )
  for (const run of waiting) await workRun(database, run.id)
  await cleanImports(database)
}

async function workRun(database: Database, id: number): Promise<void> {
  for (;;) {
    const run = await takeUp(database, id)
    if (!run) return
    try {
      await workStep(database, run)
    } catch (error) {
      if (error instanceof Overtaken) return
      await fail(database, run, error)
    }
  }
}

/** The import, if there is work for it and nobody at it; counted, so that one that ends every process is given up. */
async function takeUp(database: Database, id: number): Promise<RunRow | null> {
  return database.asJob('import', async (db) => {
    if (!(await isFree(db, id))) return null
    const [run] = await db.select().from(importRun).where(eq(importRun.id, id))
    if (run?.status === 'discarded') await cleanRun(db, id)
    if (!run || !waitingStatuses.some((status) => status === run.status)) return null
    const [taken] = await db
      .update(importRun)
      .set({ tries: sql`${importRun.tries} + 1` })
      .where(eq(importRun.id, id))
      .returning()
    return taken ?? null
  })
}

async function workStep(database: Database, run: RunRow): Promise<void> {
  if (run.tries > mostTries) throw new Refusal('The work was broken off again and again. Nothing was kept.')
  if (!(await mayStill(database, run))) {
    throw new Refusal('Whoever asked for this may no longer import. Nothing was kept.')
  }
  if (run.status === 'reading') return readUpload(database, run)
  if (run.status === 'checking') return checkImport(database, run)
  if (run.status === 'undoing') return undoImport(database, run)
  if (await commitImport(database, run)) await refresh(run)
}

/** Rights are those of the moment in which the work is done. */
async function mayStill(database: Database, { actorId, actorPersona, hasRatings }: RunRow): Promise<boolean> {
  const role = actorPersona === 'p_hr' ? 'hr' : 'administrator'
  if (hasRatings && role !== 'hr') return false
  const { rows } = await database.asJob('import', (db) =>
    db.execute<{ may: boolean }>(sql`select exists (
      select from role_grant g join person p on p.id = g.person_id
      where p.id = ${actorId} and not p.is_disabled and (p.employed @> authz.today() or isempty(p.employed))
        and g.role = ${role} and g.confirmed_at is not null and g.valid @> authz.today()) as may`),
  )
  return rows[0]?.may === true
}

/** What passes is tried again by the queue; the rest is told to the person who asked. */
async function fail(database: Database, run: RunRow, error: unknown): Promise<void> {
  const isTold = error instanceof Refusal
  if (!isTold && inWords(error).status === 503) throw error
  if (!isTold) console.error(`${importQueue} failed: ${sqlState(error) ?? (error as Error).name}`)
  const problem = isTold
    ? error.message
    : 'Something went wrong on our side and nothing was kept. Try again, or tell your administrator.'
  const status = run.status === 'undoing' ? 'committed' : run.status === 'committing' ? 'failed' : ('refused' as const)
  await settle(database, run, { status, problem }).catch((late: unknown) => {
    if (!(late instanceof Overtaken)) throw late
  })
}

/** Best effort: all is kept by now, and the server gets there by itself in a while. */
async function refresh({ report }: RunRow): Promise<void> {
  const { DATABASE_URL } = process.env
  const rows = Object.values((report as StoredReport | null)?.rows ?? {}).reduce((sum, each) => sum + each, 0)
  if (DATABASE_URL && rows >= manyRows) await refreshStatistics(DATABASE_URL).catch(() => {})
}
