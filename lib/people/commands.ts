import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { organisation } from '@/db/schema'
import { record } from '@/lib/audit/record'

/**
 * Sets where the organisation's days begin; rights, leavers and planned moves follow from the next request on. `zone` is
 * an IANA name. True when it changed. Throws a sentence for a name that nobody knows.
 */
export async function setTimeZone(db: Db, zone: string): Promise<boolean> {
  const known = await db.execute(sql`select from pg_timezone_names where name = ${zone}`)
  if (known.rowCount === 0) throw new Error(`There is no time zone ${zone}. Names look like Europe/London.`)
  const changed = await db
    .update(organisation)
    .set({ timeZone: zone, version: sql`${organisation.version} + 1` })
    .where(sql`${organisation.timeZone} <> ${zone}`)
    .returning({ zone: organisation.timeZone })
  if (changed.length === 0) return false
  await record(db, 'command', { action: 'organisation.changed', subject: 'organisation', fields: ['time_zone'] })
  return true
}
