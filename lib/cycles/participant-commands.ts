import { and, eq, sql } from 'drizzle-orm'
import { participant, person } from '@/db/schema'
import { conflict, invalid, notFound } from '@/lib/access/errors'
import { record } from '@/lib/audit/record'
import { tell, tellAll } from '@/lib/notifications/commands'
import type { AddPeopleInput, ChaseInput, ExcuseInput, HandOvers, ReassignInput } from './change-shapes'
import { type Deed, noteCycle } from './commands'
import { joinPeople } from './joining'
import { foundBy } from './population'
import { listMissing } from './progress'
import { type FoundRun, findRun } from './queries'
import { Population } from './shapes'

async function findOpen({ db }: Deed, name: string): Promise<FoundRun> {
  const run = await findRun(db, name)
  if (!['open', 'paused'].includes(run.cycle.status))
    throw conflict(`${name} does not run: nobody takes part in it now.`)
  return run
}

async function findPart({ db }: Deed, run: FoundRun, { employeeId, version }: { employeeId: string; version: number }) {
  const [found] = await db
    .select({
      ...{ id: participant.id, subjectId: participant.subjectId, version: participant.version, name: person.name },
      ...{ state: participant.state, raterId: participant.assignedRaterId, reason: participant.stateReason },
    })
    .from(participant)
    .innerJoin(person, eq(person.id, participant.subjectId))
    .where(and(eq(participant.cycleId, run.cycle.id), eq(person.employeeId, employeeId)))
    .for('update', { of: participant })
  if (!found) throw notFound('Nobody by this employee id takes part in this cycle.')
  if (found.version !== version) {
    throw conflict(`${found.name}’s part was changed in the meantime. Look at it again.`, {
      ...{ yours: { version }, stored: { version: found.version, state: found.state } },
    })
  }
  return found
}
type Part = Awaited<ReturnType<typeof findPart>>

const notePart = ({ db, viewer }: Deed, action: string, personId: number, fields: string[] = []) =>
  record(db, 'person', { action, subject: 'person', subjectId: personId, fields }, viewer.personId)

const change = ({ db }: Deed, { id, version }: Part, columns: Partial<typeof participant.$inferInsert>) =>
  db
    .update(participant)
    .set({ ...columns, version: version + 1 })
    .where(eq(participant.id, id))

/** Late joiners: these people, or whoever the rule finds today and is not in yet. How many came in. */
export async function addPeople(deed: Deed, { name, employeeIds }: AddPeopleInput): Promise<number[]> {
  const { db, today, viewer } = deed
  const run = await findOpen(deed, name)
  const population = employeeIds.length > 0 ? Population.parse({ people: employeeIds }) : run.population
  const { frameworkVersionId } = run.cycle
  const found = foundBy({ population, frameworkVersionId, defaultProfile: run.plan.defaultProfile, today })
  const isNew =
    employeeIds.length > 0
      ? sql`true`
      : sql`f.id not in (select x.subject_id from participant x
    where x.cycle_id = ${run.cycle.id})`
  const wanted = sql`select * from (${found}) f where ${isNew}`
  const { rows } = await db.execute<{ employee_id: string; target: string | null; manager_id: number | null }>(wanted)
  const missing = employeeIds.filter((id) => !rows.some(({ employee_id }) => employee_id === id))
  const issues = [
    ...missing.map((id) => ({ path: 'employeeIds', message: `${id} has no post today, or heads the organisation` })),
    ...rows.flatMap(({ employee_id, target, manager_id }) => [
      ...(target === null ? [{ path: 'employeeIds', message: `${employee_id} has no target profile` }] : []),
      ...(manager_id === null ? [{ path: 'employeeIds', message: `${employee_id} has no manager` }] : []),
    ]),
  ]
  if (issues[0]) throw invalid(`Somebody cannot join: ${issues[0].message}.`, issues)
  const joined = await joinPeople(deed, run, wanted)
  await tellAll(db, joined, { kind: 'cycle-launched', about: { cycle: name } })
  for (const id of joined) await notePart(deed, 'participant.added', id)
  if (joined.length > 0) await noteCycle({ db, today, viewer }, 'cycle.changed', name, ['participants'])
  return joined
}

/** Takes somebody out of a cycle, with the reason; what they wrote is kept. */
export async function excusePerson(deed: Deed, { name, reason, ...who }: ExcuseInput): Promise<number> {
  const part = await findPart(deed, await findOpen(deed, name), who)
  if (part.state !== 'active') throw conflict(`${part.name} is out of this cycle already.`)
  await change(deed, part, { state: 'excused', stateReason: reason })
  await notePart(deed, 'participant.excused', part.subjectId)
  return part.subjectId
}

