import { call } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Caller, createOrganisation, type Organisation } from '@/lib/people/organisation.fixtures'
import { gapMapProcedures } from './procedures'
import type { GapMapInput } from './shapes'

type CellInput = GapMapInput & { criterion?: string }

let org: Organisation
beforeAll(async () => {
  org = await createOrganisation()
})
afterAll(() => org.drop())

const map = (caller: Caller, input: GapMapInput = {}) => call(gapMapProcedures.get, input, org.as(caller))
const cell = (caller: Caller, input: CellInput = {}) =>
  call(gapMapProcedures.cell, { unit: 'R', criterion: 'x', ...input }, org.as(caller))
const rows = ({ cells }: { cells: { unit: string; criterion: string }[] }) =>
  cells.map(({ unit, criterion }) => `${unit}.${criterion}`).join(' ')

describe('the gap map', () => {
  const whole = 'R.x R.y R.z A.x A.y A.z A1.x A1.y A1.z B.x B.y B.z'
  it.each<[string, Caller, GapMapInput, string]>([
    ['everything for HR, without units that have nobody', 'hr', {}, whole],
    ['everything for the head', 'head', {}, whole],
    ['granted units for a director', 'director', {}, 'A.x A.y A.z A1.x A1.y A1.z'],
    ['one unit with what is below', 'hr', { unit: 'A' }, 'A.x A.y A.z A1.x A1.y A1.z'],
    ['a unit below a grant', 'director', { unit: 'A1' }, 'A1.x A1.y A1.z'],
    ['nothing of a unit that has nobody', 'hr', { unit: 'N' }, ''],
    ['nothing of a result without people', 'hr', { cycle: '2026-H1' }, ''],
  ])('shows %s, in tree and framework order', async (_, caller, input, expected) => {
    const found = await map(caller, input)
    expect(rows(found)).toBe(expected)
    expect(found.next).toBeNull()
  })

  it('counts exactly: below, means over the assessed, nothing where the profile does not ask', async () => {
    const found = await map('hr')
    expect(found).toMatchObject({ cycle: '2026-H2', version: 2, profile: 'lead', asOf: '2026-11-01' })
    const [x, y, z] = found.cells
    expect(x).toEqual({
      ...{ unit: 'R', criterion: 'x', people: 5, assessed: 4, below: 3, meanLevel: 2.65, meanGap: 1.35 },
      ...{ histogram: [0, 1, 1, 1, 1, 0], isStale: false },
    })
    expect(y).toMatchObject({ people: 5, assessed: 3, below: 2, meanLevel: 2, meanGap: 1 })
    expect(z).toMatchObject({ assessed: 3, below: null, meanGap: null, meanLevel: 1.6667, isStale: true })
    expect(found.cells[9]).toMatchObject({
      unit: 'B',
      people: 1,
      assessed: 0,
      below: 0,
      meanLevel: null,
      meanGap: null,
    })
    expect((await map('hr', { profile: 'light' })).cells[0]).toMatchObject({ below: 1, meanGap: 0.25 })
    expect(org.counted.statements).toBeLessThanOrEqual(6)
  })

  it.each<[Caller, GapMapInput, string, string]>([
    ['hr', { unit: 'nowhere' }, 'NOT_FOUND', 'There is no unit by this id that you may see.'],
    ['director', { unit: 'B' }, 'NOT_FOUND', 'There is no unit by this id that you may see.'],
    ['director', { unit: 'R' }, 'NOT_FOUND', 'There is no unit by this id that you may see.'],
    ['hr', { cycle: '2025-H9' }, 'NOT_FOUND', 'There is no cycle called 2025-H9.'],
    ['hr', { profile: 'boss' }, 'NOT_FOUND', 'There is no role profile called boss.'],
    ['hr', { after: 'nonsense' }, 'BAD_REQUEST', 'This page marker is not one of ours.'],
    ['manager', {}, 'FORBIDDEN', 'The gap map is for HR and for directors of units.'],
    ['employee', {}, 'FORBIDDEN', 'The gap map is for HR and for directors of units.'],
    ['administrator', {}, 'FORBIDDEN', 'The gap map is for HR and for directors of units.'],
  ])('refuses %s %j', async (caller, input, code, sentence) => {
    await expect(map(caller, input)).rejects.toMatchObject({ code, message: expect.stringContaining(sentence) })
  })

  it('gives nothing away in the database either', async () => {
    for (const caller of ['manager', 'employee', 'administrator'] as const) {
      const by: string[] = []
      const context = org.as(caller, { mayInstead: () => true, onRefusal: (who) => by.push(who) })
      const empty = await call(gapMapProcedures.get, {}, context).catch(() => ({ cells: [] }))
      await expect(call(gapMapProcedures.cell, { unit: 'A', criterion: 'x' }, context)).rejects.toThrow()
      expect(empty.cells).toEqual([])
      expect(by.at(-1)).toBe('database')
    }
  })
})

