import { sql } from 'drizzle-orm'
import { boolean, check, integer, jsonb, pgPolicy, pgTable, text, unique } from 'drizzle-orm/pg-core'
import { createdAt, day, id, key, version } from '../columns'
import { asking, jobsOnly, pHr, signedIn } from '../policies'

/** The one organisation of this installation. `sample_today` stops the clock of the sample. */
export const organisation = pgTable(
  'organisation',
  {
    isOnly: boolean().primaryKey().default(true),
    timeZone: text().notNull().default('UTC'),
    sampleToday: day(),
    isSample: boolean().notNull().default(false),
    headId: key(),
    version: version(),
  },
  (t) => [check('only_one', sql`${t.isOnly}`), signedIn(), jobsOnly('import,command,cycle,privacy')],
)

/** Policy constants as versioned settings: a result names the version it was reckoned with. */
export const policySetting = pgTable(
  'policy_setting',
  {
    id: id(),
    kind: text().notNull(),
    version: integer().notNull(),
    value: jsonb().notNull(),
    note: text().notNull().default(''),
    createdAt: createdAt(),
  },
  (t) => [
    unique().on(t.kind, t.version),
    check(
      'placement_in_order',
      sql`${t.kind} <> 'placement' or (jsonb_typeof(${t.value} -> 'objective') = 'object'
        and (${t.value} ->> 'minMonths')::int between 1 and (${t.value} ->> 'hardMaxMonths')::int) is true`,
    ),
    signedIn(asking),
    pgPolicy('retention', {
      for: 'insert',
      to: pHr,
      withCheck: sql`(select authz.holds('hr')) and ${t.kind} = 'retention'`,
    }),
    pgPolicy('placement', {
      for: 'insert',
      to: pHr,
      withCheck: sql`(select authz.holds('hr')) and ${t.kind} = 'placement'`,
    }),
    jobsOnly('import,command,cycle,privacy,secondment'),
  ],
)
