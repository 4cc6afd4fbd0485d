import { bigint, index, integer, jsonb, pgTable, primaryKey, smallint, text, unique } from 'drizzle-orm/pg-core'
import { createdAt, day, id, key } from '../columns'
import { hr, jobsOnly, root, scope, scopeOfUnits, signedIn } from '../policies'
import { cycle } from './cycles'
import { criterion, frameworkVersion, roleProfile } from './framework'
import { person, unit } from './people'

export type SelfDifference = { people: number; p10: number; median: number; p90: number }

/** A frozen result of a cycle. A correction publishes version n + 1; older versions stay. */
export const result = pgTable(
  'result',
  {
    id: id(),
    cycleId: key()
      .notNull()
      .references(() => cycle.id),
    version: integer().notNull(),
    frameworkVersionId: key()
      .notNull()
      .references(() => frameworkVersion.id),
    policyVersion: integer().notNull(),
    asOfOn: day().notNull(),
    publishedAt: createdAt(),
    /**
     * Over people, the mean of (self − manager) by criterion that both rated: its tenths and the middle, in thousandths of a
     * level. Null with fewer than five people.
     */
    selfDifference: jsonb().$type<SelfDifference>(),
  },
  (t) => [unique().on(t.cycleId, t.version), signedIn(), jobsOnly('import,cycle')],
)

/**
 * One assessed person in a frozen result. Arrays run by criterion.position (bands, points: by role_profile.position);
 * null = none. Levels in thousandths of a level, evidence in thousandths.
 */
export const resultPerson = pgTable(
  'result_person',
  {
    resultId: key()
      .notNull()
      .references(() => result.id),
    personId: key()
      .notNull()
      .references(() => person.id),
    unitId: key()
      .notNull()
      .references(() => unit.id),
    /** The unit and all above it on the day of publishing: the tree that the cells were counted by. */
    unitPath: key().array().notNull(),
    managerId: key().references(() => person.id),
    targetProfile: text(),
    milliLevels: smallint().array().notNull(),
    selfLevels: smallint().array().notNull(),
    sources: text().array().notNull(),
    ratedOn: day().array().notNull(),
    evidence: smallint().array().notNull(),
    fromCycleIds: key().array().notNull(),
    bandCodes: smallint().array().notNull(),
    tenthPoints: smallint().array().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.resultId, t.personId] }),
    index().on(t.personId),
    index().on(t.resultId, t.unitId),
    scope(t.personId),
    root(),
    hr(),
    jobsOnly('import,cycle,privacy'),
  ],
)

/** Counts per unit including its sub-units × criterion: unmasked, so only for those with individual rights over the unit. */
export const cell = pgTable(
  'cell',
  {
    resultId: key()
      .notNull()
      .references(() => result.id),
    unitId: key()
      .notNull()
      .references(() => unit.id),
    criterionId: key()
      .notNull()
      .references(() => criterion.id),
    people: integer().notNull(),
    assessed: integer().notNull(),
    /** People whose level of record, rounded down, is 0, 1, 2 … */
    counts: integer().array().notNull(),
    /** Sum of their levels in thousandths, so that any target's gap follows exactly. */
    milliSums: bigint({ mode: 'number' }).array().notNull(),
    /** Sum over the assessed of the days between rating and as_of_on. */
    ageDays: bigint({ mode: 'number' }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.resultId, t.unitId, t.criterionId] }),
    scopeOfUnits(t.unitId),
    root(),
    hr(),
    jobsOnly('import,cycle'),
  ],
)

/** People by band per unit including its sub-units × role profile; `counts` by band code. */
export const bandCell = pgTable(
  'band_cell',
  {
    resultId: key()
      .notNull()
      .references(() => result.id),
    unitId: key()
      .notNull()
      .references(() => unit.id),
    roleProfileId: key()
      .notNull()
      .references(() => roleProfile.id),
    counts: integer().array().notNull(),
    provisional: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.resultId, t.unitId, t.roleProfileId] }),
    scopeOfUnits(t.unitId),
    root(),
    hr(),
    jobsOnly('import,cycle'),
  ],
)
