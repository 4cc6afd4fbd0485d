import { sql } from 'drizzle-orm'
import { index, pgPolicy, pgTable, text } from 'drizzle-orm/pg-core'
import { createdAt, id, key } from '../columns'
import { admin, everyone, jobsOnly } from '../policies'

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
      to: everyone,
      withCheck: sql`${t.actorId} = (select authz.person_id()) and ${t.actor} = 'person'`,
    }),
    admin(),
    jobsOnly('import,command'),
  ],
)
