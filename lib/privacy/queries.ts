import { asc, desc, eq, lt, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import type { Db } from '@/db/client'
import { erasure, person, retentionRun } from '@/db/schema'
import { retentionKinds } from '@/db/values'
import { notFound } from '@/lib/access/errors'
import { decodeCursor, encodeCursor, pageOf } from '@/lib/people/page'
import { noSuchPerson } from '@/lib/people/queries'
import { getRetention } from './retain'
import { audiences, retention, seenBy, withheld } from './rules'
import type { Erasure, ErasurePreview, Erasures, MyData, Retention, WhoSees } from './shapes'

const mostNamed = 100

/** Who may read about the viewer today, nearest first, each with what their role opens. */
export async function listWatchers(db: Db, asOf: string): Promise<WhoSees> {
  type Row = {
    audience: string
    employee_id: string | null
    name: string
    unit_id: string | null
    unit_name: string | null
  }
  const { rows } = await db.execute<Row>(sql`select * from authz.who_sees_me()`)
  return {
    asOf,
    audiences: audiences.map((audience) => {
      const them = rows.filter((row) => row.audience === audience)
      const people = them.slice(0, mostNamed).map(({ employee_id, name, unit_id, unit_name }) => ({
        ...{ employeeId: employee_id, name },
        unit: unit_id !== null && unit_name !== null ? { unitId: unit_id, name: unit_name } : null,
      }))
      return { audience, count: them.length, people, sees: seenBy(audience) }
    }),
  }
}

const mostRows = 200
const Place = z.tuple([z.string().max(200)])

/** All that is held about the viewer: every part from its beginning, or one part from a place on. */
export async function getMyData(
  db: Db,
  asOf: string,
  { part, after }: { part?: string; after?: string },
): Promise<MyData> {
  const [since] = decodeCursor(after, Place) ?? ['']
  type Row = { part: string; place: string; held: Record<string, unknown>; total: number }
  const { rows } = await db.execute<Row>(
    sql`select part, place, held, total from authz.my_data(${part ?? null}, ${since}, ${mostRows + 1})`,
  )
  const names = [...new Set(rows.map((row) => row.part))]
  return {
    asOf,
    parts: names.map((name) => {
      const mine = rows.filter((row) => row.part === name)
      const shown = mine.slice(0, mostRows)
      const last = mine.length > mostRows ? shown.at(-1) : undefined
      const next = last ? encodeCursor([last.place]) : null
      return { part: name, total: mine[0]?.total ?? 0, rows: shown.map(({ held }) => held), next }
    }),
    withheld: withheld.filter((one) => part === undefined || one.part === part),
  }
}

interface Facts extends Record<string, unknown> {
  id: number
  name: string
  is_employed: boolean
  last_day: string | null
  given: number
  about: number
  results: number
  reports: number
  is_head: boolean
  grants: number
}

/** Whom an erasure would be about and what stands in its way; NOT_FOUND for nobody. `id` is for the server alone. */
export async function previewErasure(
  db: Db,
  { employeeId, today }: { employeeId: string; today: string },
): Promise<ErasurePreview & { id: number }> {
  const { rows } = await db.execute<Facts>(sql`
    select p.id, p.name, p.employed @> ${today}::date as is_employed, (upper(p.employed) - 1)::text as last_day,
      (select count(*) from rating r where r.rater_id = p.id and r.rater_type <> 'self')
        + (select count(*) from rating r where r.subject_id = p.id and r.rater_type = 'self') as given,
      (select count(*) from rating r where r.subject_id = p.id) as about,
      (select count(*) from result_person r where r.person_id = p.id) as results,
      (select count(*) from reporting_line l join person r on r.id = l.person_id and not upper(r.employed) <= ${today}::date is true
        where l.manager_id = p.id and not upper(l.valid) <= ${today}::date is true) as reports,
      exists (select from organisation o where o.head_id = p.id) as is_head,
      (select count(*) from role_grant g where g.person_id = p.id and g.confirmed_at is not null
        and g.valid @> ${today}::date and not p.is_disabled) as grants
    from person p where p.employee_id = ${employeeId}`)
  const found = rows[0]
  if (!found) throw noSuchPerson()
  return {
    ...{ id: found.id, employeeId, name: found.name, isEmployed: found.is_employed, lastDay: found.last_day },
    ...{ answersGiven: found.given, answersAbout: found.about, results: found.results },
    obstacle: obstacleOf(found),
  }
}

function obstacleOf({ reports, is_head, is_employed, grants }: Facts): string | null {
  if (is_head) return 'This person heads the organisation. Name another head first.'
  if (reports > 0) {
    const who = reports === 1 ? 'One person reports' : `${reports} people report`
    return `${who} to this person, today or from a planned day on. Give them another manager first.`
  }
  if (is_employed && grants > 0) return 'This person holds a grant in force. End it first, under Access.'
  return null
}

const asker = alias(person, 'asker')
const toInstant = (at: Date | null) => at?.toISOString() ?? null
const columns = {
  id: erasure.id,
  publicId: erasure.publicId,
  state: erasure.state,
  reason: erasure.reason,
  askedAt: erasure.askedAt,
  askedBy: asker.name,
  doneAt: erasure.doneAt,
  rows: erasure.rowCount,
}
const selectErasures = (db: Db) => db.select(columns).from(erasure).leftJoin(asker, eq(asker.id, erasure.askedBy))

function toErasure(row: Awaited<ReturnType<typeof selectErasures>>[number]): Erasure {
  const { publicId, state, reason, askedBy, rows } = row
  return {
    id: publicId,
    state,
    reason,
    askedBy,
    rows,
    askedAt: row.askedAt.toISOString(),
    doneAt: toInstant(row.doneAt),
  }
}

export async function getErasure(db: Db, id: string): Promise<Erasure> {
  const [found] = await selectErasures(db).where(eq(erasure.publicId, id))
  if (!found) throw notFound('There is no erasure by this id that you may see.')
  return toErasure(found)
}

const Id = z.tuple([z.int().min(1)])

/** Erasures asked for, newest first. */
export async function listErasures(db: Db, { after, limit }: { after?: string; limit: number }): Promise<Erasures> {
  const place = decodeCursor(after, Id)
  const found = await selectErasures(db)
    .where(place ? lt(erasure.id, place[0]) : undefined)
    .orderBy(desc(erasure.id))
    .limit(limit + 1)
  const { rows, next } = pageOf(found, limit, ({ id }) => [id])
  return { erasures: rows.map(toErasure), next }
}

/** How long each kind of record is kept, and what the last night removed. */
export async function describeRetention(db: Db): Promise<Retention> {
  const { version, days } = await getRetention(db)
  const runs = await db.select().from(retentionRun).orderBy(asc(retentionRun.kind))
  return {
    version,
    records: retentionKinds.map((kind) => {
      const run = runs.find((one) => one.kind === kind)
      const lastRun = run ? { at: run.at.toISOString(), removed: run.removed } : null
      return { kind, days: days[kind], ...retention[kind], lastRun }
    }),
  }
}
