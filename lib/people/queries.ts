import { type AnyColumn, and, asc, eq, ilike, inArray, isNotNull, or, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Db } from '@/db/client'
import { organisation, person, reportingLine, unit, unitClosure, unitMembership } from '@/db/schema'
import { notFound } from '@/lib/access/errors'
import { decodeCursor, encodeCursor } from './page'
import { containing, inTreeOrder } from './rules'
import type { PersonRef, Units } from './shapes'

/** Who asks, on which day of the organisation; an administrator may read no column that speaks of ability. */
export type Asker = { today: string; seesAbility: boolean }

/** Out of scope and not existing read the same: nobody can tell the two apart. */
export const noSuchPerson = () => notFound('There is nobody by this employee id whom you may see.')
export const noSuchUnit = () => notFound('There is no unit by this id that you may see.')

/** Columns of a `PersonRef`; they need `unit` joined over `heldOn`. */
export const refColumns = {
  id: person.id,
  employeeId: sql<string>`${person.employeeId}`,
  name: person.name,
  jobTitle: person.jobTitle,
  unitId: unit.unitId,
  unitName: unit.name,
}
type RefRow = Omit<PersonRef, 'unit'> & { unitId: string | null; unitName: string | null }

export function toRef({ employeeId, name, jobTitle, unitId, unitName }: RefRow): PersonRef {
  return { employeeId, name, jobTitle, unit: unitId !== null && unitName !== null ? { unitId, name: unitName } : null }
}

/** The membership of a day, to join `unit` by. */
export const heldOn = (today: string) =>
  and(eq(unitMembership.personId, person.id), sql`${unitMembership.valid} @> ${today}::date`)

/** Somebody with a post on that day, not a bare account and nobody who has left. */
export const employedOn = (today: string) =>
  and(isNotNull(person.employeeId), sql`${person.employed} @> ${today}::date`)

const abilityColumn = <T>(seesAbility: boolean, column: AnyColumn, otherwise: SQL = sql`null`) =>
  seesAbility ? sql<T>`${column}` : sql<T>`${otherwise}`
export const assessedColumn = (seesAbility: boolean) =>
  abilityColumn<boolean>(seesAbility, person.isAssessed, sql`false`)

/** All units, parents before their children. */
export async function listUnits(db: Db): Promise<Units['units']> {
  const parent = sql<string | null>`(select p.unit_id from ${unit} p where p.id = ${unit}.parent_id)`
  return inTreeOrder(
    await db
      .select({ unitId: unit.unitId, name: unit.name, parentUnitId: parent, kind: unit.kind, version: unit.version })
      .from(unit),
  )
}

/** The account's holder and their organisation, in one statement; the columns of the post are null without one. */
export async function getHolder(db: Db, { personId, today, seesAbility }: Asker & { personId: number }) {
  const reports = sql<number>`(select count(*)::int from ${reportingLine} l
    join ${person} r on r.id = l.person_id and r.employed @> ${today}::date
    where l.manager_id = ${personId} and l.valid @> ${today}::date)`
  const [found] = await db
    .select({
      ...refColumns,
      employeeId: person.employeeId,
      email: person.email,
      isAssessed: assessedColumn(seesAbility),
      reports,
      organisation: sql<string | null>`authz.organisation_name()`,
      sampleToday: organisation.sampleToday,
    })
    .from(organisation)
    .leftJoin(person, eq(person.id, personId))
    .leftJoin(unitMembership, heldOn(today))
    .leftJoin(unit, eq(unit.id, unitMembership.unitId))
  return found
}

/** One person with today's post; NOT_FOUND when out of scope or unknown. `id` is for the server alone. */
export async function getPerson(db: Db, { employeeId, today, seesAbility }: Asker & { employeeId: string }) {
  const [found] = await db
    .select({
      ...refColumns,
      email: person.email,
      grade: person.grade,
      location: person.location,
      hiredOn: abilityColumn<string | null>(seesAbility, person.hiredOn),
      pmoType: abilityColumn<string | null>(seesAbility, person.pmoType),
      priorBusinessMonths: abilityColumn<number | null>(seesAbility, person.priorBusinessMonths),
      priorDeliveryMonths: abilityColumn<number | null>(seesAbility, person.priorDeliveryMonths),
      priorPortfolioMonths: abilityColumn<number | null>(seesAbility, person.priorPortfolioMonths),
      credentials: abilityColumn<string[]>(seesAbility, person.credentials, sql`'{}'::text[]`),
      isAssessed: assessedColumn(seesAbility),
      targetProfile: abilityColumn<string | null>(seesAbility, person.targetProfile),
      version: person.version,
    })
    .from(person)
    .leftJoin(unitMembership, heldOn(today))
    .leftJoin(unit, eq(unit.id, unitMembership.unitId))
    .where(eq(person.employeeId, employeeId))
  if (!found) throw noSuchPerson()
  return found
}

