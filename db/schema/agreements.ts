import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  check,
  foreignKey,
  index,
  pgPolicy,
  pgTable,
  primaryKey,
  smallint,
  text,
} from 'drizzle-orm/pg-core'
import { day, instant, key, oneOf, version } from '../columns'
import { hr, jobsOnly, pAll, pHr, pMember, pPmo, root, scope, working } from '../policies'
import { agreementStatuses } from '../values'
import { participant } from './cycles'
import { criterion } from './framework'
import { person } from './people'

const me = sql`(select authz.person_id())`

/** Drafts are for whoever agrees the levels today: also what a deputy or a former manager has begun. */
const noDraft = (t: { status: AnyPgColumn; participantId: AnyPgColumn }) =>
  sql`(${t.status} <> 'draft' or ${t.participantId} = any (array(select authz.agreeable_participant_ids())))`

/** The level that manager and employee settled on, or are about to: the level of record of the cycle (science §1.5). */
export const agreement = pgTable(
  'agreement',
  {
    participantId: key().notNull(),
    cycleId: key().notNull(),
    subjectId: key().notNull(),
    criterionId: key()
      .notNull()
      .references(() => criterion.id),
    level: smallint().notNull(),
    /** Why it is not the manager's first level; both see it. */
    reason: text().notNull().default(''),
    status: oneOf(agreementStatuses).notNull().default('draft'),
    agreedBy: key()
      .notNull()
      .references(() => person.id),
    agreedOn: day().notNull(),
    /** By the organisation's clock, as taking note is. */
    settledAt: instant().notNull().default(sql`authz.now()`),
    /** The employee's, where they disagree. */
    objection: text().notNull().default(''),
    version: version(),
  },
  (t) => [
    primaryKey({ columns: [t.participantId, t.criterionId] }),
    foreignKey({
      name: 'agreement_of_participant',
      columns: [t.participantId, t.cycleId, t.subjectId],
      foreignColumns: [participant.id, participant.cycleId, participant.subjectId],
    }),
    index().on(t.cycleId),
    index().on(t.subjectId),
    check('level_range', sql`${t.level} between 0 and 9`),
    check('known_status', sql`${t.status} in ('draft', 'agreed', 'disputed')`),
    check('objection_if_disputed', sql`(${t.status} = 'disputed') = (${t.objection} <> '')`),
    pgPolicy('scope', {
      for: 'select',
      to: [pMember, pPmo],
      using: sql`${t.subjectId} = any (array(select authz.visible_ids()))
        and ${noDraft(t)}`,
    }),
    pgPolicy('root', { for: 'select', to: pAll, using: sql`(select authz.holds('all')) and ${noDraft(t)}` }),
    pgPolicy('hr', { for: 'select', to: pHr, using: sql`(select authz.holds('hr')) and ${noDraft(t)}` }),
    pgPolicy('propose', {
      for: 'insert',
      to: working,
      withCheck: sql`${t.agreedBy} = ${me} and ${t.status} in ('draft', 'agreed')
        and ${t.participantId} = any (array(select authz.agreeable_participant_ids()))`,
    }),
    // What the employee may change of it, and what the manager: the trigger guard_agreement.
    pgPolicy('settle', {
      for: 'update',
      to: working,
      using: sql`${t.participantId} = any (array(select authz.agreeable_participant_ids()))
        or ${t.subjectId} = ${me} and ${t.status} <> 'draft'
          and ${t.participantId} = any (array(select authz.own_participant_ids()))`,
    }),
    jobsOnly('import,cycle,privacy'),
  ],
)

/** The talk about both forms: when, what was said, and whether the employee has taken note. */
export const conversation = pgTable(
  'conversation',
  {
    participantId: key().primaryKey(),
    subjectId: key().notNull(),
    meetsAt: instant(),
    notes: text().notNull().default(''),
    acknowledgedAt: instant(),
    version: version(),
  },
  (t) => [
    foreignKey({
      name: 'talk_of_participant',
      columns: [t.participantId, t.subjectId],
      foreignColumns: [participant.id, participant.subjectId],
    }),
    index().on(t.subjectId),
    check('short_enough', sql`length(${t.notes}) <= 8000`),
    scope(t.subjectId),
    root(),
    hr(),
    pgPolicy('open', {
      for: 'insert',
      to: working,
      withCheck: sql`${t.participantId} = any (array(select authz.agreeable_participant_ids()))`,
    }),
    pgPolicy('keep', {
      for: 'update',
      to: working,
      using: sql`${t.participantId} = any (array(select authz.agreeable_participant_ids()))
        or ${t.participantId} = any (array(select authz.own_participant_ids()))`,
    }),
    jobsOnly('cycle,privacy'),
  ],
)
