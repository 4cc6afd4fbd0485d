import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgPolicy, pgTable, smallint, text, unique } from 'drizzle-orm/pg-core'
import { bytes, createdAt, day, id, instant, key, oneOf, publicId, version } from '../columns'
import { hr, jobsOnly, pAll, pHr, proved, root } from '../policies'
import { planAnswerStatuses, planRunStatuses } from '../values'
import { person } from './people'

const me = sql`(select authz.person_id())`
const isHr = proved(pHr)
const isRoot = sql`(select authz.holds('all'))`
/** Null once that person is erased. */
const somebody = () => key().references(() => person.id)

/** What a plan is asked for: gaps, people, horizon, rules, weights. HR's; the head reads what is to be approved. */
export const scenario = pgTable(
  'scenario',
  {
    id: id(),
    publicId: publicId(),
    name: text().notNull(),
    inputs: jsonb().notNull(),
    createdBy: somebody(),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    index().on(t.createdBy),
    check('named', sql`length(${t.name}) between 1 and 120`),
    hr(),
    root(),
    pgPolicy('hr_adds', { for: 'insert', to: pHr, withCheck: sql`${isHr} and ${t.createdBy} = ${me}` }),
    pgPolicy('hr_changes', { for: 'update', to: pHr, using: isHr }),
    pgPolicy('hr_discards', { for: 'delete', to: pHr, using: isHr }),
    jobsOnly('privacy'),
  ],
)

/** One plan of a scenario, as it was asked for: everything it hangs on, what came out, its proof, and who approved it. */
export const planRun = pgTable(
  'plan_run',
  {
    id: id(),
    publicId: publicId(),
    scenarioId: key()
      .notNull()
      .references(() => scenario.id, { onDelete: 'cascade' }),
    status: oneOf(planRunStatuses).notNull().default('waiting'),
    inputs: jsonb().notNull(),
    /** What HR knew when it asked, people by their keys: later questions are about the same. */
    facts: jsonb().notNull(),
    /** SHA-256 over the facts: the same ones give the same plan. */
    factsDigest: text().notNull(),
    policyVersion: integer().notNull(),
    plannedOn: day().notNull(),
    askedBy: somebody(),
    createdAt: createdAt(),
    /** A sign of life of whoever works at it, and how often somebody began. */
    seenAt: instant(),
    tries: smallint().notNull().default(0),
    progress: jsonb(),
    outcome: jsonb(),
    /** The certificate: a price for each row of the model, as doubles. */
    duals: bytes(),
    problem: text(),
    endedAt: instant(),
    approvedBy: somebody(),
    approvedAt: instant(),
    approvalReason: text(),
    version: version(),
  },
  (t) => [
    index().on(t.scenarioId),
    index().on(t.askedBy),
    index().on(t.approvedBy),
    check('known_status', sql`${t.status} in ('waiting', 'running', 'planned', 'failed', 'given-up', 'published')`),
    check('planned_with_plan', sql`${t.status} not in ('planned', 'published') or ${t.outcome} is not null`),
    check('approved_when_published', sql`(${t.status} = 'published') = (${t.approvedAt} is not null)`),
    check('approved_with_reason', sql`${t.approvedAt} is null or length(${t.approvalReason}) between 1 and 2000`),
    hr(),
    root(),
    pgPolicy('hr_asks', { for: 'insert', to: pHr, withCheck: sql`${isHr} and ${t.askedBy} = ${me}` }),
    pgPolicy('hr_gives_up', {
      for: 'update',
      to: pHr,
      using: sql`${isHr} and ${t.status} in ('waiting', 'running')`,
      withCheck: sql`${t.status} = 'given-up'`,
    }),
    pgPolicy('root_publishes', {
      for: 'update',
      to: pAll,
      using: sql`${isRoot} and ${t.status} = 'planned'`,
      withCheck: sql`${t.status} = 'published' and ${t.approvedBy} = ${me}`,
    }),
    jobsOnly('plan,privacy'),
  ],
)

/** A question about a plan, answered by solving again; the same one is answered once. */
export const planAnswer = pgTable(
  'plan_answer',
  {
    id: id(),
    planRunId: key()
      .notNull()
      .references(() => planRun.id, { onDelete: 'cascade' }),
    /** SHA-256 over the question. */
    questionDigest: text().notNull(),
    question: jsonb().notNull(),
    status: oneOf(planAnswerStatuses).notNull().default('waiting'),
    answer: jsonb(),
    createdAt: createdAt(),
  },
  (t) => [
    unique('asked_once').on(t.planRunId, t.questionDigest),
    check('known_status', sql`${t.status} in ('waiting', 'answered', 'failed')`),
    check('answered_with_answer', sql`(${t.status} = 'answered') = (${t.answer} is not null)`),
    hr(),
    root(),
    pgPolicy('hr_asks', { for: 'insert', to: pHr, withCheck: isHr }),
    jobsOnly('plan,privacy'),
  ],
)
