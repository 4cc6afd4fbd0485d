import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDatabase, type Database, type Db } from './client'
import { plantSmallOrganisation, who } from './small-organisation'
import { createTestDatabase, type TestDatabase } from './test-database'
import type { Persona } from './values'

let base: TestDatabase
let database: Database
beforeAll(async () => {
  base = await createTestDatabase()
  await plantSmallOrganisation(base)
  database = createDatabase(base.appUrl, { connections: 1 })
})
afterAll(async () => {
  await database.end()
  await base.drop()
})

const often = '/* often */ select id from person where id <> $1 order by id'
const seldom = often.replace('/* often */ ', '')
const asked = (text: string) => async (db: Db) =>
  (await db.$client.query<{ id: number }>({ text, values: [0] })).rows.map(({ id }) => id)
const seenBy = (personId: number, persona: Persona, text: string) =>
  database.asViewer({ personId, persona, readOnly: true }, asked(text))
const plans = () =>
  database.asViewer({ personId: who.managerA, persona: 'p_member', readOnly: true }, async (db) => {
    const { rows } = await db.$client.query<{ uses: number }>(
      `select (generic_plans + custom_plans)::int as uses from pg_prepared_statements where statement like '/* often */%'`,
    )
    return rows.map(({ uses }) => uses)
  })

test('on one connection, whoever asks in turn sees what they see without a kept plan', async () => {
  const viewers: [number, Persona][] = [
    [who.managerA, 'p_member'],
    [who.hr, 'p_hr'],
    [who.managerB, 'p_member'],
    [who.employee, 'p_member'],
    [who.employee, 'p_hr'],
  ]
  const right = []
  for (const [personId, persona] of viewers) right.push(await seenBy(personId, persona, seldom))
  expect(new Set(right.map(String)).size).toBeGreaterThan(3)
  // Often enough for PostgreSQL to go over from a plan for each to one for all.
  for (let turn = 0; turn < 8; turn++) {
    const seen = []
    for (const [personId, persona] of viewers) seen.push(await seenBy(personId, persona, often))
    expect(seen).toEqual(right)
  }
  expect((await plans()).sort()).toEqual([16, 24])
})

describe('one question at the gate', () => {
  const ask = (text: string) => database.askGate<{ role: string; days: number }>({ text, values: [1] })
  test('is asked as the gate, and leaves nothing of it behind', async () => {
    expect(await ask(`select current_setting('role') as role, $1::int as days`)).toEqual([{ role: 'p_gate', days: 1 }])
    const after = await seenBy(who.managerA, 'p_member', seldom)
    expect(after).toContain(who.managerA)
  })
  test('reaches no table, and the connection goes on', async () => {
    await expect(ask('select 1 from person where id = $1')).rejects.toMatchObject({ code: '42501' })
    expect(await ask('select $1::int as days')).toEqual([{ days: 1 }])
  })
  test('a connection that breaks under it is not used again', async () => {
    const breaking = ask('select pg_terminate_backend(pg_backend_pid()), $1::int')
    await expect(breaking).rejects.toThrow()
    expect(await ask('select $1::int as days')).toEqual([{ days: 1 }])
  })
})
