import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/db/test-database'
import { cellCases } from './cell-cases.fixtures'
import { importFiles } from './commands'
import { smallTables, writeTables } from './files.fixtures'
import { openingCases } from './opening-cases.fixtures'
import { put, relationCases } from './problem-cases.fixtures'
import { type ProblemKind, problemKinds, severityOf } from './problems'
import { loadFramework } from './sample'

let base: TestDatabase
beforeAll(async () => {
  base = await createTestDatabase()
  await loadFramework(base.database)
})
afterAll(() => base.drop())

const cases = [...cellCases, ...relationCases, ...openingCases]
const needHistory: ProblemKind[] = [
  ...(['manager-left', 'manager-leaves', 'not-the-manager-then', 'unit-changes-today', 'leaver-manages'] as const),
  'opening-moved',
]
/** Of other systems' files: see normalise.test.ts. */
const needMapping: ProblemKind[] = ['ambiguous-unit', 'no-organisation']
/** Of imports by page and API: see check-requester.test.ts. */
const needRequester: ProblemKind[] = [
  ...(['own-row', 'under-yourself', 'unit-under-yourself', 'holder-email', 'holder-leaves'] as const),
]

test.each(cases)('$name', async ({ spoil, spoilFile, options, found }) => {
  const tables = smallTables()
  spoil?.(tables)
  const files = writeTables(tables)
  spoilFile?.(files as Record<string, string>)
  const report = await importFiles(base.database, { files, cycle: '2026-H2', commit: false, ...options })
  for (const [kind, file, row, says = ''] of found) {
    const hit = report.problems.find((problem) => problem.kind === kind && problem.file === file && problem.row === row)
    expect(hit, `${kind} in ${file}, row ${row}; found ${JSON.stringify(report.problems)}`).toBeDefined()
    expect(hit!.problem).toContain(says)
    expect(hit!.problem + hit!.remedy).not.toMatch(/\{|undefined|null/)
    expect(hit!.remedy.length).toBeGreaterThan(10)
  }
  const hasErrors = found.some(([kind]) => severityOf(kind) === 'error')
  expect(report.errors > 0).toBe(hasErrors)
  expect(report.changes === null).toBe(hasErrors)
})

test('every kind of problem has a case', () => {
  const tried = new Set([
    ...cases.flatMap(({ found }) => found.map(([kind]) => kind)),
    ...needHistory,
    ...needRequester,
    ...needMapping,
  ])
  expect(problemKinds.filter((kind) => !tried.has(kind))).toEqual([])
})

describe('many problems', () => {
  test('come at once, from all files, and nothing is written', async () => {
    const tables = smallTables()
    put(tables.units, 4, 'parent_unit_id', 'Z')
    put(tables.people, 5, 'email', 'nobody')
    put(tables.people, 6, 'manager_id', '77')
    put(tables.ratings, 3, 'criterion', 'juggling')
    put(tables.grants, 2, 'role', 'king')
    const files = writeTables(tables)
    const report = await importFiles(base.database, { files, cycle: '2026-H2', commit: true })
    expect(report.errors).toBe(5)
    expect(report.isKept).toBe(false)
    const written = await base.database.asJob('import', (db) =>
      db.$client.query(
        'select (select count(*) from person) + (select count(*) from unit) + (select count(*) from cycle) as n',
      ),
    )
    expect(written.rows).toEqual([{ n: 0 }])
  })

  test('small files are good as they are', async () => {
    const report = await importFiles(base.database, { files: writeTables(smallTables()), cycle: '2026-H2' })
    expect(report.problems).toEqual([])
    expect(report.changes).toMatchObject({
      units: { added: 4 },
      people: { added: 6 },
      ratings: { added: 6 },
      grants: { added: 2 },
    })
  })
})