/** Says who rates somebody instead of the manager of the day, or takes that back. Drafts of whoever rated before are kept. */
export async function reassignRater(deed: Deed, { name, rater, reason, ...who }: ReassignInput): Promise<number> {
  const { db, today } = deed
  const part = await findPart(deed, await findOpen(deed, name), who)
  if (part.state !== 'active') throw conflict(`${part.name} is out of this cycle: nobody rates them.`)
  const next = rater === null ? null : await findRater(deed, rater)
  if (next === part.subjectId) {
    throw invalid('Nobody rates themselves. Choose somebody else.', [{ path: 'rater', message: 'is the person' }])
  }
  if (next !== null && reason === '') {
    throw invalid('Say why somebody else rates.', [{ path: 'reason', message: 'is missing' }])
  }
  if (next === part.raterId) return part.subjectId
  await change(deed, part, { assignedRaterId: next, assignedReason: next === null ? '' : reason })
  const { rows } = await db.execute<{ id: number }>(sql`select manager_id as id from reporting_line
    where person_id = ${part.subjectId} and valid @> ${today}::date`)
  const told = [part.subjectId, part.raterId, next, rows[0]?.id].filter((id) => typeof id === 'number')
  await tellAll(db, told, { kind: 'rater-changed', about: { cycle: name, count: 1 } })
  await notePart(deed, 'participant.reassigned', part.subjectId)
  return part.subjectId
}

async function findRater({ db, today }: Deed, employeeId: string): Promise<number> {
  const [found] = await db
    .select({ id: person.id })
    .from(person)
    .where(and(eq(person.employeeId, employeeId), sql`${person.employed} @> ${today}::date and not is_disabled`))
  if (found) return found.id
  throw invalid('Whoever rates needs a post today and an open door.', [{ path: 'rater', message: 'cannot rate' }])
}

/**
 * Reminds whoever has a form to hand in, once a day for a stage. A manager, and their deputy of the day, hear
 * once, with the count of people.
 */
export async function chase(deed: Deed, { name, stage, ...where }: ChaseInput) {
  const { db, today } = deed
  const run = await findOpen(deed, name)
  if (run.cycle.status === 'paused') throw conflict(`${name} is paused: nobody can hand in. Resume it first.`)
  const missing = await listMissing(db, { run, today, where: { ...where, stuck: stage } })
  const onceKey = `${run.cycle.id} ${stage} ${today}`
  const about = { cycle: name, stage }
  let told = 0
  if (stage === 'self') {
    const people = missing.map(({ subject_id }) => subject_id)
    told = await tellAll(db, people, { kind: 'chased', about, onceKey })
  } else {
    const counts = new Map<number, number>()
    for (const id of missing.flatMap(({ rater_id, deputy_id }) => [rater_id, deputy_id]))
      if (id) counts.set(id, (counts.get(id) ?? 0) + 1)
    for (const [personId, count] of counts) {
      if (await tell(db, { personId, kind: 'chased', about: { ...about, count }, onceKey })) told++
    }
  }
  await noteCycle(deed, 'cycle.chased', name, [stage])
  return { told, waiting: missing.length, ids: missing.map(({ subject_id }) => subject_id) }
}

type HandOverRow = {
  cycle: string
  employee_id: string
  name: string
  note: string
  is_submitted: boolean
  version: number
  from_employee_id: string
  from_name: string
  is_mine: boolean
}

/** Notes between raters: those that wait for the caller to write, and those left for the caller. */
export async function listHandOvers({ db }: Pick<Deed, 'db'>): Promise<HandOvers> {
  const { rows } = await db.execute<HandOverRow>(
    sql`select * from authz.hand_overs() order by cycle, name, employee_id`,
  )
  const personOf = ({ employee_id, name }: HandOverRow) => ({ employeeId: employee_id, name })
  return {
    mine: rows
      .filter(({ is_mine }) => is_mine)
      .map((row) => ({
        ...{ cycle: row.cycle, person: personOf(row), note: row.note, isSubmitted: row.is_submitted },
        version: row.version,
      })),
    received: rows
      .filter(({ is_mine }) => !is_mine)
      .map((row) => ({
        ...{ cycle: row.cycle, person: personOf(row), note: row.note },
        from: { employeeId: row.from_employee_id, name: row.from_name },
      })),
  }
}
