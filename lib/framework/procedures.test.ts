import { call } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Caller, createOrganisation, type Organisation } from '@/lib/people/organisation.fixtures'
import { frameworkProcedures } from './procedures'

let org: Organisation
beforeAll(async () => {
  org = await createOrganisation()
})
afterAll(() => org.drop())

const get = (caller: Caller, cycle?: string) => call(frameworkProcedures.get, { cycle }, org.as(caller))

describe('the framework', () => {
  it.each<[Caller, string?]>([['employee'], ['administrator'], ['hr', '2026-H1'], ['manager', '2027-H1']])(
    '%s reads all of it (cycle %s)',
    async (caller, cycle) => {
      const found = await get(caller, cycle)
      expect(found).toMatchObject({ key: 'small', edition: '1.0.0', ratingGuidance: ['Rate what you saw.'] })
      expect(found.scale.map(({ level, name }) => `${level} ${name}`).join(', ')).toBe(
        '0 None, 1 Aware, 2 Practising, 3 Owning, 4 Leading, 5 Shaping',
      )
      const shape = found.domains.map(({ key, shortName, criteria }) => [
        key,
        shortName,
        criteria.map((one) => one.key),
      ])
      expect(shape).toEqual([
        ['one', 'One', ['x', 'y']],
        ['two', 'Two', ['z']],
      ])
      expect(found.domains[0]!.criteria[0]!.levels).toEqual([
        { level: 0, descriptor: 'Zero', separatesNext: 'Doing it' },
        { level: 1, descriptor: 'One', separatesNext: null },
      ])
      expect(found.domains[1]!.criteria[0]).toMatchObject({ position: 3, levels: [], references: [] })
      expect(org.counted.statements).toBe(1)
    },
  )

  it('asks in each profile only what applies, in framework order', async () => {
    const { profiles } = await get('employee')
    expect(profiles.map(({ key, isDefault }) => [key, isDefault])).toEqual([
      ['light', false],
      ['lead', true],
    ])
    expect(profiles[1]!.targets).toEqual([
      { criterion: 'x', target: 4, weight: 5, minimum: 3 },
      { criterion: 'y', target: 3, weight: 3, minimum: null },
    ])
  })

  it('says that a cycle does not exist, and asks strangers to sign in', async () => {
    const sentence = 'There is no cycle called 2025-H9.'
    await expect(get('hr', '2025-H9')).rejects.toMatchObject({ code: 'NOT_FOUND', message: sentence })
    const stranger = org.as('hr', { who: async () => null })
    await expect(call(frameworkProcedures.get, {}, stranger)).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
  })
})
