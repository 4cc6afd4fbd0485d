import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { policySetting } from '@/db/schema'
import { createTestDatabase, type TestDatabase } from '@/db/test-database'
import { DEFAULT_PLACEMENT } from './policy'

let planted: TestDatabase
beforeAll(async () => {
  planted = await createTestDatabase()
})
afterAll(() => planted.drop())

it('the first settings of placements in the database are the defaults', async () => {
  const isFirst = and(eq(policySetting.kind, 'placement'), eq(policySetting.version, 1))
  const rows = await planted.database.asJob('command', (db) =>
    db.select({ value: policySetting.value }).from(policySetting).where(isFirst),
  )
  expect(rows).toEqual([{ value: DEFAULT_PLACEMENT }])
})
