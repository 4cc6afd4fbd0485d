import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { listTargets } from './detail'
import { deedsOf } from './machine'
import { listParties, noSuchSecondment } from './queries'
import type { Hosted } from './shapes'

type Row = Omit<Hosted, 'person' | 'opening' | 'home' | 'entry' | 'targets' | 'may'> & {
  key: number
  personId: number
  openingKey: number
  employeeId: string | null
  name: string
  openingId: string
  title: string
}

/** Placements that the viewer hosts today, as p_host shows them, by first day; one by its id, or all. */
export async function listHosted(
  db: Db,
  id?: string,
): Promise<(Hosted & { key: number; personId: number; openingKey: number })[]> {
  const { rows } = await db.execute<Row>(sql`
    select s.id as key, s.public_id as id, s.person_id as "personId", s.opening_id as "openingKey", p.employee_id as "employeeId",
      p.name, o.opening_id as "openingId", o.title, s.state, s.share, lower(s.during)::text as "from",
      (upper(s.during) - 1)::text as "to", s.due_on::text as "dueOn", s.asked_end::text as "askedEnd", s.version
    from secondment s join person p on p.id = s.person_id join opening o on o.id = s.opening_id
    where ${id === undefined ? sql`true` : sql`s.public_id = ${id}::uuid`} order by lower(s.during), p.name, s.id limit 200`)
  const parties = await listParties(
    db,
    rows.map(({ key }) => key),
  )
  const entry = await listEntry(db, [...new Set(rows.map(({ openingKey }) => openingKey))])
  return Promise.all(
    rows.map(async ({ employeeId, name, openingId, title, ...row }) => {
      const home = parties.find(({ part, secondment_id }) => part === 'home' && secondment_id === row.key)
      return {
        ...row,
        person: { employeeId, name },
        opening: { openingId, title },
        home: home ? { employeeId: home.employee_id, name: home.name } : null,
        entry: entry
          .filter((one) => one.openingKey === row.openingKey)
          .map(({ criterion, level }) => ({ criterion, level })),
        targets: await listTargets(db, row.key),
        may: deedsOf('internal', row.state, ['host']),
      }
    }),
  )
}

async function listEntry(db: Db, openings: readonly number[]) {
  const { rows } = await db.execute<{ openingKey: number; criterion: string; level: number }>(sql`
    select e.opening_id as "openingKey", e.criterion, e.level from opening_entry e
    where e.opening_id = any (${sql.param(openings)}::bigint[]) order by e.criterion`)
  return rows
}

/** One that the viewer hosts today; NOT_FOUND otherwise. */
export async function getHosted(db: Db, id: string) {
  const [found] = await listHosted(db, id)
  if (!found) throw noSuchSecondment()
  return found
}
