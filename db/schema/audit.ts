import { sql } from 'drizzle-orm'
import { boolean, check, customType, index, integer, pgPolicy, pgTable, text } from 'drizzle-orm/pg-core'
import { bytes, createdAt, id, instant, key } from '../columns'
import { admin, asking, jobsMay, jobsOnly } from '../policies'

/** What was done by whom, in the same transaction as the deed. INSERT only; ids, actions and field names, never values. */
export const auditEntry = pgTable(
  'audit_entry',
  {
    id: id(),
    at: createdAt(),
    actorId: key(),
    actor: text().notNull(),
    action: text().notNull(),
    subject: text().notNull(),
    subjectId: text(),
    fields: text().array().notNull().default([]),
  },
  (t) => [
    index().on(t.at),
    pgPolicy('own', {
      for: 'insert',
      to: asking,
      withCheck: sql`${t.actorId} = (select authz.person_id()) and ${t.actor} = 'person'`,
    }),
    admin(),
    jobsMay('insert', 'import,command,cycle,mail,privacy,secondment'),
    jobsMay('select', 'privacy,seal'),
    jobsMay('delete', 'privacy'),
  ],
)

const idRanges = customType<{ data: string }>({ dataType: () => 'int8multirange' })

/**
 * A block of the chain over the audit: which entries it seals, the SHA-256 of each in the order of their ids, and its own
 * over all of that and the block before. Made after the deeds, never in their way.
 */
export const auditSeal = pgTable(
  'audit_seal',
  {
    block: key().primaryKey(),
    previous: text().notNull(),
    entries: idRanges().notNull(),
    /** Every entry up to this id is in this block or an earlier one. */
    upto: key().notNull().unique(),
    count: integer().notNull(),
    fromAt: instant().notNull(),
    toAt: instant().notNull(),
    leaves: bytes().notNull(),
    hash: text().notNull(),
    sealedAt: createdAt(),
  },
  () => [admin(), jobsMay('insert', 'seal'), jobsMay('select', 'privacy,seal')],
)

/** The newest block: a chain cut short at its end shows. */
export const auditHead = pgTable(
  'audit_head',
  { isOnly: boolean().primaryKey().default(true), block: key().notNull(), hash: text().notNull() },
  (t) => [check('only_one', sql`${t.isOnly}`), admin(), jobsOnly('seal')],
)
