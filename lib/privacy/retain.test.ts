import { Client } from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { policySetting } from '@/db/schema'
import { onDatabase } from '@/db/test-cluster'
import { asOwner, createTestDatabase, type TestDatabase } from '@/db/test-database'
import { keepUp } from '@/db/upkeep'
import { sealEntries } from '@/lib/trail/seal'
import { verifyChain } from '@/lib/trail/verify'
import { retain } from './retain'

let planted: TestDatabase
let root: Client
beforeAll(async () => {
  planted = await createTestDatabase()
  root = new Client({ connectionString: onDatabase(inject('cluster').superUrl, planted.name) })
  await root.connect()
})
afterAll(async () => {
  await root.end()
  await planted.drop()
})

const verify = () => planted.database.asJob('seal', (db) => verifyChain(db))
const write = (daysAgo: number) =>
  planted.database.asJob('command', (db) =>
    db.$client.query(
      "insert into audit_entry (at, actor, action, subject) select now() - make_interval(days => $1), 'command', 'x.y', 'x' from generate_series(1, 3)",
      [daysAgo],
    ),
  )
let version = 0
const set = (days: Record<string, number>) =>
  planted.database.asJob('command', (db) =>
    db.insert(policySetting).values({ kind: 'retention', version: ++version, value: days }),
  )

test('of the audit whole old blocks go, their seals stay, and the chain holds; what else goes is found', async () => {
  for (const daysAgo of [900, 800, 500]) {
    await write(daysAgo)
    await sealEntries(planted.database, { looks: 400, between: 25 })
  }
  await write(10)
  await write(900)
  await sealEntries(planted.database, { looks: 400, between: 25 })
  await retain(planted.database)
  expect(await verify(), 'kept unless HR says otherwise').toMatchObject({ blocks: 4, entries: 15, removed: 0 })
  await set({ audit: 700 })
  await retain(planted.database)
  expect(await verify()).toMatchObject({ blocks: 4, entries: 9, removed: 2, waiting: 1, fault: null })
  await retain(planted.database)
  await sealEntries(planted.database, { looks: 400, between: 25 })
  expect(await verify()).toMatchObject({ blocks: 5, entries: 10, removed: 2, waiting: 0, fault: null })
  await root.query("set session_replication_role = 'replica'; delete from audit_entry where id between 7 and 9")
  expect((await verify()).fault).toMatchObject({ kind: 'deleted', block: 3, entry: 7 })
})

test('a month of the access log that was emptied is dropped at the next start, one with rows is not', async () => {
  for (const [name, from, to] of [
    ['access_log_2020_01', '2020-01-01', '2020-02-01'],
    ['access_log_2020_02', '2020-02-01', '2020-03-01'],
    ['access_log_2020_03', '2020-03-01', '2020-04-01'],
  ]) {
    await asOwner(planted.ownerUrl, async (owner) => {
      await owner.query(`create table ${name} partition of access_log for values from ('${from}') to ('${to}')`)
      await owner.query(`alter table ${name} enable row level security, force row level security`)
    })
    await root.query(
      'insert into access_log (on_day, viewer_id, viewer_role, purpose, subject_ids) values ($1, 1, $2, $2, $3)',
      [...[from, 'x', [1]]],
    )
  }
  const months = async () => {
    const { rows } = await root.query("select relname from pg_class where relname ~ '^access_log_2020_0.$' order by 1")
    return rows.map(({ relname }) => relname)
  }
  const start = () => asOwner(planted.ownerUrl, (owner) => keepUp(owner, planted.authSecret))
  await start()
  expect(await months()).toHaveLength(3)
  await root.query("delete from access_log where on_day < '2020-02-01'")
  await start()
  expect(await months()).toEqual(['access_log_2020_02', 'access_log_2020_03'])
  await retain(planted.database)
  await start()
  expect(await months()).toEqual([])
  expect((await root.query('select from access_log_default')).rowCount).toBe(0)
})

test('plans that nobody published go with what was asked about them; a published one stays, and so does one that runs', async () => {
  await root.query("insert into scenario (public_id, name, inputs) values (gen_random_uuid(), 'Old', '{}')")
  const add = (digest: string, status: string, days: number) =>
    root.query(
      `insert into plan_run (public_id, scenario_id, status, inputs, facts, facts_digest, policy_version, planned_on, created_at,
          outcome, approved_at, approval_reason)
        select gen_random_uuid(), id, $2, '{}', '{}', $1, 1, current_date, now() - make_interval(days => $3), '{}',
          case $2 when 'published' then now() end, case $2 when 'published' then 'Because' end from scenario`,
      [digest, status, days],
    )
  await add('old', 'planned', 366)
  await add('old and failed', 'failed', 366)
  await add('old and given up', 'given-up', 366)
  await add('young', 'planned', 364)
  await add('running', 'running', 366)
  await add('decided', 'published', 3_660)
  await root.query(
    `insert into plan_answer (plan_run_id, question_digest, question) select id, facts_digest, '{}' from plan_run`,
  )
  await retain(planted.database)
  const { rows } = await root.query('select question_digest as name from plan_answer order by 1')
  expect(rows.map(({ name }) => name)).toEqual(['decided', 'running', 'young'])
})
