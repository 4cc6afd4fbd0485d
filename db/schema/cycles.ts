import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  index,
  jsonb,
  pgPolicy,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
} from 'drizzle-orm/pg-core'
import { createdAt, day, dayRange, id, instant, key, oneOf, publicId, version } from '../columns'
import {
  asking,
  hr,
  jobsOnly,
  pAdmin,
  pAll,
  pHr,
  pMember,
  pPmo,
  proved,
  root,
  scope,
  signedIn,
  working,
} from '../policies'
import { cycleKinds, cycleStages, cycleStatuses, evidenceRules, participantStates } from '../values'
import { frameworkVersion } from './framework'
import { person } from './people'

const me = sql`(select authz.person_id())`
const isHr = proved(pHr)
const hrWrites = () => [
  pgPolicy('hr_adds', { for: 'insert', to: pHr, withCheck: isHr }),
  pgPolicy('hr_changes', { for: 'update', to: pHr, using: isHr, withCheck: isHr }),
  pgPolicy('hr_removes', { for: 'delete', to: pHr, using: isHr }),
]

export const cycle = pgTable(
  'cycle',
  {
    id: id(),
    name: text().notNull().unique(),
    kind: oneOf(cycleKinds).notNull().default('imported'),
    frameworkVersionId: key()
      .notNull()
      .references(() => frameworkVersion.id),
    status: oneOf(cycleStatuses).notNull().default('open'),
    /** The day on which age, expiry and bands of this cycle are reckoned; import: the newest rating day; run: the closing day. */
    asOfOn: day(),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    check('known_kind', sql`${t.kind} in ('imported', 'run')`),
    check('known_status', sql`${t.status} in ('draft', 'open', 'paused', 'closing', 'published')`),
    pgPolicy('signed_in', {
      for: 'select',
      to: [pMember, pPmo, pAll, pAdmin],
      using: sql`${me} is not null and ${t.status} <> 'draft'`,
    }),
    hr(),
    pgPolicy('hr_adds', {
      for: 'insert',
      to: pHr,
      withCheck: sql`${isHr} and ${t.kind} = 'run' and ${t.status} = 'draft'`,
    }),
    // Which way a cycle goes is for the trigger guard_cycle.
    pgPolicy('hr_changes', { for: 'update', to: pHr, using: sql`${isHr} and ${t.kind} = 'run'` }),
    pgPolicy('hr_discards', { for: 'delete', to: pHr, using: sql`${isHr} and ${t.status} = 'draft'` }),
    jobsOnly('import,command,cycle'),
  ],
)

/** How a run cycle asks. Whom it asks (`population`) is for HR to read. */
export const cyclePlan = pgTable(
  'cycle_plan',
  {
    cycleId: key()
      .primaryKey()
      .references(() => cycle.id, { onDelete: 'cascade' }),
    /** Rules by unit, job title, profile and name: `Population` in lib/cycles/shapes.ts. */
    population: jsonb().notNull(),
    /** Whose own target is missing. */
    defaultProfile: text(),
    isBlind: boolean().notNull().default(true),
    asksPeers: boolean().notNull().default(false),
    evidenceRule: oneOf(evidenceRules).notNull().default('ask'),
    /** Asks in full only what is new, expired, disputed or changed; the rest is confirmed in one act. */
    isDelta: boolean().notNull().default(false),
    submitsDrafts: boolean().notNull().default(true),
    /** Days before each deadline on which whoever is not done is reminded. */
    remindDays: smallint().array().notNull().default([7, 2]),
    /** IANA name: the zone of the deadlines' wall time. */
    timeZone: text().notNull(),
    launchedAt: instant(),
    closedAt: instant(),
    /** Why it was closed before its last deadline. */
    closedReason: text().notNull().default(''),
    version: version(),
  },
  (t) => [
    check('known_rule', sql`${t.evidenceRule} in ('ask', 'flag', 'enforce')`),
    check('few_reminders', sql`cardinality(${t.remindDays}) <= 6`),
    signedIn(),
    ...hrWrites(),
    jobsOnly('cycle,privacy'),
  ],
)

/** Until when: the wall time that people were told, and the instant that it stands for. */
export const cycleDeadline = pgTable(
  'cycle_deadline',
  {
    cycleId: key()
      .notNull()
      .references(() => cycle.id, { onDelete: 'cascade' }),
    stage: oneOf(cycleStages).notNull(),
    /** `2026-12-04T17:00` in the plan's zone. */
    wallTime: text().notNull(),
    closesAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.cycleId, t.stage] }),
    check('known_stage', sql`${t.stage} in ('self', 'manager', 'agree')`),
    signedIn(),
    ...hrWrites(),
    jobsOnly('cycle'),
  ],
)

