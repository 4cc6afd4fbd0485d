import { eq } from 'drizzle-orm'
import { cycle } from '@/db/schema'
import { conflict, invalid } from '@/lib/access/errors'
import { tellAll } from '@/lib/notifications/commands'
import type { MessageKind } from '@/lib/notifications/shapes'
import type { CloseInput, CycleDeed, ExtendInput } from './change-shapes'
import { checkRun } from './check'
import { type Deed, holdRun, noteCycle, raise, writeDeadlines } from './commands'
import { joinPeople, listConcerned } from './joining'
import { foundBy } from './population'
import { type FoundRun, nowOf } from './queries'
import { deadlineIssues } from './rules'
import { instantOf } from './wall-time'

type Status = 'open' | 'paused' | 'closing'

const setStatus = ({ db }: Deed, { cycle: { id, version } }: FoundRun, status: Status) =>
  db
    .update(cycle)
    .set({ status, version: version + 1 })
    .where(eq(cycle.id, id))

async function tellConcerned(deed: Deed, run: FoundRun, kind: MessageKind, about: object = {}) {
  const people = await listConcerned(deed.db, run.cycle.id, deed.today)
  await tellAll(deed.db, people, { kind, about: { cycle: run.cycle.name, ...about } })
}

/**
 * Opens a draft in one transaction: who takes part with their target, everybody's own form, word to people and their
 * managers. Refused with its sentence as long as the check finds something that blocks. Answers how many were asked.
 */
export async function launchCycle(deed: Deed, input: CycleDeed): Promise<number> {
  const { db, today } = deed
  const run = await holdRun(deed, input)
  if (run.cycle.status !== 'draft') throw conflict(`${input.name} is launched already.`)
  const { problems } = await checkRun(db, run, today)
  const blocking = problems.filter(({ isBlocking }) => isBlocking)
  if (blocking.length > 0) {
    throw invalid(
      `${blocking.length === 1 ? 'One thing stands' : `${blocking.length} things stand`} in the way of the launch. Look at the check.`,
      blocking.map(({ kind, stage }) => ({ path: stage ?? 'plan', message: kind })),
    )
  }
  const { population } = run
  const { defaultProfile } = run.plan
  const asked = { population, defaultProfile, today, frameworkVersionId: run.cycle.frameworkVersionId }
  const joined = await joinPeople(deed, run, foundBy(asked))
  await setStatus(deed, run, 'open')
  await raise(deed, run, { launchedAt: await nowOf(db) })
  await tellConcerned(deed, run, 'cycle-launched', closing(run))
  await noteCycle(deed, 'cycle.launched', input.name)
  return joined.length
}

/** The first deadline, as people are told it. */
const closing = ({ deadlines, plan: { timeZone } }: FoundRun) => {
  const first = deadlines[0]
  return first ? { ...told(first), timeZone } : {}
}
const told = ({ stage, wallTime, closesAt }: FoundRun['deadlines'][number]) => ({
  ...{ stage, wallTime, closesAt: closesAt.toISOString() },
})

/** Stops the asking for a while, or goes on with it. Deadlines stay: extend them for the time that was lost. */
export async function pauseCycle(deed: Deed, input: CycleDeed, isOn: boolean): Promise<void> {
  const run = await holdRun(deed, input)
  const wanted = isOn ? 'open' : 'paused'
  if (run.cycle.status !== wanted) {
    throw conflict(isOn ? `Only a cycle that is open can be paused.` : `Only a cycle that is paused can go on.`)
  }
  await setStatus(deed, run, isOn ? 'paused' : 'open')
  await raise(deed, run)
  await tellConcerned(deed, run, isOn ? 'cycle-paused' : 'cycle-resumed')
  await noteCycle(deed, isOn ? 'cycle.paused' : 'cycle.resumed', input.name)
}

/** Moves deadlines later; the stages keep their order. Forms that the other side has seen stay as they are. */
export async function extendCycle(deed: Deed, { deadlines, ...input }: ExtendInput): Promise<void> {
  const { db } = deed
  const run = await holdRun(deed, input, { deadlines })
  if (!['open', 'paused'].includes(run.cycle.status)) throw conflict('Only a cycle that runs can be extended.')
  const { timeZone } = run.plan
  const issues = deadlineIssues(deadlines, timeZone)
  const moved = run.deadlines.map((one) => {
    const wallTime = deadlines[one.stage] ?? one.wallTime
    return { ...one, wallTime, closesAt: instantOf(wallTime, timeZone)?.at ?? one.closesAt, before: one.closesAt }
  })
  const now = await nowOf(db)
  for (const { stage, closesAt, before } of moved) {
    if (closesAt.getTime() !== before.getTime() && (closesAt < before || closesAt <= now)) {
      issues.push({ path: `deadlines.${stage}`, message: 'is not later' })
    }
  }
  const at = Object.fromEntries(moved.map(({ stage, closesAt }) => [stage, closesAt.getTime()]))
  if ((at.self ?? 0) > (at.manager ?? 0))
    issues.push({ path: 'deadlines.manager', message: 'is before the people’s own' })
  if ((at.manager ?? 0) >= (at.agree ?? 0))
    issues.push({ path: 'deadlines.agree', message: 'is not after the managers’' })
  const changed = moved.filter(({ closesAt, before }) => closesAt.getTime() !== before.getTime())
  if (changed.length === 0 && issues.length === 0) {
    issues.push({ path: 'deadlines', message: 'stay where they are' })
  }
  if (issues[0]) throw invalid('Deadlines only move later, and keep their order.', issues)
  await writeDeadlines(deed, run.cycle.id, Object.fromEntries(changed.map((d) => [d.stage, d.wallTime])), timeZone)
  await raise(deed, run)
  for (const one of changed) await tellConcerned(deed, run, 'deadline-moved', { ...told(one), timeZone })
  await noteCycle(
    deed,
    'cycle.extended',
    input.name,
    changed.map(({ stage }) => stage),
  )
}

/** Ends the asking: from here on the job submits drafts, reveals what is left and publishes. Its id, to wake the job. */
export async function closeCycle(deed: Deed, { reason, ...input }: CloseInput): Promise<number> {
  const { db } = deed
  const run = await holdRun(deed, input)
  if (!['open', 'paused'].includes(run.cycle.status)) throw conflict('Only a cycle that runs can be closed.')
  const now = await nowOf(db)
  const isEarly = run.deadlines.some(({ closesAt }) => closesAt > now)
  if (isEarly && reason === '') {
    throw invalid('A deadline is still to come: say why the cycle closes early.', [
      { path: 'reason', message: 'is missing' },
    ])
  }
  await setStatus(deed, run, 'closing')
  await raise(deed, run, { closedAt: now, closedReason: reason })
  await noteCycle(deed, 'cycle.closed', input.name, isEarly ? ['early'] : [])
  return run.cycle.id
}
