import { call } from '@orpc/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOrganisation, type Organisation } from '@/lib/people/organisation.fixtures'
import { gapMapProcedures } from './procedures'

let org: Organisation
beforeAll(async () => {
  org = await createOrganisation()
})
afterAll(() => org.drop())

const run = (statement: string) => org.test.database.asJob('import', (db) => db.$client.query(statement))
const open = async (unit: string) => {
  const { cell, people, hidden } = await call(gapMapProcedures.cell, { unit, criterion: 'x' }, org.as('hr'))
  return { people: cell.people, hidden, names: people.map(({ person }) => person.employeeId).sort() }
}

test('a cell opens onto the people it counted, also after its unit has moved', async () => {
  const before = { A: await open('A'), B: await open('B') }
  expect(before.A).toEqual({ people: 4, hidden: 0, names: ['E4', 'E5', 'E6', 'E8'] })
  await run(`update unit set parent_id = (select id from unit where unit_id = 'B') where unit_id = 'A1'`)
  expect({ A: await open('A'), B: await open('B') }).toEqual(before)
})

test('units in which nobody was counted do not shut the units below the first storey', async () => {
  const units = async () => {
    const { cells } = await call(gapMapProcedures.get, {}, org.as('hr'))
    return [...new Set(cells.map(({ unit }) => unit))].sort()
  }
  expect(await units()).toEqual(['A', 'A1', 'B', 'R'])
  await run(`insert into unit (unit_id, name, parent_id)
    select 'X' || n, 'Empty', (select id from unit where unit_id = 'R') from generate_series(1, 3400) n`)
  expect(await units()).toEqual(['A', 'A1', 'B', 'R'])
})
