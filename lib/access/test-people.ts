import { sql } from 'drizzle-orm'
import * as table from '@/db/schema'
import { createTestDatabase, type TestDatabase } from '@/db/test-database'
import { hashPassword } from './passwords'

export const testPassword = 'a quiet harbour in autumn'
const always = '[2020-01-01,)'

/** People at the ways in: all but `invited` have the password. Keys are ids of person and account, above what sequences give. */
export const people = {
  employee: 1001,
  disabled: 1002,
  leaver: 1003,
  /** Holds the administrator's grant beside a post. */
  both: 1004,
  /** An account without a post. */
  administrator: 1005,
  /** An account whose password was never set. */
  invited: 1006,
  /** Has no account at all. */
  fresh: 1007,
} as const

export const emailOf = (who: keyof typeof people) => `${who}@example.com`

export async function plantPeople({ database }: TestDatabase): Promise<void> {
  const passwordHash = await hashPassword(testPassword)
  await database.asJob('import', async (db) => {
    await db.insert(table.unit).values({ id: 1, unitId: 'U1', name: 'Meridian' })
    const row = (who: keyof typeof people) => ({
      id: people[who],
      employeeId: who === 'administrator' ? null : `E-${who}`,
      name: `Name of ${who}`,
      email: emailOf(who),
      isDisabled: who === 'disabled',
      employed: who === 'administrator' ? 'empty' : who === 'leaver' ? '[2020-01-01,2021-01-01)' : always,
    })
    const names = Object.keys(people) as (keyof typeof people)[]
    await db.insert(table.person).values(names.map(row))
    const account = (who: keyof typeof people) => ({
      id: people[who],
      personId: people[who],
      passwordHash: who === 'invited' ? null : passwordHash,
    })
    await db.insert(table.account).values(names.filter((who) => who !== 'fresh').map(account))
    const grant = { role: 'administrator' as const, valid: always, confirmedAt: sql`now()` }
    await db.insert(table.roleGrant).values([
      { ...grant, personId: people.both },
      { ...grant, personId: people.administrator },
    ])
  })
}

/** A database of one's own with these people, for tests of pages, which may not reach for the database themselves. */
export async function createPeople(): Promise<TestDatabase> {
  const made = await createTestDatabase()
  await plantPeople(made)
  return made
}
