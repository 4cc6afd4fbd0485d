import { and, asc, eq, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { accessChange, person, roleGrant, unit } from '@/db/schema'
import type { PersonRecord } from './change-shapes'
import { noSuchPerson } from './queries'
import { findAccounts } from './roster'
import { joined, plannedMoves } from './rules'

interface Asker {
  employeeId: string
  today: string
  personId: number
  seesAbility: boolean
}

/** Everything that HR and administrators keep about one person: history, plans, account, grants. `ids` for the log. */
export async function getRecord(
  db: Db,
  { employeeId, today, personId, seesAbility }: Asker,
): Promise<PersonRecord & { ids: number[] }> {
  const [found] = await db
    .select({
      ...{ id: person.id, name: person.name, email: person.email, jobTitle: person.jobTitle, grade: person.grade },
      ...{ location: person.location, isDisabled: person.isDisabled, version: person.version },
      startsOn: sql<string | null>`lower(${person.employed})::text`,
      lastDay: sql<string | null>`(upper(${person.employed}) - 1)::text`,
      isHead: sql<boolean>`${person.id} = (select head_id from organisation) is true`,
      needsSecond: sql<boolean>`authz.is_powerful(${person.id})`,
      reports: sql<number>`(select count(*)::int from reporting_line l
        join person r on r.id = l.person_id and r.employed @> ${today}::date
        where l.manager_id = ${person.id} and l.valid @> ${today}::date)`,
    })
    .from(person)
    .where(eq(person.employeeId, employeeId))
  if (!found) throw noSuchPerson()
  const { id, ...facts } = found
  const units = await listUnitsOf(db, id)
  const managers = await listManagersOf(db, id)
  const isToday = ({ from, until }: { from: string; until: string | null }) =>
    from <= today && (until ?? today) >= today
  return {
    ...facts,
    employeeId,
    isOwn: id === personId,
    unit: units.find(isToday)?.unit ?? null,
    manager: managers.find(isToday)?.manager ?? null,
    assessment: seesAbility ? await getAssessment(db, id) : null,
    units,
    managers,
    planned: plannedMoves(units, managers, today),
    account: await getAccount(db, id),
    grants: await listGrantsOf(db, id, today),
    waiting: await db
      .select({ changeId: accessChange.publicId, kind: accessChange.kind })
      .from(accessChange)
      .where(eq(accessChange.personId, id))
      .orderBy(asc(accessChange.id)),
    ids: [id],
  }
}

async function listUnitsOf(db: Db, id: number) {
  const { rows } = await db.execute<{ unit_id: string; name: string; from: string; until: string | null }>(
    sql`select u.unit_id, u.name, lower(m.valid)::text as "from", (upper(m.valid) - 1)::text as until
      from unit_membership m join unit u on u.id = m.unit_id where m.person_id = ${id} order by m.valid`,
  )
  const spans = rows.map(({ unit_id, name, from, until }) => ({ unit: { unitId: unit_id, name }, from, until }))
  return joined(spans, ({ unit: { unitId } }) => unitId)
}

async function listManagersOf(db: Db, id: number) {
  const { rows } = await db.execute<{ employee_id: string; name: string; from: string; until: string | null }>(
    sql`select p.employee_id, p.name, lower(l.valid)::text as "from", (upper(l.valid) - 1)::text as until
      from reporting_line l join person p on p.id = l.manager_id where l.person_id = ${id} order by l.valid`,
  )
  const spans = rows.map(({ employee_id, name, from, until }) => ({
    ...{ manager: { employeeId: employee_id, name }, from, until },
  }))
  return joined(spans, ({ manager }) => manager.employeeId)
}

async function getAssessment(db: Db, id: number): Promise<PersonRecord['assessment']> {
  const [found] = await db
    .select({
      hiredOn: person.hiredOn,
      pmoType: person.pmoType,
      priorBusinessMonths: person.priorBusinessMonths,
      priorDeliveryMonths: person.priorDeliveryMonths,
      priorPortfolioMonths: person.priorPortfolioMonths,
      isAssessed: person.isAssessed,
      targetProfile: person.targetProfile,
      credentials: person.credentials,
    })
    .from(person)
    .where(eq(person.id, id))
  return found ?? null
}

async function getAccount(db: Db, id: number): Promise<PersonRecord['account']> {
  const account = (await findAccounts(db, [id])).get(id)
  const { rows } = await db.execute<{ sessions: number; tokens: number }>(sql`select * from authz.open_ways(${id})`)
  return {
    state: account?.state ?? 'none',
    linkUntil: account?.link_until ? new Date(account.link_until).toISOString() : null,
    passwordSetAt: account?.password_set_at ? new Date(account.password_set_at).toISOString() : null,
    sessions: rows[0]?.sessions ?? 0,
    tokens: rows[0]?.tokens ?? 0,
  }
}

async function listGrantsOf(db: Db, id: number, today: string): Promise<PersonRecord['grants']> {
  const rows = await db
    .select({
      role: roleGrant.role,
      unitId: unit.unitId,
      name: unit.name,
      from: sql<string>`lower(${roleGrant.valid})::text`,
      until: sql<string | null>`(upper(${roleGrant.valid}) - 1)::text`,
    })
    .from(roleGrant)
    .leftJoin(unit, eq(unit.id, roleGrant.unitId))
    .where(
      and(
        eq(roleGrant.personId, id),
        sql`${roleGrant.confirmedAt} is not null and not isempty(${roleGrant.valid})
          and coalesce(upper(${roleGrant.valid}), 'infinity') > ${today}::date`,
      ),
    )
    .orderBy(asc(roleGrant.role), asc(roleGrant.id))
  return rows.map(({ unitId, name, ...grant }) => ({
    ...grant,
    unit: unitId !== null && name !== null ? { unitId, name } : null,
  }))
}
