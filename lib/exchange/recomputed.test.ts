import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/db/test-database'
import { importFiles } from './commands'
import { writeOrganisation } from './generator'
import { loadFramework } from './sample'

const size = { people: 700, seed: 20_261_101 }
let base: TestDatabase
let files: { units: string; people: string; ratings: string }
beforeAll(async () => {
  base = await createTestDatabase()
  await loadFramework(base.database)
  files = await writeOrganisation(mkdtempSync(path.join(tmpdir(), 'gravitas-generated-')), size)
})
afterAll(() => base.drop())

/** A reader of its own, so that nothing is shared with what it checks. */
function readTable(file: string): Record<string, string>[] {
  const [header, ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n')
  const names = header!.split(',')
  return lines.map((line) => {
    const cells = [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
      ([, quoted, plain]) => quoted ?? plain ?? '',
    )
    return Object.fromEntries(names.map((name, at) => [name, cells[at] ?? '']))
  })
}

/** Thousandths of a level by person and criterion: the manager's, moved by peers when three or more have a say. */
function levelsOf(ratings: Record<string, string>[]): Map<string, { milli: number; day: string }> {
  const managers = new Map<string, { level: number; day: string }>()
  const peers = new Map<string, number[]>()
  for (const { employee_id, criterion, rater_type, status, level, rated_on } of ratings) {
    if (status !== 'rated') continue
    const key = `${employee_id} ${criterion}`
    if (rater_type === 'manager') managers.set(key, { level: Number(level), day: rated_on! })
    if (rater_type === 'peer') peers.set(key, [...(peers.get(key) ?? []), Number(level)])
  }
  return new Map(
    [...managers].map(([key, { level, day }]) => {
      const said = peers.get(key) ?? []
      const mean = said.reduce((sum, each) => sum + each, 0) / said.length
      return [key, { milli: said.length >= 3 ? Math.round(600 * level + 400 * mean) : level * 1000, day }]
    }),
  )
}

test('a generated organisation comes in, and each cell is what its files say', async () => {
  const report = await importFiles(base.database, { files, cycle: '2026-H2', effective: '2026-11-01', commit: true })
  expect(report.problems).toEqual([])
  const [units, people, ratings] = [readTable(files.units), readTable(files.people), readTable(files.ratings)]
  const parents = new Map(units.map(({ unit_id, parent_unit_id }) => [unit_id!, parent_unit_id!]))
  const depthOf = (unit: string): number => (parents.get(unit) ? 1 + depthOf(parents.get(unit)!) : 0)
  expect(Math.max(...units.map(({ unit_id }) => depthOf(unit_id!)))).toBe(7)
  const levels = levelsOf(ratings)
  const asOf = ratings.reduce((newest, { rated_on }) => (rated_on! > newest ? rated_on! : newest), '')
  expect(report.published).toMatchObject({
    asOf,
    version: 1,
    people: people.filter(({ assessed }) => assessed === 'yes').length,
  })

  const expected = new Map<
    string,
    { people: number; assessed: number; counts: number[]; sums: number[]; days: number }
  >()
  const keys = [...new Set(ratings.map(({ criterion }) => criterion!))]
  for (const { unit_id } of units)
    for (const key of keys)
      expected.set(`${unit_id} ${key}`, {
        people: 0,
        assessed: 0,
        counts: Array(6).fill(0),
        sums: Array(6).fill(0),
        days: 0,
      })
  for (const { employee_id, unit_id, assessed } of people) {
    if (assessed !== 'yes') continue
    for (let unit = unit_id!; unit; unit = parents.get(unit)!)
      for (const key of keys) {
        const cell = expected.get(`${unit} ${key}`)!
        cell.people += 1
        const level = levels.get(`${employee_id} ${key}`)
        if (!level) continue
        cell.assessed += 1
        cell.counts[Math.floor(level.milli / 1000)]! += 1
        cell.sums[Math.floor(level.milli / 1000)]! += level.milli
        cell.days += (Date.parse(asOf) - Date.parse(level.day)) / 86_400_000
      }
  }
  const cells = await base.database.asJob('import', (db) =>
    db.$client.query(`select u.unit_id || ' ' || c.key as key, e.people, e.assessed, e.counts, e.milli_sums::float8[] as sums,
      e.age_days as days from cell e join unit u on u.id = e.unit_id join criterion c on c.id = e.criterion_id`),
  )
  expect(cells.rows).toHaveLength(units.length * 26)
  expect(keys).toHaveLength(26)
  for (const { key, ...cell } of cells.rows) expect([key, cell]).toEqual([key, expected.get(key)])
  expect(cells.rows.filter(({ sums }) => sums.some((sum: number) => sum % 1000 > 0)).length).toBeGreaterThan(100)
})

test('and again: nothing changes', async () => {
  const report = await importFiles(base.database, { files, cycle: '2026-H2', effective: '2026-11-02', commit: true })
  const counts = Object.values(report.changes!).flatMap((each) => Object.values(each))
  expect(counts.every((count) => count === 0)).toBe(true)
  expect(report.published).toMatchObject({ version: 1, isNew: false })
})

test('the same seed writes the same files, another one others', async () => {
  const write = (seed: number) =>
    writeOrganisation(mkdtempSync(path.join(tmpdir(), 'gravitas-generated-')), { people: 60, seed })
  const [one, two, three] = [await write(1), await write(1), await write(2)]
  for (const kind of ['units', 'people', 'ratings'] as const) {
    expect(readFileSync(two[kind], 'utf8')).toBe(readFileSync(one[kind], 'utf8'))
    if (kind !== 'units') expect(readFileSync(three[kind], 'utf8')).not.toBe(readFileSync(one[kind], 'utf8'))
  }
})
