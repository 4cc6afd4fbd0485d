import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Db } from '@/db/client'
import { decodeCursor, pageOf } from '@/lib/people/page'
import { noSuchPerson } from '@/lib/people/queries'
import type { AccessLogInput, AccessLogPage, AuditInput, AuditPage } from './shapes'

const all = (conditions: (SQL | undefined | null | false)[]) => {
  const given = conditions.filter((one): one is SQL => Boolean(one))
  return given.length > 0 ? sql`where ${sql.join(given, sql` and `)}` : sql``
}

/** The internal key of an employee id; NOT_FOUND for one that nobody has. */
async function keyOf(db: Db, employeeId: string | undefined): Promise<number | undefined> {
  if (employeeId === undefined) return undefined
  const { rows } = await db.execute<{ id: number }>(sql`select id from person where employee_id = ${employeeId}`)
  if (!rows[0]) throw noSuchPerson()
  return rows[0].id
}

/** The first instant of a day of the organisation. */
const startOf = (day: string, plus = 0) =>
  sql`((${day}::date + ${plus}::int)::timestamp at time zone (select time_zone from organisation))`

const Id = z.tuple([z.int()])
interface EntryRow extends Record<string, unknown> {
  id: number
  at: string
  actor: string
  actor_id: number | null
  employee_id: string | null
  name: string | null
  action: string
  subject: string
  subject_id: string | null
  fields: string[]
  block: number | null
  hash: string | null
}

/** Deeds, newest first, each with the block that seals it; and the keys of whoever did them. */
export async function listAudit(db: Db, input: AuditInput): Promise<AuditPage & { actorIds: number[] }> {
  const { action, subject, subjectId, from, to, limit } = input
  const place = decodeCursor(input.after, Id)
  const actor = await keyOf(db, input.actor)
  const { rows: found } = await db.execute<EntryRow>(sql`
    select e.id, to_char(e.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, e.actor, e.actor_id, p.employee_id,
      p.name, e.action, e.subject, e.subject_id, e.fields, s.block, s.hash
    from audit_entry e left join person p on p.id = e.actor_id
    left join lateral (select block, hash from audit_seal where upto >= e.id order by upto limit 1) s on true
    ${all([
      place && sql`e.id < ${place[0]}`,
      actor !== undefined && sql`e.actor_id = ${actor}`,
      action !== undefined && sql`starts_with(e.action, ${action})`,
      subject !== undefined && sql`e.subject = ${subject}`,
      subjectId !== undefined && sql`e.subject_id = ${subjectId}`,
      from !== undefined && sql`e.at >= ${startOf(from)}`,
      to !== undefined && sql`e.at < ${startOf(to, 1)}`,
    ])}
    order by e.id desc limit ${limit + 1}`)
  const { rows, next } = pageOf(found, limit, ({ id }) => [id])
  return {
    entries: rows.map((row) => ({
      ...{ id: row.id, at: row.at, actor: row.actor, action: row.action, subject: row.subject, fields: row.fields },
      person: row.name === null ? null : { employeeId: row.employee_id, name: row.name },
      ...{ subjectId: row.subject_id, block: row.block, blockHash: row.hash },
    })),
    next,
    chain: await describeChain(db),
    actorIds: rows.flatMap(({ actor_id }) => actor_id ?? []),
  }
}

async function describeChain(db: Db): Promise<AuditPage['chain']> {
  const { rows } = await db.execute<{
    blocks: number
    sealed: number
    waiting: number
    block: number | null
    hash: string
    at: string
  }>(
    sql`select (select count(*) from audit_seal) as blocks, (select coalesce(sum(count), 0)::bigint from audit_seal) as sealed,
        (select count(*) from audit_entry where id > coalesce((select max(upto) from audit_seal), 0)) as waiting,
        s.block, s.hash, to_char(s.sealed_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
      from (select) one left join (select * from audit_seal order by block desc limit 1) s on true`,
  )
  const { blocks = 0, sealed = 0, waiting = 0, block = null, hash = '', at = '' } = rows[0] ?? {}
  return { blocks, sealed, waiting, newest: block === null ? null : { block, hash, at } }
}

/** A day, an instant to the microsecond, and how many looks of that instant were shown. */
const LookPlace = z.tuple([z.iso.date(), z.iso.datetime(), z.int().min(1).max(100_000)])
interface LookRow extends Record<string, unknown> {
  on_day: string
  at: string
  exact: string
  viewer_id: number
  viewer_role: string
  purpose: string
  people: number
  first: number[]
}

/** Who read whose data, newest first; and the keys of everybody named. */
export async function listAccessLog(db: Db, input: AccessLogInput): Promise<AccessLogPage & { personIds: number[] }> {
  const { purpose, from, to, limit } = input
  const [day, since, skip] = decodeCursor(input.after, LookPlace) ?? [null, null, 0]
  const viewer = await keyOf(db, input.viewer)
  const subject = await keyOf(db, input.subject)
  const { rows: found } = await db.execute<LookRow>(sql`
    select l.on_day::text as on_day, to_char(l.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
      to_char(l.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as exact, l.viewer_id, l.viewer_role, l.purpose,
      cardinality(l.subject_ids) as people, to_json(l.subject_ids[1:10]) as first
    from access_log l
    ${all([
      day !== null && sql`(l.on_day, l.at) <= (${day}::date, ${since}::timestamptz)`,
      viewer !== undefined && sql`l.viewer_id = ${viewer}`,
      subject !== undefined && sql`l.subject_ids @> array[${subject}::bigint]`,
      purpose !== undefined && sql`l.purpose = ${purpose}`,
      // Days of the log are UTC's: one more on either side, then the organisation's own.
      from !== undefined && sql`l.on_day >= ${from}::date - 1 and l.at >= ${startOf(from)}`,
      to !== undefined && sql`l.on_day <= ${to}::date + 1 and l.at < ${startOf(to, 1)}`,
    ])}
    order by l.on_day desc, l.at desc, l.viewer_id, l.purpose offset ${skip} limit ${limit + 1}`)
  const names = await namesOf(
    db,
    found.slice(0, limit).flatMap((row) => [row.viewer_id, ...row.first]),
  )
  const { rows, next } = pageOf(found, limit, (last) => {
    const same = found.slice(0, limit).filter(({ exact }) => exact === last.exact).length
    return [last.on_day, last.exact, same + (last.exact === since ? skip : 0)]
  })
  const nobody = { employeeId: null, name: 'Someone who is no longer here' }
  return {
    looks: rows.map((row) => ({
      ...{ at: row.at, role: row.viewer_role, purpose: row.purpose, people: row.people },
      viewer: names.get(row.viewer_id) ?? nobody,
      first: row.first.map((id) => names.get(id) ?? nobody),
    })),
    next,
    personIds: [...names.keys()],
  }
}

async function namesOf(db: Db, ids: number[]) {
  type Row = { id: number; employee_id: string | null; name: string }
  const wanted = sql`${sql.param([...new Set(ids)])}::bigint[]`
  const { rows } = await db.execute<Row>(sql`select id, employee_id, name from person where id = any (${wanted})`)
  return new Map(rows.map(({ id, employee_id, name }) => [id, { employeeId: employee_id, name }]))
}
