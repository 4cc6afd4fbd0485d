import { beforeEach, describe, expect, test } from 'vitest'
import { asOwner } from '@/db/test-database'
import { smallTables, type Tables } from './files.fixtures'
import { put } from './problem-cases.fixtures'
import { createHouse, filesOf, grant, type House } from './runs.fixtures'
import type { ImportItem } from './shapes'

let house: House
beforeEach(async () => {
  house = await createHouse()
  return () => house.base.drop()
})

const effective = '2026-11-01'
const tables =
  `organisation unit person unit_membership reporting_line unit_closure reporting_closure role_grant account cycle
  rating result result_person cell band_cell policy_setting planned_leave opening opening_entry opening_criterion`.split(
    /\s+/,
  )

/** Every row of every table that an import writes, as one sum each; versions of rows go on counting. */
const sums = () =>
  asOwner(house.base.ownerUrl, async (owner) => {
    await owner.query('set role p_dump')
    const all: Record<string, string> = {}
    for (const name of tables) {
      const out = ['policy_setting', 'result'].includes(name) ? '' : 'version'
      const { rows } = await owner.query<{ sum: string }>(
        `select count(*) || ' ' || coalesce(md5(string_agg(line, '|' order by line)), '-') as sum
          from (select (to_jsonb(t) - $1)::text as line from ${name} t) l`,
        [out],
      )
      all[name] = rows[0]!.sum
    }
    return all
  })

const bring = async (files: Tables, options: object = {}): Promise<ImportItem> => {
  const run = await house.hr.bring({ files: filesOf(files), effective, commit: true, ...options })
  expect(run, run.problem ?? '').toMatchObject({ status: 'committed' })
  return run
}
const small = (): { units: string[][]; people: string[][]; ratings: string[][] } => {
  const { grants: _, ...rest } = smallTables()
  const leave = (row: string[], at: number) => [...row, ...(at === 0 ? ['leave_from', 'leave_to'] : ['', ''])]
  rest.people = rest.people.map(leave)
  put(rest.people, 4, 'leave_from', '2026-12-01')
  put(rest.people, 4, 'leave_to', '2026-12-31')
  return rest
}
const cycle = '2026-H2'

/** Moves, leavers, newcomers, a new head under a new top, swapped addresses, other ratings. */
function reorganised() {
  const next = small()
  next.units.push(['T', 'Topmost', '', 'group'], ['C', 'Gamma', 'T', 'area'])
  put(next.units, 2, 'parent_unit_id', 'T')
  put(next.units, 4, 'name', 'Team One')
  const width = next.people[0]!.length
  const person = (...cells: string[]) => [...cells, ...Array(width - cells.length).fill('')] as string[]
  next.people.push(person('100', 'Zoe Newtop', 'zoe@x.org', 'T', '', 'CEO', '2015-01-01', 'no'))
  put(next.people, 2, 'manager_id', '100')
  put(next.people, 3, 'email', 'noor@x.org')
  put(next.people, 4, 'email', 'mia@x.org')
  put(next.people, 4, 'leave_to', '2027-01-31')
  put(next.people, 3, 'leave_from', '2027-02-01')
  put(next.people, 6, 'unit_id', 'C')
  put(next.people, 6, 'manager_id', '003')
  next.people.splice(6, 1)
  next.ratings = next.ratings.filter(([subject]) => subject !== '012')
  put(next.ratings, 2, 'level', '5')
  return next
}

describe('undoing leaves every table as it was before', () => {
  test('the first import of all', async () => {
    const before = await sums()
    const run = await bring(small(), { cycle })
    expect(run.may.undo).toBe(true)
    const undone = await house.hr.undo(run)
    expect(undone).toMatchObject({ status: 'undone', problem: null, may: { undo: false } })
    expect(await sums()).toEqual(before)
  })

  test('a reorganisation with leavers, newcomers, a new top, swapped addresses and a new result', async () => {
    await bring(small(), { cycle })
    const holder = await house.read<{ id: number }>(`select id from person where employee_id = '012'`)
    await grant(
      house.base,
      holder[0]!.id,
      'viewer',
      (await house.read<{ id: number }>('select id from unit limit 1'))[0]!.id,
    )
    const before = await sums()
    const run = await bring(reorganised(), { cycle, effective: '2026-11-20', fullList: true })
    expect(run.report?.changes).toMatchObject({ people: { added: 1, left: 1, moved: 1 }, units: { added: 2 } })
    const between = await sums()
    for (const name of [
      'unit',
      'person',
      'unit_membership',
      'reporting_line',
      'role_grant',
      'rating',
      'result',
      'planned_leave',
    ])
      expect(between[name], name).not.toBe(before[name])
    expect(await house.hr.undo(run)).toMatchObject({ status: 'undone' })
    expect(await sums()).toEqual(before)
    const again = await bring(reorganised(), { cycle, effective: '2026-11-20', fullList: true })
    expect(again.report?.changes).toEqual(run.report?.changes)
  })
})

describe('it is refused, naming rows and changing nothing', () => {
  const changes: [name: string, statement: string][] = [
    ['Alpha (A)', `update unit set name = 'Alpha' where unit_id = 'A'`],
    ['Anna (010)', `update person set name = 'Anna' where employee_id = '010'`],
    [
      'Ben Assessed (011)',
      `update reporting_line set valid = daterange(lower(valid), '2026-11-20')
        where person_id = (select id from person where employee_id = '011')`,
    ],
    ['Cem Assessed (012)', `update rating set level = 2 where level = 5`],
    [
      'Mia Manager (002)',
      `insert into role_grant (person_id, role, valid) select id, 'hr', '[2026-01-01,)' from person where employee_id = '002'`,
    ],
    ['New (A9)', `insert into unit (unit_id, name, parent_id) select 'A9', 'New', id from unit where unit_id = 'A1'`],
    ['Noor Manager (003)', `insert into account (person_id) select id from person where employee_id = '003'`],
  ]
  test('after a name, a line, a rating changed, or a grant, an account, a unit hung on', async () => {
    const run = await bring(small(), { cycle })
    for (const [, statement] of changes)
      expect((await house.base.database.asJob('import', (db) => db.$client.query(statement))).rowCount).toBe(1)
    const before = await sums()
    const refused = await house.hr.undo(run)
    expect(refused).toMatchObject({ status: 'committed', changedSince: changes.map(([name]) => name) })
    expect(refused.problem).toMatch(/changed rows since/)
    expect(await sums()).toEqual(before)
  })

  test('after somebody whom it added took part in a cycle', async () => {
    const run = await bring(small(), { cycle })
    await house.base.database.asJob('cycle', (db) =>
      db.$client.query(`insert into participant (cycle_id, subject_id, target_profile)
        select c.id, p.id, 'x' from cycle c, person p where p.employee_id = '010'`),
    )
    const refused = await house.hr.undo(run)
    expect(refused).toMatchObject({ status: 'committed', changedSince: ['Ann Assessed (010)'] })
  })

  test('and of two imports only the last can be undone, once', async () => {
    const first = await bring(small(), { cycle })
    const second = await bring(reorganised(), { cycle, fullList: true })
    const { imports } = house.hr
    expect(await imports.get({ id: first.id })).toMatchObject({ may: { undo: false } })
    await expect(imports.undo({ id: first.id, version: first.version })).rejects.toMatchObject({ status: 409 })
    const undone = await house.hr.undo(second)
    await expect(imports.undo({ id: undone.id, version: undone.version })).rejects.toMatchObject({ status: 409 })
  })
})
