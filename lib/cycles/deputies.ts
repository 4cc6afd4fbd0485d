import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { deputy, person } from '@/db/schema'
import { conflict, invalid, notFound, sqlState } from '@/lib/access/errors'
import { record } from '@/lib/audit/record'
import { tell } from '@/lib/notifications/commands'
import type { Deputies, EndDeputyInput, NameDeputyInput } from './change-shapes'
import type { Deed } from './commands'

type Row = {
  id: string
  manager_employee_id: string
  manager: string
  deputy_employee_id: string
  deputy: string
  from_day: string
  to_day: string
  version: number
}

/** Deputies of today and later, by their first day: the caller's own, as manager or deputy, or for HR all; and who could be one. */
export async function listDeputies(db: Db, { today, all }: { today: string; all: boolean }): Promise<Deputies> {
  const { rows } = await db.execute<Row>(sql`select * from authz.known_deputies() where ${all ? sql`true` : sql`is_own`}
    and to_day >= ${today} order by from_day, manager, id`)
  const { rows: candidates } = await db.execute<{ employeeId: string; name: string }>(
    sql`select employee_id as "employeeId", name from authz.deputy_candidates() order by name, employee_id limit 500`,
  )
  return {
    deputies: rows.map((row) => ({
      ...{ id: row.id, from: row.from_day, to: row.to_day, version: row.version },
      manager: { employeeId: row.manager_employee_id, name: row.manager },
      deputy: { employeeId: row.deputy_employee_id, name: row.deputy },
    })),
    candidates,
  }
}

const unfit = (sentence: string, path: string) => invalid(sentence, [{ path, message: sentence }])

/** Says who rates for a manager from day to day: one's own deputy, or for HR anybody's. Never two at a time. */
export async function nameDeputy(deed: Deed, { managerId, deputyId, from, to }: NameDeputyInput): Promise<void> {
  const { db, today, viewer } = deed
  if (to < from) throw unfit('The last day is the first day or later.', 'to')
  if (to < today) throw unfit('These days are over. Choose today or later.', 'to')
  const manager = managerId === undefined ? viewer.personId : await findManager(deed, managerId)
  const stand = await findDeputy(deed, deputyId)
  if (stand === manager) throw unfit('Nobody stands in for themselves.', 'deputyId')
  try {
    await db.execute(sql`insert into deputy (public_id, manager_id, deputy_id, valid, named_by) values (gen_random_uuid(),
      ${manager}, ${stand}, daterange(${from}::date, ${to}::date, '[]'), ${viewer.personId})`)
  } catch (error) {
    if (sqlState(error) !== '23P01') throw error
    throw conflict('Somebody stands in on some of these days already. End that first.')
  }
  const about = { from, to }
  await tell(db, { personId: stand, kind: 'deputy-named', about })
  if (manager !== viewer.personId) await tell(db, { personId: manager, kind: 'deputy-named', about })
  await record(db, 'person', { action: 'deputy.named', subject: 'person', subjectId: manager }, viewer.personId)
}

async function findManager({ db, today }: Deed, employeeId: string): Promise<number> {
  const [found] = await db
    .select({ id: person.id })
    .from(person)
    .where(and(eq(person.employeeId, employeeId), sql`${person.employed} @> ${today}::date`))
  if (!found) throw unfit('There is nobody by this employee id with a post today.', 'managerId')
  return found.id
}

async function findDeputy({ db, viewer, today }: Deed, employeeId: string): Promise<number> {
  if (viewer.persona === 'p_hr') {
    const [found] = await db
      .select({ id: person.id })
      .from(person)
      .where(and(eq(person.employeeId, employeeId), sql`${person.employed} @> ${today}::date and not is_disabled`))
    if (found) return found.id
  } else {
    const { rows } = await db.execute<{ id: number }>(
      sql`select id from authz.deputy_candidates() where employee_id = ${employeeId}`,
    )
    if (rows[0]) return rows[0].id
  }
  throw unfit(
    'This person cannot stand in: choose somebody you see, or your own manager. HR can name anybody.',
    'deputyId',
  )
}

/** Ends it after yesterday, or takes it back where it has not begun. */
export async function endDeputy({ db, today, viewer }: Deed, { id, version }: EndDeputyInput): Promise<void> {
  const [found] = await db
    .select({
      ...{ id: deputy.id, managerId: deputy.managerId, version: deputy.version },
      hasBegun: sql<boolean>`lower(valid) < ${today}::date`,
    })
    .from(deputy)
    .where(and(eq(deputy.publicId, id), sql`upper(valid) > ${today}::date`))
  if (!found) throw notFound('Nobody stands in by this id, today or later.')
  if (found.version !== version) throw conflict('This was changed in the meantime. Look at it again.')
  const place = and(eq(deputy.id, found.id), eq(deputy.version, version))
  const [written] = found.hasBegun
    ? await db
        .update(deputy)
        .set({ valid: sql<string>`daterange(lower(valid), ${today}::date)`, version: version + 1 })
        .where(place)
        .returning({ id: deputy.id })
    : await db.delete(deputy).where(place).returning({ id: deputy.id })
  if (!written) throw notFound('Only the manager, or HR, ends this.')
  await record(db, 'person', { action: 'deputy.ended', subject: 'person', subjectId: found.managerId }, viewer.personId)
}
