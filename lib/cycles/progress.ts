import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Db } from '@/db/client'
import { decodeCursor, pageOf } from '@/lib/people/page'
import { foundBy } from './population'
import type { FoundRun } from './queries'
import type { Counts, Participant, ParticipantsInput, Progress } from './shapes'

/**
 * Everybody in a cycle (`t`) with unit and rater of the day and how far each form and the agreeing has come: states and
 * nothing of what they hold. A person counts as rated whoever of their managers handed in. Agreed: each criterion that the
 * manager gave a level has an agreed one.
 */
export const factsOf = (cycleId: number, today: string): SQL => sql`
  select p.id, p.version, p.subject_id, s.employee_id, s.name, u.unit_id, u.name as unit, p.state, p.state_reason,
    p.target_profile, p.assigned_rater_id is not null as is_assigned, r.id as rater_id, r.employee_id as rater_employee_id,
    r.name as rater, d.deputy_id, plan.is_blind and coalesce(managers.revealed, false) as own_is_closed,
    coalesce(own.state, 'waiting') as self, coalesce(managers.state, 'waiting') as rated,
    case when levels.disputed > 0 then 'disputed'
      when managers.revealed and levels.rated > 0 and levels.settled >= levels.rated then 'agreed'
      when managers.revealed and (own.revealed or own_time.is_over or plan.is_blind) then 'open' else 'waiting' end as agree
  from participant p join person s on s.id = p.subject_id join cycle_plan plan on plan.cycle_id = p.cycle_id
  left join unit_membership m on m.person_id = s.id and m.valid @> ${today}::date left join unit u on u.id = m.unit_id
  left join reporting_line l on l.person_id = s.id and l.valid @> ${today}::date
  left join person r on r.id = coalesce(p.assigned_rater_id, l.manager_id)
  left join deputy d on p.assigned_rater_id is null and d.manager_id = l.manager_id and d.valid @> ${today}::date
    and d.deputy_id <> s.id
  left join lateral (
    select bool_or(d.closes_at <= authz.now()) as is_over from cycle_deadline d where d.cycle_id = p.cycle_id and d.stage = 'self'
  ) own_time on true
  left join form own on own.participant_id = p.id and own.rater_type = 'self'
  left join form managers on managers.participant_id = p.id and managers.rater_type = 'manager'
  left join lateral (
    select (select count(distinct g.criterion_id) from rating g where g.cycle_id = p.cycle_id and g.subject_id = p.subject_id
        and g.rater_type = 'manager' and g.level is not null) as rated,
      count(*) filter (where a.status <> 'draft') as settled, count(*) filter (where a.status = 'disputed') as disputed
    from agreement a where a.participant_id = p.id
  ) levels on managers.revealed
  where p.cycle_id = ${cycleId}`

/** Each person's forms by kind: the furthest one speaks. */
const withForms = (cycleId: number, rest: SQL) => sql`
  with begun as materialized (select authz.begun_form_ids(${cycleId}) as id), form as materialized (
    select a.participant_id, a.rater_type, bool_or(a.revealed_at is not null) as revealed,
      case when bool_or(a.status = 'submitted') then 'submitted' when bool_or(b.id is not null) then 'begun' else 'waiting' end as state
    from assessment a left join begun b on b.id = a.id where a.cycle_id = ${cycleId} and a.rater_type <> 'peer' group by 1, 2
  ) ${rest}`

const count = (column: SQL, state: string) => sql`count(*) filter (where ${column} = ${state})::int`
const counted = sql`count(*)::int as people,
  json_build_object('waiting', ${count(sql`t.self`, 'waiting')}, 'begun', ${count(sql`t.self`, 'begun')},
    'submitted', ${count(sql`t.self`, 'submitted')}) as self,
  json_build_object('waiting', ${count(sql`t.rated`, 'waiting')}, 'begun', ${count(sql`t.rated`, 'begun')},
    'submitted', ${count(sql`t.rated`, 'submitted')}) as rated,
  json_build_object('waiting', ${count(sql`t.agree`, 'waiting')}, 'open', ${count(sql`t.agree`, 'open')},
    'agreed', ${count(sql`t.agree`, 'agreed')}, 'disputed', ${count(sql`t.agree`, 'disputed')}) as agree`

type Grouped = Counts & {
  is_all: boolean
  of_unit: number
  unit_id: string | null
  unit: string | null
  employee_id: string | null
  name: string | null
}

