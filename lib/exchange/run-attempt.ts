import { isDeepStrictEqual } from 'node:util'
import { inArray, sql } from 'drizzle-orm'
import type { Database, Db } from '@/db/client'
import { importFinding, importSource } from '@/db/schema'
import { type ImportKind, importKinds } from '@/db/values'
import { type ImportReport, importInto, type Tell } from './commands'
import { readLookups } from './lookups'
import type { Mapping } from './mapping-shapes'
import { normalise } from './normalise'
import { type Finding, type ProblemKind, remedyOf, severityOf } from './problems'
import { type UnpackedFile, withFiles } from './run-files'
import { keepLastJournal, noteResult, openJournal } from './run-journal'
import { optionsOf, type RunRow, type StoredReport, type StoredSheet } from './run-rows'
import { claim, Overtaken, settle, showProgress, waitForTurn } from './run-state'

/** Findings that are kept; whoever has more than these has the same mistake in each row. */
const mostKept = 20_000

type Sheet = StoredSheet & { kind: ImportKind; mapping: Mapping; path: string; label: string }
type Found = Omit<typeof importFinding.$inferInsert, 'runId'>
interface Outcome {
  report: StoredReport
  findings: Found[]
}

/** Nothing is to be kept: thrown to roll back, with what was found on the way. */
class Stopped extends Error {
  constructor(readonly outcome: Outcome) {
    super('Rolled back.')
  }
}

/** Tries the import and keeps nothing but what was found; where that was asked for, it goes on to commit. */
export async function checkImport(database: Database, run: RunRow): Promise<void> {
  const outcome = await attempt(database, run, false)
  await database.asJob('import', async (db) => {
    await keepFindings(db, run, outcome)
    const isGood = outcome.report.errors === 0
    if (isGood) await rememberSource(db, run)
    const { rows } = await db.execute<{ sample: boolean }>(sql`select authz.is_sample() as sample`)
    const goesOn = isGood && run.commits && !rows[0]?.sample
    const status = goesOn ? 'committing' : isGood ? 'checked' : 'refused'
    await settle(database, run, { status, report: outcome.report, checkedAt: sql`now()`, problem: null }, db)
  })
}

/**
 * Does what was checked, in one transaction with the run's own new status: a process that dies in the middle leaves
 * nothing, and the next one finds the work still asked for. True when it was kept.
 */
export async function commitImport(database: Database, run: RunRow): Promise<boolean> {
  try {
    await attempt(database, run, true)
    return true
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
    const { outcome } = error
    const isGood = outcome.report.errors === 0
    const problem = isGood ? movedOn : 'The organisation has changed since the dry run, and now there are errors.'
    await database.asJob('import', async (db) => {
      await keepFindings(db, run, outcome)
      const status = isGood ? 'checked' : 'refused'
      await settle(database, run, { status, report: outcome.report, checkedAt: sql`now()`, problem }, db)
    })
    return false
  }
}

const movedOn =
  'The organisation has changed since the dry run, so nothing was kept. Look at the new figures, then commit again.'

async function attempt(database: Database, run: RunRow, keep: boolean): Promise<Outcome> {
  const done = withFiles(database, run.id, async (files, folder) => {
    const sheets = sheetsOf(files)
    const progress = showProgress(database, run, (stage) => rowsOf(sheets, stage))
    try {
      return await database.asJob('import', async (db, { today }) => {
        if (!(await claim(db, run))) throw new Overtaken()
        progress.tell('waiting')
        await waitForTurn(db)
        if (keep) await openJournal(db, run.id)
        const outcome = await tryFiles(db, { run, sheets, folder, today, tell: progress.tell })
        const isSame = keep && isAsChecked(run, outcome.report)
        if (outcome.report.errors > 0 || !isSame) throw new Stopped(outcome)
        await progress.stop()
        await keepAll(database, db, run, outcome)
        return outcome
      })
    } finally {
      await progress.stop()
    }
  })
  if (keep) return done
  return done.catch((error: unknown) => {
    if (error instanceof Stopped) return error.outcome
    throw error
  })
}

interface Trial {
  run: RunRow
  sheets: Sheet[]
  folder: string
  today: string
  tell: Tell
}

