import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { createdAt, id, instant, key, oneOf, version } from '../columns'
import { hrAddsFrameworks, hrDrafts, hrOwnDrafts, jobsOnly, ofDraft, signedIn } from '../policies'
import { mappingKinds, versionStatuses } from '../values'

/** What other systems know a thing by (CASE); kept when a file brings one. */
const caseId = () => uuid()

export const framework = pgTable(
  'framework',
  { id: id(), key: text().notNull().unique(), name: text().notNull() },
  () => [signedIn(), hrAddsFrameworks(), jobsOnly('import,command,cycle')],
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
    /** The edition this one was made from: levels follow the mapping between the two. */
    basedOnId: key().references((): AnyPgColumn => frameworkVersion.id),
    caseId: caseId(),
    /** When its text last changed; null for editions that came with the product. */
    changedAt: instant(),
    publishedAt: instant(),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    unique().on(t.frameworkId, t.edition),
    uniqueIndex('one_draft').on(t.frameworkId).where(sql`${t.status} = 'draft'`),
    index().on(t.basedOnId),
    check('known_status', sql`${t.status} in ('draft', 'published')`),
    signedIn(),
    ...hrOwnDrafts(t.status),
    jobsOnly('import,command,cycle'),
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
  (t) => [
    primaryKey({ columns: [t.frameworkVersionId, t.level] }),
    signedIn(),
    ...hrDrafts(ofDraft.version(t.frameworkVersionId)),
    jobsOnly('import,command,cycle'),
  ],
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
    caseId: caseId(),
  },
  (t) => [
    unique().on(t.frameworkVersionId, t.key),
    unique().on(t.frameworkVersionId, t.position),
    signedIn(),
    ...hrDrafts(ofDraft.version(t.frameworkVersionId)),
    jobsOnly('import,command,cycle'),
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
    caseId: caseId(),
  },
  (t) => [
    unique().on(t.frameworkVersionId, t.key),
    unique().on(t.frameworkVersionId, t.position),
    index().on(t.domainId),
    signedIn(),
    ...hrDrafts(ofDraft.version(t.frameworkVersionId)),
    jobsOnly('import,command,cycle'),
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
  (t) => [
    primaryKey({ columns: [t.criterionId, t.level] }),
    signedIn(),
    ...hrDrafts(ofDraft.criterion(t.criterionId)),
    jobsOnly('import,command,cycle'),
  ],
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
    ...hrDrafts(ofDraft.version(t.frameworkVersionId)),
    jobsOnly('import,command,cycle'),
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
    ...hrDrafts(ofDraft.profile(t.roleProfileId)),
    jobsOnly('import,command,cycle'),
  ],
)

/**
 * What became of each criterion of the edition that this one was made from. `same` and `reworded` carry levels over to the
 * one criterion named; the others do not.
 */
export const criterionMapping = pgTable(
  'criterion_mapping',
  {
    frameworkVersionId: key()
      .notNull()
      .references(() => frameworkVersion.id),
    fromKey: text().notNull(),
    kind: oneOf(mappingKinds).notNull(),
    toKeys: text().array().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.frameworkVersionId, t.fromKey] }),
    check('known_kind', sql`${t.kind} in ('same', 'reworded', 'changed', 'merged', 'split', 'dropped')`),
    check('one_heir', sql`${t.kind} not in ('same', 'reworded') or cardinality(${t.toKeys}) = 1`),
    signedIn(),
    ...hrDrafts(ofDraft.version(t.frameworkVersionId)),
    jobsOnly('import,command,cycle'),
  ],
)
