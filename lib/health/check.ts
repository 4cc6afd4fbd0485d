import { desc, lt, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { healthCheck } from '@/db/schema'

const keptFor = '90 days'
const minutesBetween = 55

/** Looks at what must always hold, once an hour however often it is woken, and keeps what it found for three months. */
export async function checkHealth(database: Database): Promise<void> {
  await database.asJob('health', async (db) => {
    const age = sql<number>`(extract(epoch from now() - ${healthCheck.at}) / 60)::float8`
    const [last] = await db.select({ age }).from(healthCheck).orderBy(desc(healthCheck.at)).limit(1)
    if (last && last.age < minutesBetween) return
    await db.execute(sql`
      insert into health_check (flaws, reporting_faults, unit_faults, closures_on)
      select (select count(*) from authz.flaw), reporting, units, day from authz.closure_faults()`)
    await db.delete(healthCheck).where(lt(healthCheck.at, sql`now() - ${keptFor}::interval`))
  })
}