describe('a cell', () => {
  it('opens its people, nearest to the target first, those without a level last', async () => {
    const found = await cell('hr')
    expect(found.people.map(({ person, level }) => [person.employeeId, level])).toEqual([
      ['E4', 4],
      ['E6', 3.6],
      ['E5', 2],
      ['E8', 1],
      ['E7', null],
    ])
    expect(found).toMatchObject({ target: 4, minimum: 3, underMinimum: 2, hidden: 0, next: null })
    expect(found.people[1]).toEqual({
      ...{ level: 3.6, source: 'manager-and-peers', ratedOn: '2026-10-01' },
      person: {
        ...{ employeeId: 'E6', name: 'Finn Ångström', jobTitle: 'Post of E6' },
        unit: { unitId: 'A1', name: 'Team A1' },
      },
    })
  })

  it('keeps the count but not the name of who has moved out of reach, and shows where others stand today', async () => {
    const { people, cell: counted, hidden } = await cell('director', { unit: 'A1' })
    // Ivo moved to Dirk's own team: still in reach by the line, with the unit of today.
    expect(people.map(({ person }) => `${person.employeeId} ${person.unit?.unitId}`)).toEqual([
      'E6 A1',
      'E5 A1',
      'E8 B',
    ])
    expect({ people: counted.people, hidden }).toEqual({ people: 3, hidden: 0 })
    await org.moveOut('E8')
    const later = await cell('director', { unit: 'A1' })
    expect(later.people.map(({ person }) => person.employeeId)).toEqual(['E6', 'E5'])
    expect({ people: later.cell.people, hidden: later.hidden }).toEqual({ people: 3, hidden: 1 })
  })

  it('speaks of no target where the profile does not ask', async () => {
    const found = await cell('hr', { criterion: 'z' })
    expect(found).toMatchObject({ target: null, minimum: null, underMinimum: null, cell: { below: null } })
    expect(found.people.map(({ person }) => person.employeeId)).toEqual(['E6', 'E8', 'E4', 'E5', 'E7'])
  })

  it('is empty for a unit that had nobody', async () => {
    expect(await cell('hr', { unit: 'N' })).toMatchObject({ cell: { people: 0, assessed: 0 }, people: [], hidden: 0 })
  })

  it('logs whose levels it showed', async () => {
    await cell('hr', { unit: 'B' })
    const subjects = [org.keys.person('E7')]
    expect(await org.lastLook()).toEqual({ purpose: 'cell', role: 'hr', subjects })
  })

  it.each<[Caller, CellInput, string]>([
    ['hr', { criterion: 'nothing' }, 'NOT_FOUND'],
    ['hr', { unit: 'nowhere' }, 'NOT_FOUND'],
    ['director', { unit: 'R' }, 'NOT_FOUND'],
    ['hr', { after: 'e30' }, 'BAD_REQUEST'],
    ['manager', { unit: 'A1' }, 'FORBIDDEN'],
    ['administrator', {}, 'FORBIDDEN'],
  ])('refuses %s %j', async (caller, input, code) => {
    await expect(cell(caller, input)).rejects.toMatchObject({ code })
  })
})
