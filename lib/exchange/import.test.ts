import { beforeEach, describe, expect, test } from 'vitest'
import { asOwner, createTestDatabase, type TestDatabase } from '@/db/test-database'
import { type ImportOptions, importFiles } from './commands'
import { type Form, smallTables, type Tables, writeTables } from './files.fixtures'
import { put } from './problem-cases.fixtures'
import { loadFramework } from './sample'

let base: TestDatabase
beforeEach(async () => {
  base = await createTestDatabase()
  await loadFramework(base.database)
  return () => base.drop()
})

const bring = (tables: Tables, options: Partial<ImportOptions> = {}, form?: Form) =>
  importFiles(base.database, {
    files: writeTables(tables, form),
    ...(tables.ratings ? { cycle: '2026-H2' } : {}),
    effective: '2026-11-01',
    commit: true,
    ...options,
  })
const read = async <T extends object>(statement: string, values: unknown[] = []) =>
  (await base.database.asJob('import', (db) => db.$client.query<T>(statement, values))).rows
const pick = (tables: Tables, ...kinds: (keyof Tables)[]): Tables =>
  Object.fromEntries(kinds.map((kind) => [kind, tables[kind]]))
/** All that a repeated or reshaped import must not change, by the files' own keys. */
const everything = () =>
  Promise.all(
    [
      'select employee_id, name, email, hired_on, is_assessed, target_profile, credentials, employed, version from person order by 1',
      'select unit_id, name, kind, version from unit order by 1',
      `select p.employee_id, u.unit_id, m.valid from unit_membership m join person p on p.id = m.person_id join unit u on u.id = m.unit_id order by 1, 3`,
      `select p.employee_id, m.employee_id as manager, l.valid from reporting_line l join person p on p.id = l.person_id join person m on m.id = l.manager_id order by 1, 3`,
      `select p.employee_id, r.employee_id as rater, c.key, a.rater_type, a.level, a.rated_on, a.version from rating a
        join person p on p.id = a.subject_id join person r on r.id = a.rater_id join criterion c on c.id = a.criterion_id order by 1, 2, 3`,
      `select c.name, r.version, u.unit_id, k.key, e.people, e.assessed, e.counts, e.milli_sums, e.age_days from cell e join result r on r.id = e.result_id
        join cycle c on c.id = r.cycle_id join unit u on u.id = e.unit_id join criterion k on k.id = e.criterion_id order by 1, 2, 3, 4`,
      `select p.employee_id, r.version, x.milli_levels, x.self_levels, x.sources, x.rated_on::text[], x.evidence, x.band_codes, x.tenth_points
        from result_person x join result r on r.id = x.result_id join person p on p.id = x.person_id order by 1, 2`,
    ].map((statement) => read(statement)),
  )

test('leading zeros, Unicode and lists arrive as written; the line reaches back to the first rating', async () => {
  const tables = smallTables()
  put(tables.people, 5, 'name', "Ame\u0301lie O'Neill, Ph. D.")
  put(tables.people, 6, 'job_title', "'=SUM(A1)")
  await bring(tables)
  const people = await read('select employee_id as id, name, job_title as title, credentials from person order by 1')
  expect(people.slice(3, 5)).toEqual([
    { id: '010', name: "Amélie O'Neill, Ph. D.", title: 'PMO', credentials: ['pmp', 'mop-foundation'] },
    { id: '011', name: 'Ben Assessed', title: '=SUM(A1)', credentials: [] },
  ])
  expect(await read(`select distinct valid::text as valid from reporting_line`)).toEqual([{ valid: '[2026-09-01,)' }])
  expect(await read(`select p.employee_id as id from organisation o join person p on p.id = o.head_id`)).toEqual([
    { id: '001' },
  ])
})

test('the closures hold today’s picture when the import is done', async () => {
  await bring(smallTables())
  const seen = await read(
    `select count(*) as n from unit_closure union all select case when authz.is_sample() then 1 else 0 end`,
  )
  expect(seen).toEqual([{ n: 8 }, { n: 0 }])
  const [manager] = await read<{ id: number }>(`select id from person where employee_id = '002'`)
  const visible = await base.database.asViewer({ personId: manager!.id, persona: 'p_member', readOnly: true }, (db) =>
    db.$client.query('select employee_id as id from person order by 1'),
  )
  expect(visible.rows.map(({ id }) => id)).toEqual(['002', '010', '011'])
})

test('the same files twice change nothing', async () => {
  await bring(smallTables())
  const before = await everything()
  const again = await bring(smallTables(), { effective: '2026-11-15' })
  expect(again.changes).toEqual({
    units: { added: 0, changed: 0 },
    people: { added: 0, changed: 0, moved: 0, reassigned: 0, left: 0 },
    ratings: { added: 0, changed: 0 },
    openings: { added: 0, changed: 0 },
    grants: { added: 0 },
  })
  expect(again.published).toMatchObject({ version: 1, isNew: false })
  expect(await everything()).toEqual(before)
})

