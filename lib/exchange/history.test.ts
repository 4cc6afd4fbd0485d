import { beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/db/test-database'
import { type ImportOptions, importFiles } from './commands'
import { smallTables, type Tables, writeTables } from './files.fixtures'
import { put } from './problem-cases.fixtures'
import { loadFramework } from './sample'

let base: TestDatabase
let today: string
beforeEach(async () => {
  base = await createTestDatabase()
  await loadFramework(base.database)
  today = await base.database.asJob('import', async (_, opening) => opening.today)
  return () => base.drop()
})

const bring = (tables: Tables, options: Partial<ImportOptions> = {}) =>
  importFiles(base.database, {
    files: writeTables(tables),
    ...(tables.ratings ? { cycle: '2026-H2' } : {}),
    effective: '2026-11-01',
    commit: true,
    ...options,
  })
const read = async <T extends object>(statement: string, values: unknown[] = []) =>
  (await base.database.asJob('import', (db) => db.$client.query<T>(statement, values))).rows
const kinds = ({ problems }: { problems: { kind: string }[] }) => problems.map(({ kind }) => kind)
/** Employment, units and managers of a person, in time. */
const times = async (id: string) => {
  const [found] = await read<{ employed: string; units: string[]; lines: string[] }>(
    `select employed::text, array(select u.unit_id || ' ' || m.valid from unit_membership m join unit u on u.id = m.unit_id
        where m.person_id = p.id order by m.valid) as units,
      array(select m.employee_id || ' ' || l.valid from reporting_line l join person m on m.id = l.manager_id
        where l.person_id = p.id order by l.valid) as lines
      from person p where p.employee_id = $1`,
    [id],
  )
  return found
}

describe('an older cycle that comes in second', () => {
  const older = () => {
    const { ratings } = smallTables()
    const [header, ...rows] = ratings
    return { ratings: [header!, ...rows.map((row) => [...row.slice(0, -1), '2025-10-01'])] }
  }

  test('counts its people: what was assumed reaches back to its oldest rating', async () => {
    await bring(smallTables())
    const report = await bring(older(), { cycle: '2025-H2', effective: '2026-11-10' })
    expect(report.published).toMatchObject({ asOf: '2025-10-01', people: 3, isNew: true })
    expect(kinds(report)).not.toContain('no-post-then')
    // No hire date is known of 012, so that employment was assumed too.
    expect(await times('012')).toEqual({
      employed: '[2025-10-01,)',
      units: ['B [2025-10-01,)'],
      lines: ['003 [2025-10-01,)'],
    })
    const again = await bring(older(), { cycle: '2025-H2', effective: '2026-11-10' })
    expect(again.published).toMatchObject({ version: 1, isNew: false })
  })

  test('reaches never before the hire date and leaves what was told alone; who has no post then is named', async () => {
    const tables = smallTables()
    put(tables.people, 5, 'hire_date', '2026-01-15')
    await bring(tables)
    put(tables.people, 6, 'unit_id', 'B')
    await bring({ people: tables.people }, { effective: '2026-11-10' })
    const report = await bring(older(), { cycle: '2025-H2', effective: '2026-11-15' })
    expect((await times('010'))!.units).toEqual(['A1 [2026-01-15,)'])
    expect((await times('011'))!.units).toEqual(['A1 [2025-10-01,2026-11-10)', 'B [2026-11-10,)'])
    expect(report.published).toMatchObject({ people: 2 })
    expect(report.problems.filter(({ kind }) => kind === 'no-post-then')).toMatchObject([
      { row: 2, severity: 'warning', problem: '010 is rated but has no post on the as-of day: counts nowhere.' },
    ])
  })

  test('a newcomer of a later import was not there before', async () => {
    const tables = smallTables()
    const ben = tables.people.splice(5, 1)[0]!
    await bring({ units: tables.units, people: tables.people })
    tables.people.push(ben)
    await bring({ people: tables.people }, { effective: '2026-11-10' })
    await bring(older(), { cycle: '2025-H2', effective: '2026-11-15' })
    expect((await times('010'))!.units).toEqual(['A1 [2025-10-01,)'])
    expect((await times('011'))!.units).toEqual(['A1 [2026-11-10,)'])
  })
})

describe('an effective day still to come', () => {
  const plan = (tables: Tables) => bring(tables, { effective: '2099-01-01' })

  test.each<[string, (tables: ReturnType<typeof smallTables>) => void, [string, number][]]>([
    ['a unit’s name', ({ units }) => put(units, 4, 'name', 'Other'), [['unit-changes-today', 4]]],
    ['a unit’s parent', ({ units }) => put(units, 4, 'parent_unit_id', 'B'), [['unit-changes-today', 4]]],
    [
      'the head',
      ({ people }) => {
        put(people, 2, 'manager_id', '003')
        put(people, 4, 'manager_id', '')
      },
      [['head-changes-today', 4]],
    ],
  ])('is refused for %s', async (_, change, found) => {
    await bring(smallTables())
    const { units, people } = smallTables()
    change({ ...smallTables(), units, people })
    const report = await plan({ units, people })
    expect(report.problems.map(({ kind, row }) => [kind, row])).toEqual(found)
    expect(report.problems[0]!.remedy).toContain(`use --effective ${today} or leave it out`)
    expect(report.isKept).toBe(false)
    expect((await bring({ units, people }, { effective: today })).errors).toBe(0)
  })

  test('plans units and managers of people', async () => {
    await bring(smallTables())
    const { units, people } = smallTables()
    put(people, 5, 'unit_id', 'B')
    put(people, 5, 'manager_id', '003')
    expect((await plan({ units, people })).changes!.people).toMatchObject({ moved: 1, reassigned: 1 })
    expect((await times('010'))!.lines).toEqual(['002 [2026-09-01,2099-01-01)', '003 [2099-01-01,)'])
  })
})

describe('the start of somebody still to come', () => {
  test.each([
    ['later', '2099-05-01'],
    ['earlier', '2098-02-01'],
    ['into the past', '2026-10-15'],
  ])('moves %s as a whole', async (_, start) => {
    const tables = smallTables()
    put(tables.people, 5, 'hire_date', '2099-01-01')
    await bring({ units: tables.units, people: tables.people })
    put(tables.people, 5, 'hire_date', start)
    await bring({ people: tables.people })
    const range = `[${start},)`
    expect(await times('010')).toEqual({ employed: range, units: [`A1 ${range}`], lines: [`002 ${range}`] })
  })

  test('drops what was planned to be over by then', async () => {
    const tables = smallTables()
    put(tables.people, 5, 'hire_date', '2099-01-01')
    await bring({ units: tables.units, people: tables.people })
    put(tables.people, 5, 'unit_id', 'B')
    await bring({ people: tables.people }, { effective: '2099-03-01' })
    put(tables.people, 5, 'hire_date', '2099-05-01')
    await bring({ people: tables.people })
    expect(await times('010')).toMatchObject({ employed: '[2099-05-01,)', units: ['B [2099-05-01,)'] })
  })

  test('of somebody who is here already stays', async () => {
    await bring(smallTables())
    const { people } = smallTables()
    put(people, 5, 'hire_date', '2099-01-01')
    await bring({ people })
    expect((await times('010'))!.employed).toBe('[2020-01-01,)')
  })
})

describe('somebody who leaves', () => {
  const leaving = async (options: Partial<ImportOptions> = {}) => {
    await bring(smallTables())
    await base.database.asJob('import', (db) =>
      db.$client.query(
        `insert into account (person_id, password_hash) select id, 'hash' from person where employee_id in ('010', '011')`,
      ),
    )
    const { people } = smallTables()
    const [ann] = people.splice(4, 1)
    await bring({ people }, { effective: '2026-11-10', fullList: true, ...options })
    return { people, ann: ann! }
  }
  const accounts = () =>
    read(
      `select p.employee_id as id, a.password_hash as hash from account a join person p on p.id = a.person_id order by 1`,
    )

  test('gives the address up to a newcomer, and only then', async () => {
    const { people } = await leaving()
    expect(await read(`select email from person where employee_id = '010'`)).toEqual([{ email: 'ann@x.org' }])
    people.push(['020', 'Ann Other', 'ANN@x.org', 'A1', '002', 'PMO', '', 'no', '', ''])
    expect((await bring({ people }, { effective: '2026-11-15' })).errors).toBe(0)
    expect(
      await read(`select employee_id as id, email from person where employee_id in ('010', '020') order by 1`),
    ).toEqual([
      { id: '010', email: null },
      { id: '020', email: 'ANN@x.org' },
    ])
  })

  test('keeps it while here, and when coming back in the same file', async () => {
    const { people, ann } = await leaving({ effective: '2099-01-01' })
    const other = ['020', 'Ann Other', 'ann@x.org', 'A1', '002', 'PMO', '', 'no', '', '']
    expect(kinds(await bring({ people: [...people, other] }))).toEqual(['repeated-email'])
    expect(kinds(await bring({ people: [...people, other] }, { effective: '2099-02-01' }))).toEqual(['repeated-email'])
    expect(kinds(await bring({ people: [...people, ann, other] }))).toEqual(['repeated-email', 'repeated-email'])
  })

  test('loses the password with it', async () => {
    await leaving()
    expect(await accounts()).toEqual([
      { id: '010', hash: null },
      { id: '011', hash: 'hash' },
    ])
  })

  test('on a later day keeps it until then, and needs another when coming back', async () => {
    const { people, ann } = await leaving({ effective: '2099-01-01' })
    expect(await accounts()).toContainEqual({ id: '010', hash: 'hash' })
    await bring({ people: [...people, ann] }, { effective: '2099-03-01' })
    expect(await accounts()).toContainEqual({ id: '010', hash: null })
  })
})

test('the head of the organisation is not assessed, whatever the file says', async () => {
  const tables = smallTables()
  put(tables.people, 2, 'assessed', 'yes')
  tables.ratings.push(['001', '002', 'peer', 'strategic-alignment', 'rated', '3', '2026-09-01'])
  const report = await bring(tables)
  expect(kinds(report)).toEqual(['head-assessed', 'rates-head'])
  expect(report.published).toMatchObject({ people: 3 })
  expect(
    await read(`select distinct c.people from cell c join unit u on u.id = c.unit_id where u.parent_id is null`),
  ).toEqual([{ people: 3 }])
})
