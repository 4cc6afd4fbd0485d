import { call } from '@orpc/server'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Caller, createPlacements, type Placements } from './placement.fixtures'
import { secondmentProcedures as secondments } from './procedures'

let org: Placements
beforeAll(async () => {
  org = await createPlacements()
})
beforeEach(() => org.at(sql`delete from secondment`))
afterAll(() => org.drop())

const arrange = (caller: Caller, id: string, version: number, consequence: string) =>
  call(secondments.arrange, { id, version, cover: [{ option: 'vacant', consequence }] }, org.as(caller))
const kept = async (id: string) => (await org.get(id)).cover.map(({ consequence }) => consequence)

test('cover that is arranged is the next version, at home and for HR; from an older one it is refused, with both', async () => {
  const { id, version } = await org.propose()
  expect(await arrange('manager', id, version, 'First')).toMatchObject({ version: version + 1 })
  for (const caller of ['manager', 'hr'] as const) {
    await expect(arrange(caller, id, version, 'Stale')).rejects.toMatchObject({
      ...{ status: 409, data: { yours: { version }, stored: { version: version + 1 } } },
    })
  }
  expect(await kept(id)).toEqual(['First'])
  expect(await arrange('hr', id, version + 1, 'Second')).toMatchObject({ version: version + 2 })
  expect([(await org.get(id, 'manager')).version, await kept(id)]).toEqual([version + 2, ['Second']])
})

test('of those who arrange cover at once one does, and the others are shown both versions', async () => {
  const { id, version } = await org.propose()
  const tries = await Promise.allSettled(
    Array.from({ length: 8 }, (_, at) => arrange(at % 2 ? 'hr' : 'manager', id, version, `Try ${at}.`)),
  )
  const won = tries.flatMap(({ status }, at) => (status === 'fulfilled' ? [`Try ${at}.`] : []))
  expect(await kept(id)).toEqual(won)
  const lost = tries.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
  expect(lost).toHaveLength(7)
  for (const reason of lost) {
    expect(reason).toMatchObject({ status: 409, data: { yours: { version }, stored: { version: version + 1 } } })
  }
})

test('nobody raises the version of their own, and no cover is arranged once all is over', async () => {
  const { id, version } = await org.propose()
  await expect(arrange('employee', id, version, 'Mine')).rejects.toMatchObject({ status: 403 })
  const raised = await org.test.database.asViewer(
    { personId: org.keys.person('E5'), persona: 'p_member', readOnly: false },
    async (db) => {
      const { rows } = await db.execute<{ raised: number | null }>(
        sql`select authz.rearrange_cover(s.id, ${version}) as raised from secondment s`,
      )
      return rows
    },
  )
  expect(raised).toEqual([{ raised: null }])
  await org.step(id, 'hr', 'withdraw')
  await expect(arrange('manager', id, version + 1, 'Late')).rejects.toMatchObject({
    ...{ status: 409, message: expect.stringMatching(/no more/) },
  })
})
