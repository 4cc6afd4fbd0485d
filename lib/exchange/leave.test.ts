import { beforeEach, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/db/test-database'
import { suggestMapping } from './columns'
import { importFiles } from './commands'
import { smallTables, writeTables } from './files.fixtures'
import { loadFramework } from './sample'

let base: TestDatabase
beforeEach(async () => {
  base = await createTestDatabase()
  await loadFramework(base.database)
  return () => base.drop()
})

type Leave = [from: string, to: string]
/** The small organisation, with these absences by employee id; without the columns when none are given. */
const bring = (leaves?: Record<string, Leave>, more: { commit?: boolean; effective?: string } = {}) => {
  const { units, people } = smallTables()
  const [head, ...rows] = people
  const table = leaves
    ? [[...head!, 'leave_from', 'leave_to'], ...rows.map((row) => [...row, ...(leaves[row[0]!] ?? ['', ''])])]
    : people
  const files = writeTables({ units, people: table })
  return importFiles(base.database, { files, effective: '2026-11-01', commit: true, ...more })
}
const stored = async () => {
  const { rows } = await base.database.asJob('import', (db) =>
    db.$client.query<{ leave: string }>(
      `select p.employee_id || ' ' || l.valid as leave from planned_leave l join person p on p.id = l.person_id order by 1`,
    ),
  )
  return rows.map(({ leave }) => leave)
}

test('leave comes in to its last day, open where nobody knows it, and is replaced by what the next file says', async () => {
  const first = { '003': ['2026-12-01', '2026-12-31'], '010': ['2027-01-15', ''] } as Record<string, Leave>
  await bring(first)
  const then = ['003 [2026-12-01,2027-01-01)', '010 [2027-01-15,)']
  expect(await stored()).toEqual(then)
  const same = await bring(first)
  expect(same.changes?.people).toMatchObject({ changed: 0 })
  const next = { '003': ['2026-12-20', '2027-01-31'] } as Record<string, Leave>
  const dry = await bring(next, { commit: false })
  expect(dry.changes?.people).toMatchObject({ changed: 2, added: 0 })
  expect(await stored()).toEqual(then)
  const done = await bring(next)
  expect(done.changes).toEqual(dry.changes)
  expect(await stored()).toEqual(['003 [2026-12-20,2027-02-01)'])
})

test('a file without the column changes nobody’s, and what is over stays', async () => {
  await bring({ '003': ['2026-08-01', '2026-09-30'], '010': ['2026-12-01', '2026-12-31'] })
  await bring()
  expect(await stored()).toHaveLength(2)
  await bring({ '003': ['2027-03-01', '2027-03-31'] })
  expect(await stored()).toEqual(['003 [2026-08-01,2026-10-01)', '003 [2027-03-01,2027-04-01)'])
})

test.each<[string, Leave, string[]]>([
  ['ends before it begins', ['2026-12-02', '2026-12-01'], ['leave-without-start']],
  ['has no first day', ['', '2026-12-01'], ['leave-without-start']],
  ['is no day', ['soon', '2026-12-01'], ['not-a-day']],
])('leave that %s is refused by its row', async (_, leave, kinds) => {
  const report = await bring({ '010': leave })
  expect(report.problems.map(({ kind, row }) => [kind, row])).toEqual(kinds.map((kind) => [kind, 5]))
  expect(await stored()).toEqual([])
})

test('other systems’ headers are understood', () => {
  const { columns } = suggestMapping('people', ['User ID', 'Name', 'Leave Start Date', 'Abwesend bis'])
  expect(columns).toMatchObject({ leave_from: { header: 'Leave Start Date' }, leave_to: { header: 'Abwesend bis' } })
})
