import { eq, sql } from 'drizzle-orm'
import type { Database, Db } from '@/db/client'
import { erasure, person } from '@/db/schema'
import { erasePerson } from './erase'
import { isAbout, ledgerFile, readLedger } from './ledger'

/** After a restore: erases again whom the ledger names. `unknown` keys are nobody's or somebody else's here. */
export async function replayErasures(database: Database, file = ledgerFile()) {
  const counts = { replayed: 0, already: 0, unknown: 0 }
  const lines = readLedger(file)
  for (const personId of new Set(lines.map((line) => line.personId))) {
    const about = lines.filter((line) => line.personId === personId)
    const outcome = await database.asJob('privacy', (db) => replayOne(db, personId, about))
    counts[outcome] += 1
  }
  return counts
}

async function replayOne(db: Db, personId: number, lines: ReturnType<typeof readLedger>) {
  const [found] = await db
    .select({ employeeId: person.employeeId, email: person.email })
    .from(person)
    .where(eq(person.id, personId))
  if (!found) return 'unknown'
  if (found.employeeId === null && found.email === null) return 'already'
  if (!lines.some((line) => isAbout(line, { personId, ...found }))) return 'unknown'
  // The line is in the ledger already.
  const rowCount = await erasePerson(db, personId, null)
  const done = { state: 'done' as const, doneAt: sql`now()`, rowCount }
  await db
    .insert(erasure)
    .values({ publicId: crypto.randomUUID(), personId, reason: 'left', ...done })
    .onConflictDoUpdate({ target: erasure.personId, set: done })
  return 'replayed'
}
