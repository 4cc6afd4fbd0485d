import { bigint, index, integer, pgTable, text } from 'drizzle-orm/pg-core'
import { id, instant } from '../columns'
import { admin, jobsOnly } from '../policies'

/** A backup that was made, and what came of trying it. The file itself lies elsewhere. */
export const backupRun = pgTable(
  'backup_run',
  {
    id: id(),
    madeAt: instant().notNull(),
    file: text().notNull(),
    bytes: bigint({ mode: 'number' }).notNull(),
    rowCount: bigint({ mode: 'number' }).notNull(),
    /** Of the file, hex; a drill finds its backup by it. */
    sha256: text().notNull().unique(),
    /** Name of the newest migration it holds. */
    schema: text().notNull(),
    drilledAt: instant(),
    /** Tables, policies and invariants that were not equal after the drill; null before one. */
    drillFaults: integer(),
  },
  (t) => [index().on(t.madeAt), admin(), jobsOnly('command')],
)
