import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/db/test-database'
import { guessKind, suggestMapping } from './columns'
import { type ImportOptions, importInto } from './commands'
import { smallTables, writeTables } from './files.fixtures'
import { latticeTable, sapTable, workers } from './hris.fixtures'
import { readLookups } from './lookups'
import { needsOf, type PageKind } from './mapping'
import type { Mapping } from './mapping-shapes'
import { normalise } from './normalise'
import type { SheetInput } from './normalise-table'
import { loadFramework } from './sample'
import { unpackUpload } from './unpack'

let base: TestDatabase
let folder: string
beforeEach(async () => {
  base = await createTestDatabase()
  await loadFramework(base.database)
  folder = mkdtempSync(path.join(tmpdir(), 'gravitas-hris-'))
})
afterEach(async () => {
  rmSync(folder, { recursive: true })
  await base.drop()
})

const csv = (table: string[][]) =>
  table.map((row) => `${row.map((cell) => (cell.includes(',') ? `"${cell}"` : cell)).join(',')}\n`).join('')

/** All that the page does with an upload, with its suggestions and the changes of whoever looks at them. */
async function bring(
  uploads: (string[][] | string)[],
  change: Partial<Mapping> = {},
  options: Partial<ImportOptions> = {},
) {
  const sheets: SheetInput[] = []
  for (const [at, upload] of uploads.entries()) {
    const file = path.join(folder, `${at}.csv`)
    writeFileSync(file, typeof upload === 'string' ? upload : csv(upload))
    const unpacked = await unpackUpload({ path: file, name: 'upload.csv' })
    if ('refusal' in unpacked) throw new Error(unpacked.refusal)
    const sheet = unpacked.sheets[0]!
    const kind = guessKind(sheet.headers) as PageKind
    const suggested = suggestMapping(kind, sheet.headers)
    const mapping = {
      ...suggested,
      ...change,
      columns: { ...suggested.columns, ...(kind === 'people' ? change.columns : {}) },
    }
    expect(needsOf(kind, sheet.headers, mapping)).toEqual([])
    sheets.push({ ...sheet, kind, mapping })
  }
  return base.database.asJob('import', async (db, { today }) => {
    const normal = await normalise({ sheets, lookups: await readLookups(db), folder })
    const { files, found } = normal
    const report = await importInto(db, { files, found, effective: '2026-11-01', commit: true, ...options }, today)
    return { ...report, names: normal.names }
  })
}
const read = async <T extends object>(statement: string) =>
  (await base.database.asJob('import', (db) => db.$client.query<T>(statement))).rows

/** Everybody who works there by name: manager, unit, unit above it, days. */
const picture = () =>
  read<{
    name: string
    id: string
    manager: string | null
    unit: string
    above: string | null
    hired: string
    assessed: boolean
  }>(`
    select p.name, p.employee_id as id, m.name as manager, u.name as unit, up.name as above, p.hired_on::text as hired,
      p.is_assessed as assessed
    from person p left join reporting_line l on l.person_id = p.id and l.valid @> date '2026-11-05'
    left join person m on m.id = l.manager_id
    left join unit_membership s on s.person_id = p.id and s.valid @> date '2026-11-05'
    left join unit u on u.id = s.unit_id left join unit up on up.id = u.parent_id
    where p.employed @> date '2026-11-05' and p.employee_id is not null order by p.hired_on, p.name`)

const nameOf = (id: string) => {
  const worker = workers.find((one) => one.id === id)
  return worker ? `${worker.first} ${worker.last}` : null
}
const day = (hired: string) => hired.replace(/-(\d)$/, '-0$1')
const expected = (with_: { division: boolean; ids: boolean }) =>
  workers
    .filter(({ hasLeft }) => !hasLeft)
    .map(({ id, first, last, manager, title, department, division, hired }) => ({
      name: `${first} ${last}`,
      id: with_.ids ? id : `${first}.${last.replace(/\W/g, '')}@example.org`.toLowerCase(),
      manager: nameOf(manager),
      unit: department,
      above: with_.division && division && division !== department ? division : 'Quill Group',
      hired: day(hired),
      assessed: title.includes('PMO'),
    }))
    .sort((a, b) => (a.hired < b.hired ? -1 : 1))

