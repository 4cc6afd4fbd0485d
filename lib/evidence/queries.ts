import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { notFound } from '@/lib/access/errors'
import { noSuchPerson } from '@/lib/people/queries'
import type { Evidence } from './shapes'

export const noSuchEvidence = () => notFound('There is no evidence by this id that you may see.')

interface Row extends Record<string, unknown> {
  key: number
  ownerId: number
  shared: boolean
  fileName: string | null
  mediaType: NonNullable<Evidence['file']>['type'] | null
  byteCount: number | null
}

/** What the rows of the database hold of it; a use is shown by the form's own rights. */
const select = (where: SQL) => sql`
  select e.id as key, e.owner_id as "ownerId", e.public_id as id, e.kind, e.title, e.note, e.url, e.dated_on as "datedOn",
    e.file_name as "fileName", e.media_type as "mediaType", e.byte_count as "byteCount", e.shared_at is not null as shared,
    e.version, coalesce((
      select json_agg(json_build_object('cycle', c.name, 'criterion', k.key, 'isMine', a.rater_id = (select authz.person_id()))
        order by c.id, k.position)
      from evidence_use u join assessment a on a.id = u.assessment_id join cycle c on c.id = a.cycle_id
      join criterion k on k.id = u.criterion_id where u.evidence_id = e.id), '[]') as uses
  from evidence e where ${where} order by e.dated_on desc, e.id desc`

function toEvidence(row: Row, viewerId: number): Evidence {
  const { key: _, ownerId, shared, fileName, mediaType, byteCount, ...shown } = row
  const file = fileName && mediaType && byteCount ? { name: fileName, type: mediaType, bytes: byteCount } : null
  return { ...(shown as Evidence), file, isOwn: ownerId === viewerId, isShared: shared }
}

/** Evidence about a person that the viewer may see, newest day first; NOT_FOUND for somebody out of reach. */
export async function listEvidence(
  db: Db,
  employeeId: string,
  viewerId: number,
): Promise<{ subjectId: number; evidence: Evidence[] }> {
  const subjectId = await getSubject(db, employeeId)
  const { rows } = await db.execute<Row>(select(sql`e.subject_id = ${subjectId}`))
  return { subjectId, evidence: rows.map((row) => toEvidence(row, viewerId)) }
}

/** The key of a person whom the viewer sees or is asked about: a peer sees no row of the one they assess. */
export async function getSubject(db: Db, employeeId: string): Promise<number> {
  const { rows } = await db.execute<{ id: number }>(sql`
    select id from person where employee_id = ${employeeId}
    union select subject_id from authz.asked_of_me() where employee_id = ${employeeId}`)
  const [found] = rows
  if (!found) throw noSuchPerson()
  return Number(found.id)
}

/** One piece with its internal keys; NOT_FOUND when out of reach. */
export async function getEvidence(db: Db, id: string, viewerId: number) {
  const { rows } = await db.execute<Row>(select(sql`e.public_id = ${id}`))
  const [row] = rows
  if (!row) throw noSuchEvidence()
  return { key: row.key, shown: toEvidence(row, viewerId) }
}

/** The bytes of a file and whom they are about; NOT_FOUND for a piece without a file. */
export async function readFile(db: Db, id: string, viewerId: number): Promise<{ subjectId: number; file: File }> {
  const { key, shown } = await getEvidence(db, id, viewerId)
  if (!shown.file) throw notFound('There is no file in this piece of evidence.')
  const { rows } = await db.execute<{ bytes: Buffer; subjectId: number }>(sql`
    select c.bytes, e.subject_id as "subjectId" from evidence_chunk c join evidence e on e.id = c.evidence_id
    where c.evidence_id = ${key} order by c.place`)
  const parts = rows.map(({ bytes }) => new Uint8Array(bytes))
  return { subjectId: Number(rows[0]?.subjectId), file: new File(parts, shown.file.name, { type: shown.file.type }) }
}
