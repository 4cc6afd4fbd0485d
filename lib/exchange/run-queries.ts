import { and, asc, count, desc, eq, inArray, lt, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Db } from '@/db/client'
import { importFile, importFinding, importRun, importSource, person } from '@/db/schema'
import { hrKinds, type ImportStage } from '@/db/values'
import { notFound } from '@/lib/access/errors'
import type { Viewer } from '@/lib/access/viewer'
import { decodeCursor, pageOf } from '@/lib/people/page'
import { explain, type Problem, type ProblemKind, problemKinds, severityOf } from './problems'
import { missingOf, optionsOf, type RunRow, restingStatuses, type StoredReport, type StoredSheet } from './run-rows'
import type {
  FindingsInput,
  FindingsPage,
  ImportFinding,
  ImportItem,
  ImportRun,
  ImportSources,
  ImportsPage,
} from './shapes'

const isHr = (viewer: Viewer) => viewer.persona === 'p_hr'

type FileRow = { runId: number; seq: number; name: string; bytes: number; refusal: string | null; sheets: unknown }

const asker = { name: person.name, employeeId: person.employeeId }
const select = (db: Db, where: SQL | undefined) =>
  db
    .select({ run: importRun, asker })
    .from(importRun)
    .leftJoin(person, eq(person.id, importRun.requestedBy))
    .where(where)
type Found = Awaited<ReturnType<typeof select>>[number]

async function filesOf(db: Db, runIds: readonly number[]): Promise<Map<number, FileRow[]>> {
  const { runId, seq, name, bytes, refusal, sheets } = importFile
  const rows = await db
    .select({ runId, seq, name, bytes, refusal, sheets })
    .from(importFile)
    .where(inArray(runId, [...runIds]))
    .orderBy(asc(seq))
  const byRun = new Map<number, FileRow[]>()
  for (const row of rows) byRun.set(row.runId, [...(byRun.get(row.runId) ?? []), row])
  return byRun
}

const moment = (at: Date | null) => at?.toISOString() ?? null

/** An administrator sees that there are ratings and how many, and nothing of what was found about them. */
function reportFor(viewer: Viewer, row: RunRow): StoredReport | null {
  const report = row.report as StoredReport | null
  if (!report || isHr(viewer) || !row.hasRatings) return report
  return { ...report, groups: report.groups.filter(({ file }) => !hrKinds.includes(file)) }
}

function toItem({ run, asker: by }: Found, files: readonly FileRow[], viewer: Viewer): ImportItem {
  const mine = isHr(viewer) || !run.hasRatings
  const rests = mine && restingStatuses.some((status) => status === run.status)
  const progress = run.progress as { stage: ImportStage; rows: number | null; of: number | null } | null
  return {
    ...{ id: run.publicId, status: run.status, version: run.version, door: run.door, source: run.source },
    ...{ requestedBy: by, isOwn: run.requestedBy === viewer.personId, requestedAt: run.createdAt.toISOString() },
    ...{ checkedAt: moment(run.checkedAt), committedAt: moment(run.committedAt), undoneAt: moment(run.undoneAt) },
    endedAt: moment(run.endedAt),
    files: files.map(({ name, bytes }) => ({ name, bytes })),
    ...{ kinds: run.kinds, options: optionsOf(run), commits: run.commits, progress },
    ...{ problem: run.problem, report: reportFor(viewer, run), changedSince: run.changedSince },
    may: {
      ...{ map: rests, check: rests, discard: rests },
      commit: mine && run.status === 'checked',
      undo: mine && run.status === 'committed' && run.canUndo,
    },
  }
}

/** A page of imports, the newest first. */
export async function listImports(
  db: Db,
  { after, limit }: { after?: string; limit: number },
  viewer: Viewer,
): Promise<ImportsPage> {
  const place = decodeCursor(after, z.tuple([z.number().int()]))
  const found = await select(db, place ? lt(importRun.id, place[0]) : undefined)
    .orderBy(desc(importRun.id))
    .limit(limit + 1)
  const { rows, next } = pageOf(found, limit, ({ run }) => [run.id])
  const files = await filesOf(
    db,
    rows.map(({ run }) => run.id),
  )
  return { imports: rows.map((row) => toItem(row, files.get(row.run.id) ?? [], viewer)), next }
}

