import { and, asc, eq, or, type SQL, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { planAnswer, planRun } from '@/db/schema'
import type { PlanQuestion } from './answer'
import { askAboutPlan, askForPlan, GivenUp } from './ask-solver'
import { TooLarge } from './model'
import type { Progress } from './solve'

/** A process may die over a plan this often; after that it is the plan. */
const mostTries = 3
/** Seconds between two signs of life, and without one until somebody else takes over. */
const rhythm = { beat: 2, silence: 60 }

const isLeft = sql`${planRun.status} = 'running' and ${planRun.seenAt} < now() - make_interval(secs => ${rhythm.silence})`

/** The queue's work: one plan with what is asked about it, or, woken by the clock, all that wait. */
export async function workPlans(database: Database, id: number | null): Promise<void> {
  const due = await database.asJob('plan', async (db) => {
    const runs = await db
      .select({ id: planRun.id })
      .from(planRun)
      .where(id === null ? or(eq(planRun.status, 'waiting'), isLeft) : eq(planRun.id, id))
      .orderBy(asc(planRun.id))
    const asked = await db
      .selectDistinct({ id: planAnswer.planRunId })
      .from(planAnswer)
      .where(and(eq(planAnswer.status, 'waiting'), id === null ? undefined : eq(planAnswer.planRunId, id)))
      .orderBy(asc(planAnswer.planRunId))
    return { runs, asked }
  })
  for (const run of due.runs) await workRun(database, run.id)
  for (const run of due.asked) await workQuestions(database, run.id)
}

/** As the database has them: to read megabytes here would hold up every page. */
const factsText = sql<string>`${planRun.facts}::text`
const seconds = sql<number>`(${planRun.facts} #>> '{policy,objective,timeLimitSeconds}')::int`

/** Takes a run that waits, or that nobody is at any more; null when there is nothing to do. */
async function takeUp(database: Database, id: number) {
  return database.asJob('plan', async (db) => {
    const [taken] = await db
      .update(planRun)
      .set({ status: 'running', seenAt: sql`now()`, tries: sql`${planRun.tries} + 1` })
      .where(and(eq(planRun.id, id), or(eq(planRun.status, 'waiting'), isLeft)))
      .returning({ facts: factsText, tries: planRun.tries, seconds })
    return taken ?? null
  })
}

type Ending = { status: 'planned'; outcome: SQL; duals: Buffer } | { status: 'failed'; problem: string }

async function workRun(database: Database, id: number): Promise<void> {
  const taken = await takeUp(database, id)
  if (!taken) return
  const end = (set: Ending) =>
    database.asJob('plan', (db) =>
      db
        .update(planRun)
        .set({ ...set, progress: null, endedAt: sql`now()`, version: sql`${planRun.version} + 1` })
        .where(and(eq(planRun.id, id), eq(planRun.status, 'running'))),
    )
  const broken = 'The work was broken off again and again. Plan for fewer people, or by month.'
  if (taken.tries > mostTries) return void (await end({ status: 'failed', problem: broken }))
  const life = keepAlive(database, id)
  try {
    const { outcome, duals } = await askForPlan(taken.facts, { seconds: taken.seconds, ...life.asking })
    await end({
      status: 'planned',
      outcome: sql`${outcome}::jsonb`,
      duals: Buffer.from(duals.buffer, duals.byteOffset, duals.byteLength),
    })
  } catch (error) {
    if (error instanceof GivenUp) return
    if (!(error instanceof TooLarge))
      console.error(`Plans: ${error instanceof Error ? error.message : 'unknown error'}`)
    const told =
      error instanceof TooLarge
        ? error.message
        : 'The plan could not be made. Your administrator finds the reason in the log.'
    await end({ status: 'failed', problem: told })
  } finally {
    life.stop()
  }
}

/** Writes down how far it is every few seconds, and hears whether somebody has given it up. */
function keepAlive(database: Database, id: number) {
  const stopping = new AbortController()
  let progress: Progress | null = null
  const timer = setInterval(() => {
    const seen = { seenAt: sql`now()`, ...(progress ? { progress } : {}) }
    const isMine = and(eq(planRun.id, id), eq(planRun.status, 'running'))
    database
      .asJob('plan', (db) => db.update(planRun).set(seen).where(isMine).returning({ id: planRun.id }))
      .then((rows) => {
        if (rows.length === 0) stopping.abort()
      })
      // The next beat tries again; after a minute without one another instance takes over.
      .catch(() => {})
  }, rhythm.beat * 1000)
  return {
    asking: {
      signal: stopping.signal,
      tell: (so: Progress) => {
        progress = so
      },
    },
    stop: () => clearInterval(timer),
  }
}

async function workQuestions(database: Database, id: number): Promise<void> {
  const found = await database.asJob('plan', async (db) => {
    const [run] = await db
      .select({
        ...{ facts: factsText, seconds },
        chosen: sql<number[] | null>`${planRun.outcome} -> 'chosen'`,
        value: sql<number>`(${planRun.outcome} ->> 'value')::int`,
      })
      .from(planRun)
      .where(eq(planRun.id, id))
    const asked = await db
      .select({ id: planAnswer.id, question: planAnswer.question })
      .from(planAnswer)
      .where(and(eq(planAnswer.planRunId, id), eq(planAnswer.status, 'waiting')))
      .orderBy(asc(planAnswer.id))
    return { run, asked }
  })
  const { run, asked } = found
  if (!run?.chosen) return
  const plan = { chosen: run.chosen, value: run.value }
  for (const one of asked) {
    const about = { plan, question: one.question as PlanQuestion }
    const answer = await askAboutPlan(run.facts, about, { seconds: run.seconds }).catch((error) => {
      console.error(`Plans: ${error instanceof Error ? error.message : 'unknown error'}`)
      return null
    })
    await database.asJob('plan', (db) =>
      db
        .update(planAnswer)
        .set(answer ? { status: 'answered', answer } : { status: 'failed' })
        .where(and(eq(planAnswer.id, one.id), eq(planAnswer.status, 'waiting'))),
    )
  }
}
