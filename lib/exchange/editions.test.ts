import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/db/test-database'
import type { Document } from '@/lib/framework/document'
import { editDraft, mapCriterion, publishDraft, startDraft } from '@/lib/framework/draft-commands'
import { getDraft } from '@/lib/framework/draft-queries'
import { getFramework } from '@/lib/framework/queries'
import { scaledTo100 } from '@/lib/framework/weights'
import { importFiles } from './commands'
import { smallTables, type Tables, writeTables } from './files.fixtures'
import { loadFramework } from './sample'

let base: TestDatabase
beforeAll(async () => {
  base = await createTestDatabase()
  await loadFramework(base.database)
})
afterAll(() => base.drop())

const bring = (tables: Tables, cycle: string, effective: string) =>
  importFiles(base.database, { files: writeTables(tables), cycle, effective, commit: true })
const asHr = <T>(work: (doer: Parameters<typeof startDraft>[0]) => Promise<T>) =>
  base.database.asJob('import', (db) => work({ db, personId: 1 }))
const criterionOf = (document: Document, key: string) => document.criteria.find((each) => each.key === key)!

/** One person's levels in the newest result of a cycle, by criterion, with the cycle that each came from. */
const levels = async (cycle: string, employeeId: string) => {
  const { rows } = await base.database.asJob('import', (db) =>
    db.$client.query<{ key: string; milli: number | null; cycle: string | null }>(
      `select k.key, r.milli_levels[k.position] as milli, f.name as cycle
       from result_person r join person p on p.id = r.person_id join result s on s.id = r.result_id
       join cycle c on c.id = s.cycle_id join criterion k on k.framework_version_id = s.framework_version_id
       left join cycle f on f.id = r.from_cycle_ids[k.position]
       where c.name = $1 and p.employee_id = $2 and s.version = (select max(version) from result where cycle_id = c.id)`,
      [cycle, employeeId],
    ),
  )
  return new Map(rows.map(({ key, ...rest }) => [key, rest]))
}

/** Makes the next edition: four criteria fare differently, the rest stay. */
async function nextEdition() {
  await asHr((doer) => startDraft(doer))
  const change = async (make: (document: Document) => Parameters<typeof editDraft>[1]) => {
    const { document } = await asHr(({ db }) => getDraft(db))
    await asHr((doer) => editDraft(doer, make(document)))
  }
  for (const [key, text] of [
    ['prioritisation', 'Leads sponsors to one order.'],
    ['strategic-alignment', 'Something quite different.'],
  ] as const)
    await change((document) => {
      const before = criterionOf(document, key)
      return { part: 'criterion', key, before, after: { ...before, levels: before.levels.with(3, text) } }
    })
  await change((document) => {
    const after = { ...criterionOf(document, 'portfolio-risk'), key: 'risk-appetite', name: 'Risk appetite' }
    return { part: 'criterion', key: after.key, before: null, after }
  })
  for (const key of ['portfolio-risk', 'demand-pipeline'])
    await change((document) => ({ part: 'criterion', key, before: criterionOf(document, key), after: null }))
  const { document } = await asHr(({ db }) => getDraft(db))
  for (const { key } of document.profiles)
    await change(({ profiles }) => {
      const before = profiles.find((one) => one.key === key)!
      const weights = scaledTo100(before.criteria.map(({ weight }) => weight))
      const criteria = before.criteria.map((each, at) => ({ ...each, weight: weights[at]! }))
      return { part: 'profile', key, before, after: { ...before, criteria } }
    })
  const say = (from: string, kind: 'reworded' | 'changed' | 'dropped', to: string[]) =>
    asHr((doer) => mapCriterion(doer, { from, kind, to }))
  await say('prioritisation', 'reworded', ['prioritisation'])
  await say('strategic-alignment', 'changed', ['strategic-alignment'])
  await say('portfolio-risk', 'reworded', ['risk-appetite'])
  await say('demand-pipeline', 'dropped', [])
  await asHr((doer) => publishDraft(doer, '1.1.0'))
}

test('a later cycle keeps the levels that the mapping carries over, and an earlier one its own words', async () => {
  const tables = smallTables()
  const [header, ...rows] = tables.ratings
  const at = { criterion: header!.indexOf('criterion'), day: header!.length - 1 }
  const known = [...new Set(rows.map((row) => row[at.criterion]!))]
  const [only] = known
  // Every criterion that the test looks at is rated in the first cycle, at the level the fixture gives its first one.
  const looked = ['prioritisation', 'strategic-alignment', 'portfolio-risk', 'demand-pipeline', 'financial-acumen']
  const dated = (day: string, keys: readonly string[]) => [
    header!,
    ...rows
      .filter((row) => row[at.criterion] === only)
      .flatMap((row) => keys.map((key) => row.with(at.criterion, key).with(at.day, day))),
  ]
  await bring({ ...tables, ratings: dated('2026-04-01', looked) }, '2026-H1', '2026-01-01')
  const before = await levels('2026-H1', '010')
  expect(looked.map((key) => before.get(key)!.milli !== null)).toEqual(looked.map(() => true))

  await nextEdition()
  await bring({ ratings: dated('2026-10-01', ['financial-acumen']) }, '2026-H2', '2026-11-01')
  const after = await levels('2026-H2', '010')
  expect(after.size).toBe(25)
  expect(after.get('financial-acumen')).toEqual({ ...before.get('financial-acumen'), cycle: '2026-H2' })
  expect(after.get('prioritisation')).toEqual(before.get('prioritisation'))
  expect(after.get('risk-appetite')).toEqual(before.get('portfolio-risk'))
  expect(after.get('strategic-alignment')).toEqual({ milli: null, cycle: null })
  expect(await levels('2026-H1', '010')).toEqual(before)

  const text = async (cycle: string) => {
    const { domains, edition } = await base.database.asJob('import', (db) => getFramework(db, { cycle }))
    const all = domains.flatMap(({ criteria }) => criteria)
    return [edition, all.find(({ key }) => key === 'prioritisation')!.levels[3]!.descriptor]
  }
  expect(await text('2026-H1')).toEqual(['1.0.0', expect.stringMatching(/^Leads several sponsors/)])
  expect(await text('2026-H2')).toEqual(['1.1.0', 'Leads sponsors to one order.'])
})
