import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { asOwner, createTestDatabase, type TestDatabase } from '@/db/test-database'
import { readiness } from './ready'

let planted: TestDatabase
beforeAll(async () => {
  planted = await createTestDatabase()
})
afterAll(() => planted.drop())

test('ready with this release’s migrations, not without the newest, not without a database', async () => {
  expect(await readiness(planted.database)).toEqual({ isReady: true, reason: 'ready' })
  await asOwner(planted.ownerUrl, (owner) =>
    owner.query(
      'delete from drizzle.__drizzle_migrations where id = (select max(id) from drizzle.__drizzle_migrations)',
    ),
  )
  expect(await readiness(planted.database)).toEqual({ isReady: false, reason: expect.stringMatching(/migrations/) })
  const quiet = vi.spyOn(console, 'error').mockImplementation(() => {})
  const away = { ...planted.database, asGate: () => Promise.reject(new Error('gone')) }
  expect(await readiness(away)).toEqual({ isReady: false, reason: 'The database does not answer.' })
  quiet.mockRestore()
})