/** How far a cycle has come, in all, by unit and by who rates. */
export async function getProgress(db: Db, run: FoundRun, today: string): Promise<Progress> {
  const { cycle, plan, population } = run
  const { rows } = await db.execute<Grouped>(
    withForms(
      cycle.id,
      sql`select ${counted}, (grouping(t.unit_id, t.rater_id) = 3) as is_all, grouping(t.rater_id) as of_unit,
        t.unit_id, min(t.unit) as unit, min(t.rater_employee_id) as employee_id, min(t.rater) as name
      from (${factsOf(cycle.id, today)}) t where t.state = 'active'
      group by grouping sets ((), (t.unit_id), (t.rater_id)) order by min(t.unit), min(t.rater)`,
    ),
  )
  const { rows: rest } = await db.execute<{ excused: number; left: number; joiners: number }>(sql`
    select count(*) filter (where p.state = 'excused')::int as excused, count(*) filter (where p.state = 'left')::int as left,
      (select count(*)::int from (${foundBy({
        ...{ population, frameworkVersionId: cycle.frameworkVersionId, defaultProfile: plan.defaultProfile, today },
      })}) f
        where f.id not in (select x.subject_id from participant x where x.cycle_id = ${cycle.id})) as joiners
    from participant p where p.cycle_id = ${cycle.id}`)
  const plain = ({ people, self, rated, agree }: Counts): Counts => ({ people, self, rated, agree })
  const none: Counts = {
    ...{ people: 0, self: { waiting: 0, begun: 0, submitted: 0 }, rated: { waiting: 0, begun: 0, submitted: 0 } },
    agree: { waiting: 0, open: 0, agreed: 0, disputed: 0 },
  }
  const all = rows.find(({ is_all }) => is_all)
  const groups = rows.filter(({ is_all }) => !is_all)
  return {
    all: all ? plain(all) : none,
    units: groups
      .filter(({ of_unit }) => of_unit === 1)
      .map((row) => ({ ...plain(row), unit: row.unit_id ? { unitId: row.unit_id, name: row.unit ?? '' } : null })),
    managers: groups
      .filter(({ of_unit }) => of_unit === 0)
      .map((row) => ({
        ...plain(row),
        manager: row.employee_id ? { employeeId: row.employee_id, name: row.name ?? '' } : null,
      })),
    ...(rest[0] ?? { excused: 0, left: 0, joiners: 0 }),
  }
}

const Place = z.tuple([z.string(), z.number().int()])

const stuckAt: Record<NonNullable<ParticipantsInput['stuck']>, SQL> = {
  self: sql`t.state = 'active' and t.self <> 'submitted' and not t.own_is_closed`,
  manager: sql`t.state = 'active' and t.rated <> 'submitted'`,
  agree: sql`t.state = 'active' and t.agree = 'open'`,
  disputed: sql`t.state = 'active' and t.agree = 'disputed'`,
  excused: sql`t.state = 'excused'`,
  left: sql`t.state = 'left'`,
}

type Fact = Omit<Participant, 'unit' | 'manager' | 'employeeId' | 'isAssigned' | 'targetProfile' | 'stateReason'> & {
  id: number
  subject_id: number
  employee_id: string
  unit_id: string | null
  unit: string | null
  rater_employee_id: string | null
  rater: string | null
  is_assigned: boolean
  target_profile: string
  state_reason: string
  total: number
}

/** Who takes part, by name, and where each of them stands. `ids` are for the access log. */
export async function listParticipants(
  db: Db,
  { run, input, today }: { run: FoundRun; input: ParticipantsInput; today: string },
) {
  const after = decodeCursor(input.after, Place)
  const { rows } = await db.execute<Fact>(
    withForms(
      run.cycle.id,
      sql`select * from (select t.*, count(*) over ()::int as total from (${factsOf(run.cycle.id, today)}) t
        where ${input.stuck ? stuckAt[input.stuck] : sql`true`}
          and ${input.unit ? sql`t.unit_id = ${input.unit}` : sql`true`}
          and ${input.manager ? sql`t.rater_employee_id = ${input.manager}` : sql`true`}) t
      where ${after ? sql`(t.name, t.id) > (${after[0]}, ${after[1]}::bigint)` : sql`true`}
      order by t.name, t.id limit ${input.limit + 1}`,
    ),
  )
  const page = pageOf(rows, input.limit, ({ name, id }) => [name, id])
  const people = page.rows.map(
    (row): Participant => ({
      ...{ employeeId: row.employee_id, name: row.name, state: row.state, version: row.version },
      ...{ self: row.self, rated: row.rated, agree: row.agree, isAssigned: row.is_assigned },
      ...{ targetProfile: row.target_profile, stateReason: row.state_reason },
      unit: row.unit_id !== null && row.unit !== null ? { unitId: row.unit_id, name: row.unit } : null,
      manager: row.rater_employee_id ? { employeeId: row.rater_employee_id, name: row.rater ?? '' } : null,
    }),
  )
  return { people, total: rows[0]?.total ?? 0, next: page.next, ids: page.rows.map(({ subject_id }) => subject_id) }
}

/** Whose form of a stage is missing, and who has to write it: for chasing. */
export async function listMissing(
  db: Db,
  {
    run,
    today,
    where,
  }: { run: FoundRun; today: string; where: Omit<ParticipantsInput, 'name' | 'limit'> & { employeeId?: string } },
) {
  const { rows } = await db.execute<{ subject_id: number; rater_id: number | null; deputy_id: number | null }>(
    withForms(
      run.cycle.id,
      sql`select t.subject_id, t.rater_id, t.deputy_id from (${factsOf(run.cycle.id, today)}) t
        where ${stuckAt[where.stuck ?? 'self']}
          and ${where.unit ? sql`t.unit_id = ${where.unit}` : sql`true`}
          and ${where.manager ? sql`t.rater_employee_id = ${where.manager}` : sql`true`}
          and ${where.employeeId ? sql`t.employee_id = ${where.employeeId}` : sql`true`}`,
    ),
  )
  return rows
}
