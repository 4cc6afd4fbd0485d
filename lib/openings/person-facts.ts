import { and, type Column, eq, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { person, plannedLeave, resultPerson, standing, unit, unitMembership, wish } from '@/db/schema'
import type { Persona } from '@/db/values'
import { getProfile, type Profile, type Published } from '@/lib/people/published'
import { heldOn } from '@/lib/people/queries'
import type { PersonFacts, StandingFacts } from './facts'
import type { Aim } from './gain'

/** What rules read of a person, with the profile that their gaps are measured by. */
export type Facts = { personId: number; person: PersonFacts; aims: Aim[]; profile: string | null }

/**
 * What the viewer may know of these people for the rules of placements, today; who is out of scope is left out. HR alone
 * learns of probation, contracts and processes. Placements are for whoever keeps them to add.
 */
export async function listPersonFacts(
  db: Db,
  asked: { personIds: readonly number[]; today: string; persona: Persona; result: Published | null },
): Promise<Facts[]> {
  const { personIds, today, persona, result } = asked
  if (personIds.length === 0) return []
  const ids = [...personIds]
  const rows = await listRows(db, { ids, today, result })
  const knows = persona === 'p_hr'
  const known = knows ? await db.select().from(standing).where(isAmong(standing.personId, ids)) : []
  const leaves = await listLeave(db, ids)
  const profiles = new Map<string | null, Profile>()
  for (const key of new Set(rows.map(({ targetProfile }) => targetProfile))) {
    if (result) profiles.set(key, await getProfile(db, result, undefined, key))
  }
  return rows.map((row) => {
    const profile = profiles.get(row.targetProfile)
    const held = known.find(({ personId }) => personId === row.id)
    const levels = result?.criteria.map((criterion, place) => [criterion, row.milliLevels?.[place] ?? null] as const)
    return {
      ...{ personId: row.id, profile: profile?.key ?? null, aims: profile?.targets ?? [] },
      person: {
        ...{ employeeId: row.employeeId, unitId: row.unitId ?? '', location: row.location, reportIds: row.reportIds },
        levels: new Map(levels),
        targets: new Map(profile?.targets.map(({ criterion, target }) => [criterion, target])),
        inPostSince: held?.inPostSince ?? row.hiredOn ?? row.memberSince,
        standing: knows ? (held ?? unremarkable) : null,
        leave: leaves.filter(({ id }) => id === row.id).map(({ from, to }) => ({ from, to })),
        wish: row.wish,
        placements: [],
      },
    }
  })
}

/** One list, not a parameter for each of a thousand people: to write these out would hold up every page. */
const isAmong = (column: Column, ids: readonly number[]) => sql`${column} = any (${sql.param(ids)}::bigint[])`

/** Of whom HR has noted nothing, nothing stands in the way. */
const unremarkable: StandingFacts = { probationUntil: null, contractEndsOn: null, isUnderProcess: false }

async function listRows(db: Db, { ids, today, result }: { ids: number[]; today: string; result: Published | null }) {
  const isOf = and(eq(resultPerson.personId, person.id), eq(resultPerson.resultId, result?.id ?? -1))
  return db
    .select({
      id: person.id,
      employeeId: sql<string>`${person.employeeId}`,
      location: person.location,
      hiredOn: person.hiredOn,
      unitId: unit.unitId,
      memberSince: sql<string | null>`lower(${unitMembership.valid})::text`,
      targetProfile: sql<string | null>`coalesce(${resultPerson.targetProfile}, ${person.targetProfile})`,
      milliLevels: sql<(number | null)[] | null>`${resultPerson.milliLevels}`,
      reportIds: sql<string[]>`array(select r.employee_id from reporting_line l join person r on r.id = l.person_id
        where l.manager_id = ${person.id} and l.valid @> ${today}::date and r.employee_id is not null)`,
      wish,
    })
    .from(person)
    .leftJoin(unitMembership, heldOn(today))
    .leftJoin(unit, eq(unit.id, unitMembership.unitId))
    .leftJoin(resultPerson, isOf)
    .leftJoin(wish, eq(wish.personId, person.id))
    .where(isAmong(person.id, ids))
    .orderBy(person.name, person.id)
}

const listLeave = (db: Db, ids: number[]) =>
  db
    .select({
      id: plannedLeave.personId,
      from: sql<string>`lower(${plannedLeave.valid})::text`,
      to: sql<string>`coalesce((upper(${plannedLeave.valid}) - 1)::text, '9999-12-31')`,
    })
    .from(plannedLeave)
    .where(isAmong(plannedLeave.personId, ids))
