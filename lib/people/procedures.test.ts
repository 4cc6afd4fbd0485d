import { call } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Caller, createOrganisation, type Organisation } from './organisation.fixtures'
import { meProcedures, peopleProcedures, unitProcedures } from './procedures'
import type { PeopleInput } from './shapes'

let org: Organisation
beforeAll(async () => {
  org = await createOrganisation()
})
afterAll(() => org.drop())

const idsOf = ({ people }: { people: { employeeId: string }[] }) => people.map(({ employeeId }) => employeeId)
const list = (caller: Caller, input: Partial<PeopleInput> = {}) =>
  call(peopleProcedures.list, { limit: 50, ...input }, org.as(caller))
const keysOf = (...who: string[]) => who.map(org.keys.person).sort((a, b) => a - b)

describe('people', () => {
  const everybody = ['E1', 'E3', 'E5', 'E6', 'E7', 'E2', 'E8', 'E4']
  it.each<[Caller, string[]]>([
    ['hr', everybody],
    ['head', everybody],
    ['administrator', everybody],
    ['director', ['E3', 'E5', 'E6', 'E7', 'E8', 'E4']],
    ['manager', ['E5', 'E6', 'E4']],
    ['employee', ['E5']],
  ])('%s lists by name those in reach today, and nobody who has left', async (caller, expected) => {
    expect(idsOf(await list(caller))).toEqual(expected)
  })

  it.each<[string, Partial<PeopleInput>, string[]]>([
    ['part of a name', { search: 'ang' }, []],
    ['part of a name with an accent', { search: 'ÅNG' }, ['E6']],
    ['an underscore as it stands', { search: 'o_n' }, ['E5']],
    ['an underscore that is not there', { search: 'a_a' }, []],
    ['a per cent sign', { search: '%' }, []],
    ['a whole employee id', { search: 'E7' }, ['E7']],
    ['a unit with everything below it', { unit: 'A' }, ['E5', 'E6', 'E4']],
    ['a unit without people', { unit: 'N' }, []],
    ['a band of the default profile', { band: 'ready-soon' }, ['E4']],
    ['not enough evidence', { band: 'insufficient' }, ['E6', 'E7']],
    ['a band of another profile', { band: 'ready-now', profile: 'light' }, ['E5', 'E6', 'E4']],
    ['several at once', { band: 'ready-now', profile: 'light', unit: 'A1', search: 'eve' }, ['E5']],
  ])('finds by %s', async (_, input, expected) => {
    expect(idsOf(await list('hr', input))).toEqual(expected)
  })

  it('turns pages without losing or repeating anybody', async () => {
    const pages: string[][] = []
    let after: string | undefined
    do {
      const page = await list('hr', { limit: 3, after })
      pages.push(idsOf(page))
      after = page.next ?? undefined
    } while (after)
    expect(pages).toEqual([everybody.slice(0, 3), everybody.slice(3, 6), everybody.slice(6)])
  })

  it('tells post, manager, band and must-haves short; an administrator gets no bands', async () => {
    const [, , , , gil, , ivo, mia] = (await list('hr')).people
    expect(gil).toMatchObject({ name: 'Gil Newcomer', band: 'insufficient', mustHavesShort: null })
    expect(ivo).toEqual({
      ...{ employeeId: 'E8', name: 'Ivo Moved', jobTitle: 'Post of E8', unit: { unitId: 'B', name: 'Area B' } },
      ...{ manager: { employeeId: 'E3', name: 'Dirk Director' }, isAssessed: true, band: 'longer', mustHavesShort: 1 },
    })
    expect(mia).toMatchObject({ band: 'ready-soon', mustHavesShort: 0 })
    for (const person of (await list('administrator')).people) {
      expect(person).toMatchObject({ band: null, mustHavesShort: null, isAssessed: false })
    }
  })

  it('logs whose data was in the answer, whoever asks, but not oneself', async () => {
    await list('manager')
    expect(await org.lastLook()).toEqual({ purpose: 'people', role: 'manager', subjects: keysOf('E5', 'E6') })
    await list('administrator', { search: 'E7' })
    const byAdministrator = { purpose: 'people', role: 'administrator', subjects: keysOf('E7') }
    expect(await org.lastLook()).toEqual(byAdministrator)
    await list('employee')
    expect(await org.lastLook()).toEqual(byAdministrator)
  })

  it.each<[string, Partial<PeopleInput>, string[]]>([
    ['nobody shown', { search: 'E6', band: 'longer' }, ['E6']],
    ['those shown and those left out', { search: 'm', band: 'ready-soon' }, ['E6', 'E7', 'E8', 'E4']],
    ['no more than a page could show', { search: 'm', band: 'longer', limit: 2 }, ['E6', 'E7', 'E8']],
    ['without a search only those shown', { band: 'ready-soon' }, ['E4']],
  ])('logs whom a band asked of a search tells about: %s', async (_, input, subjects) => {
    await list('hr', input)
    expect((await org.lastLook())?.subjects).toEqual(keysOf(...subjects))
  })

  it.each<[Caller, Partial<PeopleInput>, number]>([
    ['hr', {}, 8],
    ['hr', { limit: 3 }, 8],
    ['manager', {}, 3],
    ['administrator', { unit: 'A' }, 3],
    ['hr', { band: 'insufficient', limit: 1 }, 2],
    ['hr', { search: '%' }, 0],
  ])('counts for %s with %j everybody on all pages', async (caller, input, total) => {
    const first = await list(caller, input)
    expect(first.total).toBe(total)
    if (first.next) expect((await list(caller, { ...input, after: first.next })).total).toBe(total)
  })

  it('tells bands and must-haves of the cycle asked for', async () => {
    const bandsOf = async (cycle?: string) =>
      (await list('manager', { cycle })).people.map(({ band, mustHavesShort }) => [band, mustHavesShort])
    expect(await bandsOf('2026-H2')).toEqual(await bandsOf())
    expect(await bandsOf('2026-H1')).not.toEqual(await bandsOf())
    expect(idsOf(await list('hr', { cycle: '2026-H1', band: 'ready-soon' }))).not.toContain('E8')
  })

  it.each<[string, Partial<PeopleInput>, Caller, string, string]>([
    ['a marker that is not ours', { after: 'WyJhIl0' }, 'hr', 'BAD_REQUEST', 'This page marker is not one of ours.'],
    ['an unknown unit', { unit: 'nowhere' }, 'hr', 'NOT_FOUND', 'There is no unit by this id that you may see.'],
    ['an unknown cycle', { cycle: '2025-H9' }, 'hr', 'NOT_FOUND', 'There is no cycle called 2025-H9.'],
    ['a cycle to come', { cycle: '2027-H1' }, 'hr', 'NOT_FOUND', '2027-H1 has no published result yet.'],
    ['an unknown profile', { profile: 'boss' }, 'hr', 'NOT_FOUND', 'There is no role profile called boss.'],
    [
      'bands for an administrator',
      { band: 'longer' },
      'administrator',
      'FORBIDDEN',
      'Administrators see names and posts',
    ],
  ])('refuses %s', async (_, input, caller, code, sentence) => {
    await expect(list(caller, input)).rejects.toMatchObject({ code, message: expect.stringContaining(sentence) })
  })

  it('takes at most five statements for a page', async () => {
    await list('manager')
    expect(org.counted.statements).toBeLessThanOrEqual(5)
  })
})

