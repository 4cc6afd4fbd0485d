import { sql } from 'drizzle-orm'
import { check, index, integer, pgPolicy, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant, key, oneOf, version } from '../columns'
import { admin, hr, jobsOnly, pAdmin, pHr } from '../policies'
import { deliveryProblems, deliveryStatuses, messageEvents } from '../values'
import { person } from './people'

const hrWrites = sql`(select authz.holds('hr'))`
const adminWrites = sql`(select authz.holds('administrator'))`

/** Whom to tell of what. The secret lies encrypted, because each message is signed with it; nobody reads it back. */
export const webhook = pgTable(
  'webhook',
  {
    id: id(),
    publicId: uuid().notNull().unique(),
    url: text().notNull(),
    secret: text().notNull(),
    events: text().array().notNull(),
    createdBy: key()
      .notNull()
      .references(() => person.id),
    createdAt: createdAt(),
    /** Set when somebody paused it, or five days of failures did. */
    pausedAt: instant(),
    failingSince: instant(),
    version: version(),
  },
  (t) => [
    check('some_event', sql`cardinality(${t.events}) > 0`),
    hr(),
    admin(),
    pgPolicy('hr_adds', {
      for: 'insert',
      to: pHr,
      withCheck: sql`${hrWrites} and ${t.createdBy} = (select authz.person_id())`,
    }),
    pgPolicy('admin_adds', {
      for: 'insert',
      to: pAdmin,
      withCheck: sql`${adminWrites} and ${t.createdBy} = (select authz.person_id())`,
    }),
    pgPolicy('hr_changes', { for: 'update', to: pHr, using: hrWrites, withCheck: hrWrites }),
    pgPolicy('admin_changes', { for: 'update', to: pAdmin, using: adminWrites, withCheck: adminWrites }),
    pgPolicy('hr_removes', { for: 'delete', to: pHr, using: hrWrites }),
    pgPolicy('admin_removes', { for: 'delete', to: pAdmin, using: adminWrites }),
    jobsOnly('webhook'),
  ],
)

/** One message to one receiver, written by a trigger in the deed's own transaction. */
export const webhookDelivery = pgTable(
  'webhook_delivery',
  {
    id: id(),
    publicId: uuid().notNull().unique().defaultRandom(),
    webhookId: key()
      .notNull()
      .references(() => webhook.id, { onDelete: 'cascade' }),
    event: oneOf(messageEvents).notNull(),
    subject: text().notNull(),
    subjectId: text(),
    status: oneOf(deliveryStatuses).notNull().default('waiting'),
    attempts: smallint().notNull().default(0),
    nextAt: createdAt(),
    answeredWith: integer(),
    problem: oneOf(deliveryProblems),
    createdAt: createdAt(),
    deliveredAt: instant(),
  },
  (t) => [
    index().on(t.webhookId, t.id),
    index('webhook_delivery_due').on(t.nextAt).where(sql`status = 'waiting'`),
    check('known_status', sql`${t.status} in ('waiting', 'delivered', 'failed')`),
    check(
      'known_problem',
      sql`${t.problem} in ('answered', 'slow', 'unreachable', 'unknown-name', 'closed-network', 'not-https',
      'other-secret')`,
    ),
    hr(),
    admin(),
    pgPolicy('hr_changes', { for: 'update', to: pHr, using: hrWrites, withCheck: hrWrites }),
    pgPolicy('admin_changes', { for: 'update', to: pAdmin, using: adminWrites, withCheck: adminWrites }),
    jobsOnly('privacy,webhook'),
  ],
)

/** Requests of one token or address in the present minute, shared by all instances. */
export const rateWindow = pgTable('rate_window', {
  bucket: text().primaryKey(),
  startedAt: createdAt(),
  used: integer().notNull(),
}).enableRLS()
