import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { newUuid } from '@/db/uuid'
import { conflict, invalid, notFound, refused, sqlState } from '@/lib/access/errors'
import { record } from '@/lib/audit/record'
import { fileNameOf, mediaTypeOf } from './media'
import { redraw } from './picture'
import { getEvidence, getSubject, noSuchEvidence } from './queries'
import type { Evidence, EvidenceChange, NewEvidence, Tagging } from './shapes'

const piece = 1024 * 1024
/** Pieces that one person may keep about one person: nobody fills the database. */
const most = 100
const deed = (action: string, subjectId: string, fields?: string[]) => ({
  action,
  subject: 'evidence',
  subjectId,
  fields,
})

/** What is kept of a file: its kind by its bytes, a safe name, pictures drawn anew. BAD_REQUEST for every other kind. */
async function prepare(file: File) {
  const bytes = Buffer.from(await file.arrayBuffer())
  const type = mediaTypeOf(bytes)
  if (!type) {
    const sentence =
      'Send PDF, PNG, JPEG, DOCX, XLSX, PPTX or plain text; documents with macros or embedded files are not kept.'
    throw invalid(sentence, [{ path: 'file', message: 'is of a kind that is not kept' }])
  }
  const kept = type === 'image/png' || type === 'image/jpeg' ? await redraw(bytes, type) : bytes
  return {
    type,
    name: fileNameOf(file.name, type),
    bytes: kept,
    sha256: createHash('sha256').update(kept).digest('hex'),
  }
}

/**
 * Keeps a note, a link or a file about oneself or somebody whom one assesses. FORBIDDEN about anybody else, BAD_REQUEST for a
 * day to come or a kind of file that is not kept.
 */
export async function addEvidence(db: Db, input: NewEvidence, viewerId: number, today: string): Promise<Evidence> {
  const { employeeId, title, note, datedOn, url } = input
  if (datedOn > today)
    throw invalid('Evidence speaks of a day that has been.', [{ path: 'datedOn', message: 'lies ahead' }])
  const subjectId = await getSubject(db, employeeId)
  const { rows: there } = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from evidence where owner_id = ${viewerId} and subject_id = ${subjectId}`,
  )
  if ((there[0]?.count ?? 0) >= most) throw invalid(`There are ${most} pieces of evidence already. Remove one first.`)
  const file = input.file ? await prepare(input.file) : null
  const kind = file ? 'file' : url ? 'link' : 'text'
  const id = newUuid()
  await db
    .execute(sql`insert into evidence (public_id, subject_id, owner_id, kind, title, note, url, dated_on, file_name, media_type,
      byte_count, sha256) values (${id}, ${subjectId}, ${viewerId}, ${kind}, ${title}, ${note}, ${url ?? null}, ${datedOn},
      ${file?.name ?? null}, ${file?.type ?? null}, ${file?.bytes.length ?? null}, ${file?.sha256 ?? null})`)
    .catch((error: unknown) => {
      if (sqlState(error) === '42501')
        throw refused('You attach evidence about yourself, or about people whom you assess at present.')
      throw error
    })
  const { key, shown } = await getEvidence(db, id, viewerId)
  for (let place = 0; file && place * piece < file.bytes.length; place++) {
    const bytes = file.bytes.subarray(place * piece, (place + 1) * piece)
    await db.execute(sql`insert into evidence_chunk (evidence_id, place, bytes) values (${key}, ${place}, ${bytes})`)
  }
  await record(db, 'person', deed('evidence.added', id), viewerId)
  return shown
}

const settled = () => conflict('This evidence is shared by now and does not change any more. Add another piece.')

/** CONFLICT with what is stored when somebody else changed it, or once it is shared. */
export async function changeEvidence(
  db: Db,
  change: EvidenceChange,
  viewerId: number,
  today: string,
): Promise<Evidence> {
  const { id, version, title, note, datedOn } = change
  if (datedOn > today)
    throw invalid('Evidence speaks of a day that has been.', [{ path: 'datedOn', message: 'lies ahead' }])
  const before = await getEvidence(db, id, viewerId)
  if (!before.shown.isOwn) throw noSuchEvidence()
  if (before.shown.isShared) throw settled()
  const { rowCount } = await db.execute(sql`update evidence set title = ${title}, note = ${note}, dated_on = ${datedOn},
    version = version + 1 where id = ${before.key} and version = ${version}`)
  if (!rowCount) {
    const { shown: stored } = await getEvidence(db, id, viewerId)
    const yours = { title, note, datedOn, version }
    throw conflict('You changed this somewhere else in the meantime. Look at both, then choose.', { yours, stored })
  }
  await record(db, 'person', deed('evidence.changed', id, ['title', 'note', 'dated_on']), viewerId)
  return (await getEvidence(db, id, viewerId)).shown
}

/** With its file and its tags. CONFLICT once it is shared. */
export async function removeEvidence(db: Db, id: string, viewerId: number): Promise<void> {
  const { key, shown } = await getEvidence(db, id, viewerId)
  if (!shown.isOwn) throw noSuchEvidence()
  if (shown.isShared) throw settled()
  await db.execute(sql`delete from evidence where id = ${key}`)
  await record(db, 'person', deed('evidence.removed', id), viewerId)
}

/** Says for which criteria of a draft form of the viewer's own a piece is used: those named, and no others. */
export async function tagEvidence(
  db: Db,
  { id, cycle, employeeId, criteria }: Tagging,
  viewerId: number,
): Promise<Evidence> {
  const { key, shown } = await getEvidence(db, id, viewerId)
  if (!shown.isOwn) throw noSuchEvidence()
  const { rows } = await db.execute<{ id: number; isOpen: boolean }>(sql`
    select a.id, a.id = any (array(select authz.my_draft_ids())) as "isOpen" from assessment a join cycle c on c.id = a.cycle_id
    where c.name = ${cycle} and a.rater_id = ${viewerId}
      and a.subject_id = (select subject_id from evidence where id = ${key})
      and a.subject_id = ${await getSubject(db, employeeId)}`)
  const form = rows[0]
  if (!form) throw notFound('You have no form about this person in this cycle. Begin it first.')
  if (!form.isOpen) throw conflict('This form cannot be changed at present.')
  const wanted = sql`array(select k.id from criterion k join cycle c on c.framework_version_id = k.framework_version_id
    where c.name = ${cycle} and k.key = any (${sql.param(criteria)}::text[]))`
  await db.execute(sql`delete from evidence_use where evidence_id = ${key} and assessment_id = ${form.id}
    and criterion_id <> all (${wanted})`)
  await db.execute(sql`insert into evidence_use (evidence_id, assessment_id, criterion_id)
    select ${key}, ${form.id}, w from unnest(${wanted}) w on conflict do nothing`)
  await record(db, 'person', deed('evidence.tagged', id), viewerId)
  return (await getEvidence(db, id, viewerId)).shown
}