describe('an export of SAP with its two header rows', () => {
  test('becomes people with leading zeros, managers, units below divisions and leavers', async () => {
    const report = await bring([sapTable()], { organisation: 'Quill Group', dayOrder: 'month-first' })
    expect(report.problems).toEqual([])
    expect(report.changes).toMatchObject({ units: { added: 8 }, people: { added: 30, left: 0 } })
    expect(await picture()).toEqual(expected({ division: true, ids: true }))
    expect(await read(`select p.name from organisation o join person p on p.id = o.head_id`)).toEqual([
      { name: 'Ada Quill' },
    ])
  })

  test('the same again changes nothing; who is inactive later leaves', async () => {
    const change: Partial<Mapping> = { organisation: 'Quill Group', dayOrder: 'month-first' }
    await bring([sapTable()], change)
    const again = await bring([sapTable()], change, { effective: '2026-11-03' })
    expect(again.changes).toEqual({
      units: { added: 0, changed: 0 },
      people: { added: 0, changed: 0, moved: 0, reassigned: 0, left: 0 },
      ratings: { added: 0, changed: 0 },
      openings: { added: 0, changed: 0 },
      grants: { added: 0 },
    })
    const table = sapTable().map((row) =>
      row[1] === '00100' ? ['inactive', '00100', ...row.slice(2).map(() => '')] : row,
    )
    const report = await bring([table], change, { effective: '2026-11-04' })
    expect([report.problems, report.changes?.people]).toEqual([
      [],
      { added: 0, changed: 0, moved: 0, reassigned: 0, left: 1 },
    ])
    expect((await picture()).map(({ id }) => id)).not.toContain('00100')
  })

  test('days that may be two are named, row by row, in the words of the file', async () => {
    const report = await bring([sapTable()], { organisation: 'Quill Group' })
    const row = sapTable().findIndex(([, id]) => id === '00002') + 1
    expect(report.problems).toContainEqual(
      expect.objectContaining({
        kind: 'ambiguous-day',
        row,
        column: 'hire_date',
        problem: '"02/01/2011" may be one of two days.',
      }),
    )
    expect(report.names.people).toMatchObject({ hire_date: 'HIREDATE', name: 'FIRSTNAME, LASTNAME' })
  })

  test('a manager who is inactive, and a leaver whom somebody still reports to, are errors', async () => {
    const change: Partial<Mapping> = { organisation: 'Quill Group', dayOrder: 'month-first' }
    await bring([sapTable()], change)
    const leaves = sapTable().map((row) => (row[1] === '00004' ? ['inactive', ...row.slice(1)] : row))
    const report = await bring([leaves], change, { effective: '2026-11-04' }).catch((error: Error) => error)
    expect(kinds(report)).toEqual(Array.from({ length: 8 }, () => 'manager-leaves'))
    const only = [leaves[0]!, leaves.find((row) => row[1] === '00004')!]
    const alone = await bring([only], change, { effective: '2026-11-04' })
    expect(alone.problems).toMatchObject([{ kind: 'leaver-manages', row: 2, column: 'status' }])
  })
})

const kinds = (report: unknown) => (report as { problems: { kind: string }[] }).problems.map(({ kind }) => kind)

