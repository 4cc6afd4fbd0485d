import { eq, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { person, resultPerson, unit, unitMembership } from '@/db/schema'
import { findResult } from '@/lib/people/published'
import { heldOn } from '@/lib/people/queries'
import { listOpenings, toTerms } from './queries'
import type { EligibleCounts } from './shapes'

type Rated = { unitId: string | null; levels: (number | null)[] }
type Asked = { hostUnitId: string; entry: readonly { criterion: string; level: number }[] }

/** How many of these people work elsewhere than the host and meet every entry level; before dates and rules at home. */
export function countEligible(people: readonly Rated[], criteria: readonly string[], { hostUnitId, entry }: Asked) {
  const needed = entry.map(({ criterion, level }) => ({ place: criteria.indexOf(criterion), least: level * 1000 }))
  return people.filter(
    ({ unitId, levels }) =>
      unitId !== hostUnitId &&
      levels.some((level) => level !== null) &&
      needed.every(({ place, least }) => (levels[place] ?? -1) >= least),
  ).length
}

/** For each published opening, how many of all who have a level of record could be asked: numbers, never who. */
export async function listEligibleCounts(db: Db, today: string): Promise<EligibleCounts> {
  const result = await findResult(db)
  const offered = await listOpenings(db, { status: 'published' })
  const people = await db
    .select({ unitId: unit.unitId, levels: sql<(number | null)[]>`${resultPerson.milliLevels}` })
    .from(resultPerson)
    .innerJoin(person, sql`${person.id} = ${resultPerson.personId} and ${person.employed} @> ${today}::date`)
    .leftJoin(unitMembership, heldOn(today))
    .leftJoin(unit, eq(unit.id, unitMembership.unitId))
    .where(eq(resultPerson.resultId, result?.id ?? -1))
  const counts = offered.map((one) => ({
    openingId: one.openingId,
    people: countEligible(people, result?.criteria ?? [], toTerms(one)),
  }))
  return { of: people.length, counts }
}