/** Somebody who is assessed in a run cycle. */
export const participant = pgTable(
  'participant',
  {
    id: id(),
    cycleId: key()
      .notNull()
      .references(() => cycle.id),
    subjectId: key()
      .notNull()
      .references(() => person.id),
    targetProfile: text().notNull(),
    /** Stands in for the manager of the day, by HR's word. */
    assignedRaterId: key().references(() => person.id),
    assignedReason: text().notNull().default(''),
    state: oneOf(participantStates).notNull().default('active'),
    /** When nobody could rate any more, or why not at all. */
    stateReason: text().notNull().default(''),
    addedAt: createdAt(),
    version: version(),
  },
  (t) => [
    unique('one_participation').on(t.cycleId, t.subjectId),
    // Forms and levels name all three: they cannot be about somebody else.
    unique('whole_participation').on(t.id, t.cycleId, t.subjectId),
    unique('participation_of').on(t.id, t.subjectId),
    index().on(t.subjectId),
    index().on(t.assignedRaterId).where(sql`${t.assignedRaterId} is not null`),
    check('known_state', sql`${t.state} in ('active', 'excused', 'left')`),
    check('rated_by_another', sql`${t.assignedRaterId} <> ${t.subjectId}`),
    check('assigned_with_reason', sql`${t.assignedRaterId} is null or ${t.assignedReason} <> ''`),
    scope(t.subjectId),
    root(),
    hr(),
    ...hrWrites().slice(0, 2),
    jobsOnly('import,cycle,privacy'),
  ],
)

/** Who rates for an absent manager, from day to day. */
export const deputy = pgTable(
  'deputy',
  {
    id: id(),
    publicId: publicId(),
    managerId: key()
      .notNull()
      .references(() => person.id),
    deputyId: key()
      .notNull()
      .references(() => person.id),
    valid: dayRange().notNull(),
    namedBy: key()
      .notNull()
      .references(() => person.id),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    index().on(t.managerId),
    index().on(t.deputyId),
    check('some_day', sql`not isempty(${t.valid})`),
    check('with_an_end', sql`upper(${t.valid}) is not null`),
    check('not_oneself', sql`${t.managerId} <> ${t.deputyId}`),
    pgPolicy('own', {
      for: 'select',
      to: [pMember, pPmo, pAll],
      using: sql`${t.managerId} = ${me} or ${t.deputyId} = ${me}`,
    }),
    hr(),
    pgPolicy('name', {
      for: 'insert',
      to: working,
      withCheck: sql`${t.namedBy} = ${me} and ${t.managerId} = ${me}`,
    }),
    pgPolicy('hr_names', { for: 'insert', to: pHr, withCheck: sql`${isHr} and ${t.namedBy} = ${me}` }),
    pgPolicy('end', { for: 'update', to: working, using: sql`${t.managerId} = ${me}` }),
    pgPolicy('hr_ends', { for: 'update', to: pHr, using: isHr, withCheck: isHr }),
    // What stood in for nobody yet is taken back.
    pgPolicy('take_back', {
      for: 'delete',
      to: working,
      using: sql`${t.managerId} = ${me} and lower(${t.valid}) >= (select authz.today())`,
    }),
    pgPolicy('hr_takes_back', {
      for: 'delete',
      to: pHr,
      using: sql`${isHr} and lower(${t.valid}) >= (select authz.today())`,
    }),
    jobsOnly('cycle,privacy'),
  ],
)

/** Days on which nobody expects a deadline. */
export const bankHoliday = pgTable('bank_holiday', { onDay: day().primaryKey(), name: text().notNull() }, () => [
  signedIn(asking),
  ...hrWrites(),
  jobsOnly('cycle,secondment'),
])

/** When somebody is away for long: parental leave, sickness, a career break. From day to day, without the reason. */
export const plannedLeave = pgTable(
  'planned_leave',
  {
    personId: key()
      .notNull()
      .references(() => person.id),
    valid: dayRange().notNull(),
  },
  (t) => [
    index().on(t.personId),
    check('some_day', sql`not isempty(${t.valid})`),
    scope(t.personId),
    root(),
    hr(),
    ...hrWrites(),
    jobsOnly('import,cycle,privacy'),
  ],
)
