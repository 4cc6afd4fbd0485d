import { and, eq, sql } from 'drizzle-orm'
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core'
import type { z } from 'zod'
import type { Db } from '@/db/client'
import { importChunk, importFile, importRun } from '@/db/schema'
import { newUuid } from '@/db/uuid'
import { hrKinds, type ImportKind, type ImportStatus } from '@/db/values'
import { conflict, invalid, refused } from '@/lib/access/errors'
import type { Viewer } from '@/lib/access/viewer'
import { record } from '@/lib/audit/record'
import { suggestMapping } from './columns'
import { overSample } from './commands'
import { findImport } from './run-queries'
import { hindrances, optionsOf, type RunOptions, restingStatuses, type StoredSheet } from './run-rows'
import { type MapImportInput, mostUploaded } from './shapes'

const chunk = 1_000_000
const onlyHr = 'This import holds ratings or openings: HR imports these.'
const isOfHr = (kind: ImportKind | null) => kind !== null && hrKinds.includes(kind)

interface Upload {
  files: readonly File[]
  source: string | undefined
  options: RunOptions
  commits: boolean
}

const actorOf = ({ personId, persona }: Viewer) => ({
  actorId: personId,
  actorPersona: persona === 'p_hr' ? ('p_hr' as const) : ('p_admin' as const),
})

/** A name to show: the last part of a path, without control characters. */
const nameOf = (file: File) => {
  const name = [...(file.name.split(/[\\/]/).at(-1) ?? '')].filter((sign) => sign >= ' ').join('')
  return name.normalize('NFC').slice(0, 200) || 'file'
}

/** Keeps the files and asks for them to be read. */
export async function createRun(db: Db, upload: Upload, viewer: Viewer): Promise<{ id: number; publicId: string }> {
  const { files, source, options, commits } = upload
  if (files.reduce((sum, file) => sum + file.size, 0) > mostUploaded) {
    const sentence = 'The files are larger than 10 MB in all. Import them one by one, or with npm run import.'
    throw invalid(sentence, [{ path: 'files', message: 'at most 10 MB' }])
  }
  const run = {
    ...{ publicId: newUuid(), door: viewer.via === 'token' ? ('api' as const) : ('page' as const) },
    ...{ requestedBy: viewer.personId, ...actorOf(viewer), source: source ?? null, options, commits },
  }
  const [made] = await db.insert(importRun).values(run).returning({ id: importRun.id })
  if (!made) throw new Error('The import could not be kept.')
  const runId = made.id
  for (const [seq, file] of files.entries()) {
    await db.insert(importFile).values({ runId, seq, name: nameOf(file), bytes: file.size })
    const bytes = Buffer.from(await file.arrayBuffer())
    for (let at = 0; at < bytes.length; at += chunk) {
      const part = { runId, fileSeq: seq, seq: at / chunk, bytes: bytes.subarray(at, at + chunk) }
      await db.insert(importChunk).values(part)
    }
  }
  const deed = { action: 'import.uploaded', subject: 'import', subjectId: run.publicId }
  await record(db, 'person', deed, viewer.personId)
  return { id: runId, publicId: run.publicId }
}

interface Move {
  id: string
  version: number
  from: readonly ImportStatus[]
  /** What to say when the import is elsewhere. */
  otherwise: string
}

/** The import as it stands, when this viewer may move it from there; else a sentence. */
async function take(db: Db, { id, version, from, otherwise }: Move, viewer: Viewer) {
  const { run } = await findImport(db, id)
  if (run.hasRatings && viewer.persona !== 'p_hr') throw refused(onlyHr)
  if (run.version !== version) {
    throw conflict('This import has moved on since you looked. Look again, then decide.', {
      ...{ yours: version, current: run.version },
    })
  }
  if (!from.includes(run.status)) throw conflict(otherwise)
  return run
}

type Change = PgUpdateSetSource<typeof importRun>

/** Moves it on with the next version; the version in the condition makes one of two at once fail. */
async function move(db: Db, runId: number, version: number, change: Change, viewer: Viewer): Promise<void> {
  const moved = await db
    .update(importRun)
    .set({ ...change, ...actorOf(viewer), tries: 0, progress: null, version: version + 1 })
    .where(and(eq(importRun.id, runId), eq(importRun.version, version)))
    .returning({ id: importRun.id })
  if (moved.length === 0) throw conflict('Somebody moved this import at the same moment. Look again, then decide.')
}

async function sheetsOf(db: Db, runId: number) {
  const files = await db.select().from(importFile).where(eq(importFile.runId, runId)).orderBy(importFile.seq)
  return files.map((file) => ({ ...file, sheets: file.sheets as StoredSheet[] }))
}

