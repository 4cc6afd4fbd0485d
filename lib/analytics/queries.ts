import { and, eq, gt, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Db } from '@/db/client'
import { cell, criterion, unit, unitClosure } from '@/db/schema'
import type { Persona } from '@/db/values'
import { noSuchUnit } from '@/lib/people/queries'
import { inTreeOrder, subtreeOf } from '@/lib/people/rules'
import { countUp, type Frozen } from '@/lib/readiness/counts'
import { type Result, reachesAll } from '@/lib/readiness/queries'

export type PlacedUnit = { id: number; unitId: string; parentUnitId: string | null }

/** Of what every viewer may read, the units in reach: all, or those granted. */
const inReach = (persona: Persona) =>
  reachesAll(persona) ? undefined : sql`${unit.id} = any (array(select authz.granted_unit_ids()))`

/** The units in a viewer's reach, in tree order: of one unit with everything below it, or all. NOT_FOUND when out of reach. */
export async function listReach(
  db: Db,
  { unitId, persona }: { unitId: string | undefined; persona: Persona },
): Promise<PlacedUnit[]> {
  // Of a large tree only the branch asked for.
  const inBranch =
    unitId === undefined
      ? undefined
      : sql`${unit.id} in (select b.descendant_id from ${unitClosure} b join ${unit} t on t.id = b.ancestor_id
          where t.unit_id = ${unitId})`
  const above = alias(unit, 'above')
  const units = await db
    .select({ id: unit.id, unitId: unit.unitId, parentUnitId: above.unitId })
    .from(unit)
    .leftJoin(above, eq(above.id, unit.parentId))
    .where(and(inReach(persona), inBranch))
  const asked = unitId === undefined ? inTreeOrder(units) : subtreeOf(units, unitId)
  if (unitId !== undefined && asked.length === 0) throw noSuchUnit()
  return asked
}

/** The key of one unit in reach; NOT_FOUND when out of it. */
export async function getUnitKey(db: Db, { unitId, persona }: { unitId: string; persona: Persona }): Promise<number> {
  const [found] = await db
    .select({ id: unit.id })
    .from(unit)
    .where(and(eq(unit.unitId, unitId), inReach(persona)))
  if (!found) throw noSuchUnit()
  return found.id
}

const among = (units: readonly { id: number }[]) =>
  sql`${cell.unitId} = any (${sql.param(units.map(({ id }) => id))}::bigint[])`

/** Of these units those in which a result counted somebody. */
export async function listCounted(
  db: Db,
  { result, units }: { result: Result; units: readonly PlacedUnit[] },
): Promise<ReadonlySet<number>> {
  const counted = await db
    .selectDistinct({ id: cell.unitId })
    .from(cell)
    .where(and(eq(cell.resultId, result.id), among(units), gt(cell.people, 0)))
  return new Set(counted.map(({ id }) => id))
}

/** The counts of these units, row by row; units without people have none. */
export async function readCounts(
  db: Db,
  { result, units }: { result: Result; units: readonly { id: number }[] },
): Promise<Frozen> {
  // One row a unit: PostgreSQL writes its cells as JSON, which is read many times faster than rows of arrays.
  const rows = await db
    .select({
      unitKey: cell.unitId,
      people: sql<number>`max(${cell.people})`,
      cells: sql<Kept[]>`json_agg(json_build_array(${cell.counts}, ${cell.milliSums}, ${cell.ageDays})
        order by ${criterion.position})`,
    })
    .from(cell)
    .innerJoin(criterion, eq(criterion.id, cell.criterionId))
    .where(and(eq(cell.resultId, result.id), among(units), gt(cell.people, 0)))
    .groupBy(cell.unitId)
  const cells = rows.flatMap((row) => row.cells)
  const counts = countUp({
    bars: cells[0]?.[0].length ?? 0,
    criteria: result.criteria.length,
    people: Int32Array.from(rows, ({ people }) => people),
    bins: cells.flatMap(([counts]) => counts),
    milliSums: cells.flatMap(([, milliSums]) => milliSums),
    ageSums: Float64Array.from(cells, ([, , ageDays]) => ageDays),
  })
  return { counts, places: new Map(rows.map(({ unitKey }, place) => [unitKey, place])) }
}

type Kept = [counts: number[], milliSums: number[], ageDays: number]
