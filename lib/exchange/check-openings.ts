import type { Db } from '@/db/client'
import { routes } from '@/lib/openings/routes'

/** Finds all that is wrong with openings; units and people are checked first, so that those of the same upload count. */
export async function checkOpenings(db: Db, columns: readonly string[]): Promise<void> {
  await db.$client.query(fill, [columns])
  await db.$client.query(reckon)
  for (const check of checks) await db.$client.query(`insert into import_problem ${check}`)
  await db.$client.query(`insert into import_problem ${unknownRoute}`, [[...routes.keys()]])
}

/** Columns that the file lacks keep what is stored; a new opening gets the usual. */
const kept = (column: string, stored: string, usual = 'null') =>
  `${column} = case when '${column}' = any (has) then coalesce(f.${column}, ${usual}) else coalesce(o.${stored}, ${usual}) end`
const fill = `
  update import_openings f set
    ${kept('location', 'location', "''")}, ${kept('capacity', 'seats', '1')}, ${kept('fte', 'share', '100')},
    ${kept('apply_by', 'apply_by')}, ${kept('status', 'status', "'draft'")}, ${kept('paid_by', 'paid_by', "'home'")},
    ${kept('clearance', 'clearance')}, ${kept('languages', 'languages', "'{}'")}, ${kept('notes', 'notes', "''")},
    sponsor_id = case when 'sponsor_id' = any (has) then f.sponsor_id
      else (select employee_id from person where id = o.sponsor_id) end,
    supervisor_id = case when 'supervisor_id' = any (has) then f.supervisor_id
      else (select employee_id from person where id = o.supervisor_id) end,
    entry_requirements = case when 'entry_requirements' = any (has) then coalesce(f.entry_requirements, '[]') else coalesce((
      select jsonb_agg(jsonb_build_array(e.criterion, e.level) order by e.criterion) from opening_entry e
      where e.opening_id = o.id), '[]') end,
    criteria_developed = case when 'criteria_developed' = any (has) then coalesce(f.criteria_developed, '[]') else coalesce((
      select jsonb_agg(jsonb_build_array(c.criterion, c.exposure) order by c.position, c.criterion) from opening_criterion c
      where c.opening_id = o.id), '[]') end
  from (select $1::text[] as has) as header, import_openings f2 left join opening o on o.opening_id = f2.opportunity_id
  where f2.row = f.row`

/** Without months the place is fixed: all of its days. What is filled stays filled while a file goes on calling it open. */
const reckon = `
  create temp table import_stay on commit drop as
    select f.row, f.opportunity_id, o.id as opening_id, o.status as was,
      case when o.status = 'filled' and f.status = 'published' then 'filled' else f.status end as status,
      f.end_date - f.start_date + 1 as days,
      f.min_months is null and f.max_months is null as is_fixed,
      case when f.min_months is null and f.max_months is null then f.end_date - f.start_date + 1
        else (f.start_date + make_interval(months => coalesce(f.min_months, 1)))::date - f.start_date end as min_days,
      case when f.max_months is null then f.end_date - f.start_date + 1
        else least((f.start_date + make_interval(months => f.max_months))::date - f.start_date,
          f.end_date - f.start_date + 1) end as max_days
    from import_openings f left join opening o on o.opening_id = f.opportunity_id`

const unknownRoute = `
  select 'openings', row, 'route', 'unknown-route', route from import_openings where route is not null and route <> all ($1::text[])`

const unknownCriterion = (column: string) => `
  select 'openings', f.row, '${column}', 'unknown-criterion', pair ->> 0
  from import_openings f, jsonb_array_elements(f.${column}) pair
  left join (
    select key from criterion c join import_setting s on s.framework_version_id = c.framework_version_id
  ) c on c.key = pair ->> 0
  where c.key is null`

const unknownPerson = (column: string) => `
  select 'openings', f.row, '${column}', 'unknown-person', f.${column} from import_openings f
  left join import_known k on k.employee_id = f.${column} where f.${column} is not null and k.employee_id is null`

const checks = [
  `select 'openings', row, 'opportunity_id', 'repeated', first::text
    from (
      select row, min(row) over (partition by opportunity_id) as first from import_openings where opportunity_id is not null
    ) f where row > first`,
  `select 'openings', f.row, 'host_unit_id', 'unknown-unit', f.host_unit_id from import_openings f
    left join import_unit_known k on k.unit_id = f.host_unit_id where f.host_unit_id is not null and k.unit_id is null`,
  unknownPerson('sponsor_id'),
  unknownPerson('supervisor_id'),
  unknownCriterion('entry_requirements'),
  unknownCriterion('criteria_developed'),
  `select 'openings', f.row, 'end_date', 'ends-before', f.end_date::text from import_openings f where f.end_date < f.start_date`,
  `select 'openings', f.row, 'min_months', 'stay-too-long', s.days::text from import_openings f join import_stay s using (row)
    where s.days > 0 and s.min_days > s.max_days`,
  `select 'openings', f.row, 'apply_by', 'apply-too-late', f.apply_by::text from import_openings f where f.apply_by > f.start_date`,
  `select 'openings', f.row, 'capacity', 'not-so-many', f.capacity::text from import_openings f
    where f.capacity is not null and f.capacity not between 1 and 99`,
  `select 'openings', f.row, 'status', 'opening-unready', null from import_openings f join import_stay s using (row)
    where s.status <> 'draft' and (f.sponsor_id is null or f.criteria_developed = '[]')`,
  `select 'openings', s.row, 'status', 'opening-moved', s.was from import_stay s
    where s.was <> s.status and (s.was, s.status) not in (('draft', 'published'), ('published', 'filled'), ('published', 'closed'),
      ('filled', 'closed'))`,
]
