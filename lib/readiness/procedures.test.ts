import { call } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Caller, createOrganisation, type Organisation } from '@/lib/people/organisation.fixtures'
import { DEFAULT_POLICY } from './policy'
import { readinessProcedures } from './procedures'

let org: Organisation
beforeAll(async () => {
  org = await createOrganisation()
})
afterAll(() => org.drop())

const levels = (caller: Caller, employeeId: string, cycle?: string) =>
  call(readinessProcedures.levels, { employeeId, cycle }, org.as(caller))
const readiness = (caller: Caller, employeeId: string, more: { profile?: string; cycle?: string } = {}) =>
  call(readinessProcedures.person, { employeeId, ...more }, org.as(caller))
const team = (caller: Caller, more: { who?: 'direct' | 'all'; profile?: string; after?: string } = {}) =>
  call(readinessProcedures.team, more, org.as(caller))
const bands = (caller: Caller, more: { unit?: string; profile?: string; cycle?: string } = {}) =>
  call(readinessProcedures.bands, more, org.as(caller))
const keysOf = (...who: string[]) => who.map(org.keys.person).sort((a, b) => a - b)

describe('levels of record', () => {
  it('stand in framework order with source, age and the cycle they come from', async () => {
    const eve = await levels('employee', 'E5')
    expect(eve).toMatchObject({ employeeId: 'E5', cycle: '2026-H2', version: 2, asOf: '2026-11-01' })
    expect(eve.levels).toEqual([
      {
        ...{ criterion: 'x', level: 2, source: 'manager', ratedOn: '2026-10-01', ageMonths: 1 },
        ...{ isExpired: false, fromCycle: null, selfLevel: 5 },
      },
      expect.objectContaining({ criterion: 'y', level: 3, fromCycle: '2026-H1', selfLevel: null }),
      expect.objectContaining({ criterion: 'z', level: null, source: 'not-observed', isExpired: false }),
    ])
    expect(org.counted.statements).toBeLessThanOrEqual(6)
  })

  it('say what is too old, and what peers have a share in', async () => {
    const [x, y] = (await levels('manager', 'E6')).levels
    expect(x).toMatchObject({ level: 3.6, source: 'manager-and-peers' })
    expect(y).toMatchObject({ level: null, source: null, ratedOn: '2024-01-01', ageMonths: 34, isExpired: true })
  })

  it.each([
    ['a leader who is not assessed', 'E1', undefined],
    ['a cycle before they were assessed', 'E5', '2026-H1'],
  ])('are all empty for %s', async (_, who, cycle) => {
    const { levels: empty } = await levels('hr', who, cycle)
    expect(empty.map(({ criterion, level, source }) => [criterion, level, source])).toEqual([
      ['x', null, null],
      ['y', null, null],
      ['z', null, null],
    ])
  })
})

