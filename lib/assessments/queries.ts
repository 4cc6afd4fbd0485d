import { desc, eq, ne, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { cycle, frameworkVersion, result } from '@/db/schema'
import type { Cycle } from './shapes'

/** All cycles but drafts, newest as-of day first, open ones before them, each with the version of its published result. */
export async function listCycles(db: Db): Promise<Cycle[]> {
  const version = sql<number | null>`(select max(r.version) from ${result} r where r.cycle_id = ${cycle}.id)`
  return db
    .select({ name: cycle.name, status: cycle.status, asOf: cycle.asOfOn, version, edition: frameworkVersion.edition })
    .from(cycle)
    .innerJoin(frameworkVersion, eq(frameworkVersion.id, cycle.frameworkVersionId))
    .where(ne(cycle.status, 'draft'))
    .orderBy(sql`${cycle.asOfOn} desc nulls first`, desc(cycle.id))
}
