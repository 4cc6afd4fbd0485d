import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import type { Deed } from './commands'
import type { FoundRun } from './queries'

/**
 * Puts people (a query as `foundBy` makes it) into a cycle with the target that holds for them now, and lays out their own
 * forms; somebody who was excused or had left takes part again. Their internal ids.
 */
export async function joinPeople({ db }: Deed, { cycle: { id } }: FoundRun, found: SQL): Promise<number[]> {
  const { rows } = await db.execute<{ subject_id: number }>(sql`
    with back as (
      update participant p set state = 'active', state_reason = '', version = version + 1
      from (${found}) f where p.cycle_id = ${id} and p.subject_id = f.id and p.state <> 'active' returning p.subject_id
    ), fresh as (
      insert into participant (cycle_id, subject_id, target_profile)
      select ${id}, f.id, f.target from (${found}) f where f.target is not null
        and not exists (select from participant p where p.cycle_id = ${id} and p.subject_id = f.id)
      order by f.name, f.id returning subject_id
    ) select subject_id from back union all select subject_id from fresh`)
  await db.execute(sql`
    insert into assessment (public_id, participant_id, cycle_id, subject_id, rater_id, rater_type)
    select gen_random_uuid(), p.id, p.cycle_id, p.subject_id, p.subject_id, 'self' from participant p
    where p.cycle_id = ${id} and p.state = 'active' and not exists (
      select from assessment a where a.participant_id = p.id and a.rater_type = 'self')`)
  return rows.map(({ subject_id }) => subject_id)
}

/** Whoever takes part in a cycle and whoever rates them today, by internal id. */
export async function listConcerned(db: Db, cycleId: number, today: string): Promise<number[]> {
  const { rows } = await db.execute<{ id: number }>(sql`
    select p.subject_id as id from participant p where p.cycle_id = ${cycleId} and p.state = 'active'
    union
    select coalesce(p.assigned_rater_id, l.manager_id) from participant p
    left join reporting_line l on l.person_id = p.subject_id and l.valid @> ${today}::date
    where p.cycle_id = ${cycleId} and p.state = 'active' and coalesce(p.assigned_rater_id, l.manager_id) is not null`)
  return rows.map(({ id }) => id)
}
