import { sql } from 'drizzle-orm'
import { check, index, integer, pgPolicy, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant, key, oneOf } from '../columns'
import { hr, jobsOnly, pHr, signedIn } from '../policies'
import { erasureReasons, erasureStates, retentionKinds } from '../values'
import { person } from './people'

/** That somebody is to be erased, or was: internal keys and a reason of a closed list, nothing about them. */
export const erasure = pgTable(
  'erasure',
  {
    id: id(),
    publicId: uuid().notNull().unique(),
    personId: key()
      .notNull()
      .unique()
      .references(() => person.id),
    /** Null: by the rule for people who have left, or replayed after a restore. */
    askedBy: key().references(() => person.id),
    reason: oneOf(erasureReasons).notNull(),
    state: oneOf(erasureStates).notNull().default('waiting'),
    askedAt: createdAt(),
    doneAt: instant(),
    rowCount: integer(),
  },
  (t) => [
    index().on(t.askedAt),
    check('known_reason', sql`${t.reason} in ('left', 'request', 'mistake', 'order')`),
    check('known_state', sql`${t.state} in ('waiting', 'done')`),
    check('nobody_themselves', sql`${t.askedBy} <> ${t.personId}`),
    hr(),
    pgPolicy('ask', {
      for: 'insert',
      to: pHr,
      withCheck: sql`(select authz.holds('hr')) and ${t.askedBy} = (select authz.person_id()) and ${t.state} = 'waiting'`,
    }),
    jobsOnly('privacy'),
  ],
)

/** When a retention rule last ran, and what it removed. */
export const retentionRun = pgTable(
  'retention_run',
  { kind: text({ enum: retentionKinds }).primaryKey(), at: createdAt(), removed: integer().notNull() },
  () => [signedIn(), jobsOnly('privacy')],
)
