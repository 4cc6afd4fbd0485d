import { sql } from 'drizzle-orm'
import {
  check,
  index,
  integer,
  pgPolicy,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { createdAt, day, dayRange, id, instant, key, oneOf, publicId, version } from '../columns'
import { isOther, jobsOnly, ofLine, pAll, pHost, pHr, pMember, pPmo, proved, working } from '../policies'
import { appealStates, coverOptions, secondmentOrigins, secondmentStates } from '../values'
import { opening } from './openings'
import { person } from './people'

const me = sql`(select authz.person_id())`
const isHr = proved(pHr)
const isRoot = sql`(select authz.holds('all'))`
/** Rows of placements that the viewer sees: whose they are is said once, in the policies of `secondment`. */
const ofSeen = (column: Parameters<typeof isOther>[0]) =>
  pgPolicy('of_secondment', {
    for: 'select',
    to: working,
    using: sql`${me} is not null and ${column} in (select s.id from secondment s)`,
  })

/**
 * A placement of one person in one opening, from a proposal to its end. Where it stands is moved by its events alone
 * (authz.take_step). Drafts are HR's; hosts see it from their own decision to its last day, under p_host.
 */
export const secondment = pgTable(
  'secondment',
  {
    id: id(),
    publicId: publicId(),
    personId: key()
      .notNull()
      .references(() => person.id),
    openingId: key()
      .notNull()
      .references(() => opening.id),
    /** Which of the opening's seats. */
    seatNo: smallint().notNull().default(1),
    /** Of the week, in percent. */
    share: smallint().notNull().default(100),
    /** Days away. */
    during: dayRange().notNull(),
    state: oneOf(secondmentStates).notNull(),
    origin: oneOf(secondmentOrigins).notNull(),
    /** The published run of the planner that it comes from. */
    planRun: uuid(),
    stateSince: day().notNull(),
    /** Until when its owner has time; null: nothing waits. */
    dueOn: day(),
    /** The last day that somebody asked for, while that is decided. */
    askedEnd: day(),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    index().on(t.personId),
    index().on(t.openingId),
    index('secondment_due').on(t.dueOn).where(sql`${t.dueOn} is not null`),
    check(
      'known_state',
      sql`${t.state} in ('draft', 'interest', 'release', 'refused', 'selection', 'confirmed', 'active', 'extending',
        'ending-early', 'ending', 'returned', 'closed', 'dropped', 'withdrawn', 'not-selected', 'cancelled')`,
    ),
    check('known_origin', sql`${t.origin} in ('plan', 'hand', 'volunteered')`),
    check('planned_by_a_run', sql`(${t.origin} = 'plan') = (${t.planRun} is not null)`),
    check('some_day', sql`not isempty(${t.during})`),
    check('with_both_ends', sql`lower(${t.during}) is not null and upper(${t.during}) is not null`),
    check('some_seat', sql`${t.seatNo} between 1 and 99`),
    check('share_of_week', sql`${t.share} between 1 and 100`),
    check('ten_years_at_most', sql`upper(${t.during}) - lower(${t.during}) <= 3660`),
    check('asked_within_ten_years', sql`${t.askedEnd} - lower(${t.during}) <= 3660`),
    check('asked_while_decided', sql`(${t.askedEnd} is not null) = (${t.state} in ('extending', 'ending-early'))`),
    pgPolicy('scope', {
      for: 'select',
      to: [pMember, pPmo],
      using: sql`${t.state} <> 'draft' and ${ofLine(t.personId)}`,
    }),
    pgPolicy('root', { for: 'select', to: pAll, using: sql`${isRoot} and ${t.state} <> 'draft'` }),
    pgPolicy('hr', { for: 'select', to: pHr, using: isHr }),
    pgPolicy('host', {
      for: 'select',
      to: pHost,
      using: sql`${t.id} = any (array(select authz.hosted_secondment_ids()))`,
    }),
    pgPolicy('hr_proposes', {
      for: 'insert',
      to: pHr,
      withCheck: sql`${isHr} and ${isOther(t.personId)} and ${t.state} in ('draft', 'interest') and ${t.origin} in ('hand', 'plan')`,
    }),
    pgPolicy('root_publishes', {
      for: 'insert',
      to: pAll,
      withCheck: sql`${isRoot} and ${isOther(t.personId)} and ${t.state} = 'interest' and ${t.origin} = 'plan'`,
    }),
    pgPolicy('volunteer', {
      for: 'insert',
      to: working,
      withCheck: sql`${t.personId} = ${me} and ${t.state} = 'interest' and ${t.origin} = 'volunteered'`,
    }),
    // Which days may move is for the trigger guard_secondment.
    pgPolicy('hr_moves', { for: 'update', to: pHr, using: sql`${isHr} and ${isOther(t.personId)}` }),
    jobsOnly('privacy,secondment'),
  ],
)

const ofSecondment = () =>
  key()
    .notNull()
    .references(() => secondment.id, { onDelete: 'cascade' })

/** What a placement is to develop, and from which level of record to which, in thousandths of a level. */
export const secondmentTarget = pgTable(
  'secondment_target',
  {
    secondmentId: ofSecondment(),
    /** By its key, because criteria come in editions. */
    criterion: text().notNull(),
    /** Null: nobody had rated it. */
    fromMilli: smallint(),
    toMilli: smallint().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.secondmentId, t.criterion] }),
    check('known_levels', sql`${t.fromMilli} between 0 and 5000 and ${t.toMilli} between 0 and 5000`),
    check('no_way_down', sql`${t.fromMilli} <= ${t.toMilli}`),
    ofSeen(t.secondmentId),
    pgPolicy('host', {
      for: 'select',
      to: pHost,
      using: sql`${t.secondmentId} = any (array(select authz.hosted_now_ids()))`,
    }),
    pgPolicy('propose', {
      for: 'insert',
      to: working,
      withCheck: sql`${t.secondmentId} = any (array(select authz.new_secondment_ids()))`,
    }),
    jobsOnly('privacy,secondment'),
  ],
)

