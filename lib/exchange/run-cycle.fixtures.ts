import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'drizzle-orm'
import { createTestDatabase, type TestDatabase } from '@/db/test-database'
import { publishCycle } from '@/lib/readiness/commands'
import { importFiles } from './commands'
import { writeOrganisation } from './generator'
import { loadFramework } from './sample'

/** The closing day of both cycles. */
export const asOf = '2026-11-10'

type Db = Parameters<Parameters<TestDatabase['database']['asJob']>[1]>[0]
async function cycleBy(db: Db, name: string): Promise<number> {
  const { rows } = await db.execute<{ id: number }>(sql`select id from cycle where name = ${name}`)
  return rows[0]!.id
}

/**
 * A generated organisation with one cycle from a file, 2026-H2, and the same answers given on forms in another, Run, revealed
 * and not yet published.
 */
export async function createRunCycle() {
  const base = await createTestDatabase()
  await loadFramework(base.database)
  const files = await writeOrganisation(mkdtempSync(path.join(tmpdir(), 'gravitas-run-')), { people: 160, seed: 7 })
  const report = await importFiles(base.database, { files, cycle: '2026-H2', effective: '2026-11-01', commit: true })
  if (report.problems.length > 0) throw new Error(JSON.stringify(report.problems))
  await base.database.asJob('import', async (db) => {
    await db.execute(sql`update organisation set sample_today = ${asOf}`)
    // A form is of one day; so that both are, the file is too.
    await db.execute(sql`update rating set rated_on = ${asOf}`)
    await publishCycle(db, await cycleBy(db, '2026-H2'), asOf)
  })
  await base.database.asJob('cycle', async (db) => {
    for (const statement of askTheSame) await db.execute(statement)
  })
  /** As the job does when HR closes the cycle. */
  const publish = () => base.database.asJob('cycle', async (db) => publishCycle(db, await cycleBy(db, 'Run'), asOf))
  /** Settles one criterion, by its place, of whoever satisfies the condition on `p`, a participant, at level 5. */
  const settle = (status: 'agreed' | 'disputed' | 'draft', place: number, whom: ReturnType<typeof sql>) =>
    base.database.asJob('cycle', (db) =>
      db.execute(sql`insert into agreement (participant_id, cycle_id, subject_id, criterion_id, level, status, objection, reason,
          agreed_by, agreed_on)
        select distinct on (p.id) p.id, p.cycle_id, p.subject_id, c.id, 5, ${status},
          case ${status} when 'disputed' then 'No.' else '' end, 'Seen.', a.rater_id, ${asOf}::date
        from participant p join cycle y on y.id = p.cycle_id
        join assessment a on a.participant_id = p.id and a.rater_type = 'manager'
        join criterion c on c.framework_version_id = y.framework_version_id and c.position = ${place}
        where ${whom} order by p.id, a.rater_id`),
    )
  return { base, publish, settle }
}

/** Everybody's ratings of the file, given on forms: submitted, and revealed as they would be. */
const askTheSame = [
  sql`insert into cycle (name, kind, framework_version_id, status)
    select 'Run', 'run', framework_version_id, 'open' from cycle where name = '2026-H2'`,
  sql`insert into cycle_plan (cycle_id, population, time_zone, asks_peers)
    select id, '{}', 'UTC', true from cycle where name = 'Run'`,
  sql`insert into cycle_deadline (cycle_id, stage, wall_time, closes_at)
    select id, stage, '', '2026-12-01' from cycle, unnest('{self,manager,agree}'::text[]) stage where name = 'Run'`,
  sql`insert into participant (cycle_id, subject_id, target_profile)
    select c.id, p.id, coalesce(p.target_profile, '') from cycle c, person p where c.name = 'Run' and p.is_assessed`,
  sql`insert into assessment (participant_id, cycle_id, subject_id, rater_id, rater_type)
    select distinct p.id, p.cycle_id, p.subject_id, r.rater_id, r.rater_type from rating r
    join participant p on p.subject_id = r.subject_id`,
  sql`insert into answer (assessment_id, criterion_id, rater_id, kind, level)
    select a.id, r.criterion_id, a.rater_id, case when r.level is null then 'not-observed' else 'rated' end, r.level
    from assessment a join rating r on r.subject_id = a.subject_id and r.rater_id = a.rater_id and r.rater_type = a.rater_type`,
  sql`update assessment set status = 'submitted', submitted_at = now() where rater_type = 'peer'`,
  sql`update assessment set status = 'submitted', submitted_at = now() where rater_type <> 'peer'`,
  sql`update cycle_deadline set closes_at = authz.now() - interval '1 day'`,
  sql`update cycle set status = 'closing' where name = 'Run'`,
  sql`select authz.reveal_forms(id) from participant`,
]
