import { eq, type SQL, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { cycle, resultPerson } from '@/db/schema'
import { notFound } from '@/lib/access/errors'

/** A published result with what is needed to read it; `criteria` by place, `policy` as it was set when this was reckoned. */
export type Published<Policy = unknown> = {
  id: number
  cycle: string
  version: number
  asOf: string
  frameworkVersionId: number
  policyVersion: number
  policy: Policy
  criteria: string[]
}

export const noSuchCycle = (name: string) => notFound(`There is no cycle called ${name}.`)

/**
 * The newest version of a cycle's result; of the newest published cycle when none is named, and null before the first one.
 * NOT_FOUND says whether the cycle named is unknown or not yet published.
 */
export async function findResult<Policy>(db: Db, cycleName?: string): Promise<Published<Policy> | null> {
  const { rows } = await db.execute<Published<Policy>>(sql`
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
  if (cycleName === undefined) return null
  const [known] = await db.select({ id: cycle.id }).from(cycle).where(eq(cycle.name, cycleName))
  throw known ? notFound(`${cycleName} has no published result yet.`) : noSuchCycle(cycleName)
}

type Target = { criterion: string; target: number; weight: number; minimum: number | null }

/** A role profile of the result's framework; `position` is its place in stored arrays. */
export type Profile = { id: number; key: string; position: number; targets: Target[] }

/** The profile named; else the first of `preferred` that this edition has, else the default. NOT_FOUND for an unknown name. */
export async function getProfile(
  db: Db,
  { frameworkVersionId }: Pick<Published, 'frameworkVersionId'>,
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

/** How many must-haves the levels of a `result_person` fall short of; null when there is no level at all. */
export function mustHavesShort({ criteria }: Pick<Published, 'criteria'>, { targets }: Profile): SQL<number | null> {
  const floors = targets.flatMap(({ criterion, minimum }) => {
    if (minimum === null) return []
    const level = sql`${resultPerson.milliLevels}[${criteria.indexOf(criterion) + 1}::int]`
    return [sql`coalesce((${level} < ${minimum * 1000}::int)::int, 0)`]
  })
  const short = sql.join([sql`0`, ...floors], sql` + `)
  return sql`case when array_remove(${resultPerson.milliLevels}, null) <> '{}' then ${short} end`
}
