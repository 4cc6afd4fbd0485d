import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { bandCell, person, resultPerson, unit, unitMembership } from '@/db/schema'
import { bands, type Persona } from '@/db/values'
import { notFound } from '@/lib/access/errors'
import { findResult, mustHavesShort, type Profile, type Published } from '@/lib/people/published'
import { employedOn, heldOn, noSuchPerson, noSuchUnit, refColumns } from '@/lib/people/queries'
import type { KeptLevels } from './explain'
import type { ReadinessPolicy } from './policy'
import type { BandCounts } from './shapes'

/** A published result as readiness reads it. */
export type Result = Published<ReadinessPolicy>

/** As `findResult`, but a result is needed: NOT_FOUND before the first one. */
export async function getResult(db: Db, cycleName?: string): Promise<Result> {
  const found = await findResult<ReadinessPolicy>(db, cycleName)
  if (found) return found
  throw notFound('No cycle has been published yet.')
}

/** The settings that reckoned a result, and whether they are those that came with the product, not yet set by a panel. */
export const policyOf = ({ policy, policyVersion }: Result) => ({
  ...{ version: policyVersion, isDefault: policyVersion === 1, value: policy },
})

/** Names of the cycles that levels were carried over from, and days as text, so that nulls inside the arrays stay nulls. */
const keptColumns = {
  milliLevels: sql<KeptLevels['milliLevels'] | null>`${resultPerson.milliLevels}`,
  selfLevels: sql<KeptLevels['selfLevels']>`${resultPerson.selfLevels}`,
  sources: sql<KeptLevels['sources']>`${resultPerson.sources}`,
  ratedOn: sql<KeptLevels['ratedOn']>`${resultPerson.ratedOn}::text[]`,
  evidence: sql<KeptLevels['evidence']>`${resultPerson.evidence}`,
  fromCycles: sql<KeptLevels['fromCycles']>`array(select c.name
    from unnest(${resultPerson.fromCycleIds}) with ordinality as f (id, place) left join cycle c on c.id = f.id
    order by f.place)`,
}
type KeptRow = Omit<KeptLevels, 'milliLevels'> & { milliLevels: KeptLevels['milliLevels'] | null }

export const toKept = ({ milliLevels, ...rest }: KeptRow): KeptLevels | null => milliLevels && { milliLevels, ...rest }

const isOf = ({ id }: Pick<Result, 'id'>) => and(eq(resultPerson.personId, person.id), eq(resultPerson.resultId, id))

/** A person's levels in a result; `kept` is null when they were not assessed in it. NOT_FOUND when out of scope. */
export async function getPersonResult(db: Db, result: Result, employeeId: string) {
  const targetProfile = sql<string | null>`coalesce(${resultPerson.targetProfile}, ${person.targetProfile})`
  const [found] = await db
    .select({ id: person.id, targetProfile, ...keptColumns })
    .from(person)
    .leftJoin(resultPerson, isOf(result))
    .where(eq(person.employeeId, employeeId))
  if (!found) throw noSuchPerson()
  const { id, targetProfile: wished, ...row } = found
  return { personId: id, targetProfile: wished, kept: toKept(row) }
}

/** The place of a member in the team's order: must-haves short, then name, then key. */
export type TeamPlace = [short: number, name: string, id: number]

/** Sorts behind every number of must-haves: nobody has rated them. */
const UNRATED = 32_767

/**
 * The viewer's reports who are marked as assessed, with their levels in a result: direct ones, or everybody below in the line of today.
 * One row more than `limit`, so that the caller knows whether there is more.
 */
export async function listTeam(
  db: Db,
  team: {
    who: 'direct' | 'all'
    today: string
    result: Result
    profile: Profile
    after: TeamPlace | null
    limit: number
  },
) {
  const { who, today, result, profile, after, limit } = team
  const short = sql<number>`coalesce(${mustHavesShort(result, profile)}, ${UNRATED}::int)`
  const deepest = who === 'direct' ? 1 : 99
  const isAfter =
    after && sql`(${short}, ${person.name}, ${person.id}) > (${after[0]}::int, ${after[1]}::text, ${after[2]}::bigint)`
  // The page first, so that posts and arrays are read for its people alone.
  const page = db
    .select({ id: person.id, short: short.as('short') })
    .from(person)
    .leftJoin(resultPerson, isOf(result))
    .where(
      and(
        sql`${person.id} = any (array(select authz.report_ids(${deepest})))`,
        employedOn(today),
        eq(person.isAssessed, true),
        isAfter ?? undefined,
      ),
    )
    .orderBy(short, person.name, person.id)
    .limit(limit + 1)
    .as('page')
  return db
    .select({ ...refColumns, short: page.short, ...keptColumns })
    .from(page)
    .innerJoin(person, eq(person.id, page.id))
    .leftJoin(unitMembership, heldOn(today))
    .leftJoin(unit, eq(unit.id, unitMembership.unitId))
    .leftJoin(resultPerson, isOf(result))
    .orderBy(page.short, person.name, person.id)
}

/** How far a viewer's rights over units reach: everywhere, or the units granted to them. */
export const reachesAll = (persona: Persona) => persona === 'p_hr' || persona === 'p_all'

/** The units whose counts a viewer starts from: the root, or the topmost granted ones; or the one asked for, if in reach. */
export async function getTops(db: Db, { unitId, persona }: { unitId?: string; persona: Persona }): Promise<number[]> {
  const granted = sql`array(select authz.granted_unit_ids())`
  const inReach = reachesAll(persona) ? sql`true` : sql`u.id = any (${granted})`
  const isTop = reachesAll(persona) ? sql`u.parent_id is null` : sql`(u.parent_id = any (${granted})) is not true`
  const { rows } = await db.execute<{ id: number }>(
    sql`select u.id from unit u where ${inReach} and ${unitId === undefined ? isTop : sql`u.unit_id = ${unitId}`}`,
  )
  if (unitId !== undefined && rows.length === 0) throw noSuchUnit()
  return rows.map(({ id }) => id)
}

/** People by band in these units and everything below them; the units must not lie inside each other. */
export async function countBands(
  db: Db,
  { result, profile, tops }: { result: Result; profile: Profile; tops: number[] },
): Promise<Pick<BandCounts, 'people' | 'counts' | 'provisional'>> {
  const cells = await db
    .select({ counts: bandCell.counts, provisional: bandCell.provisional })
    .from(bandCell)
    .where(
      and(
        eq(bandCell.resultId, result.id),
        eq(bandCell.roleProfileId, profile.id),
        sql`${bandCell.unitId} = any (${sql.param(tops)}::bigint[])`,
      ),
    )
  const inBand = (code: number) => cells.reduce((sum, { counts }) => sum + (counts[code] ?? 0), 0)
  const counts = Object.fromEntries(bands.map((band, code) => [band, inBand(code)])) as BandCounts['counts']
  return {
    people: Object.values(counts).reduce((sum, count) => sum + count, 0),
    counts,
    provisional: cells.reduce((sum, cell) => sum + cell.provisional, 0),
  }
}
