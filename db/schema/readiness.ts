import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { bytes, createdAt, day, id, key } from '../columns'
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

/**
 * The newest result of a cycle once more, packed for reading as a whole: numbers one after another, big-endian, as
 * lib/readiness/pack.ts reads them. A copy that may be thrown away; never changed, only made anew under another key. Units
 * stand parents first, everything below a unit right behind it; people by unit, then key.
 */
export const resultPack = pgTable(
  'result_pack',
  {
    key: uuid().primaryKey().default(sql`gen_random_uuid()`),
    resultId: key()
      .notNull()
      .unique()
      .references(() => result.id, { onDelete: 'cascade' }),
    criteria: smallint().notNull(),
    /** Whole levels that counts are kept by. */
    bars: smallint().notNull(),
    /** Target profiles that people had; `aims` are places in it. */
    profiles: text().array().notNull(),
    unitIds: bytes().notNull(),
    /** The place behind everything below the unit. */
    unitEnds: bytes().notNull(),
    unitPeople: bytes().notNull(),
    /** Per unit and criterion: the frozen counts, as in `cell`. */
    counts: bytes().notNull(),
    milliSums: bytes().notNull(),
    ageSums: bytes().notNull(),
    personIds: bytes().notNull(),
    /** Place of each person's unit. */
    posts: bytes().notNull(),
    aims: bytes().notNull(),
    /** Per criterion and person; -1 = none. Days from rating to as-of day, 32767 at most. */
    milliLevels: bytes().notNull(),
    ageDays: bytes().notNull(),
    /** Place in the list of sources. */
    sources: bytes().notNull(),
  },
  (t) => [
    check(
      'whole_units',
      sql`octet_length(${t.unitEnds}) * 2 = octet_length(${t.unitIds}) and octet_length(${t.unitPeople}) = octet_length(${t.unitEnds})
        and octet_length(${t.counts})::bigint = octet_length(${t.unitEnds})::bigint * ${t.criteria} * ${t.bars}
        and octet_length(${t.milliSums})::bigint = octet_length(${t.counts})::bigint * 2
        and octet_length(${t.ageSums})::bigint = octet_length(${t.unitIds})::bigint * ${t.criteria}`,
    ),
    check(
      'whole_people',
      sql`octet_length(${t.posts}) * 2 = octet_length(${t.personIds}) and octet_length(${t.aims}) * 4 = octet_length(${t.personIds})
        and octet_length(${t.milliLevels})::bigint = octet_length(${t.aims})::bigint * ${t.criteria}
        and octet_length(${t.ageDays}) = octet_length(${t.milliLevels})
        and octet_length(${t.sources})::bigint * 2 = octet_length(${t.milliLevels})`,
    ),
    root(),
    hr(),
    jobsOnly('import,cycle'),
  ],
)
