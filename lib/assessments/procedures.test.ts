import { call } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Caller, createOrganisation, type Organisation } from '@/lib/people/organisation.fixtures'
import { cycleProcedures } from './procedures'

let org: Organisation
beforeAll(async () => {
  org = await createOrganisation()
})
afterAll(() => org.drop())

describe('cycles', () => {
  it.each<Caller>(['employee', 'hr', 'administrator'])('%s reads them, newest first', async (caller) => {
    const { cycles } = await call(cycleProcedures.list, undefined, org.as(caller))
    expect(cycles).toEqual([
      { name: '2027-H1', status: 'open', asOf: null, version: null, edition: '1.0.0' },
      { name: '2026-H2', status: 'published', asOf: '2026-11-01', version: 2, edition: '1.0.0' },
      { name: '2026-H1', status: 'published', asOf: '2026-05-01', version: 1, edition: '1.0.0' },
    ])
  })

  it('asks strangers to sign in', async () => {
    const stranger = org.as('hr', { who: async () => null })
    const refusals: string[] = []
    stranger.context.onRefusal = (by) => refusals.push(by)
    await expect(call(cycleProcedures.list, undefined, stranger)).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
    expect(refusals).toEqual(['allow'])
  })
})
