import { type SQL, sql } from 'drizzle-orm'
import type { Database, Db } from '@/db/client'
import { record } from '@/lib/audit/record'
import { tell, tellAll } from '@/lib/notifications/commands'
import { publishCycle } from '@/lib/readiness/commands'
import { listConcerned } from './joining'
import { dueReminder, escalationOf, onceKeyOf } from './rules'

type Stage = 'self' | 'manager' | 'agree'
type Due = {
  id: number
  name: string
  status: 'open' | 'paused' | 'closing'
  submits_drafts: boolean
  remind_days: number[]
  time_zone: string
  launched_at: Date | null
  now: Date
  deadlines: { stage: Stage; wall_time: string; closes_at: string }[]
}

/** The name of the queue that keeps cycles going. */
export const cycleQueue = 'cycles.keep'

/**
 * Keeps every cycle that runs going, or the one with this id: leavers, new managers, reminders, deadlines, and publishing
 * what closes. One transaction a cycle, held by its row: another instance passes over it. All of it may be repeated.
 */
export async function keepCycles(database: Database, id: number | null): Promise<void> {
  const running = await database.asJob('cycle', async (db) => {
    const { rows } = await db.execute<{ id: number }>(sql`select id from cycle
      where kind = 'run' and status in ('open', 'paused', 'closing') and ${id === null ? sql`true` : sql`id = ${id}`} order by id`)
    return rows
  })
  for (const one of running) await database.asJob('cycle', (db, { today }) => keepCycle(db, one.id, today))
}

async function keepCycle(db: Db, id: number, today: string): Promise<void> {
  const cycle = await hold(db, id)
  if (!cycle) return
  await noteLeavers(db, cycle, today)
  if (cycle.status === 'closing') return publish(db, cycle, today)
  await tellNewManagers(db, cycle, today)
  if (cycle.status === 'paused') return
  for (const deadline of cycle.deadlines) {
    const closesAt = new Date(deadline.closes_at)
    if (closesAt <= cycle.now) await passDeadline(db, cycle, deadline, today)
    else await remind(db, cycle, deadline, today)
  }
  await revealDue(db, cycle)
}

async function hold(db: Db, id: number): Promise<Due | null> {
  const { rows } = await db.execute<Due>(sql`
    select c.id, c.name, c.status, plan.submits_drafts, plan.remind_days, plan.time_zone, plan.launched_at, authz.now() as now,
      (select coalesce(json_agg(json_build_object('stage', d.stage, 'wall_time', d.wall_time, 'closes_at', d.closes_at)
        order by d.closes_at), '[]') from cycle_deadline d where d.cycle_id = c.id) as deadlines
    from cycle c join cycle_plan plan on plan.cycle_id = c.id
    where c.id = ${id} and c.status in ('open', 'paused', 'closing') for update of c skip locked`)
  const [found] = rows
  return found ? { ...found, now: new Date(found.now) } : null
}

/** Whoever has no post any more takes part no more; what they and others wrote is kept. */
async function noteLeavers(db: Db, { id }: Due, today: string) {
  const { rows } = await db.execute<{ subject_id: number }>(sql`
    update participant p set state = 'left', version = p.version + 1 from person s
    where p.cycle_id = ${id} and p.state = 'active' and s.id = p.subject_id
      and (upper(s.employed) <= ${today}::date or isempty(s.employed))
    returning p.subject_id`)
  for (const { subject_id } of rows) {
    await record(db, 'cycle', { action: 'participant.left', subject: 'person', subjectId: subject_id })
  }
}

/** Word to a manager who took people over since the launch, to whoever had them before, and to the people. */
async function tellNewManagers(db: Db, { id, name, launched_at, time_zone }: Due, today: string) {
  if (!launched_at) return
  const { rows } = await db.execute<{ person_id: number; new_id: number; old_id: number | null; day: string }>(sql`
    select p.subject_id as person_id, l.manager_id as new_id, old.manager_id as old_id, lower(l.valid)::text as day
    from participant p join reporting_line l on l.person_id = p.subject_id and l.valid @> ${today}::date
    left join reporting_line old on old.person_id = p.subject_id and upper(old.valid) = lower(l.valid)
    where p.cycle_id = ${id} and p.state = 'active' and p.assigned_rater_id is null
      and lower(l.valid) > (${new Date(launched_at).toISOString()}::timestamptz at time zone ${time_zone})::date
      and old.manager_id is distinct from l.manager_id`)
  const counts = new Map<string, { personId: number; day: string; count: number }>()
  for (const { person_id, new_id, old_id, day } of rows) {
    for (const personId of [person_id, new_id, old_id]) {
      if (personId === null) continue
      const key = `${personId} ${day}`
      const before = counts.get(key)
      counts.set(key, { personId, day, count: (before?.count ?? 0) + 1 })
    }
  }
  for (const { personId, day, count } of counts.values()) {
    const about = { cycle: name, count, from: day }
    await tell(db, { personId, kind: 'rater-changed', about, onceKey: `${id} line ${day}` })
  }
}

