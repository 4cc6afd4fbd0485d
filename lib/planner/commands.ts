import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { and, eq, inArray, sql } from 'drizzle-orm'
import { planRun, scenario } from '@/db/schema'
import { newUuid } from '@/db/uuid'
import type { Scope } from '@/lib/access/allow'
import { conflict, invalid } from '@/lib/access/errors'
import { record } from '@/lib/audit/record'
import { daysIn } from '@/lib/openings/days'
import { listAsking, noteNotChosen } from '@/lib/openings/not-chosen'
import { arrangeCover } from '@/lib/secondments/arrange'
import { judgePlacement } from '@/lib/secondments/eligible'
import { write } from '@/lib/secondments/propose'
import { auditFacts } from './audit-facts'
import type { RoundFacts } from './facts'
import { gatherFacts, pace } from './gather'
import { reasonsIn } from './not-chosen'
import { type FoundRun, findRun, getFacts, getScenario, noSuchScenario, plannerQueue } from './queries'
import type { AskInput, ChangeScenarioInput, PublishInput, ScenarioInput, ScenarioInputs } from './shapes'
import { maskFailures, maskFaults } from './told-masked'

/** Who writes, in which open scope. */
export type Deed = Pick<Scope, 'db' | 'today' | 'viewer' | 'later'>

const noted = ({ db, viewer }: Deed, action: string, subject: string, subjectId: string, fields: string[] = []) =>
  record(db, 'person', { action, subject, subjectId, fields }, viewer.personId)

const digestOf = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex')

/** Two years: what the limits on placements look over. */
const longest = 2 * 366

function refuseInputs({ horizon, dates, covers }: ScenarioInputs) {
  const days = daysIn(horizon)
  const wrong = (path: string, message: string) => invalid(message, [{ path, message }])
  if (days < 28 || days > longest) throw wrong('inputs.horizon', 'A plan looks over four weeks up to two years.')
  const turned = dates.findIndex(({ from, to }) => to < from)
  if (turned >= 0) throw wrong(`inputs.dates.${turned}`, 'The last day lies before the first.')
  const own = covers.findIndex(({ employeeId, coverId }) => employeeId === coverId)
  if (own >= 0) throw wrong(`inputs.covers.${own}`, 'Nobody covers for themselves.')
}

/** A new scenario; its id. */
export async function composeScenario(deed: Deed, { name, inputs }: ScenarioInput): Promise<string> {
  refuseInputs(inputs)
  const publicId = newUuid()
  await deed.db.execute(sql`insert into scenario (public_id, name, inputs, created_by)
    values (${publicId}, ${name}, ${JSON.stringify(inputs)}::jsonb, ${deed.viewer.personId})`)
  await noted(deed, 'scenario.composed', 'scenario', publicId)
  return publicId
}

export async function changeScenario(deed: Deed, { id, version, name, inputs }: ChangeScenarioInput): Promise<void> {
  refuseInputs(inputs)
  const key = await hold(deed, { id, version, yours: { name, inputs } })
  await deed.db
    .update(scenario)
    .set({ name, inputs, version: version + 1 })
    .where(eq(scenario.id, key))
  await noted(deed, 'scenario.changed', 'scenario', id, ['name', 'inputs'])
}

/** Takes a scenario away with its plans. One that was published stays: placements come from it. */
export async function discardScenario(deed: Deed, { id, version }: { id: string; version: number }): Promise<void> {
  const key = await hold(deed, { id, version, yours: null })
  const [published] = await deed.db
    .select({ id: planRun.id })
    .from(planRun)
    .where(and(eq(planRun.scenarioId, key), eq(planRun.status, 'published')))
    .limit(1)
  if (published) throw conflict('A plan of this scenario is published: it stays, for whoever asks why.')
  await deed.db.delete(scenario).where(eq(scenario.id, key))
  await noted(deed, 'scenario.discarded', 'scenario', id)
}

async function hold({ db }: Deed, { id, version, yours }: { id: string; version: number; yours: unknown }) {
  const [found] = await db
    .select({ id: scenario.id, version: scenario.version })
    .from(scenario)
    .where(eq(scenario.publicId, id))
    .for('update')
  if (!found) throw noSuchScenario()
  if (found.version !== version) {
    const sentence = 'This scenario was changed in the meantime. Look at what is stored now, then save again.'
    throw conflict(sentence, { yours, stored: await getScenario(db, id) })
  }
  return found.id
}

