import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  index,
  integer,
  pgPolicy,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
} from 'drizzle-orm/pg-core'
import { createdAt, day, dayRange, id, key, oneOf, version } from '../columns'
import { hr, isOther, jobsOnly, pHost, pHr, proved, root, scopeOfLine, working } from '../policies'
import { mobilities, openingPayers, openingStatuses } from '../values'
import { person, unit } from './people'

const me = sql`(select authz.person_id())`
const isHr = proved(pHr)
/** Units that the viewer may offer places in: HR and the head all, directors those granted, a manager their own and below. */
const hosted = sql`any (array(select authz.host_unit_ids()))`
const kept = sql`any (array(select authz.kept_opening_ids()))`
const atWork = () =>
  pgPolicy('signed_in', { for: 'select', to: working, using: sql`(select authz.person_id()) is not null` })

/** A place that a host offers for a time. Everybody at work reads it once it is published; drafts are the hosts' and HR's. */
export const opening = pgTable(
  'opening',
  {
    id: id(),
    /** The file's own key, else a UUIDv7. */
    openingId: text().notNull().unique(),
    title: text().notNull(),
    /** A key of db/framework/routes.json. */
    routeKey: text().notNull(),
    hostUnitId: key()
      .notNull()
      .references(() => unit.id),
    /** Who answers for the place. Null once that person is erased, and in a draft. */
    sponsorId: key().references(() => person.id),
    /** Who leads the secondee day by day; the sponsor, where nobody is named. */
    supervisorId: key().references(() => person.id),
    location: text().notNull().default(''),
    earliestStart: day().notNull(),
    /** The last day, inclusive. */
    latestEnd: day().notNull(),
    /** From the first to the last day, all of it. */
    isFixed: boolean().notNull().default(false),
    /** Length in calendar days, both ends counted. */
    minDays: integer().notNull(),
    maxDays: integer().notNull(),
    seats: smallint().notNull().default(1),
    /** Of the week, in percent. */
    share: smallint().notNull().default(100),
    paidBy: oneOf(openingPayers).notNull().default('home'),
    clearance: text(),
    languages: text().array().notNull().default([]),
    applyBy: day(),
    notes: text().notNull().default(''),
    status: oneOf(openingStatuses).notNull().default('draft'),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    index().on(t.hostUnitId),
    index().on(t.sponsorId),
    index().on(t.supervisorId),
    check('known_status', sql`${t.status} in ('draft', 'published', 'filled', 'closed')`),
    check('known_payer', sql`${t.paidBy} in ('home', 'host', 'shared', 'central')`),
    check('titled', sql`length(${t.title}) between 1 and 200 and length(${t.notes}) <= 4000`),
    check('some_days', sql`${t.minDays} between 1 and ${t.maxDays}`),
    check('days_fit', sql`${t.maxDays} <= ${t.latestEnd} - ${t.earliestStart} + 1`),
    check('fixed_is_whole', sql`not ${t.isFixed} or ${t.minDays} = ${t.latestEnd} - ${t.earliestStart} + 1`),
    check('some_seats', sql`${t.seats} between 1 and 99`),
    check('share_of_week', sql`${t.share} between 1 and 100`),
    pgPolicy('scope', {
      for: 'select',
      to: working,
      using: sql`${me} is not null and (${t.status} <> 'draft' or ${t.sponsorId} = ${me} or ${t.supervisorId} = ${me}
        or ${t.hostUnitId} = ${hosted})`,
    }),
    pgPolicy('host', { for: 'select', to: pHost, using: sql`${t.sponsorId} = ${me} or ${t.supervisorId} = ${me}` }),
    pgPolicy('offer', {
      for: 'insert',
      to: working,
      withCheck: sql`${t.hostUnitId} = ${hosted} and ${t.status} = 'draft'`,
    }),
    // Which way it goes is for the trigger guard_opening.
    pgPolicy('keep', { for: 'update', to: working, using: sql`${t.sponsorId} = ${me} or ${t.hostUnitId} = ${hosted}` }),
    pgPolicy('discard', {
      for: 'delete',
      to: working,
      using: sql`${t.status} = 'draft' and (${t.sponsorId} = ${me} or ${t.hostUnitId} = ${hosted})`,
    }),
    jobsOnly('import,privacy,secondment'),
  ],
)

const ofOpening = (openingId: ReturnType<typeof key>) =>
  openingId.notNull().references(() => opening.id, { onDelete: 'cascade' })
const parts = (openingId: Parameters<typeof scopeOfLine>[0]) => [
  pgPolicy('of_opening', {
    for: 'select',
    to: working,
    using: sql`${me} is not null and ${openingId} in (select o.id from opening o)`,
  }),
  pgPolicy('add', { for: 'insert', to: working, withCheck: sql`${openingId} = ${kept}` }),
  pgPolicy('remove', { for: 'delete', to: working, using: sql`${openingId} = ${kept}` }),
  jobsOnly('import'),
]

/** What somebody must bring: a level of record on a criterion, named by its key because criteria come in editions. */
export const openingEntry = pgTable(
  'opening_entry',
  { openingId: ofOpening(key()), criterion: text().notNull(), level: smallint().notNull() },
  (t) => [
    primaryKey({ columns: [t.openingId, t.criterion] }),
    check('known_level', sql`${t.level} between 1 and 5`),
    pgPolicy('host', {
      for: 'select',
      to: pHost,
      using: sql`exists (select from opening o where o.id = ${t.openingId} and ${me} in (o.sponsor_id, o.supervisor_id))`,
    }),
    ...parts(t.openingId),
  ],
)

