import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import journal from '@/db/migrations/meta/_journal.json'
import { sqlState } from './errors'

const newest = Math.max(...journal.entries.map((entry) => entry.when))

/** Whether requests can be served: the database is there and as new as this release. */
export async function readiness(database: Database): Promise<{ isReady: boolean; reason: string }> {
  try {
    const at = await database.asGate(async (db) => {
      const query = sql`select max(created_at) as at from drizzle.__drizzle_migrations`
      return Number((await db.execute<{ at: number }>(query)).rows[0]?.at ?? 0)
    })
    if (at < newest) return { isReady: false, reason: 'The database is behind this release: run the migrations.' }
    return { isReady: true, reason: 'ready' }
  } catch (error) {
    console.error(`Not ready: ${sqlState(error) ?? 'unknown error'}`)
    return { isReady: false, reason: 'The database does not answer.' }
  }
}