async function tryFiles(db: Db, { run, sheets, folder, today, tell }: Trial): Promise<Outcome> {
  const { cycle, effective, asOf, fullList } = optionsOf(run)
  const checked = (run.report as StoredReport | null)?.effective
  const day = effective ?? (run.status === 'committing' ? checked : null) ?? today
  const { files, found, names } = await normalise({ sheets, lookups: await readLookups(db), folder })
  const requester = { personId: run.actorId, isAdministrator: run.actorPersona === 'p_admin' }
  const options = {
    files,
    found,
    cycle: cycle ?? undefined,
    effective: day,
    asOf: asOf ?? undefined,
    fullList,
    requester,
  }
  const report = await importInto(db, options, today, tell)
  const { rows: raw } = await db.$client.query<Finding>(
    `select file, row, col as "column", kind, value from import_problem
      order by array_position('{units,people,ratings,openings}', file), row nulls first, col, kind limit $1`,
    [mostKept],
  )
  const { rows: groups } = await db.$client.query<{ file: ImportKind; kind: ProblemKind; count: number }>(
    'select file, kind, count(*)::int as count from import_problem group by file, kind',
  )
  const labelOf = (file: string) =>
    (sheets.find(({ kind }) => kind === file) ?? sheets.find(({ kind }) => kind === 'people'))?.label ?? null
  const findings = raw.map(({ file, row, column, kind, value }, seq): Found => {
    const col = column === null ? null : (names[file as ImportKind]?.[column] ?? column)
    return { seq, file: file as ImportKind, label: labelOf(file), row, col, kind, value }
  })
  return { report: toStored(report, groups, day), findings }
}

const weights = ['error', 'warning', 'notice']

function toStored(
  { rows, errors, warnings, found, changes, published }: ImportReport,
  groups: { file: ImportKind; kind: ProblemKind; count: number }[],
  effective: string,
): StoredReport {
  const weighed = groups.map((group) => ({ ...group, severity: severityOf(group.kind), remedy: remedyOf(group.kind) }))
  const weightOf = ({ severity, file }: (typeof weighed)[number]) =>
    weights.indexOf(severity) * 10 + importKinds.indexOf(file)
  const { units, people, ratings, openings } = rows
  return {
    rows: JSON.parse(JSON.stringify({ units, people, ratings, openings })),
    ...{ errors, warnings, notices: found - errors - warnings },
    groups: weighed.sort((a, b) => weightOf(a) - weightOf(b) || b.count - a.count || a.kind.localeCompare(b.kind)),
    changes: changes && {
      ...{ units: changes.units, people: changes.people, ratings: changes.ratings, openings: changes.openings },
    },
    ...{ published, effective },
  }
}

/** Whether it would change what the dry run said it would. */
function isAsChecked({ report }: RunRow, now: StoredReport): boolean {
  const before = report as StoredReport | null
  return isDeepStrictEqual(before?.changes, now.changes) && isDeepStrictEqual(before?.published, now.published)
}

async function keepAll(database: Database, db: Db, run: RunRow, outcome: Outcome): Promise<void> {
  const { published } = outcome.report
  if (published?.isNew) await noteResult(db, run.id, published.cycle, published.version)
  const canUndo = await keepLastJournal(db, run.id)
  await keepFindings(db, run, outcome)
  const now = sql`now()`
  const kept = { status: 'committed' as const, report: outcome.report, committedAt: now, endedAt: now, problem: null }
  await settle(database, run, { ...kept, canUndo }, db)
}

/** In place of what was found before. */
async function keepFindings(db: Db, run: RunRow, { findings }: Outcome): Promise<void> {
  await db.delete(importFinding).where(inArray(importFinding.runId, [run.id]))
  await db.$client.query(
    `insert into import_finding (run_id, seq, file, label, row, col, kind, value)
      select $1, seq, file, label, row, col, kind, value from json_to_recordset($2)
      as found (seq int, file text, label text, row int, col text, kind text, value text)`,
    [run.id, JSON.stringify(findings)],
  )
}

/** A mapping that led to a dry run without errors is the one to propose for the source's next files. */
async function rememberSource(db: Db, run: RunRow): Promise<void> {
  if (run.source === null) return
  const files = await db.$client.query<{ sheets: StoredSheet[] }>('select sheets from import_file where run_id = $1', [
    run.id,
  ])
  for (const { kind, mapping } of files.rows.flatMap(({ sheets }) => sheets)) {
    if (!kind || !mapping) continue
    const remembered = { mapping, usedAt: sql`now()` }
    await db
      .insert(importSource)
      .values({ name: run.source, kind, ...remembered })
      .onConflictDoUpdate({ target: [importSource.name, importSource.kind], set: remembered })
  }
}

/** The sheets that are not left out, where they lie now, under the name that findings give them. */
function sheetsOf(files: readonly UnpackedFile[]): Sheet[] {
  return files.flatMap(({ name, stored, sheets }) =>
    (stored as StoredSheet[]).flatMap((kept, at): Sheet[] => {
      const { kind, mapping, sheet } = kept
      const path = sheets[at]?.path
      if (!kind || !mapping || !path) return []
      return [{ ...kept, kind, mapping, path, label: sheet === null ? name : `${name}: ${sheet}` }]
    }),
  )
}

function rowsOf(sheets: readonly Sheet[], stage: string): number | null {
  return sheets.find(({ kind }) => stage === `reading-${kind}`)?.rows ?? null
}
