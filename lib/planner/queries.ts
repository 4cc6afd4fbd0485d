import { desc, eq, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { person, planAnswer, planRun, scenario } from '@/db/schema'
import { notFound } from '@/lib/access/errors'
import type { Outcome, PlanAnswer, PlanQuestion } from './answer'
import type { RoundFacts } from './facts'
import type { Reasons } from './reasons'
import type { Run, Scenario, ScenarioInputs } from './shapes'
import type { Progress } from './solve'

/** What was stored before cover could be named has none. */
const toInputs = (stored: unknown): ScenarioInputs => ({ covers: [], ...(stored as Omit<ScenarioInputs, 'covers'>) })

export const noSuchScenario = () => notFound('There is no scenario by this id that you may see.')
const noSuchRun = () => notFound('There is no plan by this id that you may see.')

/** The queue that solves plans and answers what is asked about them. */
export const plannerQueue = 'planner.solve'

const MOST = 200

/** Scenarios, the newest first, each with its runs; or one of them. */
export async function listScenarios(db: Db, id?: string): Promise<Scenario[]> {
  const found = await db
    .select()
    .from(scenario)
    .where(id === undefined ? undefined : eq(scenario.publicId, id))
    .orderBy(desc(scenario.id))
    .limit(MOST)
  const keys = found.map((one) => one.id)
  const runs = await db
    .select({
      ...refColumns,
      ofScenario: planRun.scenarioId,
      value: sql<number | null>`(${planRun.outcome} ->> 'value')::int`,
      placements: sql<number | null>`jsonb_array_length(${planRun.outcome} -> 'placements')`,
    })
    .from(planRun)
    .where(sql`${planRun.scenarioId} = any (${sql.param(keys)}::bigint[])`)
    .orderBy(desc(planRun.id))
  return found.map((one) => ({
    ...{ id: one.publicId, name: one.name, inputs: toInputs(one.inputs), version: one.version },
    createdAt: one.createdAt.toISOString(),
    runs: runs
      .filter(({ ofScenario }) => ofScenario === one.id)
      .map(({ ofScenario: _, value, placements, ...run }) => ({ ...toRef(run), value, placements })),
  }))
}

export async function getScenario(db: Db, id: string): Promise<Scenario> {
  const [found] = await listScenarios(db, id)
  if (!found) throw noSuchScenario()
  return found
}

const refColumns = {
  id: planRun.publicId,
  status: planRun.status,
  plannedOn: planRun.plannedOn,
  createdAt: planRun.createdAt,
  endedAt: planRun.endedAt,
  digest: planRun.factsDigest,
  policyVersion: planRun.policyVersion,
  version: planRun.version,
}
const toRef = <T extends { createdAt: Date; endedAt: Date | null }>({ createdAt, endedAt, ...rest }: T) => ({
  ...rest,
  ...{ createdAt: createdAt.toISOString(), endedAt: endedAt?.toISOString() ?? null },
})

export type FoundRun = Awaited<ReturnType<typeof findRun>>

/** A run with everything but its facts. `key` is the server's own. NOT_FOUND when out of scope. */
export async function findRun(db: Db, id: string) {
  const [found] = await db
    .select({
      ...refColumns,
      key: planRun.id,
      scenarioId: scenario.publicId,
      name: scenario.name,
      inputs: planRun.inputs,
      progress: planRun.progress,
      problem: planRun.problem,
      outcome: sql<KeptOutcome | null>`${planRun.outcome} - 'reasons'`,
      approvedAt: planRun.approvedAt,
      approvalReason: planRun.approvalReason,
      approvedBy: person.employeeId,
    })
    .from(planRun)
    .innerJoin(scenario, eq(scenario.id, planRun.scenarioId))
    .leftJoin(person, eq(person.id, planRun.approvedBy))
    .where(eq(planRun.publicId, id))
  if (!found) throw noSuchRun()
  return found
}

/** What is read of a plan whenever anybody looks: its reasons are asked for by themselves. */
type KeptOutcome = Omit<Outcome, 'reasons'>

/** What stands behind a plan, as the program told that made it; null while there is none. */
export async function getReasons(db: Db, key: number): Promise<Reasons | null> {
  const [found] = await db
    .select({ reasons: sql<Reasons | null>`${planRun.outcome} -> 'reasons'` })
    .from(planRun)
    .where(eq(planRun.id, key))
  return found?.reasons ?? null
}

/** For the API: without what is the server's own. */
export function toRun({ key: _, name: __, approvedAt, approvalReason, approvedBy, outcome, ...found }: FoundRun): Run {
  const { chosen, ...told } = outcome ?? { chosen: [] }
  return {
    ...toRef(found),
    inputs: toInputs(found.inputs),
    progress: found.progress as Progress | null,
    outcome: outcome && (told as Omit<KeptOutcome, 'chosen'>),
    approval: approvedAt && { employeeId: approvedBy, at: approvedAt.toISOString(), reason: approvalReason ?? '' },
  }
}

/** What a run was asked from, as it was known then. */
export async function getFacts(db: Db, key: number): Promise<RoundFacts> {
  const [found] = await db.select({ facts: planRun.facts }).from(planRun).where(eq(planRun.id, key))
  if (!found) throw noSuchRun()
  return found.facts as RoundFacts
}

/**
 * The same with no more people than one and whoever shares their home: what rules about one person read. Cut out by the
 * database: to read thousands holds up everybody else.
 */
export async function getFactsAbout(db: Db, key: number, employeeId: string): Promise<RoundFacts> {
  const [found] = await db
    .select({
      facts: sql<RoundFacts>`${planRun.facts} || jsonb_build_object('people', (
        select coalesce(jsonb_agg(p), '[]') from jsonb_array_elements(${planRun.facts} -> 'people') p
        where p ->> 'unitId' = (select q ->> 'unitId' from jsonb_array_elements(${planRun.facts} -> 'people') q
          where q ->> 'employeeId' = ${employeeId})))`,
    })
    .from(planRun)
    .where(eq(planRun.id, key))
  if (!found) throw noSuchRun()
  return found.facts
}

/** Whom a run speaks of, by the server's keys: those whose data an answer about it shows. */
export async function listSubjects(db: Db, employeeIds: readonly string[]): Promise<number[]> {
  const rows = await db
    .select({ id: person.id })
    .from(person)
    .where(sql`${person.employeeId} = any (${sql.param([...new Set(employeeIds)])}::text[])`)
  return rows.map(({ id }) => id)
}

/** What was asked about a run and is answered or waits. */
export async function listAnswers(db: Db, key: number) {
  const rows = await db
    .select({ question: planAnswer.question, status: planAnswer.status, answer: planAnswer.answer })
    .from(planAnswer)
    .where(eq(planAnswer.planRunId, key))
    .orderBy(planAnswer.id)
  return rows.map(({ question, status, answer }) => ({
    ...{ question: question as PlanQuestion, status, answer: answer as PlanAnswer | null },
  }))
}
