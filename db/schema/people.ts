import { type SQL, sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  boolean,
  check,
  index,
  integer,
  pgPolicy,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { day, dayRange, id, key, version } from '../columns'
import { admin, hr, isOther, jobsOnly, pAdmin, pHost, pHr, proved, root, scope, signedIn } from '../policies'

/** What HR and administrators write about somebody else; what an administrator may not reach comes last. */
const kept = (other: SQL, isNew: SQL, isOutOfReach?: SQL) => {
  const adds = (persona: typeof pHr | typeof pAdmin) => sql`${proved(persona)} and ${other} and ${isNew}`
  return [
    pgPolicy('hr_adds', { for: 'insert', to: pHr, withCheck: adds(pHr) }),
    pgPolicy('admin_adds', {
      for: 'insert',
      to: pAdmin,
      withCheck: isOutOfReach ? sql`${adds(pAdmin)} and ${isOutOfReach}` : adds(pAdmin),
    }),
    pgPolicy('hr_keeps', { for: 'update', to: pHr, using: sql`${proved(pHr)} and ${other}` }),
    pgPolicy('admin_keeps', { for: 'update', to: pAdmin, using: sql`${proved(pAdmin)} and ${other}` }),
  ]
}

/** What has not begun may be planned anew. */
const replanned = (other: SQL, isPlanned: SQL) =>
  [pHr, pAdmin].map((persona) =>
    pgPolicy(persona === pHr ? 'hr_replans' : 'admin_replans', {
      for: 'delete',
      to: persona,
      using: sql`${proved(persona)} and ${other} and ${isPlanned}`,
    }),
  )

const startsLater = (valid: AnyPgColumn) => sql`lower(${valid}) >= (select authz.today())`

/** A person with a post, or (employed = 'empty', no employee_id) an account's holder without one. */
export const person = pgTable(
  'person',
  {
    id: id(),
    employeeId: text().unique(),
    name: text().notNull(),
    email: text(),
    jobTitle: text().notNull().default(''),
    grade: text().notNull().default(''),
    location: text().notNull().default(''),
    hiredOn: day(),
    pmoType: text(),
    priorBusinessMonths: integer(),
    priorDeliveryMonths: integer(),
    priorPortfolioMonths: integer(),
    isAssessed: boolean().notNull().default(false),
    /** Key of the target role profile; a key, because profiles come in versions. */
    targetProfile: text(),
    credentials: text().array().notNull().default([]),
    isDisabled: boolean().notNull().default(false),
    employed: dayRange().notNull(),
    version: version(),
  },
  (t) => [
    uniqueIndex('person_email').on(sql`lower(${t.email})`),
    index('person_name_search').using('gin', sql`${t.name} gin_trgm_ops`),
    index('person_by_name').on(t.name, t.id),
    check('post_or_account', sql`${t.employeeId} is not null or isempty(${t.employed})`),
    scope(t.id),
    root(),
    hr(),
    admin(),
    pgPolicy('host', { for: 'select', to: pHost, using: sql`${t.id} = any (array(select authz.hosted_person_ids()))` }),
    ...kept(isOther(t.id), sql`${t.employeeId} is not null and ${startsLater(t.employed)}`),
    jobsOnly('import,command,cycle,mail,privacy'),
  ],
)

export const unit = pgTable(
  'unit',
  {
    id: id(),
    unitId: text().notNull().unique(),
    name: text().notNull(),
    parentId: key().references((): AnyPgColumn => unit.id),
    kind: text().notNull().default('unit'),
    version: version(),
  },
  (t) => [
    uniqueIndex('one_root_unit').on(sql`(true)`).where(sql`${t.parentId} is null`),
    index().on(t.parentId),
    signedIn(),
    ...[pHr, pAdmin].flatMap((persona) => {
      const name = persona === pHr ? 'hr' : 'admin'
      // Whoever administrates and directs units grows none of them.
      const isElsewhere = sql`(${t.parentId} = any (array(select authz.own_portfolio()))) is not true`
      const withCheck = persona === pHr ? proved(pHr) : sql`${proved(pAdmin)} and ${isElsewhere}`
      return [
        pgPolicy(`${name}_adds`, { for: 'insert', to: persona, withCheck }),
        pgPolicy(`${name}_keeps`, { for: 'update', to: persona, using: proved(persona), withCheck }),
        pgPolicy(`${name}_removes`, { for: 'delete', to: persona, using: proved(persona) }),
      ]
    }),
    jobsOnly('import,command,cycle'),
  ],
)

/** Where a person's post stands, in time. No two at once: an exclusion constraint in the guards migration. */
export const unitMembership = pgTable(
  'unit_membership',
  {
    personId: key()
      .notNull()
      .references(() => person.id),
    unitId: key()
      .notNull()
      .references(() => unit.id),
    valid: dayRange().notNull(),
  },
  (t) => [
    index().on(t.personId),
    index().on(t.unitId),
    check('some_day', sql`not isempty(${t.valid})`),
    scope(t.personId),
    root(),
    hr(),
    admin(),
    ...kept(isOther(t.personId), startsLater(t.valid), sql`${t.unitId} <> all (array(select authz.own_portfolio()))`),
    ...replanned(isOther(t.personId), startsLater(t.valid)),
    jobsOnly('import,command,cycle,privacy'),
  ],
)

/** Who manages whom, in time. One manager a person: an exclusion constraint in the guards migration. */
export const reportingLine = pgTable(
  'reporting_line',
  {
    personId: key()
      .notNull()
      .references(() => person.id),
    managerId: key()
      .notNull()
      .references(() => person.id),
    valid: dayRange().notNull(),
  },
  (t) => [
    index().on(t.personId),
    index().on(t.managerId),
    check('some_day', sql`not isempty(${t.valid})`),
    check('not_oneself', sql`${t.personId} <> ${t.managerId}`),
    scope(t.personId),
    root(),
    hr(),
    admin(),
    ...kept(
      isOther(t.personId),
      startsLater(t.valid),
      sql`not (select authz.rises_to_viewer(${t.managerId}, ${t.valid}))`,
    ),
    ...replanned(isOther(t.personId), startsLater(t.valid)),
    jobsOnly('import,command,cycle,privacy'),
  ],
)

/** Today's unit tree, kept by triggers: every unit under each of its ancestors, itself at depth 0. */
export const unitClosure = pgTable(
  'unit_closure',
  { ancestorId: key().notNull(), descendantId: key().notNull(), depth: smallint().notNull() },
  (t) => [
    primaryKey({ columns: [t.ancestorId, t.descendantId] }),
    index().on(t.descendantId),
    signedIn(),
    jobsOnly('import,command,cycle'),
  ],
)

/** Today's reporting tree, read by authz functions only. */
export const reportingClosure = pgTable(
  'reporting_closure',
  { ancestorId: key().notNull(), descendantId: key().notNull(), depth: smallint().notNull() },
  (t) => [
    primaryKey({ columns: [t.ancestorId, t.descendantId] }),
    index('reporting_closure_up').on(t.descendantId, t.ancestorId, t.depth),
  ],
).enableRLS()