/** Today's manager of each of these people, by their internal key; named even where the manager's own row is out of scope. */
export async function findManagers(db: Db, personIds: readonly number[]) {
  type Row = { person_id: number; employee_id: string; name: string }
  const { rows } = await db.execute<Row>(
    sql`select person_id, employee_id, name from authz.manager_of(${sql.param(personIds)}::bigint[])`,
  )
  return new Map(rows.map(({ person_id, employee_id, name }) => [person_id, { employeeId: employee_id, name }]))
}

/** Today's direct reports that the viewer may see, by name; 200 at most. */
export async function listReports(db: Db, { managerId, today }: { managerId: number; today: string }) {
  return db
    .select(refColumns)
    .from(reportingLine)
    .innerJoin(person, eq(person.id, reportingLine.personId))
    .leftJoin(unitMembership, heldOn(today))
    .leftJoin(unit, eq(unit.id, unitMembership.unitId))
    .where(
      and(eq(reportingLine.managerId, managerId), sql`${reportingLine.valid} @> ${today}::date`, employedOn(today)),
    )
    .orderBy(asc(person.name), asc(person.id))
    .limit(200)
}

const MOST_FOUND = 8

/** People by part of a name or a whole employee id, units by part of a name or key; eight of each. */
export async function findAnything(db: Db, { q, today }: { q: string; today: string }) {
  const wanted = q.normalize('NFC')
  const pattern = containing(wanted)
  const people = await db
    .select(refColumns)
    .from(person)
    .leftJoin(unitMembership, heldOn(today))
    .leftJoin(unit, eq(unit.id, unitMembership.unitId))
    .where(and(sql`${person.id} = any (array(select authz.find_people(${wanted}, 50)))`, employedOn(today)))
    .orderBy(asc(person.name), asc(person.id))
    .limit(MOST_FOUND)
  const units = await db
    .select({ unitId: unit.unitId, name: unit.name })
    .from(unit)
    .where(or(ilike(unit.name, pattern), ilike(unit.unitId, pattern)))
    .orderBy(asc(unit.name), asc(unit.unitId))
    .limit(MOST_FOUND)
  return { people, units }
}

/** An instant to the microsecond, and how many looks of that instant were shown. */
const LookPlace = z.tuple([z.iso.datetime(), z.int().min(1).max(100_000)])

/** Who else looked at the viewer's own data, newest first. */
export async function listLooks(db: Db, { after, limit }: { after?: string; limit: number }) {
  const [since, skip] = decodeCursor(after, LookPlace) ?? [null, 0]
  const { rows } = await db.execute<{ at: string; exact: string; role: string; purpose: string }>(
    sql`select to_char(at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
        to_char(at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as exact, viewer_role as role, purpose
      from authz.who_looked(${limit + 1}, ${since}::timestamptz, ${skip})`,
  )
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  const same = shown.filter(({ exact }) => exact === last?.exact).length
  const next = last ? encodeCursor([last.exact, same + (last.exact === since ? skip : 0)]) : null
  return { looks: shown.map(({ at, role, purpose }) => ({ at, role, purpose })), next }
}

/** The condition that a person's post of today lies in the unit or below it; NOT_FOUND for an unknown unit. */
export async function isBelow(db: Db, { unitId, today }: { unitId: string; today: string }): Promise<SQL> {
  const [top] = await db.select({ id: unit.id }).from(unit).where(eq(unit.unitId, unitId))
  if (!top) throw noSuchUnit()
  const members = db
    .select({ id: unitMembership.personId })
    .from(unitMembership)
    .innerJoin(unitClosure, eq(unitClosure.descendantId, unitMembership.unitId))
    .where(and(eq(unitClosure.ancestorId, top.id), sql`${unitMembership.valid} @> ${today}::date`))
  return inArray(person.id, members)
}
