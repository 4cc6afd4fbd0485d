import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { foundBy } from './population'
import { type FoundRun, listHolidays, nowOf } from './queries'
import { deadlineProblems } from './rules'
import type { Check, Problem, ProblemKind } from './shapes'

const mostNamed = 50
/** A manager with more people than this rates in a hurry. */
const mostReports = 15

/** What is asked of everybody whom the rule finds (`f`), and whether the launch waits for it. */
const questions = (today: string, lastDay: string, cycleId: number) =>
  [
    ['no-profile', true, sql`select f.employee_id, f.name from f where f.target is null`],
    ['no-manager', true, sql`select f.employee_id, f.name from f where f.manager_id is null`],
    ['no-email', false, sql`select f.employee_id, f.name from f where f.email is null`],
    [
      'no-account',
      false,
      sql`select f.employee_id, f.name from f where f.email is not null
        and f.id not in (select s.person_id from authz.account_states() s where s.state <> 'none')`,
    ],
    [
      'many-reports',
      false,
      sql`select m.employee_id, m.name from f join person m on m.id = f.manager_id
        group by m.id having count(*) > ${mostReports}::int`,
    ],
    [
      'on-leave',
      false,
      sql`select distinct f.employee_id, f.name from f join planned_leave l on l.person_id = f.id
        and l.valid && daterange(${today}::date, ${lastDay}::date, '[]')`,
    ],
    ['not-assessed', false, sql`select f.employee_id, f.name from f where not f.is_assessed`],
    [
      'in-another',
      false,
      sql`select distinct f.employee_id, f.name from f join participant p on p.subject_id = f.id and p.state = 'active'
        join cycle c on c.id = p.cycle_id and c.status in ('open', 'paused') and c.id <> ${cycleId}`,
    ],
  ] as const satisfies readonly (readonly [ProblemKind, boolean, SQL])[]

/** Every problem of a plan before its launch, blocking ones first. `people` is whom it would ask. */
export async function checkRun(db: Db, run: FoundRun, today: string): Promise<Check> {
  const { cycle, plan, population, deadlines } = run
  const now = await nowOf(db)
  const holidays = new Map((await listHolidays(db)).map(({ day, name }) => [day, name]))
  const wallTimes = Object.fromEntries(deadlines.map(({ stage, wallTime }) => [stage, wallTime]))
  const lastDay = deadlines.map(({ wallTime }) => wallTime.slice(0, 10)).reduce((a, b) => (a > b ? a : b), today)
  const { frameworkVersionId } = cycle
  const found = foundBy({ population, frameworkVersionId, defaultProfile: plan.defaultProfile, today })
  const asked = questions(today, lastDay, cycle.id)
  const parts = asked.map(
    ([kind, , people]) => sql`select ${kind}::text as kind, q.employee_id, q.name, count(*) over ()::int as count
      from (${people}) q order by q.name, q.employee_id limit ${mostNamed}`,
  )
  const { rows } = await db.execute<{ kind: string; employee_id: string; name: string; count: number }>(sql`
    with f as materialized (${found})
    select 'all' as kind, '' as employee_id, '' as name, count(*)::int as count from f
    union all select 'criteria', '', '', count(*)::int from criterion c where c.framework_version_id = ${frameworkVersionId}
    ${sql.join(parts.map((part) => sql` union all (${part})`))}`)
  const countOf = (kind: string) => rows.find((row) => row.kind === kind)?.count ?? 0
  const ofPlan = (kind: ProblemKind): Problem => ({
    ...{ kind, isBlocking: true, count: 0, people: [], stage: null, holiday: null },
  })
  const ofPeople = asked.flatMap(([kind, isBlocking]): Problem[] => {
    const people = rows.filter((row) => row.kind === kind)
    if (people.length === 0) return []
    const named = people.map(({ employee_id, name }) => ({ employeeId: employee_id, name }))
    return [{ kind, isBlocking, count: countOf(kind), people: named, stage: null, holiday: null }]
  })
  const problems: Problem[] = [
    ...(countOf('all') === 0 ? [ofPlan('nobody')] : []),
    ...(countOf('criteria') === 0 ? [ofPlan('no-criteria')] : []),
    ...deadlineProblems(wallTimes, plan.timeZone, { now, holidays }).map((one) => ({ ...one, count: 0, people: [] })),
    ...ofPeople,
  ]
  const order = [...problems.filter((one) => one.isBlocking), ...problems.filter((one) => !one.isBlocking)]
  return { problems: order, people: countOf('all') }
}
