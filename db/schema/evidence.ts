import { sql } from 'drizzle-orm'
import { check, customType, index, integer, pgPolicy, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core'
import { createdAt, day, id, instant, key, oneOf, publicId, version } from '../columns'
import { jobsOnly, pAll, pHr, pMember, pPmo, working } from '../policies'
import { evidenceKinds, evidenceMediaTypes } from '../values'
import { assessment } from './assessments'
import { criterion } from './framework'
import { person } from './people'

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' })
const me = sql`(select authz.person_id())`
const seen = sql`select e.id from evidence e`

/** What somebody points to: attached once, tagged to many criteria. Others in reach see it once a form that uses it is revealed. */
export const evidence = pgTable(
  'evidence',
  {
    id: id(),
    publicId: publicId(),
    subjectId: key()
      .notNull()
      .references(() => person.id),
    ownerId: key()
      .notNull()
      .references(() => person.id),
    kind: oneOf(evidenceKinds).notNull(),
    title: text().notNull(),
    note: text().notNull().default(''),
    url: text(),
    /** The day it speaks of. */
    datedOn: day().notNull(),
    fileName: text(),
    mediaType: oneOf(evidenceMediaTypes),
    byteCount: integer(),
    sha256: text(),
    sharedAt: instant(),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    unique('evidence_of_owner').on(t.id, t.ownerId),
    index().on(t.subjectId),
    index().on(t.ownerId),
    check('known_kind', sql`${t.kind} in ('text', 'link', 'file')`),
    check('link_has_address', sql`(${t.kind} = 'link') = (${t.url} is not null)`),
    check(
      'file_has_bytes',
      sql`(${t.kind} = 'file') = (${t.mediaType} is not null and ${t.byteCount} is not null and ${t.fileName} is not null)`,
    ),
    check('file_size', sql`${t.byteCount} between 1 and 20971520`),
    check('titled', sql`length(${t.title}) between 1 and 200 and length(${t.note}) <= 4000`),
    pgPolicy('scope', {
      for: 'select',
      to: [pMember, pPmo],
      using: sql`${t.ownerId} = ${me}
        or ${t.sharedAt} is not null and ${t.subjectId} = any (array(select authz.visible_ids()))`,
    }),
    pgPolicy('root', {
      for: 'select',
      to: pAll,
      using: sql`(select authz.holds('all')) and (${t.sharedAt} is not null or ${t.ownerId} = ${me})`,
    }),
    pgPolicy('hr', {
      for: 'select',
      to: pHr,
      using: sql`(select authz.holds('hr')) and (${t.sharedAt} is not null or ${t.ownerId} = ${me})`,
    }),
    pgPolicy('add', {
      for: 'insert',
      to: working,
      withCheck: sql`${t.ownerId} = ${me} and ${t.sharedAt} is null
        and ${t.subjectId} = any (array(select authz.assessable_ids()))`,
    }),
    pgPolicy('change', {
      for: 'update',
      to: working,
      using: sql`${t.ownerId} = ${me} and ${t.sharedAt} is null`,
      withCheck: sql`${t.ownerId} = ${me} and ${t.sharedAt} is null`,
    }),
    pgPolicy('remove', { for: 'delete', to: working, using: sql`${t.ownerId} = ${me} and ${t.sharedAt} is null` }),
    jobsOnly('cycle,privacy'),
  ],
)

/** A file in pieces of 1 MB, in order from 0: in PostgreSQL, so that rights and backups are one. */
export const evidenceChunk = pgTable(
  'evidence_chunk',
  {
    evidenceId: key()
      .notNull()
      .references(() => evidence.id, { onDelete: 'cascade' }),
    place: integer().notNull(),
    bytes: bytes().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.evidenceId, t.place] }),
    check('piece', sql`octet_length(${t.bytes}) <= 1048576`),
    pgPolicy('of_evidence', {
      for: 'select',
      to: working,
      using: sql`${me} is not null and ${t.evidenceId} in (${seen})`,
    }),
    pgPolicy('add', {
      for: 'insert',
      to: working,
      withCheck: sql`${t.evidenceId} in (${seen} where e.owner_id = ${me} and e.shared_at is null)`,
    }),
    jobsOnly('cycle,privacy'),
  ],
)

/** On which criterion of which form a piece of evidence is used. */
export const evidenceUse = pgTable(
  'evidence_use',
  {
    evidenceId: key()
      .notNull()
      .references(() => evidence.id, { onDelete: 'cascade' }),
    assessmentId: key()
      .notNull()
      .references(() => assessment.id, { onDelete: 'cascade' }),
    criterionId: key()
      .notNull()
      .references(() => criterion.id),
  },
  (t) => [
    primaryKey({ columns: [t.evidenceId, t.assessmentId, t.criterionId] }),
    index().on(t.assessmentId),
    pgPolicy('of_evidence', {
      for: 'select',
      to: working,
      using: sql`${t.evidenceId} in (${seen}) and ${t.assessmentId} in (
        select a.id from assessment a where a.revealed_at is not null or a.rater_id = ${me})`,
    }),
    pgPolicy('tag', {
      for: 'insert',
      to: working,
      withCheck: sql`${t.assessmentId} = any (array(select authz.my_draft_ids()))
        and exists (select from evidence e join assessment a on a.subject_id = e.subject_id
          where e.id = ${t.evidenceId} and e.owner_id = ${me} and a.id = ${t.assessmentId})`,
    }),
    pgPolicy('untag', {
      for: 'delete',
      to: working,
      using: sql`${t.assessmentId} = any (array(select authz.my_draft_ids()))`,
    }),
    jobsOnly('cycle,privacy'),
  ],
)
