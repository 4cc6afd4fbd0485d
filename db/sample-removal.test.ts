import { afterAll, beforeAll, expect, test } from 'vitest'
import { removeSample } from './sample-removal'
import * as table from './schema'
import { plantSmallOrganisation, who } from './small-organisation'
import { asOwner, createTestDatabase, type TestDatabase } from './test-database'

let base: TestDatabase
beforeAll(async () => {
  base = await createTestDatabase()
  await plantSmallOrganisation(base)
})
afterAll(() => base.drop())

const countRows = () =>
  asOwner(base.ownerUrl, async (owner) => {
    await owner.query('set role p_dump')
    const { rows } = await owner.query<{ name: string; n: number }>(
      `select relname as name, (xpath('//n/text()', query_to_xml('select count(*) as n from ' || oid::regclass, true, true, '')))[1]::text::int as n
       from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition order by 1`,
    )
    return new Map(rows.map(({ name, n }) => [name, n]))
  })

test('a real organisation is left alone', async () => {
  const before = await countRows()
  expect([...before.values()].every((n) => n > 0)).toBe(true)
  expect(await removeSample(base.ownerUrl)).toBe(false)
  expect(await countRows()).toEqual(before)
})

test('the sample goes with its people, accounts and results; framework, settings and audit stay', async () => {
  await base.database.asJob('command', (db) => db.update(table.organisation).set({ isSample: true }))
  expect(await removeSample(base.ownerUrl)).toBe(true)
  const left = [...(await countRows())].flatMap(([name, n]) => (n > 0 ? [name] : []))
  expect(left).toEqual([
    ...[
      'audit_entry',
      'audit_head',
      'audit_seal',
      'backup_run',
      'bank_holiday',
      'criterion',
      'criterion_level',
      'criterion_mapping',
      'domain',
      'framework',
    ],
    ...['framework_version', 'health_check', 'organisation', 'policy_setting', 'retention_run', 'role_profile'],
    ...['scale_level', 'target'],
  ])
  const seen = base.database.asViewer({ personId: who.head, persona: 'p_all', readOnly: true }, (db) =>
    db.$count(table.unit),
  )
  expect(await seen).toBe(0)
  const organisation = base.database.asJob('command', (db) => db.select().from(table.organisation))
  expect(await organisation).toMatchObject([{ isSample: false, sampleToday: null, headId: null }])
  expect((await asOwner(base.ownerUrl, (owner) => owner.query('select * from authz.flaw'))).rows).toEqual([])
})
