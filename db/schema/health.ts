import { index, integer, pgTable } from 'drizzle-orm/pg-core'
import { createdAt, day, id } from '../columns'
import { admin, jobsOnly } from '../policies'

/** What a look at the invariants found: counts, all 0 when the house is in order. */
export const healthCheck = pgTable(
  'health_check',
  {
    id: id(),
    at: createdAt(),
    /** Lines of authz.flaw. */
    flaws: integer().notNull(),
    /** Rows of the closures that a recomputation does not give, or gives besides. */
    reportingFaults: integer().notNull(),
    unitFaults: integer().notNull(),
    /** The day whose picture the closures held. */
    closuresOn: day().notNull(),
  },
  (t) => [index().on(t.at), admin(), jobsOnly('health')],
)
