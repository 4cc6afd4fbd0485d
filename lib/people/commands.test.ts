import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/db/test-database'
import { timeZoneCommand } from './time-zone-command'

let base: TestDatabase
beforeAll(async () => {
  base = await createTestDatabase()
})
afterAll(() => base.drop())

const today = () =>
  base.database.asJob('command', async (db) => {
    const { rows } = await db.execute<{ today: string; here: string }>(
      sql`select authz.today()::text as today, (now() at time zone 'Pacific/Kiritimati')::date::text as here`,
    )
    return rows[0]
  })

test('the organisation’s day follows its time zone, once', async () => {
  expect(await timeZoneCommand(base.database, ['Pacific/Kiritimati'])).toContain('now begin')
  const days = await today()
  expect(days?.today).toBe(days?.here)
  expect(await timeZoneCommand(base.database, ['Pacific/Kiritimati'])).toContain('already')
})

test.each([
  ['Mars/Olympus', 'There is no time zone Mars/Olympus. Names look like Europe/London.'],
  ['', 'Usage: npm run time-zone -- Europe/London'],
])('“%s” is refused with a sentence', async (zone, sentence) => {
  await expect(timeZoneCommand(base.database, [zone])).rejects.toThrow(sentence)
})
