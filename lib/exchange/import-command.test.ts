import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { asOwner, createTestDatabase, type TestDatabase } from '@/db/test-database'
import { importFiles } from './commands'
import { smallTables, type Tables, writeTables } from './files.fixtures'
import { loadFramework } from './sample'

let base: TestDatabase
beforeEach(async () => {
  base = await createTestDatabase()
  await loadFramework(base.database)
  return () => base.drop()
})

/** 3,000 ratings by an aunt, over as many people as there are. */
function manyWrong(): Tables & { ratings: string[][] } {
  const tables = smallTables()
  const row = (at: number) => ['010', '002', 'aunt', 'strategic-alignment', 'rated', '3', `2026-09-${10 + (at % 20)}`]
  return { ...tables, ratings: [tables.ratings[0]!, ...Array.from({ length: 3_000 }, (_, at) => row(at))] }
}

test('thousands of problems are counted, the first are shown and all are handed on in order', async () => {
  const rows: (number | null)[] = []
  const report = await importFiles(base.database, {
    files: writeTables(manyWrong()),
    cycle: '2026-H2',
    keepProblems: async (problems) => {
      for await (const { row } of problems) rows.push(row)
    },
  })
  expect(report.problems).toHaveLength(200)
  // Each is of an unknown kind of rater and, but for the first, a repetition.
  expect(report).toMatchObject({ found: 5_999, errors: 5_999, warnings: 0, changes: null })
  expect(rows).toHaveLength(5_999)
  expect(rows.slice(0, 200)).toEqual(report.problems.map(({ row }) => row))
  expect(rows).toEqual(rows.toSorted((a, b) => a! - b!))
})

type Ended = { code: number; out: string; told: string }
const run = (tables: Tables, ...more: string[]) =>
  new Promise<Ended>((done) => {
    const files = Object.entries(writeTables(tables)).flatMap(([kind, file]) => [`--${kind}`, file])
    const args = ['--import', 'tsx', path.join(import.meta.dirname, 'import-command.ts'), ...files, ...more]
    const env = { ...process.env, DATABASE_URL: base.ownerUrl, APP_DATABASE_URL: base.appUrl }
    execFile(process.execPath, [...args, '--cycle', '2026-H2'], { env }, (error, out, told) =>
      done({ code: Number(error?.code ?? 0), out, told }),
    )
  })
const analysed = () =>
  asOwner(base.ownerUrl, async (owner) => {
    const { rows } = await owner.query<{ n: number }>(
      `select reltuples::int as n from pg_class where oid = 'rating'::regclass`,
    )
    return rows[0]!.n
  })

test('the command writes every problem into its report and nothing into the database', async () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'gravitas-report-')), 'report.csv')
  const { code, out, told } = await run(manyWrong(), '--commit', '--report', file)
  expect(code).toBe(1)
  expect(out).toContain('… and 5,799 more problems: --report FILE writes all.')
  expect(out).toContain('5,999 errors, 0 warnings.')
  expect(readFileSync(file, 'utf8').trimEnd().split('\n')).toHaveLength(6_000)
  expect(told).not.toContain('refreshing statistics')
})

test('the planner knows the tables after a committed import, not after a trial', async () => {
  const trial = await run(smallTables())
  expect([trial.code, trial.told.includes('refreshing statistics'), await analysed()]).toEqual([0, false, -1])
  const { code, told } = await run(smallTables(), '--effective', '2026-11-01', '--commit')
  expect([code, told.includes('refreshing statistics'), await analysed()]).toEqual([0, true, 6])
})