export async function getImportItem(db: Db, id: string, viewer: Viewer): Promise<ImportItem> {
  const found = await findImport(db, id)
  const files = await filesOf(db, [found.run.id])
  return toItem(found, files.get(found.run.id) ?? [], viewer)
}

/** One import with its sheets, as far as the viewer may see them. */
export async function getImport(db: Db, id: string, viewer: Viewer): Promise<ImportRun> {
  const found = await findImport(db, id)
  const files = (await filesOf(db, [found.run.id])).get(found.run.id) ?? []
  const sheets = files.flatMap(({ name, sheets: stored }) =>
    (stored as StoredSheet[]).map((sheet) => ({ file: name, missing: missingOf(sheet), ...sheet })),
  )
  return { ...toItem(found, files, viewer), sheets }
}

/** The row behind a public id; 404 for what does not exist. */
export async function findImport(db: Db, id: string): Promise<Found> {
  const [found] = await select(db, eq(importRun.publicId, id))
  if (!found) throw notFound('There is no such import.')
  return found
}

const kindsOf = (severity: Problem['severity']) => problemKinds.filter((kind) => severityOf(kind) === severity)

type FindingRow = typeof importFinding.$inferSelect

const toProblem = ({ file, row, col, kind, value }: FindingRow): Problem =>
  explain({ file, row, column: col, kind: kind as ProblemKind, value })
const toFinding = (found: FindingRow): ImportFinding => ({
  ...toProblem(found),
  ...{ file: found.file, name: found.label },
})

/** A page of what the last dry run found, in the order of files and rows. */
export async function listFindings(db: Db, input: z.infer<typeof FindingsInput>): Promise<FindingsPage> {
  const { run } = await findImport(db, input.id)
  const place = decodeCursor(input.after, z.tuple([z.number().int()]))
  const wanted = and(
    eq(importFinding.runId, run.id),
    input.severity ? inArray(importFinding.kind, kindsOf(input.severity)) : undefined,
    input.file ? eq(importFinding.file, input.file) : undefined,
    input.kind ? eq(importFinding.kind, input.kind) : undefined,
  )
  if (!run.report) return { findings: [], total: 0, next: null }
  const [counted] = await db.select({ total: count() }).from(importFinding).where(wanted)
  const found = await db
    .select()
    .from(importFinding)
    .where(and(wanted, place ? sql`${importFinding.seq} > ${place[0]}` : undefined))
    .orderBy(asc(importFinding.seq))
    .limit(input.limit + 1)
  const { rows, next } = pageOf(found, input.limit, ({ seq }) => [seq])
  return { findings: rows.map(toFinding), total: counted?.total ?? 0, next }
}

/** All findings that are kept, for the download. */
export async function allFindings(db: Db, id: string): Promise<Problem[]> {
  const { run } = await findImport(db, id)
  if (!run.report) return []
  const rows = await db
    .select()
    .from(importFinding)
    .where(eq(importFinding.runId, run.id))
    .orderBy(asc(importFinding.seq))
  return rows.map(toProblem)
}

/** Sources whose mapping is remembered, the last used first. */
export async function listSources(db: Db): Promise<ImportSources> {
  const { name, kind, usedAt } = importSource
  const used = sql<string>`max(${usedAt})`
  const rows = await db
    .select({
      name,
      kinds: sql<string[]>`array_agg(${kind} order by ${kind})`,
      usedAt: sql<Date>`${used}`.mapWith(usedAt),
    })
    .from(importSource)
    .groupBy(name)
    .orderBy(desc(used))
    .limit(200)
  return {
    sources: rows.map((row) => ({
      name: row.name,
      kinds: row.kinds as ImportSources['sources'][number]['kinds'],
      usedAt: row.usedAt.toISOString(),
    })),
  }
}
