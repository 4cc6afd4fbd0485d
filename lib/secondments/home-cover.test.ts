import { call } from '@orpc/server'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPlacements, type Placements } from './placement.fixtures'
import { secondmentProcedures as secondments } from './procedures'

let org: Placements
beforeAll(async () => {
  org = await createPlacements()
})
afterAll(() => org.drop())

test('what an absence costs at home, with and without cover', async () => {
  const { id } = await org.propose()
  await org.step(id, 'employee', 'consent')
  const found = await call(secondments.cover, { id }, org.as('manager'))
  expect(found).toMatchObject({ unit: { unitId: 'A1' }, heads: 2, leastHeads: 1, reports: 0, deepest: 2 })
  expect(found.without.every(({ heads, isBelow }) => heads === 1 && !isBelow)).toBe(true)
  expect(found.without).toHaveLength(26)
  expect(found.candidates.map(({ employeeId }) => employeeId)).toContain('E6')
  await expect(call(secondments.cover, { id }, org.as('employee'))).resolves.toMatchObject({ candidates: [] })

  // E7 works in the unit too and reports elsewhere: the manager counts the head and the leave, and reads no name.
  await org.test.database.asJob('import', async (db) => {
    const somebody = org.keys.person('E7')
    await db.execute(sql`update unit_membership set unit_id = (select id from unit where unit_id = 'A1')
      where person_id = ${somebody} and upper_inf(valid)`)
    await db.execute(sql`insert into planned_leave values (${somebody}, '[2027-03-01,2027-03-08)')`)
  })
  for (const caller of ['manager', 'hr'] as const) {
    const cover = await call(secondments.cover, { id }, org.as(caller))
    expect(cover, caller).toMatchObject({ heads: 3, leastHeads: 2 })
    expect(cover.without.filter(({ isBelow }) => isBelow).map(({ from, heads }) => ({ from, heads }))).toEqual([
      { from: '2027-03-01', heads: 1 },
    ])
    expect(cover.candidates.map(({ employeeId }) => employeeId).includes('E7')).toBe(false)
  }
})
