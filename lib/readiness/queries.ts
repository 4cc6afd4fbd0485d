import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { bandCell, cycle, person, resultPerson, unit, unitMembership } from '@/db/schema'
import { bands, type Persona } from '@/db/values'
import { notFound } from '@/lib/access/errors'
import { noSuchCycle } from '@/lib/framework/queries'
import { employedOn, heldOn, noSuchPerson, noSuchUnit, refColumns } from '@/lib/people/queries'
import type { Frozen, KeptLevels } from './explain'
import type { BandCounts } from './shapes'
import type { Target } from './tally'

/** A published result with what is needed to read it: its criteria by place and the policy it was reckoned with. */
export type Result = Frozen & { id: number; version: number; frameworkVersionId: number; policyVersion: number }

/**
 * The newest version of a cycle's result; of the newest published cycle when none is named. NOT_FOUND says whether the
 * cycle is unknown or not yet published.
 */
export async function getResult(db: Db, cycleName?: string): Promise<Result> {
  const { rows } = await db.execute<Result>(sql`
    select r.id, c.name as cycle, r.version, r.as_of_on as "asOf", r.framework_version_id as "frameworkVersionId",
      r.policy_version as "policyVersion", s.value as policy,
      array(select k.key from criterion k where k.framework_version_id = r.framework_version_id order by k.position) as criteria
    from result r
    join cycle c on c.id = r.cycle_id
    join policy_setting s on s.kind = 'readiness' and s.version = r.policy_version
    where ${cycleName ?? null}::text is null or c.name = ${cycleName ?? null}
    order by c.as_of_on desc nulls last, c.id desc, r.version desc
    limit 1`)
  if (rows[0]) return rows[0]
  if (cycleName === undefined) throw notFound('No cycle has been published yet.')
  const [known] = await db.select({ id: cycle.id }).from(cycle).where(eq(cycle.name, cycleName))
  throw known ? notFound(`${cycleName} has no published result yet.`) : noSuchCycle(cycleName)
}

/** Whether the cut-offs are the defaults that came with the product, not yet set by a panel. */
export const policyOf = ({ policyVersion }: Result) => ({ version: policyVersion, isDefault: policyVersion === 1 })

/** A role profile of the result's framework; `position` is its place in stored arrays. */
export type Profile = { id: number; key: string; position: number; targets: Target[] }

/** The profile named; else the first of `preferred` that this edition has, else the default. NOT_FOUND for an unknown name. */
export async function getProfile(
  db: Db,
  { frameworkVersionId }: Pick<Result, 'frameworkVersionId'>,
  wanted: string | undefined,
  preferred: string | null = null,
): Promise<Profile> {
  const { rows } = await db.execute<Profile>(sql`
    select p.id, p.key, p.position, coalesce((
      select json_agg(json_build_object('criterion', k.key, 'target', t.target, 'weight', t.weight, 'minimum', t.minimum)
        order by k.position)
      from target t join criterion k on k.id = t.criterion_id
      where t.role_profile_id = p.id and t.target > 0 and t.weight > 0), '[]') as targets
    from role_profile p
    where p.framework_version_id = ${frameworkVersionId} and (${wanted ?? null}::text is null or p.key = ${wanted ?? null})
    order by p.key is not distinct from ${preferred}::text desc, p.is_default desc, p.position
    limit 1`)
  if (rows[0]) return rows[0]
  throw notFound(
    wanted === undefined ? 'This framework has no role profile yet.' : `There is no role profile called ${wanted}.`,
  )
}

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
  const short = shortOf(result, profile)
  const deepest = who === 'direct' ? 1 : 99
  const isAfter =
    after && sql`(${short}, ${person.name}, ${person.id}) > (${after[0]}::int, ${after[1]}::text, ${after[2]}::bigint)`
  // The page first, so that posts and arrays are read for its people alone.
  const page = db
    .select({ id: person.id, short: sql<number>`${short}`.as('short') })
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

/** How many must-haves a level of record falls short of; UNRATED when there is no level at all. */
function shortOf({ criteria }: Result, { targets }: Profile): SQL<number> {
  const floors = targets.flatMap(({ criterion, minimum }) => {
    if (minimum === null) return []
    const level = sql`${resultPerson.milliLevels}[${criteria.indexOf(criterion) + 1}::int]`
    return [sql`coalesce((${level} < ${minimum * 1000}::int)::int, 0)`]
  })
  const short = sql.join([sql`0`, ...floors], sql` + `)
  return sql`case when array_remove(${resultPerson.milliLevels}, null) <> '{}' then ${short} else ${UNRATED}::int end`
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
