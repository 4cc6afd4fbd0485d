import type { Db } from '@/db/client'
import { findLoops } from './loops'
import type { Finding } from './problems'
import { note } from './stage'

/**
 * Finds all that is wrong with units, people and grants, against each other and against what the database holds already:
 * the tables `import_unit_known` and `import_known` are the organisation as it would be from the effective day on.
 */
export async function checkPeople(db: Db, columns: { units: string[]; people: string[] }): Promise<void> {
  await db.$client.query(fillUnits, [columns.units])
  await db.$client.query(fillPeople, [columns.people])
  await db.$client.query(columns.people.includes('leave_from') ? takeLeaves : noLeaves)
  await db.$client.query(makeKnown)
  for (const check of checks) await db.$client.query(`insert into import_problem ${check}`)
  await note(db, [...(await loopsOfUnits(db)), ...(await loopsOfLine(db))])
}

/** Columns that the file lacks keep what is stored. */
const fillUnits = `
  update import_units f set kind = u.kind from unit u where u.unit_id = f.unit_id and 'kind' <> all ($1::text[])`
const fillPeople = `
  update import_people f set
    email = case when 'email' = any (has) then f.email else p.email end,
    job_title = case when 'job_title' = any (has) then f.job_title else p.job_title end,
    grade = case when 'grade' = any (has) then f.grade else p.grade end,
    location = case when 'location' = any (has) then f.location else p.location end,
    hire_date = case when 'hire_date' = any (has) then f.hire_date else p.hired_on end,
    pmo_type = case when 'pmo_type' = any (has) then f.pmo_type else p.pmo_type end,
    prior_business_months =
      case when 'prior_business_months' = any (has) then f.prior_business_months else p.prior_business_months end,
    prior_delivery_months =
      case when 'prior_delivery_months' = any (has) then f.prior_delivery_months else p.prior_delivery_months end,
    prior_portfolio_months =
      case when 'prior_portfolio_months' = any (has) then f.prior_portfolio_months else p.prior_portfolio_months end,
    target_profile = case when 'target_profile' = any (has) then f.target_profile else p.target_profile end,
    credentials = case when 'credentials' = any (has) then f.credentials else p.credentials end
  from (select $1::text[] as has) as header, person p
  where p.employee_id = f.employee_id
    and not has @> '{email,job_title,grade,location,hire_date,pmo_type,prior_business_months,prior_delivery_months,
      prior_portfolio_months,target_profile,credentials}'::text[]`

/** Planned leave as the file has it, to the last day; without the column nobody's changes. */
const leaves = `create temp table import_leave on commit drop as
  select f.employee_id, case when f.leave_from is not null then daterange(f.leave_from, f.leave_to + 1) end as wanted
  from import_people f where f.employee_id is not null and (f.leave_to is null or f.leave_from <= f.leave_to)`
const takeLeaves = leaves
const noLeaves = `${leaves} and false`

const makeKnown = `
  create temp table import_unit_known on commit drop as
    select coalesce(f.unit_id, u.unit_id) as unit_id, f.row,
      case when f.row is null then up.unit_id else f.parent_unit_id end as parent
    from unit u
    full join (select distinct on (unit_id) * from import_units where unit_id is not null order by unit_id, row) f
      on f.unit_id = u.unit_id
    left join unit up on up.id = u.parent_id;
  create unique index on import_unit_known (unit_id);

  create temp table import_known on commit drop as
    select coalesce(f.employee_id, p.employee_id) as employee_id, p.id as person_id, f.row,
      case when f.row is null then m.employee_id else f.manager_id end as manager,
      case when f.row is null then p.email else f.email end as email,
      case when f.row is null then p.is_assessed else f.assessed end as is_assessed,
      p.id is not null and coalesce(upper(p.employed), 'infinity') > s.effective as is_here,
      coalesce(upper(p.employed), 'infinity') <= s.effective as ended,
      f.row is not null or (coalesce(upper(p.employed), 'infinity') > s.today
        and not ((s.full_list or e.row is not null) and s.effective <= s.today)) as keeps_email,
      f.row is not null or (not s.full_list and e.row is null and coalesce(upper(p.employed), 'infinity') > s.effective) as stays
    from person p
    full join (select distinct on (employee_id) * from import_people where employee_id is not null order by employee_id, row) f
      on f.employee_id = p.employee_id
    left join import_ending e on e.employee_id = p.employee_id
    cross join import_setting s
    left join lateral (
      select manager_id from reporting_line where person_id = p.id and valid && daterange(s.effective, null)
      order by valid limit 1
    ) l on true
    left join person m on m.id = l.manager_id
    where coalesce(f.employee_id, p.employee_id) is not null;
  create unique index on import_known (employee_id);
  analyze import_known;
  analyze import_unit_known;

  create temp table import_head on commit drop as
    select employee_id, row from import_known where stays and manager is null;`