/**
 * Asks for a plan: everything it hangs on is written down as the asker may see it now, and a job solves it. Answers the run's
 * id and the people it weighs. While one of the scenario is under way another is refused.
 */
export async function askForRun(deed: Deed, id: string): Promise<{ id: string; candidates: number[] }> {
  const { db, today, viewer, later } = deed
  const [found] = await db.select().from(scenario).where(eq(scenario.publicId, id))
  if (!found) throw noSuchScenario()
  const inputs = found.inputs as ScenarioInputs
  const [busy] = await db
    .select({ id: planRun.id })
    .from(planRun)
    .where(and(eq(planRun.scenarioId, found.id), inArray(planRun.status, ['waiting', 'running'])))
  if (busy) throw conflict('A plan of this scenario is under way. Wait for it, or give it up first.')
  const { facts, policyVersion, candidates } = await gatherFacts(db, { inputs, today })
  if (candidates.length === 0) throw invalid('Nobody in these units is assessed. Choose other units.')
  const publicId = newUuid()
  const { json, digest } = await writeDown(facts)
  const { rows } = await db.execute<{ id: number }>(sql`
    insert into plan_run (public_id, scenario_id, inputs, facts, facts_digest, policy_version, planned_on, asked_by)
    values (${publicId}, ${found.id}, ${JSON.stringify(inputs)}::jsonb, ${json}::jsonb, ${digest}, ${policyVersion}, ${today},
      ${viewer.personId}) returning id`)
  later(plannerQueue, rows[0]!.id)
  await noted(deed, 'plan.asked', 'plan_run', publicId)
  return { id: publicId, candidates }
}

/** Facts as JSON with its hash, piece by piece. */
async function writeDown({ people, ...others }: RoundFacts): Promise<{ json: string; digest: string }> {
  const hash = createHash('sha256')
  const pieces = [`${JSON.stringify(others).slice(0, -1)},"people":[`]
  for (let at = 0; at < people.length; at += pace) {
    const some = JSON.stringify(people.slice(at, at + pace)).slice(1, -1)
    pieces.push(at > 0 ? `,${some}` : some)
    await setImmediate()
  }
  pieces.push(']}')
  for (const piece of pieces) {
    hash.update(piece)
    await setImmediate()
  }
  return { json: pieces.join(''), digest: hash.digest('hex') }
}

/** Stops a plan that waits or runs: the job notices within seconds and ends the solver. */
export async function giveUpRun(deed: Deed, id: string): Promise<void> {
  const { key, status, version } = await findRun(deed.db, id)
  if (status !== 'waiting' && status !== 'running') throw conflict('This plan is not under way any more.')
  await deed.db
    .update(planRun)
    .set({ status: 'given-up', endedAt: sql`now()`, version: version + 1 })
    .where(eq(planRun.id, key))
  await noted(deed, 'plan.givenUp', 'plan_run', id)
}

/** Asks about a plan; the same question is asked once and answered by a job. */
export async function askAbout(deed: Deed, { id, question }: AskInput): Promise<FoundRun> {
  const run = await findRun(deed.db, id)
  if (!run.outcome || run.outcome.status === 'infeasible') throw conflict('There is no plan yet to ask about.')
  await deed.db.execute(sql`insert into plan_answer (plan_run_id, question_digest, question)
    values (${run.key}, ${digestOf(question)}, ${JSON.stringify(question)}::jsonb) on conflict do nothing`)
  deed.later(plannerQueue, run.key)
  return run
}

/**
 * Approves a plan, with a reason: every placement becomes one that its person is asked about, by the rules and the database as
 * they are now, and whoever wished for one of these places in vain is told why. All or nothing: refused with what stands in the
 * way when something changed since it was planned.
 */