type Missing = { subject_id: number; rater_id: number | null; deputy_id: number | null; above_id: number | null }

/** Who rates: the manager of the day or whom HR assigned, and the manager's deputy of the day beside them. */
const ratersOf = (people: readonly Missing[]) => people.flatMap(({ rater_id, deputy_id }) => [rater_id, deputy_id])

const deputyOfLine = (
  today: string,
) => sql`left join deputy d on p.assigned_rater_id is null and d.manager_id = l.manager_id
      and d.valid @> ${today}::date and d.deputy_id <> p.subject_id`

/** Whose form of a stage is not handed in, who has to write it today, and who stands above those. */
async function listMissing(db: Db, { id }: Due, stage: 'self' | 'manager', today: string): Promise<Missing[]> {
  const writer = stage === 'self' ? sql`p.subject_id` : sql`coalesce(p.assigned_rater_id, l.manager_id)`
  const { rows } = await db.execute<Missing>(sql`
    select p.subject_id, ${writer} as rater_id, ${stage === 'self' ? sql`null::bigint` : sql`d.deputy_id`} as deputy_id,
      up.manager_id as above_id from participant p
    left join reporting_line l on l.person_id = p.subject_id and l.valid @> ${today}::date
    left join reporting_line up on up.person_id = ${writer} and up.valid @> ${today}::date
    ${deputyOfLine(today)}
    where p.cycle_id = ${id} and p.state = 'active' and not exists (select from assessment a
      where a.participant_id = p.id and a.rater_type = ${stage} and a.status = 'submitted')
      ${stage === 'self' ? sql`and not authz.own_is_closed(p.id)` : sql``} order by p.id`)
  return rows
}

/** Whoever still has levels to agree on: their raters. */
async function listUnsettled(db: Db, { id }: Due, today: string): Promise<Missing[]> {
  const { rows } = await db.execute<Missing>(sql`
    select p.subject_id, coalesce(p.assigned_rater_id, l.manager_id) as rater_id, d.deputy_id, null::bigint as above_id
    from participant p
    left join reporting_line l on l.person_id = p.subject_id and l.valid @> ${today}::date
    ${deputyOfLine(today)}
    where p.cycle_id = ${id} and p.state = 'active' and exists (select from rating r
        where r.cycle_id = p.cycle_id and r.subject_id = p.subject_id and r.rater_type = 'manager' and r.level is not null
          and not exists (select from agreement a where a.participant_id = p.id and a.criterion_id = r.criterion_id
            and a.status <> 'draft')) order by p.id`)
  return rows
}

const countBy = (people: readonly (number | null)[]) => {
  const counts = new Map<number, number>()
  for (const id of people) if (id !== null) counts.set(id, (counts.get(id) ?? 0) + 1)
  return counts
}

/** Reminders by the schedule, and the escalation: the person hears a day before whoever stands above them does. */
async function remind(db: Db, cycle: Due, deadline: Due['deadlines'][number], today: string) {
  const { stage } = deadline
  const closesAt = new Date(deadline.closes_at)
  const days = dueReminder(cycle.remind_days, closesAt, cycle.now)
  const step = stage === 'agree' ? null : escalationOf(closesAt, cycle.now)
  if (days === null && step === null) return
  const missing = stage === 'agree' ? await listUnsettled(db, cycle, today) : await listMissing(db, cycle, stage, today)
  const about = { cycle: cycle.name, ...told(cycle, deadline) }
  const key = (what: string | number) => onceKeyOf(cycle.id, stage, closesAt, what)
  if (days !== null) {
    for (const [personId, count] of countBy(ratersOf(missing))) {
      await tell(db, { personId, kind: 'deadline-near', about: { ...about, days, count }, onceKey: key(days) })
    }
  }
  if (step !== null && stage !== 'agree') {
    const late = ratersOf(missing).filter((id) => id !== null)
    await tellAll(db, late, { kind: 'escalated', about: { ...about, days: 1 }, onceKey: key('first') })
    if (step === 'above') await tellAbove(db, missing, { about, first: key('first'), above: key('above') })
  }
}

