import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/db/test-database'
import { publishCycle } from '@/lib/readiness/commands'
import { importFiles } from './commands'
import { writeOrganisation } from './generator'
import { loadFramework } from './sample'

const asOf = '2026-11-10'
let base: TestDatabase
beforeAll(async () => {
  base = await createTestDatabase()
  await loadFramework(base.database)
  const files = await writeOrganisation(mkdtempSync(path.join(tmpdir(), 'gravitas-run-')), { people: 160, seed: 7 })
  const report = await importFiles(base.database, { files, cycle: '2026-H2', effective: '2026-11-01', commit: true })
  expect(report.problems).toEqual([])
  await base.database.asJob('import', async (db) => {
    await db.execute(sql`update organisation set sample_today = ${asOf}`)
    // A form is of one day; so that both are, the file is too.
    await db.execute(sql`update rating set rated_on = ${asOf}`)
    await publishCycle(db, await cycleBy(db, '2026-H2'), asOf)
  })
  await base.database.asJob('cycle', async (db) => {
    for (const statement of askTheSame) await db.execute(statement)
  })
})
afterAll(() => base.drop())

type Db = Parameters<Parameters<TestDatabase['database']['asJob']>[1]>[0]
async function cycleBy(db: Db, name: string): Promise<number> {
  const { rows } = await db.execute<{ id: number }>(sql`select id from cycle where name = ${name}`)
  return rows[0]!.id
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
  sql`select authz.reveal_forms(id) from participant`,
]

const publish = () => base.database.asJob('cycle', async (db) => publishCycle(db, await cycleBy(db, 'Run'), asOf))
/** A frozen result without the numbers of its cycles. */
const frozen = (name: string) =>
  base.database.asJob('import', async (db) => {
    const of = sql`(select r.id from result r join cycle c on c.id = r.cycle_id where c.name = ${name} order by r.version desc limit 1)`
    const read = async (what: ReturnType<typeof sql>) => (await db.execute(what)).rows
    return {
      people: await read(sql`select to_jsonb(p) - '{result_id,from_cycle_ids,target_profile}'::text[] as row
        from result_person p where result_id = ${of} order by person_id`),
      cells: await read(sql`select to_jsonb(e) - '{result_id}'::text[] as row from cell e where result_id = ${of}
        order by unit_id, criterion_id`),
      bands: await read(sql`select to_jsonb(e) - '{result_id}'::text[] as row from band_cell e where result_id = ${of}
        order by unit_id, role_profile_id`),
      spread: await read(sql`select self_difference from result where id = ${of}`),
    }
  })

test('a cycle that people were asked in is frozen as the import of the same levels', async () => {
  const published = await publish()
  expect(published).toMatchObject({ version: 1, isNew: true, asOf, disputed: 0 })
  const [imported, run] = [await frozen('2026-H2'), await frozen('Run')]
  expect(run).toEqual(imported)
  expect(run.people.length).toBeGreaterThan(20)
  const sources = JSON.stringify(run.people)
  for (const source of ['manager-and-peers', '"manager"', 'not-observed']) expect(sources).toContain(source)
  expect(run.spread).toMatchObject([{ self_difference: { people: expect.any(Number), median: expect.any(Number) } }])
  expect(await publish()).toMatchObject({ version: 1, isNew: false })
})

test('agreed and disputed levels go first, drafts count for nothing, and whoever takes part keeps their target', async () => {
  const before = await frozen('Run')
  const settle = (
    status: string,
    place: number,
  ) => sql`insert into agreement (participant_id, cycle_id, subject_id, criterion_id,
      level, status, objection, reason, agreed_by, agreed_on)
    select p.id, p.cycle_id, p.subject_id, c.id, 5, ${status}, case ${status} when 'disputed' then 'No.' else '' end, 'Seen.',
      a.rater_id, ${asOf}
    from participant p join cycle y on y.id = p.cycle_id join assessment a on a.participant_id = p.id and a.rater_type = 'manager'
    join criterion c on c.framework_version_id = y.framework_version_id and c.position = ${place}
    where p.id = (select min(participant_id) from assessment where rater_type = 'manager')`
  await base.database.asJob('cycle', async (db) => {
    for (const [place, status] of ['agreed', 'disputed', 'draft'].entries()) await db.execute(settle(status, place + 1))
    await db.execute(sql`update participant set target_profile = 'from the launch'`)
  })
  expect(await publish()).toMatchObject({ version: 2, isNew: true, disputed: 1 })
  const after = await frozen('Run')
  const row = (found: typeof after, person: number) =>
    found.people.map((one) => one.row as Record<string, never[]>).find((one) => Number(one.person_id) === person)!
  const [{ subject }] = (
    await base.database.asJob('cycle', (db) =>
      db.execute<{ subject: number }>(sql`select distinct subject_id as subject from agreement`),
    )
  ).rows as [{ subject: number }]
  const [was, is] = [row(before, subject), row(after, subject)]
  expect([is.milli_levels!.slice(0, 2), is.sources!.slice(0, 2)]).toEqual([
    [5000, 5000],
    ['agreed', 'agreed'],
  ])
  expect([is.milli_levels!.slice(2), is.sources!.slice(2)]).toEqual([was.milli_levels!.slice(2), was.sources!.slice(2)])
  expect(after.people.filter((one, at) => JSON.stringify(one) !== JSON.stringify(before.people[at]))).toHaveLength(1)
  expect(after.spread).toEqual(before.spread)
  const targets = await base.database.asJob('cycle', (db) =>
    db.execute(sql`select distinct p.target_profile from result_person p join result r on r.id = p.result_id and r.version = 2
      join cycle c on c.id = r.cycle_id and c.name = 'Run'`),
  )
  expect(targets.rows).toEqual([{ target_profile: 'from the launch' }])
})
