import { sql } from 'drizzle-orm'
import { check, index, pgTable, smallint, text, unique } from 'drizzle-orm/pg-core'
import { createdAt, day, id, key, oneOf, version } from '../columns'
import { hr, jobsOnly, root, scope, signedIn } from '../policies'
import { cycleStatuses, raterTypes, ratingStatuses } from '../values'
import { criterion, frameworkVersion } from './framework'
import { person } from './people'

export const cycle = pgTable(
  'cycle',
  {
    id: id(),
    name: text().notNull().unique(),
    frameworkVersionId: key()
      .notNull()
      .references(() => frameworkVersion.id),
    status: oneOf(cycleStatuses).notNull().default('open'),
    /** The day on which age, expiry and bands of this cycle are reckoned; import: the newest rating day. */
    asOfOn: day(),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [check('known_status', sql`${t.status} in ('open', 'published')`), signedIn(), jobsOnly('import,command')],
)

/** One rater's answer on one criterion. A submitted answer without a level says: not observed. */
export const rating = pgTable(
  'rating',
  {
    id: id(),
    subjectId: key()
      .notNull()
      .references(() => person.id),
    raterId: key()
      .notNull()
      .references(() => person.id),
    raterType: oneOf(raterTypes).notNull(),
    criterionId: key()
      .notNull()
      .references(() => criterion.id),
    cycleId: key()
      .notNull()
      .references(() => cycle.id),
    level: smallint(),
    status: oneOf(ratingStatuses).notNull().default('draft'),
    ratedOn: day().notNull(),
    version: version(),
  },
  (t) => [
    unique('one_answer').on(t.cycleId, t.subjectId, t.criterionId, t.raterId),
    index().on(t.subjectId),
    /** What somebody answered about others. */
    index('rating_given').on(t.raterId).where(sql`${t.raterType} <> 'self'`),
    check('level_range', sql`${t.level} between 0 and 9`),
    check('known_rater_type', sql`${t.raterType} in ('self', 'manager', 'peer')`),
    check('known_status', sql`${t.status} in ('draft', 'submitted')`),
    check('self_is_self', sql`(${t.raterType} = 'self') = (${t.raterId} = ${t.subjectId})`),
    scope(t.subjectId),
    root(),
    hr(),
    jobsOnly('import,privacy'),
  ],
)