export async function publishPlan(
  deed: Deed,
  { id, version, scenarioVersion, reason }: PublishInput,
): Promise<string[]> {
  const { db, today, viewer } = deed
  const run = await findRun(db, id)
  const stale = (stored: object) => conflict('This plan was changed in the meantime.', { yours: { version }, stored })
  if (run.version !== version) throw stale({ version: run.version, status: run.status })
  if (run.status !== 'planned' || !run.outcome)
    throw conflict('Only a plan that is ready and not yet published can be.')
  // Held until all is written: two at once would ask everybody twice.
  const held = await db
    .select({ id: planRun.id })
    .from(planRun)
    .where(and(eq(planRun.id, run.key), eq(planRun.version, version)))
    .for('no key update')
  if (held.length === 0) throw stale(await standOf(db, id))
  const { placements } = run.outcome
  if (placements.length === 0) throw conflict('This plan places nobody: there is nothing to publish.')
  const facts = await getFacts(db, run.key)
  const faults = auditFacts(facts, placements)
  if (faults.length > 0)
    throw conflict('The plan breaks a rule. Plan again.', { faults: maskFaults(viewer.persona, faults) })
  const asking = await listAsking(
    deed,
    placements.map(({ openingId }) => openingId),
  )
  const covers = await namedCovers(db, run.key, scenarioVersion)
  const away = covers.find(({ coverId }) => placements.some(({ employeeId }) => employeeId === coverId))
  if (away) throw conflict('Somebody who is to cover is placed by this plan too. Name somebody else.', { cover: away })
  const secondments: string[] = []
  for (const { employeeId, openingId, from, to } of placements) {
    const asked = { employeeId, openingId, from, to }
    const judged = await judgePlacement(db, { ...asked, today, persona: viewer.persona })
    const failures = judged.verdicts.filter(({ outcome }) => outcome === 'fails')
    if (failures.length > 0) {
      throw conflict('Something changed since this was planned, and a rule excludes a placement now. Plan again.', {
        placement: asked,
        failures: maskFailures(viewer.persona, failures),
      })
    }
    const placed = { ...judged, from, to, state: 'interest', origin: 'plan', planRun: id, reason } as const
    const written = await write(deed, placed)
    secondments.push(written.id)
    const named = covers.find((one) => one.employeeId === employeeId)
    if (named) await coverFrom(deed, { ...asked, id: written.id, coverId: named.coverId })
  }
  const { rowCount } = await db
    .update(planRun)
    .set({
      ...{ status: 'published', approvedBy: viewer.personId, approvedAt: sql`now()`, approvalReason: reason },
      version: version + 1,
    })
    .where(and(eq(planRun.id, run.key), eq(planRun.version, version)))
  if (!rowCount) throw stale(await standOf(db, id))
  await noted(deed, 'plan.published', 'plan_run', id)
  await noteNotChosen(deed, { way: 'plan', decision: id, noted: reasonsIn(facts, placements, asking) })
  return secondments
}

/** How a plan stands now, for whoever comes too late. */
async function standOf(db: Deed['db'], id: string) {
  const { version, status } = await findRun(db, id)
  return { version, status }
}

/** Who covers for whom, in the version of the run's scenario that was looked at; refuses another one. */
async function namedCovers(db: Deed['db'], key: number, version: number): Promise<ScenarioInputs['covers']> {
  const [found] = await db
    .select({ inputs: scenario.inputs, version: scenario.version })
    .from(scenario)
    .innerJoin(planRun, eq(planRun.scenarioId, scenario.id))
    .where(eq(planRun.id, key))
  if (!found) throw noSuchScenario()
  if (found.version !== version) {
    const sentence = 'The scenario was changed in the meantime. Look at who covers now, then publish.'
    throw conflict(sentence, { yours: { scenarioVersion: version }, stored: { scenarioVersion: found.version } })
  }
  return (found.inputs as Partial<ScenarioInputs>).covers ?? []
}

async function coverFrom(
  deed: Deed,
  { id, employeeId, coverId, from, to }: { id: string; employeeId: string; coverId: string; from: string; to: string },
) {
  const { rows } = await deed.db.execute<{ id: number }>(sql`select id from secondment where public_id = ${id}::uuid`)
  const links = [{ option: 'acting' as const, employeeId: coverId, consequence: '' }]
  await arrangeCover(deed, { row: { id: rows[0]!.id, employeeId }, links, days: { from, to }, deepest: links.length })
}
