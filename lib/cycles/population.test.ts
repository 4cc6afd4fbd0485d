import { call } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createOrganisation, type Organisation } from '@/lib/people/organisation.fixtures'
import { runProcedures as cycles } from './procedures'
import type { Population } from './shapes'

let org: Organisation
beforeAll(async () => {
  org = await createOrganisation()
})
afterAll(() => org.drop())
const hr = () => org.as('hr')
const rule = (more: Partial<Population>) => ({
  ...{ units: [], jobTitles: [], profiles: [], people: [], without: [], ...more },
})

describe('whom a rule finds', () => {
  it.each<[string, Partial<Population>, string[]]>([
    ['nobody without a rule', {}, []],
    ['assessed people of a unit and below', { units: ['A'] }, ['E4', 'E5', 'E6']],
    ['everybody under the top', { units: ['R'] }, ['E4', 'E5', 'E6', 'E7', 'E8']],
    ['narrowed by job title', { units: ['R'], jobTitles: ['Post of E5', 'Post of E7'] }, ['E5', 'E7']],
    ['narrowed by target', { units: ['R'], profiles: ['light'] }, ['E5']],
    ['people by name beside the rule', { units: ['A1'], people: ['E8', 'E3'] }, ['E3', 'E5', 'E6', 'E8']],
    ['less those left out', { units: ['R'], people: ['E3'], without: ['E3', 'E5'] }, ['E4', 'E6', 'E7', 'E8']],
    ['neither leavers nor the head', { people: ['E1', 'E9'] }, []],
  ])('%s', async (_, population, wanted) => {
    const input = { population: rule(population), defaultProfile: 'lead' }
    const { people, count } = await call(cycles.population, input, hr())
    expect(people.map(({ employeeId }) => employeeId).sort()).toEqual(wanted)
    expect(count).toBe(wanted.length)
  })

  it('with minutes, managers and targets', async () => {
    const input = { population: rule({ units: ['A1'] }), defaultProfile: 'lead' }
    const found = await call(cycles.population, input, hr())
    expect(found).toMatchObject({ count: 2, managers: 1, criteria: 3, minutes: { person: 3, manager: 6, most: 6 } })
    expect(found.people.map(({ profile }) => profile)).toEqual(['light', 'lead'])
    expect(await org.lastLook()).toMatchObject({ purpose: 'cycle population' })
  })

  it('a delta cycle asks what has no level and confirms the rest', async () => {
    const input = { population: rule({ units: ['A1'] }), defaultProfile: 'lead', isDelta: true }
    const { minutes } = await call(cycles.population, input, hr())
    expect(minutes).toEqual({ person: 3, manager: 6, most: 6 })
  })

  it('by pages', async () => {
    const input = { population: rule({ units: ['R'] }), limit: 3 }
    const one = await call(cycles.population, input, hr())
    const two = await call(cycles.population, { ...input, after: one.next! }, hr())
    expect([one.people.length, two.people.length, two.next]).toEqual([3, 2, null])
  })
})