describe('one person', () => {
  const get = (caller: Caller, employeeId: string) => call(peopleProcedures.get, { employeeId }, org.as(caller))

  it('names the manager even where their record is out of reach, and the reports', async () => {
    expect(await get('employee', 'E5')).toMatchObject({
      ...{ name: 'Eve O_Neill', email: 'e5@example.com', isAssessed: true, targetProfile: 'light', reports: [] },
      ...{ unit: { unitId: 'A1', name: 'Team A1' }, manager: { employeeId: 'E4', name: 'Mia Manager' } },
    })
    const mia = await get('manager', 'E4')
    expect(mia.manager).toEqual({ employeeId: 'E1', name: 'Ada Top' })
    expect(mia.reports.map(({ employeeId }) => employeeId)).toEqual(['E5', 'E6'])
    expect((await get('hr', 'E1')).manager).toBeNull()
    expect(org.counted.statements).toBeLessThanOrEqual(6)
  })

  it('logs the person with the reports named beside them, in one row', async () => {
    await get('hr', 'E4')
    expect(await org.lastLook()).toEqual({ purpose: 'people', role: 'hr', subjects: keysOf('E4', 'E5', 'E6') })
    await get('administrator', 'E5')
    expect(await org.lastLook()).toEqual({ purpose: 'people', role: 'administrator', subjects: keysOf('E5') })
  })

  it('shows HR who has left, and an administrator no ability', async () => {
    expect(await get('hr', 'E9')).toMatchObject({ name: 'Zoe Left', unit: null, manager: null })
    expect(await get('administrator', 'E5')).toMatchObject({
      ...{ name: 'Eve O_Neill', email: 'e5@example.com', manager: { employeeId: 'E4' } },
      ...{ isAssessed: false, targetProfile: null, credentials: [], hiredOn: null },
    })
  })

  it.each<[Caller, string]>([
    ['employee', 'E4'],
    ['manager', 'E8'],
    ['manager', 'E9'],
    ['director', 'E1'],
    ['hr', 'E999'],
    ['employee', 'E999'],
  ])('answers %s asking for %s as if there were nobody', async (caller, employeeId) => {
    const refusals: string[] = []
    const context = org.as(caller, { onRefusal: (by) => refusals.push(by) })
    await expect(call(peopleProcedures.get, { employeeId }, context)).rejects.toMatchObject({
      ...{ code: 'NOT_FOUND', message: 'There is nobody by this employee id whom you may see.', data: undefined },
    })
    expect(refusals).toEqual(['database'])
  })
})