type MapRequest = Omit<z.output<typeof MapImportInput>, 'options'> & { options: RunOptions }

/** Saves what each sheet is and where its columns come from; what was checked before must be checked again. */
export async function mapRun(db: Db, input: MapRequest, viewer: Viewer): Promise<void> {
  const otherwise = 'This import cannot be mapped now: wait until it rests, or start another.'
  const run = await take(db, { ...input, from: restingStatuses, otherwise }, viewer)
  const files = await sheetsOf(db, run.id)
  const known = new Set(files.flatMap(({ sheets }) => sheets.map(({ seq }) => seq)))
  const unknown = input.sheets.find(({ seq }) => !known.has(seq))
  if (unknown) throw invalid(`This import has no sheet ${unknown.seq}.`, [{ path: 'sheets', message: 'unknown seq' }])
  if (viewer.persona !== 'p_hr' && input.sheets.some(({ kind }) => isOfHr(kind))) throw refused(onlyHr)
  const all: StoredSheet[] = []
  for (const { id, sheets } of files) {
    const mapped = sheets.map((sheet): StoredSheet => {
      const asked = input.sheets.find(({ seq }) => seq === sheet.seq)
      if (!asked) return sheet
      const { kind } = asked
      const mapping = kind && (asked.mapping ?? suggestMapping(kind, sheet.headers))
      return { ...sheet, kind, mapping, remembered: false }
    })
    const hasRatings = mapped.some(({ kind }) => isOfHr(kind))
    await db.update(importFile).set({ sheets: mapped, hasRatings }).where(eq(importFile.id, id))
    all.push(...mapped)
  }
  const kinds = [...new Set(all.flatMap(({ kind }) => (kind ? [kind] : [])))]
  const meant = { kinds, hasRatings: kinds.some(isOfHr), source: input.source ?? null, options: input.options }
  await move(
    db,
    run.id,
    run.version,
    { ...meant, status: 'mapping', report: null, problem: null, commits: false },
    viewer,
  )
}

type Deed = { id: string; version: number }

/** Asks for a dry run; a sentence when the sheets or options do not allow one. */
export async function checkRun(db: Db, deed: Deed, today: string, viewer: Viewer): Promise<number> {
  const otherwise = 'This import cannot be checked now: wait until it rests, or start another.'
  const run = await take(db, { ...deed, from: restingStatuses, otherwise }, viewer)
  const sheets = (await sheetsOf(db, run.id)).flatMap((file) => file.sheets)
  const wrong = hindrances(sheets, optionsOf(run), today)
  if (wrong.length > 0)
    throw invalid(
      wrong.slice(0, 3).join(' '),
      wrong.map((message) => ({ path: 'sheets', message })),
    )
  await move(db, run.id, run.version, { status: 'checking', report: null, problem: null }, viewer)
  return run.id
}

/** Asks for what was checked to be kept. */
export async function commitRun(db: Db, deed: Deed, viewer: Viewer): Promise<number> {
  const otherwise = 'Only an import whose dry run had no errors can be committed.'
  const run = await take(db, { ...deed, from: ['checked'], otherwise }, viewer)
  const { rows } = await db.execute<{ sample: boolean }>(sql`select authz.is_sample() as sample`)
  if (rows[0]?.sample) throw conflict(overSample)
  await move(db, run.id, run.version, { status: 'committing', problem: null }, viewer)
  return run.id
}

/** Asks for the last import to be taken back. */
export async function undoRun(db: Db, deed: Deed, viewer: Viewer): Promise<number> {
  const otherwise = 'Only an import that was committed can be undone.'
  const run = await take(db, { ...deed, from: ['committed'], otherwise }, viewer)
  if (!run.canUndo) throw conflict('Only the last import can be undone, and only while what it replaced is kept.')
  await move(db, run.id, run.version, { status: 'undoing', problem: null, changedSince: [] }, viewer)
  return run.id
}

/** Gives an import up; its files go. */
export async function discardRun(db: Db, deed: Deed, viewer: Viewer): Promise<number> {
  const otherwise = 'This import is under way or has ended: there is nothing to discard.'
  const run = await take(db, { ...deed, from: restingStatuses, otherwise }, viewer)
  await move(db, run.id, run.version, { status: 'discarded', endedAt: sql`now()`, report: null, problem: null }, viewer)
  const said = { action: 'import.discarded', subject: 'import', subjectId: run.publicId }
  await record(db, 'person', said, viewer.personId)
  return run.id
}