const repeated = (file: string, column: string, ...keys: string[]) => `
  select '${file}', row, '${column}', 'repeated', first::text
  from (select row, min(row) over (partition by ${keys.join(', ')}) as first from import_${file} where ${column} is not null) f
  where row > first`

const checks = [
  repeated('units', 'unit_id', 'unit_id'),
  repeated('people', 'employee_id', 'employee_id'),
  repeated('grants', 'employee_id', 'employee_id', 'role', 'unit_id'),
  `select 'units', f.row, 'parent_unit_id', 'unknown-unit', f.parent_unit_id from import_units f
    left join import_unit_known k on k.unit_id = f.parent_unit_id where f.parent_unit_id is not null and k.unit_id is null`,
  `select 'units', k.row, 'parent_unit_id', 'two-roots', other.unit_id from import_unit_known k
    join lateral (
      select unit_id from import_unit_known o where o.parent is null and o.unit_id <> k.unit_id order by row nulls first limit 1
    ) other on true
    where k.parent is null and k.row is not null`,
  `select 'units', null, null, 'no-root', null from import_units
    where not exists (select from import_unit_known where parent is null) limit 1`,
  `select 'people', f.row, 'unit_id', 'unknown-unit', f.unit_id from import_people f
    left join import_unit_known k on k.unit_id = f.unit_id where f.unit_id is not null and k.unit_id is null`,
  `select 'people', f.row, 'manager_id',
      case when k.employee_id is null then 'unknown-manager' when k.is_here then 'manager-leaves' else 'manager-left' end,
      f.manager_id
    from import_people f left join import_known k on k.employee_id = f.manager_id
    where f.manager_id is not null and not coalesce(k.stays, false)`,
  `select 'people', h.row, 'manager_id', 'two-heads', other.employee_id from import_head h
    join lateral (
      select employee_id from import_head o where o.employee_id <> h.employee_id order by row nulls first limit 1
    ) other on true
    where h.row is not null`,
  `select 'people', null, null, 'no-head', null from import_setting where not exists (select from import_head)
    and (exists (select from import_people) or exists (select from import_ending))`,
  `select 'people', e.row, 'status', 'leaver-manages', min(r.employee_id) from import_ending e
    join import_known k on k.employee_id = e.employee_id and k.is_here
    join import_known r on r.manager = e.employee_id and r.stays and r.row is null group by e.row`,
  // Units, their names and the head have no history: written now, they would hold from today.
  `select 'units', f.row, case when u.name <> f.name then 'name' else 'parent_unit_id' end, 'unit-changes-today', s.today::text
    from import_units f join unit u using (unit_id) left join unit up on up.id = u.parent_id cross join import_setting s
    where s.effective > s.today and (u.name <> f.name or f.parent_unit_id is distinct from up.unit_id)`,
  `select 'people', h.row, 'manager_id', 'head-changes-today', s.today::text
    from import_head h cross join import_setting s cross join organisation o left join person p on p.id = o.head_id
    where s.effective > s.today and h.employee_id is distinct from p.employee_id`,
  `select 'people', f.row, 'email', 'repeated-email', f.email from import_people f
    join (
      select lower(email) as email from (
        select email from import_known where keeps_email union all select email from person where employee_id is null
      ) everyone where email is not null group by lower(email) having count(*) > 1
    ) twice on twice.email = lower(f.email)`,
  `select 'people', f.row, 'target_profile', 'unknown-profile', f.target_profile from import_people f
    where f.target_profile is not null and not exists (
      select from role_profile r, import_setting s
      where r.framework_version_id = s.framework_version_id and r.key = f.target_profile
    )`,
  `select 'people', f.row, 'hire_date', 'hired-later', f.hire_date::text from import_people f, import_setting s
    where f.hire_date > s.effective`,
  `select 'people', f.row, 'assessed', 'head-assessed', null from import_people f join import_head h using (row)
    where f.assessed`,
  `select 'grants', f.row, 'employee_id', 'unknown-person', f.employee_id from import_grants f
    left join import_known k on k.employee_id = f.employee_id
    where f.employee_id is not null and not coalesce(k.stays, false)`,
  `select 'grants', f.row, 'unit_id', 'unknown-unit', f.unit_id from import_grants f
    left join import_unit_known k on k.unit_id = f.unit_id where f.unit_id is not null and k.unit_id is null`,
]