describe.each<[string, Form]>([
  ['a byte order mark', { start: '\uFEFF' }],
  ['semicolons and CRLF', { delimiter: ';', newline: '\r\n' }],
  ['tabs and CR', { delimiter: '\t', newline: '\r' }],
])('%s', (_, form) => {
  test('gives the same organisation', async () => {
    await bring(smallTables())
    const expected = await everything()
    const other = await createTestDatabase()
    try {
      await loadFramework(other.database)
      const first = base
      base = other
      await bring(smallTables(), {}, form)
      expect(await everything()).toEqual(expected)
      base = first
    } finally {
      await other.drop()
    }
  })
})

test('rows in any order give the same organisation', async () => {
  await bring(smallTables())
  const expected = await everything()
  const turned = Object.fromEntries(
    Object.entries(smallTables()).map(([kind, [header, ...rows]]) => [kind, [header!, ...rows.reverse()]]),
  )
  const first = base
  base = await createTestDatabase()
  try {
    await loadFramework(base.database)
    await bring(turned)
    expect(await everything()).toEqual(expected)
  } finally {
    await base.drop()
    base = first
  }
})

test('changed rows hold from the effective day; a repeat on that day replaces', async () => {
  await bring(smallTables())
  const tables = smallTables()
  put(tables.people, 5, 'unit_id', 'B')
  put(tables.people, 5, 'manager_id', '003')
  put(tables.people, 6, 'grade', 'M4')
  put(tables.people, 6, 'name', 'Ben Renamed')
  const moved = await bring(pick(tables, 'people'), { effective: '2026-11-10' })
  expect(moved.changes!.people).toEqual({ added: 0, changed: 1, moved: 1, reassigned: 1, left: 0 })
  put(tables.people, 5, 'unit_id', 'A')
  await bring(pick(tables, 'people'), { effective: '2026-11-10' })
  const history = await read(
    `select u.unit_id as unit, m.valid::text as valid from unit_membership m join unit u on u.id = m.unit_id
      join person p on p.id = m.person_id where p.employee_id = '010' order by m.valid`,
  )
  expect(history).toEqual([
    { unit: 'A1', valid: '[2026-09-01,2026-11-10)' },
    { unit: 'A', valid: '[2026-11-10,)' },
  ])
  const lines = await read(
    `select m.employee_id as manager, l.valid::text as valid from reporting_line l join person m on m.id = l.manager_id
      join person p on p.id = l.person_id where p.employee_id = '010' order by l.valid`,
  )
  expect(lines).toEqual([
    { manager: '002', valid: '[2026-09-01,2026-11-10)' },
    { manager: '003', valid: '[2026-11-10,)' },
  ])
  expect(await read(`select name, version from person where employee_id = '011'`)).toEqual([
    { name: 'Ben Renamed', version: 2 },
  ])
})

test('a column that the file lacks stays as it is', async () => {
  await bring(smallTables())
  const tables = smallTables()
  for (const row of tables.people) row.splice(8, 2)
  for (const row of tables.people) row.splice(5, 1)
  const header = tables.people[0]!
  expect(header).toEqual(['employee_id', 'name', 'email', 'unit_id', 'manager_id', 'hire_date', 'assessed'])
  const report = await bring(pick(tables, 'people'))
  expect(report.changes!.people.changed).toBe(0)
  expect(await read(`select job_title, target_profile from person where employee_id = '010'`)).toEqual([
    { job_title: 'PMO', target_profile: 'portfolio-pmo-manager' },
  ])
})

describe('a full list', () => {
  test('makes those missing leavers, never deletes them, and ends their grants', async () => {
    await bring(smallTables())
    const tables = smallTables()
    tables.people.splice(3, 1)
    put(tables.people, 6, 'manager_id', '002')
    const partly = await bring(pick(tables, 'people'), { effective: '2026-11-20' })
    expect(partly.changes!.people.left).toBe(0)
    const report = await bring(pick(tables, 'people'), { effective: '2026-11-20', fullList: true })
    expect(report.changes!.people).toMatchObject({ left: 1 })
    expect(await read(`select employed::text, name from person where employee_id = '003'`)).toEqual([
      { employed: '[2012-01-01,2026-11-20)', name: 'Noor Manager' },
    ])
    const open = `select count(*) as n from person p where p.employee_id = '003' and (
      exists (select from unit_membership where person_id = p.id and upper_inf(valid)) or
      exists (select from reporting_line where (person_id = p.id or manager_id = p.id) and upper_inf(valid)) or
      exists (select from role_grant where person_id = p.id and upper_inf(valid)))`
    expect(await read(open)).toEqual([{ n: 0 }])
    expect(
      (await bring(pick(tables, 'people'), { effective: '2026-11-20', fullList: true })).changes!.people.left,
    ).toBe(0)
  })

  test('needs another manager for whom a leaver led', async () => {
    await bring(smallTables())
    const tables = smallTables()
    tables.people.splice(3, 1)
    const report = await bring(pick(tables, 'people'), { fullList: true })
    expect(report.problems).toMatchObject([{ kind: 'manager-leaves', file: 'people', row: 6 }])
    expect(await read(`select count(*) as n from person where upper_inf(employed)`)).toEqual([{ n: 6 }])
  })

  test('takes a leaver back, and refuses one as manager', async () => {
    await bring(smallTables())
    const without = smallTables()
    without.people.splice(6, 1)
    await bring(pick(without, 'people'), { fullList: true })
    const under = smallTables()
    under.people.splice(6, 1)
    put(under.people, 5, 'manager_id', '012')
    expect((await bring(pick(under, 'people'))).problems).toMatchObject([{ kind: 'manager-left', row: 5 }])
    expect((await bring(pick(smallTables(), 'people'), { effective: '2026-11-20' })).changes!.people).toMatchObject({
      ...{ added: 0, changed: 1, moved: 1, reassigned: 1 },
    })
    expect(await read(`select upper_inf(employed) as here from person where employee_id = '012'`)).toEqual([
      { here: true },
    ])
  })
})

