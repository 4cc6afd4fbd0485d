import { eq, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { opening, person, unit, unitMembership } from '@/db/schema'
import type { Persona } from '@/db/values'
import { conflict, notFound } from '@/lib/access/errors'
import { heldOn } from '@/lib/people/queries'
import { tellPerson } from './person'
import { findRun, getFactsAbout, getReasons } from './queries'
import { maskExclusions, maskPair } from './told-masked'
import type { Names, Told, ToldPerson } from './told-shapes'

/** A run that has a plan. Refused while it is being made. */
async function findPlan(db: Db, id: string) {
  const { key, outcome } = await findRun(db, id)
  if (!outcome) throw conflict('There is no plan yet to look into.')
  return { key, outcome }
}

/** A plan with what stands behind it, told from the facts that it was made of; and whom it tells of, by the server's keys. */
export async function getTold(
  db: Db,
  { id, today, viewer }: { id: string; today: string; viewer: Persona },
): Promise<{ told: Told; ids: number[] }> {
  const { key } = await findPlan(db, id)
  const reasons = await getReasons(db, key)
  if (!reasons) throw conflict('This plan was made before reasons were kept with plans. Ask for it again.')
  const { names, ids } = await nameAll(db, { key, today })
  const exclusions = maskExclusions(viewer, reasons.exclusions)
  return { told: { runId: id, ...reasons, exclusions, names }, ids }
}

/** Every opening of a plan for one of its candidates. NOT_FOUND for anybody else. */
export async function getToldPerson(
  db: Db,
  { id, employeeId, viewer }: { id: string; employeeId: string; viewer: Persona },
): Promise<ToldPerson> {
  const { key, outcome } = await findPlan(db, id)
  const told = tellPerson(await getFactsAbout(db, key, employeeId), outcome.placements, employeeId)
  if (!told) throw notFound('This person is not among those who may go by this plan.')
  return { ...told, pairs: told.pairs.map((pair) => maskPair(viewer, pair)) }
}

/** How the candidates and openings of a plan are called today; who left keeps their key. */
async function nameAll(db: Db, { key, today }: { key: number; today: string }) {
  const keysOf = (list: string, field: string) => sql`(select e ->> ${field} from plan_run r,
    jsonb_array_elements(r.facts -> ${list}) e where r.id = ${key})`
  const rows = await db
    .select({
      ...{ id: person.id, name: person.name, unitId: unit.unitId, unitName: unit.name },
      employeeId: sql<string>`${person.employeeId}`,
    })
    .from(person)
    .leftJoin(unitMembership, heldOn(today))
    .leftJoin(unit, eq(unit.id, unitMembership.unitId))
    .where(sql`${person.employeeId} in ${keysOf('people', 'employeeId')}`)
  const openings = await db
    .select({ openingId: opening.openingId, title: opening.title, host: unit.name })
    .from(opening)
    .innerJoin(unit, eq(unit.id, opening.hostUnitId))
    .where(sql`${opening.openingId} in ${keysOf('openings', 'openingId')}`)
  const people = rows.map(({ employeeId, name, unitId, unitName }) => ({
    ...{ employeeId, name },
    unit: unitId !== null && unitName !== null ? { unitId, name: unitName } : null,
  }))
  return { names: { people, openings } satisfies Names, ids: rows.map(({ id }) => id) }
}
