import { and, asc, eq, gt, type SQL, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { cell, criterion, person, resultPerson, unit, unitClosure, unitMembership } from '@/db/schema'
import type { LevelSource, Persona } from '@/db/values'
import { heldOn, noSuchUnit, refColumns } from '@/lib/people/queries'
import { inTreeOrder, subtreeOf } from '@/lib/people/rules'
import { type Result, reachesAll } from '@/lib/readiness/queries'
import type { Counted } from './figures'

type PlacedUnit = { id: number; unitId: string; parentUnitId: string | null }

/**
 * The units in a viewer's reach, in tree order: of one unit with everything below it, or all; with a result only those that
 * it counted somebody in. NOT_FOUND when out of reach.
 */
export async function listReach(
  db: Db,
  { unitId, persona, result }: { unitId: string | undefined; persona: Persona; result?: Result },
): Promise<PlacedUnit[]> {
  const parentUnitId = sql<string | null>`(select p.unit_id from ${unit} p where p.id = ${unit}.parent_id)`
  const inReach = reachesAll(persona) ? undefined : sql`${unit.id} = any (array(select authz.granted_unit_ids()))`
  // Of a large tree only the branch asked for.
  const inBranch =
    unitId === undefined
      ? undefined
      : sql`${unit.id} in (select b.descendant_id from ${unitClosure} b join ${unit} t on t.id = b.ancestor_id
          where t.unit_id = ${unitId})`
  const units = await db
    .select({ id: unit.id, unitId: unit.unitId, parentUnitId })
    .from(unit)
    .where(and(inReach, inBranch))
  const asked = unitId === undefined ? inTreeOrder(units) : subtreeOf(units, unitId)
  if (unitId !== undefined && asked.length === 0) throw noSuchUnit()
  if (!result) return asked
  const counted = await db
    .selectDistinct({ id: cell.unitId })
    .from(cell)
    .where(and(eq(cell.resultId, result.id), among(asked), gt(cell.people, 0)))
  const ids = new Set(counted.map(({ id }) => id))
  return asked.filter(({ id }) => ids.has(id))
}

const among = (units: readonly PlacedUnit[]) =>
  sql`${cell.unitId} = any (${sql.param(units.map(({ id }) => id))}::bigint[])`

/** The counts of these units, in their order, then in framework order; units without people have none. */
export async function listCounts(
  db: Db,
  { result, units }: { result: Result; units: readonly PlacedUnit[] },
): Promise<Counted[]> {
  // One row a unit: PostgreSQL writes its cells as JSON, which is read many times faster than rows of arrays.
  const rows = await db
    .select({
      unitKey: cell.unitId,
      cells: sql<Kept[]>`json_agg(json_build_array(${criterion.key}, ${cell.people}, ${cell.assessed}, ${cell.counts},
        ${cell.milliSums}, ${cell.ageDays}) order by ${criterion.position})`,
    })
    .from(cell)
    .innerJoin(criterion, eq(criterion.id, cell.criterionId))
    .where(and(eq(cell.resultId, result.id), among(units), gt(cell.people, 0)))
    .groupBy(cell.unitId)
  const kept = new Map(rows.map(({ unitKey, cells }) => [unitKey, cells]))
  return units.flatMap(({ id, unitId: unit }) =>
    (kept.get(id) ?? []).map(([criterion, people, assessed, counts, milliSums, ageDays]) => {
      return { unit, criterion, people, assessed, counts, milliSums, ageDays }
    }),
  )
}

type Kept = [
  criterion: string,
  people: number,
  assessed: number,
  counts: number[],
  milliSums: number[],
  ageDays: number,
]

/** The place of a person in a cell's list: distance to the target in thousandths, then name, then key. */
export type CellPlace = [distance: number, name: string, id: number]

/** Sorts behind every distance: no level of record. */
const UNRATED = 1_000_000

/**
 * People who stood in the unit or below it then and whom the viewer may see today, nearest to the target first; one more
 * than `limit`. `visible` counts them all.
 */
export async function listCellPeople(
  db: Db,
  asked: {
    result: Result
    unitKey: number
    criterion: string
    target: number | null
    today: string
    after: CellPlace | null
    limit: number
  },
) {
  const { result, unitKey, target, today, after, limit } = asked
  const place = sql`${result.criteria.indexOf(asked.criterion) + 1}::int`
  const milli = sql<number | null>`${resultPerson.milliLevels}[${place}]`
  const short = target === null ? sql`0` : sql`greatest(0, ${target * 1000}::int - ${milli})`
  const distance = sql<number>`case when ${milli} is null then ${UNRATED}::int else ${short} end`
  const inCell = and(eq(resultPerson.resultId, result.id), isInOrBelow(unitKey))
  const [count] = await db.select({ visible: sql<number>`count(*)::int` }).from(resultPerson).where(inCell)
  const isAfter =
    after &&
    sql`(${distance}, ${person.name}, ${person.id}) > (${after[0]}::int, ${after[1]}::text, ${after[2]}::bigint)`
  const people = await db
    .select({
      ...refColumns,
      distance,
      milli,
      source: sql<LevelSource | null>`${resultPerson.sources}[${place}]`,
      ratedOn: sql<string | null>`${resultPerson.ratedOn}[${place}]`,
    })
    .from(resultPerson)
    .innerJoin(person, eq(person.id, resultPerson.personId))
    .leftJoin(unitMembership, heldOn(today))
    .leftJoin(unit, eq(unit.id, unitMembership.unitId))
    .where(and(inCell, isAfter ?? undefined))
    .orderBy(distance, asc(person.name), asc(person.id))
    .limit(limit + 1)
  return { people, visible: count?.visible ?? 0 }
}

/** By the tree of the day of publishing, so that a cell opens onto the people it counted wherever units stand today. */
const isInOrBelow = (unitKey: number): SQL => sql`${unitKey}::bigint = any (${resultPerson.unitPath})`