test('a new unit above the old top turns the tree', async () => {
  await bring(smallTables())
  const tables = smallTables()
  tables.units.push(['H', 'Holding', '', 'group'])
  put(tables.units, 2, 'parent_unit_id', 'H')
  expect((await bring(pick(tables, 'units'))).changes!.units).toEqual({ added: 1, changed: 2 })
  const tree = await read(
    `select u.unit_id as unit, up.unit_id as parent from unit u left join unit up on up.id = u.parent_id order by 1`,
  )
  expect(tree.map(({ unit, parent }: { unit?: string; parent?: string }) => [unit, parent])).toEqual([
    ['A', 'G'],
    ['A1', 'A'],
    ['B', 'G'],
    ['G', 'H'],
    ['H', null],
  ])
})

test('a loop that would close on a planned day only is found', async () => {
  await bring(smallTables())
  const later = smallTables()
  put(later.people, 3, 'manager_id', '003')
  await bring(pick(later, 'people'), { effective: '2099-01-01' })
  const now = smallTables()
  put(now.people, 4, 'manager_id', '002')
  const report = await bring({ people: [now.people[0]!, now.people[3]!] }, { effective: '2026-11-10' })
  expect(report.problems).toMatchObject([{ kind: 'manager-loop', row: 2 }])
})

test('a correction publishes version 2 and keeps version 1', async () => {
  await bring(smallTables())
  const tables = smallTables()
  put(tables.ratings, 2, 'level', '4')
  const report = await bring(tables)
  expect(report.changes!.ratings).toEqual({ added: 0, changed: 1 })
  expect(report.published).toMatchObject({ version: 2, isNew: true })
  const levels = await read(
    `select r.version, x.milli_levels[1] as level from result_person x join result r on r.id = x.result_id
      join person p on p.id = x.person_id where p.employee_id = '010' order by 1`,
  )
  expect(levels).toEqual([
    { version: 1, level: 3000 },
    { version: 2, level: 4000 },
  ])
})

test('with history known, a rating by who was not the manager then is refused; one that stands there is not', async () => {
  const tables = smallTables()
  put(tables.ratings, 7, 'rater_id', '002')
  expect((await bring(tables)).problems).toMatchObject([{ kind: 'manager-then-unknown' }])
  const next = smallTables()
  next.ratings = [next.ratings[0]!, ['012', '002', 'manager', 'prioritisation', 'rated', '2', '2026-11-05']]
  const report = await bring(next, { cycle: '2026-H3', effective: '2026-11-20' })
  expect(report.problems).toMatchObject([{ kind: 'not-the-manager-then', file: 'ratings', row: 2 }])
  expect((await bring(tables, { effective: '2026-11-20' })).errors).toBe(0)
})

test('a day of reckoning still to come is refused', async () => {
  await expect(bring(smallTables(), { asOf: '2199-01-01' })).rejects.toThrow(/still to come/)
})

test('a trial reports the same and keeps nothing', async () => {
  const trial = await bring(smallTables(), { commit: false })
  expect({ ...trial, isKept: true }).toEqual(await bring(smallTables()))
})

test('each import that changes something says so once, and that a cycle was published: how much, and of whom nothing', async () => {
  await bring(smallTables())
  await bring(smallTables())
  const audit = await asOwner(base.ownerUrl, async (owner) => {
    await owner.query('set role p_dump')
    return owner.query('select actor_id, actor, action, subject_id, fields from audit_entry')
  })
  const fields = ['units.added:4', 'people.added:6', 'ratings.added:6', 'grants.added:2', 'results.published:1']
  expect(audit.rows).toEqual([
    { actor_id: null, actor: 'command', action: 'organisation.imported', subject_id: '2026-H2', fields },
    { actor_id: null, actor: 'command', action: 'cycle.published', subject_id: '2026-H2', fields: [] },
  ])
})
