import type { Db } from '@/db/client'
import type { ReadinessPolicy } from './policy'
import { type PreparedProfile, prepareProfile, type Target } from './tally'

/** All that publishing a cycle needs to know beside people and ratings. */
export type Publishing = {
  cycleId: number
  frameworkVersionId: number
  asOf: string
  policy: ReadinessPolicy
  policyVersion: number
  /** Criterion ids and profile ids by position, from 0. */
  criteria: number[]
  levels: number
  profiles: { id: number; prepared: PreparedProfile }[]
  units: { id: number; parentId: number | null }[]
}

/** Null when the cycle holds no rating and no day was named. Error when there is no such cycle. */
export async function readPublishing(db: Db, cycleId: number, asOf?: string): Promise<Publishing | null> {
  const read = async <T extends object>(statement: string, values: unknown[] = []) =>
    (await db.$client.query<T>(statement, values)).rows
  const [cycle] = await read<{ frameworkVersionId: number; newest: string | null }>(
    `select framework_version_id as "frameworkVersionId",
      (select max(rated_on) from rating where cycle_id = cycle.id and status = 'submitted') as newest
      from cycle where id = $1`,
    [cycleId],
  )
  if (!cycle) throw new Error(`There is no cycle ${cycleId}.`)
  const { frameworkVersionId } = cycle
  const day = asOf ?? cycle.newest
  if (!day) return null
  const [policy] = await read<{ version: number; value: ReadinessPolicy }>(
    `select version, value from policy_setting where kind = 'readiness' order by version desc limit 1`,
  )
  const criteria = await read<{ id: number; key: string }>(
    'select id, key from criterion where framework_version_id = $1 order by position',
    [frameworkVersionId],
  )
  const [scale] = await read<{ top: number }>(
    'select max(level) as top from scale_level where framework_version_id = $1',
    [frameworkVersionId],
  )
  const profiles = await read<{ id: number; targets: Target[] }>(
    `select p.id, coalesce(json_agg(json_build_object('criterion', c.key, 'target', t.target, 'weight', t.weight,
        'minimum', t.minimum) order by c.position) filter (where c.id is not null), '[]') as targets
      from role_profile p left join target t on t.role_profile_id = p.id left join criterion c on c.id = t.criterion_id
      where p.framework_version_id = $1 group by p.id order by p.position`,
    [frameworkVersionId],
  )
  const keys = criteria.map(({ key }) => key)
  return {
    ...{ cycleId, frameworkVersionId, asOf: day, policy: policy!.value, policyVersion: policy!.version },
    criteria: criteria.map(({ id }) => id),
    levels: scale!.top + 1,
    profiles: profiles.map(({ id, targets }) => ({ id, prepared: prepareProfile(targets, policy!.value, keys) })),
    units: await read('select id, parent_id as "parentId" from unit order by id'),
  }
}