const told = ({ time_zone }: Due, { stage, wall_time, closes_at }: Due['deadlines'][number]) => ({
  ...{ stage, wallTime: wall_time, timeZone: time_zone, closesAt: new Date(closes_at).toISOString() },
})

/** Whoever stands above hears a count of those who were told themselves at least a day before; no names. */
async function tellAbove(
  db: Db,
  missing: Missing[],
  { about, first, above }: { about: object; first: string; above: string },
) {
  const { rows } = await db.execute<{ person_id: number }>(sql`select person_id from message
    where kind = 'escalated' and once_key = ${first} and created_at <= now() - interval '1 day'`)
  const warned = new Set(rows.map(({ person_id }) => person_id))
  const late = new Map(
    missing.flatMap(({ rater_id, above_id }) => (rater_id && warned.has(rater_id) ? [[rater_id, above_id]] : [])),
  )
  for (const [personId, count] of countBy([...late.values()])) {
    await tell(db, { personId, kind: 'escalated', about: { ...about, count }, onceKey: above })
  }
}

/** The forms that drafts of a stage are handed in as, when its time is over: whoever rates today, with something answered. */
const submitDrafts = (id: number, stage: SQL, today: string) => sql`
  with due as (
    select a.id from assessment a join participant p on p.id = a.participant_id and p.state = 'active'
    where a.cycle_id = ${id} and a.status = 'draft' and ${stage}
      and exists (select from answer k where k.assessment_id = a.id and k.kind is not null)
      and (a.rater_type <> 'manager' or a.rater_id = p.assigned_rater_id or p.assigned_rater_id is null and exists (
        select from reporting_line l left join deputy d on d.manager_id = l.manager_id and d.valid @> ${today}::date
        where l.person_id = p.subject_id and l.valid @> ${today}::date and a.rater_id in (l.manager_id, d.deputy_id)))
  ), handed_in as (
    update assessment a set status = 'submitted', submitted_at = authz.now(), is_automatic = true, version = a.version + 1
    from due where a.id = due.id returning a.id, a.public_id, a.rater_id
  ), noted as (
    insert into audit_entry (actor, action, subject, subject_id, fields)
    select 'cycle', 'assessment.submitted', 'assessment', public_id::text, '{automatic}' from handed_in
  ) select rater_id from handed_in`

async function handIn(db: Db, cycle: Due, stage: SQL, today: string): Promise<number[]> {
  if (!cycle.submits_drafts) return []
  const { rows } = await db.execute<{ rater_id: number }>(submitDrafts(cycle.id, stage, today))
  return rows.map(({ rater_id }) => rater_id)
}

/** When a stage's time is over: drafts are handed in if the plan says so, and whoever is concerned hears it once. */
async function passDeadline(db: Db, cycle: Due, deadline: Due['deadlines'][number], today: string) {
  const { stage } = deadline
  if (stage === 'agree') return
  const missing = await listMissing(db, cycle, stage, today)
  await handIn(db, cycle, stage === 'self' ? sql`a.rater_type = 'self'` : sql`a.rater_type <> 'self'`, today)
  const late = ratersOf(missing).filter((id) => id !== null)
  const onceKey = onceKeyOf(cycle.id, stage, new Date(deadline.closes_at), 'passed')
  await tellAll(db, late, { kind: 'deadline-passed', about: { cycle: cycle.name, ...told(cycle, deadline) }, onceKey })
}

/** Shows each side the other where neither can change any more. */
async function revealDue(db: Db, { id }: Due) {
  await db.execute(sql`select authz.reveal_forms(p.id) from participant p where p.cycle_id = ${id} and exists (
    select from assessment a where a.participant_id = p.id and a.rater_type <> 'peer' and a.status = 'submitted'
      and a.revealed_at is null)`)
}

/** Ends what is still open, hands in drafts if the plan says so, reveals the rest, and freezes the result of today. */
async function publish(db: Db, cycle: Due, today: string) {
  // Whoever has a form in hand at this moment finishes first: revealing passes over what somebody holds.
  await db.execute(sql`select from assessment where cycle_id = ${cycle.id} order by id for no key update`)
  await db.execute(
    sql`update cycle_deadline set closes_at = authz.now() where cycle_id = ${cycle.id} and closes_at > authz.now()`,
  )
  await handIn(db, cycle, sql`true`, today)
  await revealDue(db, cycle)
  await publishCycle(db, cycle.id, today)
  const people = await listConcerned(db, cycle.id, today)
  await tellAll(db, people, { kind: 'cycle-published', about: { cycle: cycle.name }, onceKey: String(cycle.id) })
  await record(db, 'cycle', { action: 'cycle.published', subject: 'cycle', subjectId: cycle.name })
}