type Link = { key: string; up: string; row: number | null }

async function loopsOfUnits(db: Db): Promise<Finding[]> {
  const { rows } = await db.$client.query<Link>(
    'select unit_id as key, parent as up, row from import_unit_known where parent is not null',
  )
  return loopFindings(rows, { file: 'units', column: 'parent_unit_id', kind: 'unit-loop' })
}

/** On the effective day, and on each later day for which a line is planned that this import does not replace. */
async function loopsOfLine(db: Db): Promise<Finding[]> {
  const { rows: now } = await db.$client.query<Link>(
    'select employee_id as key, manager as up, row from import_known where stays and manager is not null',
  )
  const { rows: planned } = await db.$client.query<Link & { day: string }>(`
    with kept as (
      select k.employee_id as key, m.employee_id as up, k.row, l.valid
      from reporting_line l join import_known k on k.person_id = l.person_id and k.stays
      join person m on m.id = l.manager_id cross join import_setting s
      where l.valid && daterange(s.effective, null) and (k.row is null or exists (
        select from reporting_line c join person cm on cm.id = c.manager_id
        where c.person_id = l.person_id and c.valid @> s.effective and cm.employee_id = k.manager
      ))
    )
    select day, key, up, row
    from (select distinct lower(valid) as day from kept, import_setting where lower(valid) > effective) days
    join kept on kept.valid @> days.day`)
  const findings = loopFindings(now, lineLoop)
  for (const day of new Set(planned.map((link) => link.day))) {
    const links = planned.filter((link) => link.day === day)
    const then = new Map([...now, ...links].map((link) => [link.key, link]))
    findings.push(...loopFindings([...then.values()], lineLoop))
  }
  return [...new Map(findings.map((finding) => [finding.row, finding])).values()]
}

const lineLoop = { file: 'people', column: 'manager_id', kind: 'manager-loop' } as const

/** One finding a loop, at its first row in the file. */
function loopFindings(links: readonly Link[], place: Pick<Finding, 'file' | 'column' | 'kind'>): Finding[] {
  const rows = new Map(links.map(({ key, row }) => [key, row]))
  return findLoops(new Map(links.map(({ key, up }) => [key, up]))).map((loop) => {
    const first = loop.reduce((best, key) => ((rows.get(key) ?? Infinity) < (rows.get(best) ?? Infinity) ? key : best))
    const from = loop.indexOf(first)
    const turned = [...loop.slice(from), ...loop.slice(0, from)]
    const shown = turned.length > 6 ? [...turned.slice(0, 5), '…'] : turned
    return { ...place, row: rows.get(first) ?? null, value: [...shown, first].join(' → ') }
  })
}
