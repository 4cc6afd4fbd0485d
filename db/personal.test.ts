import { afterAll, beforeAll, expect, test } from 'vitest'
import { listPersonalColumns } from './personal'
import { asOwner, createTestDatabase, type TestDatabase } from './test-database'

let base: TestDatabase
beforeAll(async () => {
  base = await createTestDatabase()
})
afterAll(() => base.drop())

const readColumns = `select c.oid::regclass || '.' || a.attname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
  where c.relnamespace in ('public'::regnamespace, 'authz'::regnamespace) and c.relkind in ('r', 'p')
    and not c.relispartition and a.attnum > 0 and not a.attisdropped`

test('every column has exactly one class, and every class a column', async () => {
  const catalogue = await asOwner(base.ownerUrl, async (owner) => (await owner.query(readColumns)).rows)
  const columns = catalogue.map(({ name }: { name: string }) => name).sort()
  expect(columns.length).toBeGreaterThan(200)
  expect(
    listPersonalColumns()
      .map(({ column }) => column)
      .sort(),
  ).toEqual(columns)
})

test('whatever proves who someone is, is a secret', () => {
  const hashes = listPersonalColumns().filter(
    ({ column }) => column.endsWith('_hash') && !column.endsWith('input_hash'),
  )
  expect(hashes.map((hash) => hash.class)).toEqual(Array(5).fill('secret'))
})
