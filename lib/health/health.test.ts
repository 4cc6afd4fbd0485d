import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { plantSmallOrganisation, who } from '@/db/small-organisation'
import { onDatabase } from '@/db/test-cluster'
import { asOwner, createTestDatabase, type TestDatabase } from '@/db/test-database'
import { checkHealth } from './check'
import { getHealth } from './queries'

let planted: TestDatabase
beforeAll(async () => {
  planted = await createTestDatabase()
  await plantSmallOrganisation(planted)
  await asSuperuser('truncate health_check, backup_run')
})
afterAll(() => planted.drop())

const asSuperuser = (statement: string) =>
  asOwner(onDatabase(inject('cluster').superUrl, planted.name), (superuser) => superuser.query(statement))
const look = () =>
  planted.database.asViewer({ personId: who.administrator, persona: 'p_admin', readOnly: true }, getHealth)
const stateOf = async (check: string) => {
  const { checks } = await look()
  const found = checks.find((one) => one.check === check)
  return `${found?.state} ${found?.finding}`
}
const countChecks = () =>
  planted.database.asJob('health', async (db) => {
    const { rows } = await db.execute<{ count: number }>(sql`select count(*)::int as count from health_check`)
    return rows[0]?.count
  })

test('before the first look nobody claims that all is well, and an hour has one look', async () => {
  expect([await stateOf('guards'), await stateOf('backup'), await stateOf('jobs')]).toEqual([
    'warn unknown',
    'bad never',
    'bad none',
  ])
  await checkHealth(planted.database)
  await checkHealth(planted.database)
  expect(await countChecks()).toBe(1)
  expect([await stateOf('guards'), await stateOf('closures')]).toEqual(['ok whole', 'ok equal'])
})

test('a careless policy, a lost line and an invented one are found by the next look', async () => {
  await asSuperuser(`update health_check set at = at - interval '1 hour';
    alter table rating no force row level security;
    delete from reporting_closure where ancestor_id = ${who.head} and descendant_id = ${who.employee};
    insert into reporting_closure values (${who.employee}, ${who.head}, 3)`)
  await checkHealth(planted.database)
  const { state, checks } = await look()
  expect(state).toBe('bad')
  const figures = checks.filter(({ check }) => check === 'guards' || check === 'closures').map((one) => one.figures)
  expect(figures).toMatchObject([{ flaws: 1 }, { rows: 2 }])
})

test('nobody but the administrator is told', async () => {
  const asked = planted.database.asViewer({ personId: who.hr, persona: 'p_hr', readOnly: true }, getHealth)
  await expect(asked).rejects.toThrow()
})
