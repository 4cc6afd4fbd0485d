import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, jsonb, pgTable, primaryKey, smallint, text, unique } from 'drizzle-orm/pg-core'
import { createdAt, id, instant, key, oneOf, version } from '../columns'
import { jobsOnly, signedIn } from '../policies'
import { versionStatuses } from '../values'

export const framework = pgTable(
  'framework',
  { id: id(), key: text().notNull().unique(), name: text().notNull() },
  () => [signedIn(), jobsOnly('import,command')],
)

/** An edition of a framework. Published editions never change: a trigger in the guards migration refuses. */
export const frameworkVersion = pgTable(
  'framework_version',
  {
    id: id(),
    frameworkId: key()
      .notNull()
      .references(() => framework.id),
    edition: text().notNull(),
    status: oneOf(versionStatuses).notNull().default('draft'),
    basis: text().notNull().default(''),
    ratingGuidance: text().array().notNull().default([]),
    publishedAt: instant(),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    unique().on(t.frameworkId, t.edition),
    check('known_status', sql`${t.status} in ('draft', 'published')`),
    signedIn(),
    jobsOnly('import,command'),
  ],
)

/** The scale: what each level means in general. */
export const scaleLevel = pgTable(
  'scale_level',
  {
    frameworkVersionId: key()
      .notNull()
      .references(() => frameworkVersion.id),
    level: smallint().notNull(),
    name: text().notNull(),
    meaning: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.frameworkVersionId, t.level] }), signedIn(), jobsOnly('import,command')],
)

export const domain = pgTable(
  'domain',
  {
    id: id(),
    frameworkVersionId: key()
      .notNull()
      .references(() => frameworkVersion.id),
    key: text().notNull(),
    name: text().notNull(),
    shortName: text().notNull(),
    summary: text().notNull().default(''),
    position: smallint().notNull(),
  },
  (t) => [
    unique().on(t.frameworkVersionId, t.key),
    unique().on(t.frameworkVersionId, t.position),
    signedIn(),
    jobsOnly('import,command'),
  ],
)

/** `position` counts from 1 through the whole version: it is the criterion's place in stored result arrays. */
export const criterion = pgTable(
  'criterion',
  {
    id: id(),
    frameworkVersionId: key()
      .notNull()
      .references(() => frameworkVersion.id),
    domainId: key()
      .notNull()
      .references(() => domain.id),
    key: text().notNull(),
    name: text().notNull(),
    definition: text().notNull(),
    selfPrompt: text().notNull().default(''),
    managerPrompt: text().notNull().default(''),
    evidenceExamples: text().array().notNull().default([]),
    references: jsonb()
      .$type<{ standard: string; code: string; title: string; checked: boolean }[]>()
      .notNull()
      .default([]),
    position: smallint().notNull(),
  },
  (t) => [
    unique().on(t.frameworkVersionId, t.key),
    unique().on(t.frameworkVersionId, t.position),
    index().on(t.domainId),
    signedIn(),
    jobsOnly('import,command'),
  ],
)

/** A criterion's descriptor at one level, and what separates it from the next. */
export const criterionLevel = pgTable(
  'criterion_level',
  {
    criterionId: key()
      .notNull()
      .references(() => criterion.id),
    level: smallint().notNull(),
    descriptor: text().notNull(),
    separatesNext: text(),
  },
  (t) => [primaryKey({ columns: [t.criterionId, t.level] }), signedIn(), jobsOnly('import,command')],
)

export const roleProfile = pgTable(
  'role_profile',
  {
    id: id(),
    frameworkVersionId: key()
      .notNull()
      .references(() => frameworkVersion.id),
    key: text().notNull(),
    name: text().notNull(),
    summary: text().notNull().default(''),
    /** From 1: the profile's place in stored result arrays. */
    position: smallint().notNull(),
    isDefault: boolean().notNull().default(false),
  },
  (t) => [
    unique().on(t.frameworkVersionId, t.key),
    unique().on(t.frameworkVersionId, t.position),
    signedIn(),
    jobsOnly('import,command'),
  ],
)

/** What a role asks of one criterion. Not applicable = no row, or target or weight 0. */
export const target = pgTable(
  'target',
  {
    roleProfileId: key()
      .notNull()
      .references(() => roleProfile.id),
    criterionId: key()
      .notNull()
      .references(() => criterion.id),
    target: smallint().notNull(),
    weight: integer().notNull(),
    minimum: smallint(),
  },
  (t) => [
    primaryKey({ columns: [t.roleProfileId, t.criterionId] }),
    check(
      'sane',
      sql`${t.target} >= 0 and ${t.weight} >= 0 and (${t.minimum} is null or ${t.minimum} between 0 and ${t.target})`,
    ),
    signedIn(),
    jobsOnly('import,command'),
  ],
)