describe('search', () => {
  const search = (caller: Caller, q: string) => call(peopleProcedures.search, { q }, org.as(caller))
  it.each<[Caller, string, string[], string[]]>([
    ['hr', 'm', ['E6', 'E7', 'E8', 'E4'], ['A1']],
    ['employee', 'm', [], ['A1']],
    ['employee', 'eve', ['E5'], []],
    ['manager', 'E6', ['E6'], []],
    ['manager', 'zoe', [], []],
    ['hr', 'zoe', [], []],
    ['administrator', 'administrator', [], []],
    ['hr', '100%', [], ['N']],
    ['hr', 'area', [], ['A', 'B']],
  ])('%s looking for %s', async (caller, q, people, units) => {
    const found = await search(caller, q)
    expect(idsOf(found)).toEqual(people)
    expect(found.units.map(({ unitId }) => unitId)).toEqual(units)
  })
})

it('a search is logged with everybody it found, units are nobody', async () => {
  const search = (caller: Caller, q: string) => call(peopleProcedures.search, { q }, org.as(caller))
  await search('hr', 'm')
  const found = { purpose: 'search', role: 'hr', subjects: keysOf('E6', 'E7', 'E8', 'E4') }
  expect(await org.lastLook()).toEqual(found)
  await search('hr', 'area')
  await search('employee', 'eve')
  expect(await org.lastLook()).toEqual(found)
  await search('administrator', 'E6')
  expect(await org.lastLook()).toEqual({ purpose: 'search', role: 'administrator', subjects: keysOf('E6') })
})

describe('me', () => {
  const me = (caller: Caller) => call(meProcedures.get, undefined, org.as(caller))
  it('says who one is and what one may do', async () => {
    expect(await me('manager')).toMatchObject({
      ...{ employeeId: 'E4', name: 'Mia Manager', email: 'e4@example.com', persona: 'p_member', hat: 'work' },
      ...{ unit: { unitId: 'A', name: 'Area A' }, isAssessed: true, reports: 2, organisation: 'Whole Group' },
      ...{ sampleToday: '2026-11-23', permissions: expect.arrayContaining(['team.read', 'levels.read']) },
    })
    expect(org.counted.statements).toBe(1)
    expect((await me('employee')).permissions).not.toContain('team.read')
  })

  it('knows an account without a post', async () => {
    const administrator = await me('administrator')
    expect(administrator).toMatchObject({ employeeId: null, unit: null, reports: 0, hat: 'administrator' })
    expect(administrator.permissions).not.toContain('levels.read')
  })

  it('shows who looked, in which role and for what', async () => {
    await call(peopleProcedures.get, { employeeId: 'E7' }, org.as('hr'))
    const context = org.as('employee')
    const before = (await call(meProcedures.looks, undefined, context)).looks.length
    await call(peopleProcedures.get, { employeeId: 'E5' }, org.as('hr'))
    await call(peopleProcedures.get, { employeeId: 'E5' }, context)
    const { looks } = await call(meProcedures.looks, undefined, context)
    expect(looks).toHaveLength(before + 1)
    expect(looks[0]).toMatchObject({ role: 'hr', purpose: 'people', at: expect.stringMatching(/^\d{4}-.*Z$/) })
  })
})

describe('units', () => {
  it.each<Caller>(['employee', 'administrator'])('%s reads the whole tree, parents first', async (caller) => {
    const { units } = await call(unitProcedures.list, undefined, org.as(caller))
    expect(units.map(({ unitId, parentUnitId }) => `${parentUnitId}>${unitId}`)).toEqual([
      ...['null>R', 'R>A', 'A>A1', 'R>B', 'R>N'],
    ])
  })

  it('asks nobody to be known: signed out means nothing', async () => {
    const nobody = org.as('employee', { who: async () => null })
    await expect(call(unitProcedures.list, undefined, nobody)).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
  })
})