/** What the host lets people practise, the main one first, and how much of it: percent of the route's full exposure. */
export const openingCriterion = pgTable(
  'opening_criterion',
  {
    openingId: ofOpening(key()),
    criterion: text().notNull(),
    exposure: smallint().notNull().default(100),
    position: smallint().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.openingId, t.criterion] }),
    check('some_exposure', sql`${t.exposure} between 1 and 100`),
    ...parts(t.openingId),
  ],
)

const ownRows = (personId: Parameters<typeof scopeOfLine>[0], verbs: ('insert' | 'update' | 'delete')[]) =>
  verbs.map((verb) =>
    pgPolicy(`own_${verb}`, {
      ...{ for: verb, to: working },
      ...(verb === 'insert' ? { withCheck: sql`${personId} = ${me}` } : { using: sql`${personId} = ${me}` }),
    }),
  )

/** Where somebody wants to go, and what binds them. Theirs to write; their line and HR read it. No row: never asked. */
export const wish = pgTable(
  'wish',
  {
    personId: key()
      .primaryKey()
      .references(() => person.id),
    /** No placement is proposed to them before this day. */
    notNowUntil: day(),
    /** Key of the role profile that they aim at. */
    aspiration: text(),
    mobility: oneOf(mobilities).notNull().default('unknown'),
    /** Where they would go, when they would not go anywhere. */
    places: text().array().notNull().default([]),
    earliest: day(),
    latest: day(),
    /** Of the week, in percent. */
    maxShare: smallint().notNull().default(100),
    version: version(),
  },
  (t) => [
    check('known_mobility', sql`${t.mobility} in ('unknown', 'no', 'yes')`),
    check('days_in_order', sql`${t.earliest} <= ${t.latest}`),
    check('share_of_week', sql`${t.maxShare} between 1 and 100`),
    check('few_places', sql`cardinality(${t.places}) <= 20`),
    scopeOfLine(t.personId),
    root(),
    hr(),
    ...ownRows(t.personId, ['insert', 'update']),
    jobsOnly('privacy'),
  ],
)

/** Openings that somebody would like best, the first by rank 1. Kept as one list with the wish and its version. */
export const preference = pgTable(
  'preference',
  {
    personId: key()
      .notNull()
      .references(() => wish.personId, { onDelete: 'cascade' }),
    rank: smallint().notNull(),
    openingId: ofOpening(key()),
  },
  (t) => [
    primaryKey({ columns: [t.personId, t.rank] }),
    unique('preferred_once').on(t.personId, t.openingId),
    index().on(t.openingId),
    check('five_ranks', sql`${t.rank} between 1 and 5`),
    scopeOfLine(t.personId),
    root(),
    hr(),
    ...ownRows(t.personId, ['insert', 'delete']),
    jobsOnly('privacy'),
  ],
)

/** What HR alone knows of somebody and a placement must respect. Nobody keeps their own. */
export const standing = pgTable(
  'standing',
  {
    personId: key()
      .primaryKey()
      .references(() => person.id),
    probationUntil: day(),
    contractEndsOn: day(),
    /** Null: since they joined their unit. */
    inPostSince: day(),
    /** A disciplinary or performance process is live. */
    isUnderProcess: boolean().notNull().default(false),
    version: version(),
  },
  (t) => [
    hr(),
    pgPolicy('hr_adds', { for: 'insert', to: pHr, withCheck: sql`${isHr} and ${isOther(t.personId)}` }),
    pgPolicy('hr_changes', { for: 'update', to: pHr, using: sql`${isHr} and ${isOther(t.personId)}` }),
    jobsOnly('privacy'),
  ],
)

const hrAddsAndRemoves = () => [
  pgPolicy('hr_adds', { for: 'insert', to: pHr, withCheck: isHr }),
  pgPolicy('hr_removes', { for: 'delete', to: pHr, using: isHr }),
]
const ofUnit = () => key().references(() => unit.id, { onDelete: 'cascade' })

/** What a unit must keep at home. A unit without a row keeps the defaults of the policy. */
export const homeRule = pgTable(
  'home_rule',
  {
    unitId: ofUnit().primaryKey(),
    /** Heads that stay on every day; null: the policy's share of all heads, rounded up. */
    minHeads: integer(),
    /** Days between the word and the first day away; null: the policy's. */
    noticeDays: smallint(),
    version: version(),
  },
  (t) => [
    check('some_heads', sql`${t.minHeads} >= 0`),
    check('some_notice', sql`${t.noticeDays} between 0 and 365`),
    atWork(),
    pgPolicy('hr_adds', { for: 'insert', to: pHr, withCheck: isHr }),
    pgPolicy('hr_changes', { for: 'update', to: pHr, using: isHr }),
  ],
)

/** How many of a unit's own must stay who hold a criterion. */
export const homeHolder = pgTable(
  'home_holder',
  {
    unitId: ofUnit().notNull(),
    criterion: text().notNull(),
    minHolders: smallint().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.unitId, t.criterion] }),
    check('some_holders', sql`${t.minHolders} between 0 and 99`),
    atWork(),
    ...hrAddsAndRemoves(),
  ],
)

/** Days on which nobody leaves a unit or starts in it: budget close, gateway reviews, audit. */
export const blackout = pgTable(
  'blackout',
  {
    unitId: ofUnit().notNull(),
    valid: dayRange().notNull(),
    reason: text().notNull(),
  },
  (t) => [
    index().on(t.unitId),
    check('some_day', sql`not isempty(${t.valid})`),
    check('with_ends', sql`lower(${t.valid}) is not null and upper(${t.valid}) is not null`),
    check('with_reason', sql`length(${t.reason}) between 1 and 200`),
    atWork(),
    ...hrAddsAndRemoves(),
  ],
)
