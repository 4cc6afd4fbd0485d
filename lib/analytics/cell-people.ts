import { and, asc, eq, type SQL, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { person, resultPerson, unit, unitMembership } from '@/db/schema'
import type { LevelSource } from '@/db/values'
import { heldOn, refColumns } from '@/lib/people/queries'
import type { Result } from '@/lib/readiness/queries'
import type { CellFilter } from './shapes'

/** The place of a person in a cell's list: distance to the target in thousandths, then name, then key. */
export type CellPlace = [distance: number, name: string, id: number]

/** Sorts behind every distance: no level of record. */
export const UNRATED = 1_000_000

/** Whom a cell's list is of: everybody who stood in the unit or below it then, nearest to the target first. */
export type AskedPeople = {
  result: Result
  unitKey: number
  /** Place of the criterion, from 0. */
  criterion: number
  target: number | null
  filter: CellFilter
  after: CellPlace | null
  limit: number
}

const placeOf = ({ criterion }: { criterion: number }): SQL => sql`${criterion + 1}::int`

/** These people as the list shows them, in the order given. Who is out of the viewer's reach is left out. */
export async function readPeople(
  db: Db,
  { result, criterion, today, ids }: Pick<AskedPeople, 'result' | 'criterion'> & { today: string; ids: number[] },
) {
  const place = placeOf({ criterion })
  const rows = await db
    .select({
      ...refColumns,
      milli: sql<number | null>`${resultPerson.milliLevels}[${place}]`,
      source: sql<LevelSource | null>`${resultPerson.sources}[${place}]`,
      ratedOn: sql<string | null>`${resultPerson.ratedOn}[${place}]`,
    })
    .from(resultPerson)
    .innerJoin(person, eq(person.id, resultPerson.personId))
    .leftJoin(unitMembership, heldOn(today))
    .leftJoin(unit, eq(unit.id, unitMembership.unitId))
    .where(and(eq(resultPerson.resultId, result.id), sql`${resultPerson.personId} = any (${sql.param(ids)}::bigint[])`))
  const found = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => found.get(id) ?? [])
}

/** The places of one page, and how many of the cell the viewer may see today. */
export type Places = { places: CellPlace[]; visible: number }

/** The places of one page and one more, read row by row. */
export async function listStoredPlaces(db: Db, asked: AskedPeople): Promise<Places> {
  const { result, unitKey, target, filter, after, limit } = asked
  const place = placeOf(asked)
  const milli = sql<number | null>`${resultPerson.milliLevels}[${place}]`
  const short = target === null ? sql`0` : sql`greatest(0, ${target * 1000}::int - ${milli})`
  const distance = sql<number>`case when ${milli} is null then ${UNRATED}::int else ${short} end`
  // By the tree of the day of publishing, so that a cell opens onto the people it counted wherever units stand today.
  const inCell = and(eq(resultPerson.resultId, result.id), sql`${unitKey}::bigint = any (${resultPerson.unitPath})`)
  const [count] = await db.select({ visible: sql<number>`count(*)::int` }).from(resultPerson).where(inCell)
  const chosen = [
    filter.source && sql`${resultPerson.sources}[${place}] = ${filter.source}`,
    filter.ratedBefore && sql`${resultPerson.ratedOn}[${place}] < ${filter.ratedBefore}::date`,
    filter.aim && eq(resultPerson.targetProfile, filter.aim),
    filter.only === 'below' && sql`${milli} < ${(target ?? 0) * 1000}::int`,
  ].flatMap((condition) => condition || [])
  const isAfter =
    after &&
    sql`(${distance}, ${person.name}, ${person.id}) > (${after[0]}::int, ${after[1]}::text, ${after[2]}::bigint)`
  const rows = await db
    .select({ distance, name: person.name, id: person.id })
    .from(resultPerson)
    .innerJoin(person, eq(person.id, resultPerson.personId))
    .where(and(inCell, ...chosen, isAfter ?? undefined))
    .orderBy(distance, asc(person.name), asc(person.id))
    .limit(limit + 1)
  return { places: rows.map(({ distance, name, id }) => [distance, name, id]), visible: count?.visible ?? 0 }
}
