import { and, eq, sql } from 'drizzle-orm'
import type { Database, Db } from '@/db/client'
import { account, erasure, person } from '@/db/schema'
import { record } from '@/lib/audit/record'
import { describeErased } from './erased'
import { holdings } from './holdings'
import { ledgerFile, noteErasure } from './ledger'

/** Erases whoever waits, one transaction each: the row with this id, or all. Done is done: a repetition finds nothing. */
export async function eraseWaiting(database: Database, id: number | null, file = ledgerFile()): Promise<void> {
  const waiting = await database.asJob('privacy', (db) =>
    db
      .select({ id: erasure.id })
      .from(erasure)
      .where(and(eq(erasure.state, 'waiting'), id === null ? undefined : eq(erasure.id, id)))
      .orderBy(erasure.id),
  )
  for (const one of waiting) await database.asJob('privacy', (db) => eraseOne(db, one.id, file))
}

async function eraseOne(db: Db, id: number, file: string): Promise<void> {
  const [asked] = await db
    .select({ personId: erasure.personId })
    .from(erasure)
    .where(and(eq(erasure.id, id), eq(erasure.state, 'waiting')))
    .for('update', { skipLocked: true })
  if (!asked) return
  const rows = await erasePerson(db, asked.personId, file)
  await db.update(erasure).set({ state: 'done', doneAt: sql`now()`, rowCount: rows }).where(eq(erasure.id, id))
}

/** Takes away all that is held about somebody, noted in the ledger first and in the audit; how many rows it touched. */
export async function erasePerson(db: Db, personId: number, file: string | null): Promise<number> {
  const [found] = await db
    .select({ employeeId: person.employeeId, email: person.email, name: person.name, accountId: account.id })
    .from(person)
    .leftJoin(account, eq(account.personId, person.id))
    .where(eq(person.id, personId))
  if (!found) throw new Error('There is nobody by this key to erase.')
  const { employeeId, email, name, accountId } = found
  if (file !== null) noteErasure({ personId, employeeId, email }, file)
  const plain = [employeeId, email, name].filter((word) => word !== null)
  const who = describeErased(personId, accountId, plain)
  let rows = 0
  for (const holding of holdings) {
    if ('erase' in holding) rows += (await db.execute(holding.erase(who))).rowCount ?? 0
  }
  await record(db, 'privacy', { action: 'person.erased', subject: 'person', subjectId: personId })
  return rows
}
