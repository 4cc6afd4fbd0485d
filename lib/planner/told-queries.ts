import { eq, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { opening, person, unit, unitMembership } from '@/db/schema'
import { conflict, notFound } from '@/lib/access/errors'
import { heldOn } from '@/lib/people/queries'
import { effectOf } from './effect'
import type { RoundFacts } from './facts'
import { type MadeRound, makeRound } from './options'
import { leftOut, tellPerson } from './person'
import { placementsOf } from './plan'
import { findRun, getFacts } from './queries'
import { tellPlacements } from './telling'
import type { Names, Told, ToldPerson, Weights } from './told-shapes'

/** A run's facts as they were, its options, and its plan in days. Refused while it is being made. */
async function openPlan(db: Db, id: string) {
  const { key, outcome } = await findRun(db, id)
  if (!outcome) throw conflict('There is no plan yet to look into.')
  const facts = await getFacts(db, key)
  const round = makeRound(facts)
  return { facts, round, plan: placementsOf(round, outcome.chosen) }
}

/** A plan with what stands behind it, told from the facts that it was made of; and whom it tells of, by the server's keys. */
export async function getTold(
  db: Db,
  { id, today }: { id: string; today: string },
): Promise<{ told: Told; ids: number[] }> {
  const { facts, round, plan } = await openPlan(db, id)
  const placements = tellPlacements(facts, round, plan)
  const { names, ids } = await nameAll(db, { facts, today })
  return {
    told: {
      weights: weightsOf(facts),
      ...{ runId: id, placements, effect: effectOf(facts, placements) },
      ...{ exclusions: exclusionsOf(round), pairs: round.pairs, left: leftOut(facts, round, plan), names },
    },
    ids,
  }
}

function weightsOf({ policy: { objective } }: RoundFacts): Weights {
  const { chosenFactor, preference, aspiration, move, stability } = objective
  return { chosenFactor, firstChoice: preference[0] ?? 0, aspiration, move, stability }
}

const exclusionsOf = ({ excluded }: MadeRound) =>
  Object.entries(excluded)
    .map(([reason, pairs]) => ({ reason, pairs }))
    .sort((a, b) => b.pairs - a.pairs || (a.reason < b.reason ? -1 : 1))

/** Every opening of a plan for one of its candidates. NOT_FOUND for anybody else. */
export async function getToldPerson(
  db: Db,
  { id, employeeId }: { id: string; employeeId: string },
): Promise<ToldPerson> {
  const { facts, plan } = await openPlan(db, id)
  const told = tellPerson(facts, plan, employeeId)
  if (!told) throw notFound('This person is not among those who may go by this plan.')
  return told
}

/** How the candidates and openings of a plan are called today; who left keeps their key. */
async function nameAll(db: Db, { facts, today }: { facts: RoundFacts; today: string }) {
  const keys = facts.people.map(({ employeeId }) => employeeId)
  const rows = await db
    .select({
      ...{ id: person.id, name: person.name, unitId: unit.unitId, unitName: unit.name },
      employeeId: sql<string>`${person.employeeId}`,
    })
    .from(person)
    .leftJoin(unitMembership, heldOn(today))
    .leftJoin(unit, eq(unit.id, unitMembership.unitId))
    .where(sql`${person.employeeId} = any (${sql.param(keys)}::text[])`)
  const offered = facts.openings.map(({ openingId }) => openingId)
  const openings = await db
    .select({ openingId: opening.openingId, title: opening.title, host: unit.name })
    .from(opening)
    .innerJoin(unit, eq(unit.id, opening.hostUnitId))
    .where(sql`${opening.openingId} = any (${sql.param(offered)}::text[])`)
  const people = rows.map(({ employeeId, name, unitId, unitName }) => ({
    ...{ employeeId, name },
    unit: unitId !== null && unitName !== null ? { unitId, name: unitName } : null,
  }))
  return { names: { people, openings } satisfies Names, ids: rows.map(({ id }) => id) }
}
