import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestDatabase } from '@/db/test-database'
import { asOf, createRunCycle } from './run-cycle.fixtures'

let base: TestDatabase
let run: Awaited<ReturnType<typeof createRunCycle>>
beforeAll(async () => {
  run = await createRunCycle()
  base = run.base
})
afterAll(() => base.drop())

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
  const published = await run.publish()
  expect(published).toMatchObject({ version: 1, isNew: true, asOf, disputed: 0 })
  const [imported, asked] = [await frozen('2026-H2'), await frozen('Run')]
  expect(asked).toEqual(imported)
  expect(asked.people.length).toBeGreaterThan(20)
  const sources = JSON.stringify(asked.people)
  for (const source of ['manager-and-peers', '"manager"', 'not-observed']) expect(sources).toContain(source)
  expect(asked.spread).toMatchObject([{ self_difference: { people: expect.any(Number), median: expect.any(Number) } }])
  expect(await run.publish()).toMatchObject({ version: 1, isNew: false })
})

test('agreed and disputed levels go first, drafts count for nothing, and whoever takes part keeps their target', async () => {
  const before = await frozen('Run')
  const first = sql`p.id = (select min(participant_id) from assessment where rater_type = 'manager')`
  for (const [place, status] of (['agreed', 'disputed', 'draft'] as const).entries())
    await run.settle(status, place + 1, first)
  await base.database.asJob('cycle', (db) => db.execute(sql`update participant set target_profile = 'from the launch'`))
  expect(await run.publish()).toMatchObject({ version: 2, isNew: true, disputed: 1 })
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