/** What somebody did about a placement, and why. A row is the step: the trigger take_step checks it and moves the placement. */
export const secondmentEvent = pgTable(
  'secondment_event',
  {
    id: id(),
    secondmentId: ofSecondment(),
    deed: text().notNull(),
    /** Null: it was proposed. */
    fromState: oneOf(secondmentStates),
    toState: oneOf(secondmentStates).notNull(),
    /** Which version of the placement it was decided on: all parties see the same. Null: the clock, or proposed. */
    ofVersion: integer(),
    /** Null: the clock. */
    byId: key().references(() => person.id),
    at: instant().notNull().default(sql`now()`),
    onDay: day().notNull(),
    reason: text().notNull().default(''),
    /** What is offered instead, in a refusal. */
    alternative: text().notNull().default(''),
    /** The last day that is asked for. */
    askedEnd: day(),
    /** Until when the next owner has time. */
    dueOn: day(),
  },
  (t) => [
    index().on(t.secondmentId, t.id),
    check('short_enough', sql`length(${t.reason}) <= 4000 and length(${t.alternative}) <= 4000`),
    ofSeen(t.secondmentId),
    pgPolicy('step', {
      for: 'insert',
      to: working,
      withCheck: sql`${t.byId} = ${me} and ${t.secondmentId} in (select s.id from secondment s)`,
    }),
    pgPolicy('host_steps', {
      for: 'insert',
      to: pHost,
      withCheck: sql`${t.byId} = ${me} and ${t.secondmentId} in (select s.id from secondment s)`,
    }),
    jobsOnly('privacy,secondment'),
  ],
)

/** Who does the work at home, link by link: the second link is the post of whoever the first one names. */
export const secondmentCover = pgTable(
  'secondment_cover',
  {
    secondmentId: ofSecondment(),
    place: smallint().notNull(),
    option: oneOf(coverOptions).notNull(),
    coveringPersonId: key().references(() => person.id),
    during: dayRange().notNull(),
    /** What is not covered, in words. */
    consequence: text().notNull().default(''),
    /** In minor units of the organisation's currency; null: not reckoned. */
    costMinor: integer(),
  },
  (t) => [
    primaryKey({ columns: [t.secondmentId, t.place] }),
    index().on(t.coveringPersonId).where(sql`${t.coveringPersonId} is not null`),
    check('known_option', sql`${t.option} in ('recruit', 'acting', 'share', 'vacant', 'swap')`),
    check('some_place', sql`${t.place} between 1 and 9`),
    check('somebody_named', sql`${t.option} not in ('acting', 'swap') or ${t.coveringPersonId} is not null`),
    check('stated_when_vacant', sql`${t.option} <> 'vacant' or ${t.consequence} <> ''`),
    check('some_day', sql`not isempty(${t.during})`),
    check('no_credit', sql`${t.costMinor} >= 0`),
    check('short_enough', sql`length(${t.consequence}) <= 2000`),
    ofSeen(t.secondmentId),
    pgPolicy('arrange', {
      for: 'insert',
      to: working,
      withCheck: sql`${t.secondmentId} = any (array(select authz.coverable_secondment_ids()))`,
    }),
    pgPolicy('rearrange', {
      for: 'delete',
      to: working,
      using: sql`${t.secondmentId} = any (array(select authz.coverable_secondment_ids()))`,
    }),
    jobsOnly('privacy,secondment'),
  ],
)

/** The secondee's word against a refusal. HR decides: released after all, or not. */
export const appeal = pgTable(
  'appeal',
  {
    id: id(),
    secondmentId: ofSecondment(),
    reason: text().notNull(),
    askedOn: day().notNull(),
    /** Until when HR has time. */
    dueOn: day().notNull(),
    state: oneOf(appealStates).notNull().default('open'),
    decision: text().notNull().default(''),
    decidedBy: key().references(() => person.id),
    decidedOn: day(),
  },
  (t) => [
    uniqueIndex('one_open_appeal').on(t.secondmentId).where(sql`${t.state} = 'open'`),
    check('known_state', sql`${t.state} in ('open', 'upheld', 'rejected')`),
    check('says_why', sql`length(${t.reason}) between 1 and 4000 and length(${t.decision}) <= 4000`),
    check('decided_by_somebody', sql`(${t.state} = 'open') = (${t.decidedOn} is null)`),
    ofSeen(t.secondmentId),
    pgPolicy('appeal', {
      for: 'insert',
      to: working,
      withCheck: sql`${t.state} = 'open' and ${t.secondmentId} = any (array(select authz.refused_secondment_ids()))`,
    }),
    pgPolicy('hr_decides', {
      for: 'update',
      to: pHr,
      using: sql`${isHr} and ${t.state} = 'open' and ${t.secondmentId} in (select s.id from secondment s where s.person_id <> ${me})
        and ${t.secondmentId} not in (select e.secondment_id from secondment_event e where e.deed = 'refuse' and e.by_id = ${me})`,
      withCheck: sql`${isHr} and ${t.decidedBy} = ${me}`,
    }),
    jobsOnly('privacy,secondment'),
  ],
)
