import { index, pgTable, text } from 'drizzle-orm/pg-core'
import { createdAt, id, key } from '../columns'
import { admin, jobsOnly } from '../policies'

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
  (t) => [index().on(t.at), admin(), jobsOnly('import,command')],
)
