import type { Db } from '@/db/client'
import type { Publishing } from './publishing'
import type { SelfDifference } from './self-difference'

type Last = {
  id: number
  version: number
  frameworkVersionId: number
  policyVersion: number
  asOfOn: string
  /** A result from before these were kept says nothing else. */
  isAsFar: boolean
}

/** Keeps what `freeze` reckoned as the cycle's next version, unless the last version says exactly the same. */
export async function keepIfNew(
  db: Db,
  publishing: Publishing,
  selfDifference: SelfDifference | null,
): Promise<{ version: number; isNew: boolean }> {
  const { cycleId, asOf, frameworkVersionId, policyVersion } = publishing
  const { rows } = await db.$client.query<Last>(
    `select id, version, framework_version_id as "frameworkVersionId", policy_version as "policyVersion",
      as_of_on as "asOfOn", self_difference is null or self_difference = $2::jsonb is true as "isAsFar" from result where cycle_id = $1 order by version desc limit 1`,
    [cycleId, selfDifference],
  )
  const last = rows[0]
  const isSame =
    last?.isAsFar &&
    last.asOfOn === asOf &&
    last.frameworkVersionId === frameworkVersionId &&
    last.policyVersion === policyVersion &&
    (await holdsTheSame(db, last.id))
  if (isSame) return { version: last.version, isNew: false }
  const version = (last?.version ?? 0) + 1
  const { rows: made } = await db.$client.query<{ id: number }>(
    `insert into result (cycle_id, version, framework_version_id, policy_version, as_of_on, self_difference)
      values ($1, $2, $3, $4, $5, $6) returning id`,
    [cycleId, version, frameworkVersionId, policyVersion, asOf, selfDifference],
  )
  for (const { table, fresh, columns } of parts)
    await db.$client.query(
      `insert into ${table} (result_id, ${columns}) select $1, ${columns} from ${fresh} order by 2, 3`,
      [made[0]!.id],
    )
  await db.$client.query(`update cycle set status = 'published', as_of_on = $2, version = version + 1 where id = $1`, [
    cycleId,
    asOf,
  ])
  return { version, isNew: true }
}

const parts = [
  {
    table: 'result_person',
    fresh: 'fresh_person',
    columns: `person_id, unit_id, unit_path, manager_id, target_profile, milli_levels, self_levels, sources, rated_on,
      evidence, from_cycle_ids, band_codes, tenth_points`,
  },
  {
    table: 'cell',
    fresh: 'fresh_cell',
    columns: 'unit_id, criterion_id, people, assessed, counts, milli_sums, age_days',
  },
  { table: 'band_cell', fresh: 'fresh_band', columns: 'unit_id, role_profile_id, counts, provisional' },
]

async function holdsTheSame(db: Db, resultId: number): Promise<boolean> {
  for (const { table, fresh, columns } of parts) {
    const { rows } = await db.$client.query<{ differs: boolean }>(
      `select (select count(*) from ${fresh}) <> (select count(*) from ${table} where result_id = $1)
        or exists (select ${columns} from ${fresh} except select ${columns} from ${table} where result_id = $1) as differs`,
      [resultId],
    )
    if (rows[0]!.differs) return false
  }
  return true
}
