import { asc, eq, inArray, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { bankHoliday, cycle, cycleDeadline, cyclePlan, frameworkVersion, person } from '@/db/schema'
import { cycleStages } from '@/db/values'
import { notFound } from '@/lib/access/errors'
import type { Named, Plan, Run } from './shapes'
import { Population } from './shapes'
import { instantOf } from './wall-time'

export const noSuchRun = () => notFound('There is no assessment cycle by this name that asks people.')

/** The instant that deadlines are held against. */
export async function nowOf(db: Db): Promise<Date> {
  const { rows } = await db.execute<{ now: Date }>(sql`select authz.now() as now`)
  return new Date(rows[0]!.now)
}

/** Cycle, plan and deadlines as they are stored; NOT_FOUND unless it is a cycle that asks people. */
export async function findRun(db: Db, name: string) {
  const [found] = await db
    .select({ cycle, plan: cyclePlan, edition: frameworkVersion.edition })
    .from(cycle)
    .innerJoin(cyclePlan, eq(cyclePlan.cycleId, cycle.id))
    .innerJoin(frameworkVersion, eq(frameworkVersion.id, cycle.frameworkVersionId))
    .where(eq(cycle.name, name))
  if (!found) throw noSuchRun()
  const stored = await db.select().from(cycleDeadline).where(eq(cycleDeadline.cycleId, found.cycle.id))
  const deadlines = cycleStages.flatMap((stage) => stored.find((one) => one.stage === stage) ?? [])
  return { ...found, population: Population.parse(found.plan.population), deadlines }
}
export type FoundRun = Awaited<ReturnType<typeof findRun>>

async function listNamed(db: Db, ids: readonly string[]): Promise<Named[]> {
  if (ids.length === 0) return []
  return db
    .select({ employeeId: sql<string>`${person.employeeId}`, name: person.name })
    .from(person)
    .where(inArray(person.employeeId, [...ids]))
    .orderBy(asc(person.name), asc(person.id))
}

/** How a cycle asks and until when, as HR keeps it. */
export async function getPlan(db: Db, name: string): Promise<Plan> {
  const { cycle, plan, edition, population, deadlines } = await findRun(db, name)
  const { defaultProfile, isBlind, asksPeers, evidenceRule, isDelta, submitsDrafts, remindDays, timeZone } = plan
  return {
    ...{ name: cycle.name, status: cycle.status, edition, population },
    ...{ defaultProfile, isBlind, asksPeers, evidenceRule, isDelta, submitsDrafts, remindDays, timeZone },
    deadlines: deadlines.map(({ stage, wallTime, closesAt }) => ({
      ...{ stage, wallTime, closesAt: closesAt.toISOString() },
      kind: instantOf(wallTime, timeZone)?.kind ?? 'plain',
    })),
    people: await listNamed(db, population.people),
    without: await listNamed(db, population.without),
    launchedAt: plan.launchedAt?.toISOString() ?? null,
    closedAt: plan.closedAt?.toISOString() ?? null,
    closedReason: plan.closedReason,
    version: plan.version,
  }
}

type RunRow = Omit<Run, 'closesAt' | 'nextAt'> & { closesAt: Date | null; nextAt: Date | null }

/** Every cycle that asks people, drafts first, then the newest. Counts of who has handed in; no level. */
export async function listRuns(db: Db): Promise<Run[]> {
  const { rows } = await db.execute<RunRow>(sql`
    select c.name, c.status, v.edition, c.as_of_on as "asOf",
      (select count(*)::int from participant p where p.cycle_id = c.id and p.state = 'active') as people,
      (select count(*)::int from participant p where p.cycle_id = c.id and p.state = 'active' and exists (
        select from assessment a where a.participant_id = p.id and a.rater_type = 'self' and a.status = 'submitted')) as submitted,
      (select count(*)::int from participant p where p.cycle_id = c.id and p.state = 'active' and exists (
        select from assessment a where a.participant_id = p.id and a.rater_type = 'manager' and a.status = 'submitted')) as rated,
      (select count(*)::int from agreement g join participant p on p.id = g.participant_id and p.state = 'active'
        where g.cycle_id = c.id and g.status = 'disputed') as disputed,
      (select max(d.closes_at) from cycle_deadline d where d.cycle_id = c.id) as "closesAt",
      next.stage as "nextStage", next.closes_at as "nextAt"
    from cycle c join cycle_plan plan on plan.cycle_id = c.id join framework_version v on v.id = c.framework_version_id
    left join lateral (select d.stage, d.closes_at from cycle_deadline d where d.cycle_id = c.id and d.closes_at > authz.now()
      order by d.closes_at, array_position(array['self', 'manager', 'agree'], d.stage) limit 1) next on true
    where c.kind = 'run' order by (c.status = 'draft') desc, plan.launched_at desc nulls first, c.id desc`)
  const iso = (at: Date | null) => (at === null ? null : new Date(at).toISOString())
  return rows.map((row) => ({ ...row, closesAt: iso(row.closesAt), nextAt: iso(row.nextAt) }))
}

export async function listHolidays(db: Db): Promise<{ day: string; name: string }[]> {
  return db.select({ day: bankHoliday.onDay, name: bankHoliday.name }).from(bankHoliday).orderBy(asc(bankHoliday.onDay))
}

type LeaveRow = { id: number; employee_id: string; name: string; from: string; to: string | null }

/** Who is away for long, today or later, by name. `ids` are for the access log. */
export async function listLeaves(db: Db, today: string) {
  const { rows } = await db.execute<LeaveRow>(sql`
    select p.id, p.employee_id, p.name, lower(l.valid)::text as "from", (upper(l.valid) - 1)::text as "to"
    from planned_leave l join person p on p.id = l.person_id
    where coalesce(upper(l.valid), 'infinity') > ${today}::date and p.employee_id is not null order by p.name, p.id, l.valid limit 500`)
  const leaves = rows.map(({ employee_id, name, from, to }) => ({ employeeId: employee_id, name, from, to }))
  return { leaves, ids: rows.map(({ id }) => id) }
}