describe('an export of Lattice', () => {
  test('goes by e-mail where there are no ids', async () => {
    const report = await bring([latticeTable()], { organisation: 'Quill Group' })
    expect(report.problems).toEqual([])
    expect(await picture()).toEqual(expected({ division: false, ids: false }))
  })

  test('whoever exists with the e-mail keeps the id, the unit by its name and what the file does not say', async () => {
    await bring([sapTable()], { organisation: 'Quill Group', dayOrder: 'month-first' })
    const report = await bring([latticeTable()], {}, { effective: '2026-11-03' })
    expect([report.problems, report.changes?.people]).toEqual([
      [],
      { added: 0, changed: 0, moved: 0, reassigned: 0, left: 0 },
    ])
    expect(await picture()).toEqual(expected({ division: true, ids: true }))
  })

  test('departments with ids of their own keep them', async () => {
    const table = [
      ['Employee ID', 'Name', 'Manager ID', 'Department ID', 'Department'],
      ['1', 'Top', '', 'D-1', 'Board'],
      ['2', 'Next', '1', 'D-2', 'PMO'],
      ['3', 'Other', '1', 'D-2', 'PMO'],
    ]
    const report = await bring([table], { organisation: 'Quill Group' })
    expect(report.problems).toEqual([])
    const units = await read('select unit_id as id, name, kind from unit order by unit.id')
    expect(units).toEqual([
      { id: 'quill-group', name: 'Quill Group', kind: 'group' },
      { id: 'D-1', name: 'Board', kind: 'area' },
      { id: 'D-2', name: 'PMO', kind: 'area' },
    ])
  })

  test('an organisation without a top asks what it is called', async () => {
    const report = await bring([latticeTable()])
    expect(report.problems).toMatchObject([{ kind: 'no-organisation', severity: 'error', row: null }])
  })

  test('a department that several units are called is named by row', async () => {
    const { units, people } = smallTables()
    await bring([[...units, ['B1', 'Team', 'B', 'unit']], people])
    const table = [
      ['Name', 'Email', 'Manager Email', 'Department'],
      ['New Person', 'new@x.org', 'mia@x.org', 'team'],
    ]
    const report = await bring([table])
    expect(report.problems).toMatchObject([{ kind: 'ambiguous-unit', row: 2, column: 'department' }])
    const told = await bring([
      [
        [...table[0]!, 'Division'],
        [...table[1]!, 'Beta'],
      ],
    ])
    expect([told.problems, told.changes?.people.added]).toEqual([[], 1])
    expect((await picture()).find(({ name }) => name === 'New Person')).toMatchObject({ unit: 'Team', above: 'Beta' })
  })
})

describe('our own files come through as they are', () => {
  test('with ratings, whatever names people by e-mail', async () => {
    const { units, people, ratings } = smallTables()
    const byMail = ratings.map((row) => row.map((cell) => (cell === '010' ? 'ANN@x.org' : cell)))
    const report = await bring([units, people, byMail], {}, { cycle: '2026-H2' })
    expect(report.problems).toEqual([])
    expect(report.changes).toMatchObject({ units: { added: 4 }, people: { added: 6 }, ratings: { added: 6 } })
    expect(report.published).toMatchObject({ people: 3 })
  })

  test('and errors keep their rows, below titles and blank lines too', async () => {
    const { units, people } = smallTables()
    people[4]![2] = 'nobody'
    const report = await bring([units, `\n"Staff list, printed today"\n\n${csv(people)}`])
    expect(report.problems).toMatchObject([{ kind: 'not-an-email', row: 8, column: 'email' }])
  })

  test('what is mapped to nothing keeps what is stored', async () => {
    const { units, people } = smallTables()
    await bring([units, people])
    const rows = people.map(([id, name, email, , manager]) => [id!, name!, email!, manager!])
    const report = await bring([rows], {}, { effective: '2026-11-02' })
    expect([report.problems, report.changes?.people]).toEqual([
      [],
      { added: 0, changed: 0, moved: 0, reassigned: 0, left: 0 },
    ])
  })
})

test('an apostrophe that belongs to the text survives', async () => {
  const file = writeTables({
    units: [
      ['unit_id', 'name', 'parent_unit_id'],
      ['A', "''=x", ''],
    ],
  }).units!
  const sheet = { kind: 'units' as const, path: file, headerRow: 1, headers: ['unit_id', 'name', 'parent_unit_id'] }
  const mapping = suggestMapping('units', sheet.headers)
  const { files } = await normalise({ sheets: [{ ...sheet, mapping }], lookups: { people: [], units: [] }, folder })
  expect(readFileSync(files.units!, 'utf8')).toBe("unit_id,name,parent_unit_id\nA,''=x,\n")
})
