import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/db/test-database'
import { closeDatabase } from './database'
import { start } from './start'

let sample: TestDatabase
beforeAll(async () => {
  sample = await createTestDatabase()
  await sample.database.asJob('import', (db) => db.execute(sql`update organisation set is_sample = true`))
})
afterAll(async () => {
  await closeDatabase()
  await sample.drop()
})
afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

test.each([
  [{ HOST: '0.0.0.0', PUBLIC_URL: 'http://localhost:3000' }, /passwords are public.* instead of 0\.0\.0\.0\.$/],
  [{ PUBLIC_URL: 'https://talent.example.org' }, /passwords are public.* instead of talent\.example\.org\.$/],
  [{ TRUSTED_PROXY: 'true' }, /^TRUSTED_PROXY lists .* “true” is neither\.$/],
  [{ TRUSTED_PROXY: '10.0.0.0/33' }, /^TRUSTED_PROXY lists .* “10\.0\.0\.0\/33” is neither\.$/],
])('the sample with %o does not start, and says why', async (env, sentence) => {
  const quiet = { HOST: '', PUBLIC_URL: '', TRUSTED_PROXY: '', APP_DATABASE_URL: sample.appUrl }
  for (const [name, value] of Object.entries({ ...quiet, ...env })) vi.stubEnv(name, value)
  const said = vi.spyOn(console, 'error').mockImplementation(() => {})
  vi.spyOn(process, 'exit').mockImplementation((code) => {
    throw new Error(`exit ${code}`)
  })
  await expect(
    start(
      async () => async () => {},
      async () => Response.error(),
    ),
  ).rejects.toThrow('exit 1')
  expect(said.mock.calls).toEqual([[expect.stringMatching(sentence)]])
})
