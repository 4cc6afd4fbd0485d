import { afterAll, beforeAll, expect, test } from 'vitest'
import { findFlaws } from './catalogue'
import { listPersonalColumns } from './personal'
import { asOwner, createTestDatabase, type TestDatabase } from './test-database'

let base: TestDatabase
beforeAll(async () => {
  base = await createTestDatabase()
})
afterAll(() => base.drop())

test('every column has exactly one class, and every class a column', async () => {
  const { flaws, columns } = await findFlaws(base.ownerUrl)
  expect(columns).toBeGreaterThan(200)
  expect(flaws).toEqual([])
  const classed = listPersonalColumns().map(({ column }) => column)
  expect(new Set(classed).size).toBe(classed.length)
})

test('a new column without a class is named', async () => {
  await asOwner(base.ownerUrl, (owner) => owner.query('alter table unit add nickname text'))
  expect((await findFlaws(base.ownerUrl)).flaws).toEqual(['unit.nickname: no class in db/personal.ts'])
})

test('whatever proves who someone is, is a secret', () => {
  const hashes = listPersonalColumns().filter(
    ({ column }) => column.endsWith('_hash') && !column.endsWith('input_hash'),
  )
  expect(hashes.map((hash) => hash.class)).toEqual(Array(6).fill('secret'))
})