describe('readiness', () => {
  it('stands against the own target profile, else the default, else the one asked for', async () => {
    const profiles = [
      (await readiness('employee', 'E5')).profile,
      (await readiness('manager', 'E4')).profile,
      (await readiness('employee', 'E5', { profile: 'lead' })).profile,
    ]
    expect(profiles).toEqual(['light', 'lead', 'lead'])
  })

  it('explains every point lost, and keeps what nobody assessed behind', async () => {
    const finn = await readiness('manager', 'E6')
    expect(finn).toMatchObject({
      ...{ points: 90, low: 56.25, high: 93.75, coverage: 0.625, band: 'insufficient', unassessed: ['y'] },
      ...{
        between: ['longer', 'ready-now'],
        policy: { version: 1, isDefault: true, value: DEFAULT_POLICY },
        version: 2,
      },
      ...{ blocks: [{ kind: 'assess', criteria: ['y'] }] },
    })
    expect(finn.costs).toEqual([
      { criterion: 'x', level: 3.6, target: 4, minimum: 3, gap: 0.4, points: 10 },
      { criterion: 'y', level: null, target: 3, minimum: null, gap: null, points: null },
    ])
    expect(finn.mustHaves).toEqual([{ criterion: 'x', state: 'met', level: 3.6, minimum: 3 }])
    expect(org.counted.statements).toBeLessThanOrEqual(6)
  })

  it('narrows the likely range where peers stand behind the levels', async () => {
    const width = async (who: string) => {
      const { likely, points } = await readiness('hr', who, { profile: 'lead' })
      return Math.round((points! - likely![0]) * 10) / 10
    }
    // 100 · 0.5 / 3.625 for one manager's view; half of Finn's levels are the manager's alone, so no peers count.
    expect(await width('E4')).toBe(13.8)
    expect(await width('E6')).toBe(12.5)
  })

  it('has no points and not enough evidence for somebody nobody rated', async () => {
    expect(await readiness('hr', 'E7')).toMatchObject({ points: null, likely: null, band: 'insufficient', coverage: 0 })
  })

  it.each<[Caller, string, { profile?: string; cycle?: string }, string]>([
    ['hr', 'E5', { profile: 'boss' }, 'There is no role profile called boss.'],
    ['hr', 'E5', { cycle: '2025-H9' }, 'There is no cycle called 2025-H9.'],
    ['hr', 'E5', { cycle: '2027-H1' }, '2027-H1 has no published result yet.'],
    ['hr', 'E999', {}, 'There is nobody by this employee id whom you may see.'],
    ['employee', 'E6', {}, 'There is nobody by this employee id whom you may see.'],
    ['manager', 'E8', {}, 'There is nobody by this employee id whom you may see.'],
    ['manager', 'E9', {}, 'There is nobody by this employee id whom you may see.'],
    ['director', 'E1', {}, 'There is nobody by this employee id whom you may see.'],
  ])('refuses %s asking for %s with %j', async (caller, who, more, message) => {
    await expect(readiness(caller, who, more)).rejects.toMatchObject({ code: 'NOT_FOUND', message })
    if (!more.profile)
      await expect(levels(caller, who, more.cycle)).rejects.toMatchObject({ code: 'NOT_FOUND', message })
  })

  it('refuses an administrator before any statement, and in the database as well', async () => {
    const by: string[] = []
    const onRefusal = (who: string) => by.push(who)
    const ask = (more: object) =>
      call(readinessProcedures.person, { employeeId: 'E5' }, org.as('administrator', { onRefusal, ...more }))
    await expect(ask({})).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(ask({ mayInstead: () => true })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    expect(by).toEqual(['allow', 'database'])
  })

  it('logs a look at others, never at oneself', async () => {
    await readiness('hr', 'E5')
    expect(await org.lastLook()).toEqual({ purpose: 'readiness', role: 'hr', subjects: keysOf('E5') })
    await levels('employee', 'E5')
    expect(await org.lastLook()).toMatchObject({ role: 'hr' })
    await levels('manager', 'E5')
    expect(await org.lastLook()).toEqual({ purpose: 'levels', role: 'manager', subjects: keysOf('E5') })
  })
})

describe('team', () => {
  it.each<[Caller, 'direct' | 'all', [string, number | undefined][]]>([
    [
      'manager',
      'direct',
      [
        ['E6', 0],
        ['E5', 1],
      ],
    ],
    [
      'director',
      'direct',
      [
        ['E8', 1],
        ['E7', undefined],
      ],
    ],
    ['head', 'direct', [['E4', 0]]],
    [
      'head',
      'all',
      [
        ['E6', 0],
        ['E4', 0],
        ['E5', 1],
        ['E8', 1],
        ['E7', undefined],
      ],
    ],
  ])('of %s, %s: fewest must-haves short first, then by name, unrated last', async (caller, who, expected) => {
    const { members, profile, next } = await team(caller, { who })
    const short = members.map(({ person, readiness }) => [
      person.employeeId,
      readiness?.mustHaves.filter(({ state }) => state === 'short').length,
    ])
    expect(short).toEqual(expected)
    expect({ profile, next }).toEqual({ profile: 'lead', next: null })
  })

  it('says of each why the band above is not reached, with the settings behind it', async () => {
    const { members, policy } = await team('director')
    expect(policy).toEqual({ version: 1, isDefault: true, value: DEFAULT_POLICY })
    const blocks = members.map(({ person, readiness }) => [
      person.employeeId,
      readiness?.blocks.map(({ kind }) => kind),
    ])
    expect(blocks).toEqual([
      ['E8', ['must-have', 'gap', 'points']],
      ['E7', undefined],
    ])
  })

  it('gives levels by place and what was not observed', async () => {
    const { members } = await team('manager')
    expect(members.map(({ levels, isNotObserved }) => ({ levels, isNotObserved }))).toEqual([
      { levels: [3.6, null, 1], isNotObserved: [false, false, false] },
      { levels: [2, 3, null], isNotObserved: [false, false, true] },
    ])
  })

  it('takes at most six statements, and logs everybody in it', async () => {
    await team('manager', { profile: 'light' })
    expect(org.counted.statements).toBeLessThanOrEqual(6)
    expect(org.counted.statements).toBeGreaterThan(0)
    expect(await org.lastLook()).toEqual({ purpose: 'team', role: 'manager', subjects: keysOf('E5', 'E6') })
  })

  it.each<[Caller, { after?: string; profile?: string }, string]>([
    ['employee', {}, 'FORBIDDEN'],
    ['hr', {}, 'FORBIDDEN'],
    ['administrator', {}, 'FORBIDDEN'],
    ['manager', { after: 'nonsense' }, 'BAD_REQUEST'],
    ['manager', { profile: 'boss' }, 'NOT_FOUND'],
  ])('refuses %s %j', async (caller, more, code) => {
    await expect(team(caller, more)).rejects.toMatchObject({ code })
  })
})

describe('bands', () => {
  const counts = (insufficient: number, longer: number, soon: number, now: number) => ({
    ...{ insufficient, longer, 'ready-soon': soon, 'ready-now': now },
  })
  it.each<[string, Caller, { unit?: string; profile?: string }, ReturnType<typeof counts>]>([
    ['all for HR', 'hr', {}, counts(2, 2, 1, 0)],
    ['all for the head', 'head', {}, counts(2, 2, 1, 0)],
    ['granted units for a director', 'director', {}, counts(1, 2, 1, 0)],
    ['a unit below a grant', 'director', { unit: 'A1' }, counts(1, 2, 0, 0)],
    ['another profile', 'hr', { profile: 'light' }, counts(1, 1, 0, 3)],
    ['a unit without people', 'hr', { unit: 'N' }, counts(0, 0, 0, 0)],
  ])('count %s', async (_, caller, more, expected) => {
    const found = await bands(caller, more)
    expect(found.counts).toEqual(expected)
    expect(found.people).toBe(Object.values(expected).reduce((sum, count) => sum + count, 0))
  })

  it.each<[Caller, { unit?: string }, string]>([
    ['director', { unit: 'B' }, 'NOT_FOUND'],
    ['director', { unit: 'R' }, 'NOT_FOUND'],
    ['director', { unit: 'nowhere' }, 'NOT_FOUND'],
    ['hr', { unit: 'nowhere' }, 'NOT_FOUND'],
    ['manager', {}, 'FORBIDDEN'],
    ['employee', {}, 'FORBIDDEN'],
    ['administrator', {}, 'FORBIDDEN'],
  ])('refuse %s %j', async (caller, more, code) => {
    await expect(bands(caller, more)).rejects.toMatchObject({ code })
  })
})
