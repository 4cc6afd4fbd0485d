import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { createDatabase } from './client'
import { appDatabaseUrl } from './login'
import { onDatabase, testSecret } from './test-cluster'
import { grantDatabase } from './upkeep'

export type TestDatabase = Awaited<ReturnType<typeof createTestDatabase>>

/** An empty migrated database of one's own, in some 50 ms; `drop` it in afterAll. The owner is a plain role. */
export async function createTestDatabase() {
  const { ownerUrl: maintenanceUrl, superUrl, template } = inject('cluster')
  const name = `test_${randomBytes(6).toString('hex')}`
  await asOwner(maintenanceUrl, (owner) => owner.query(`create database ${name} template ${template}`))
  const ownerUrl = onDatabase(maintenanceUrl, name)
  await asOwner(ownerUrl, grantDatabase)
  const appUrl = appDatabaseUrl(ownerUrl, testSecret)
  const database = createDatabase(appUrl)
  return {
    ...{ name, ownerUrl, appUrl, authSecret: testSecret, database },
    async drop() {
      await database.end()
      // A connection just ended may still be going, and only a superuser may hurry it.
      await asOwner(superUrl, (superuser) => superuser.query(`drop database ${name} with (force)`))
    },
  }
}

/** A short connection as the owner, for what only the owner may ask: the catalogue. */
export async function asOwner<T>(url: string, work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client({ connectionString: url })
  await owner.connect()
  try {
    return await work(owner)
  } finally {
    await owner.end()
  }
}
