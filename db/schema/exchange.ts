import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  boolean,
  check,
  index,
  integer,
  jsonb,
  type PgRole,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import { bytes, createdAt, id, instant, key, oneOf, version } from '../columns'
import { admin, hr, jobsOnly, pAdmin, pHr } from '../policies'
import { importDoors, importKinds, importStatuses } from '../values'
import { person } from './people'

const holdsHr = sql`(select authz.holds('hr'))`
const holdsAdministrator = sql`(select authz.holds('administrator'))`

/** An import by page or API, from the upload to its end. Requests and jobs move its status; the row is the truth. */
export const importRun = pgTable(
  'import_run',
  {
    id: id(),
    publicId: uuid().notNull().unique(),
    door: oneOf(importDoors).notNull(),
    status: oneOf(importStatuses).notNull().default('reading'),
    requestedBy: key()
      .notNull()
      .references(() => person.id),
    /** Who asked for the work at hand, and in which persona: the rules are held against them. */
    actorId: key()
      .notNull()
      .references(() => person.id),
    actorPersona: text({ enum: ['p_hr', 'p_admin'] }).notNull(),
    kinds: text({ enum: importKinds }).array().notNull().default([]),
    /** With ratings an import is HR's alone. */
    hasRatings: boolean().notNull().default(false),
    source: text(),
    options: jsonb().notNull(),
    /** Goes on to commit by itself after a dry run without errors. */
    commits: boolean().notNull().default(false),
    /** What the job is at; written beside its transaction, without raising the version. */
    progress: jsonb(),
    report: jsonb(),
    problem: text(),
    /** Rows that somebody changed since, by name: why it cannot be undone. */
    changedSince: text().array().notNull().default([]),
    /** The journal of what it wrote is kept: of the last committed import only. */
    canUndo: boolean().notNull().default(false),
    tries: integer().notNull().default(0),
    createdAt: createdAt(),
    checkedAt: instant(),
    committedAt: instant(),
    undoneAt: instant(),
    endedAt: instant(),
    version: version(),
  },
  (t) => [
    index().on(t.status),
    check(
      'known_status',
      sql`${t.status} in ('reading', 'mapping', 'checking', 'checked', 'refused', 'committing', 'committed', 'failed',
        'undoing', 'undone', 'discarded')`,
    ),
    check('known_door', sql`${t.door} in ('page', 'api')`),
    check('known_actor', sql`${t.actorPersona} in ('p_hr', 'p_admin')`),
    hr(),
    admin(),
    pgPolicy('hr_asks', { for: 'insert', to: pHr, withCheck: sql`${isOwn(t.requestedBy)} and ${holdsHr}` }),
    pgPolicy('admin_asks', {
      for: 'insert',
      to: pAdmin,
      withCheck: sql`${isOwn(t.requestedBy)} and ${holdsAdministrator} and not ${t.hasRatings}`,
    }),
    pgPolicy('hr_moves', { for: 'update', to: pHr, using: holdsHr, withCheck: isOwn(t.actorId) }),
    pgPolicy('admin_moves', {
      for: 'update',
      to: pAdmin,
      using: sql`${holdsAdministrator} and not ${t.hasRatings}`,
      withCheck: sql`${isOwn(t.actorId)} and not ${t.hasRatings}`,
    }),
    jobsOnly('import,privacy'),
  ],
)

function isOwn(column: AnyPgColumn) {
  return sql`${column} = (select authz.person_id())`
}

/** Files and their bytes go with an import that the viewer asked for. */
const ofOwnRun = (name: string, role: PgRole, run: AnyPgColumn) =>
  pgPolicy(name, {
    for: 'insert',
    to: role,
    withCheck: sql`${run} in (select r.id from import_run r where r.requested_by = (select authz.person_id()))`,
  })

/** An uploaded file and what was found in it: its sheets with headers, first rows and mapping. */
export const importFile = pgTable(
  'import_file',
  {
    id: id(),
    runId: key()
      .notNull()
      .references(() => importRun.id),
    seq: integer().notNull(),
    name: text().notNull(),
    bytes: integer().notNull(),
    refusal: text(),
    sheets: jsonb().notNull().default([]),
    hasRatings: boolean().notNull().default(false),
  },
  (t) => [
    index().on(t.runId),
    hr(),
    pgPolicy('admin', {
      for: 'select',
      to: pAdmin,
      using: sql`${holdsAdministrator} and not ${t.hasRatings}`,
    }),
    ofOwnRun('hr_asks', pHr, t.runId),
    ofOwnRun('admin_asks', pAdmin, t.runId),
    pgPolicy('hr_maps', { for: 'update', to: pHr, using: holdsHr }),
    pgPolicy('admin_maps', {
      for: 'update',
      to: pAdmin,
      using: sql`${holdsAdministrator} and not ${t.hasRatings}`,
      withCheck: sql`not ${t.hasRatings}`,
    }),
    jobsOnly('import,privacy'),
  ],
)

/** The bytes of an uploaded file; only the job reads them, and they go with the retention. */
export const importChunk = pgTable(
  'import_chunk',
  { runId: key().notNull(), fileSeq: integer().notNull(), seq: integer().notNull(), bytes: bytes().notNull() },
  (t) => [
    primaryKey({ columns: [t.runId, t.fileSeq, t.seq] }),
    ofOwnRun('hr_asks', pHr, t.runId),
    ofOwnRun('admin_asks', pAdmin, t.runId),
    jobsOnly('import,privacy'),
  ],
)

/** What the last dry run or commit found, row by row; an administrator sees none of what HR alone brings. */
export const importFinding = pgTable(
  'import_finding',
  {
    runId: key()
      .notNull()
      .references(() => importRun.id),
    seq: integer().notNull(),
    file: oneOf(importKinds).notNull(),
    label: text(),
    row: integer(),
    col: text(),
    kind: text().notNull(),
    value: text(),
  },
  (t) => [
    primaryKey({ columns: [t.runId, t.seq] }),
    hr(),
    pgPolicy('admin', {
      for: 'select',
      to: pAdmin,
      using: sql`${holdsAdministrator} and ${t.file} not in ('ratings', 'openings')`,
    }),
    jobsOnly('import,privacy'),
  ],
)

/** How the files of a source are mapped: remembered once a dry run with it had no errors. */
export const importSource = pgTable(
  'import_source',
  {
    name: text().notNull(),
    kind: oneOf(importKinds).notNull(),
    mapping: jsonb().notNull(),
    usedAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.name, t.kind] }), hr(), admin(), jobsOnly('import')],
)

/** Every row that the last import wrote or removed, as it was and as it is: what undoing goes by. Filled by triggers. */
export const importChange = pgTable(
  'import_change',
  {
    id: id(),
    runId: key().notNull(),
    ofTable: text().notNull(),
    oldRow: jsonb(),
    newRow: jsonb(),
  },
  (t) => [index().on(t.runId), jobsOnly('import,privacy')],
)
