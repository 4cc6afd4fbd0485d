import { call } from '@orpc/server'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createKeptOrganisation, type KeptOrganisation } from './keepers.fixtures'
import { peopleProcedures as people } from './procedures'

let org: KeptOrganisation
beforeAll(async () => {
  process.env.PUBLIC_URL = 'https://gravitas.example'
  org = await createKeptOrganisation()
})
afterAll(() => org.drop())
const record = (employeeId: string) => call(people.record, { employeeId }, org.hr('E2'))

describe('inviting', () => {
  it('shows a link once, and keeps nothing of it', async () => {
    const key = crypto.randomUUID()
    const by = org.hr('E2')
    const context = { ...by.context, idempotencyKey: key, needsKey: true }
    const { link } = await call(people.invite, { employeeId: 'E5' }, { context })
    expect(link?.link).toMatch(/^https:\/\/gravitas\.example\/invitation\/[\w-]{43}$/)
    await expect(call(people.invite, { employeeId: 'E5' }, { context })).rejects.toMatchObject({ status: 409 })
    expect(await record('E5')).toMatchObject({ account: { state: 'invited' } })
    const kept = await org.test.database.asViewer(
      { personId: org.keys.person('E2'), persona: 'p_hr', readOnly: true },
      async (db) => (await db.execute(sql`select answer, input_hash from idempotency_key`)).rows,
    )
    expect(kept).toEqual([{ answer: null, input_hash: '' }])
  })

  it('waits for a second person about holders of grants and the head, and asks for an e-mail', async () => {
    for (const employeeId of ['E3', 'E1']) {
      expect(await call(people.invite, { employeeId }, org.administrator('admin'))).toEqual({
        link: null,
        waiting: true,
      })
    }
    const newcomer = { employeeId: 'N6', name: 'New One', unitId: 'B', managerId: 'E3' }
    await call(people.add, newcomer, org.hr('E2'))
    await expect(call(people.invite, { employeeId: 'N6' }, org.hr('E2'))).rejects.toMatchObject({ status: 409 })
    await expect(call(people.invite, { employeeId: 'E2' }, org.hr('E2'))).rejects.toMatchObject({ status: 403 })
  })

  it('reaches all who have none, once', async () => {
    const { uninvited } = await call(people.roster, { limit: 1 }, org.administrator('admin'))
    const first = await call(people.inviteAll, { limit: 2 }, org.administrator('admin'))
    const rest = await call(people.inviteAll, { limit: 1000 }, org.administrator('admin'))
    expect(first.links).toHaveLength(2)
    expect(first.links.length + rest.links.length + rest.waiting).toBe(uninvited)
    expect([first.left, rest.left]).toEqual([rest.links.length, 0])
  })
})
