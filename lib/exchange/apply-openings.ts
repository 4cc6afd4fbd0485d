import type { Db } from '@/db/client'

export type OpeningChanges = { added: number; changed: number }

/** Writes staged openings; one that stands there already just so is left alone. Units and people are written by then. */
export async function applyOpenings(db: Db): Promise<OpeningChanges> {
  await db.$client.query(makeTarget)
  const added = await db.$client.query(add)
  await db.$client.query(
    `update import_offer t set opening_id = o.id from opening o where o.opening_id = t.opportunity_id`,
  )
  await db.$client.query(findParts)
  for (const statement of parts) await db.$client.query(statement)
  const changed = await db.$client.query(change)
  return { added: added.rowCount ?? 0, changed: changed.rowCount ?? 0 }
}

/** The rows as they are to stand. */
const makeTarget = `
  create temp table import_offer on commit drop as
    select f.opportunity_id, s.opening_id, s.opening_id is null as is_new, f.title, f.route as route_key, u.id as host_unit_id,
      sponsor.id as sponsor_id, supervisor.id as supervisor_id, f.location, f.start_date as earliest_start,
      f.end_date as latest_end, s.is_fixed, s.min_days, s.max_days, f.capacity::smallint as seats, f.fte as share, f.paid_by,
      f.clearance, f.languages, f.apply_by, f.notes, s.status, f.entry_requirements as entry, f.criteria_developed as criteria
    from import_openings f join import_stay s using (row) join unit u on u.unit_id = f.host_unit_id
    left join person sponsor on sponsor.employee_id = f.sponsor_id
    left join person supervisor on supervisor.employee_id = f.supervisor_id`

const columns = `title, route_key, host_unit_id, sponsor_id, supervisor_id, location, earliest_start, latest_end, is_fixed,
  min_days, max_days, seats, share, paid_by, clearance, languages, apply_by, notes, status`
const of = (alias: string) =>
  columns
    .split(',')
    .map((column) => `${alias}.${column.trim()}`)
    .join(', ')

const add = `insert into opening (opening_id, ${columns}) select opportunity_id, ${columns} from import_offer where is_new`

/** Entry levels and what is developed, as they are to be and where they stand otherwise. */
const findParts = `
  create temp table import_part on commit drop as
    select t.opening_id, 'entry' as part, pair ->> 0 as criterion, (pair ->> 1)::smallint as value, null::smallint as position
    from import_offer t, jsonb_array_elements(t.entry) pair
    union all
    select t.opening_id, 'criterion', pair ->> 0, (pair ->> 1)::smallint, place::smallint
    from import_offer t, jsonb_array_elements(t.criteria) with ordinality as each (pair, place);
  create temp table import_parted on commit drop as
    select t.opening_id from import_offer t where not t.is_new and (
      exists (
        (select p.criterion, p.value from import_part p where p.opening_id = t.opening_id and p.part = 'entry'
          except select e.criterion, e.level from opening_entry e where e.opening_id = t.opening_id)
        union all
        (select e.criterion, e.level from opening_entry e where e.opening_id = t.opening_id
          except select p.criterion, p.value from import_part p where p.opening_id = t.opening_id and p.part = 'entry'))
      or exists (
        (select p.criterion, p.value, p.position from import_part p where p.opening_id = t.opening_id and p.part = 'criterion'
          except select c.criterion, c.exposure, c.position from opening_criterion c where c.opening_id = t.opening_id)
        union all
        (select c.criterion, c.exposure, c.position from opening_criterion c where c.opening_id = t.opening_id
          except select p.criterion, p.value, p.position from import_part p
            where p.opening_id = t.opening_id and p.part = 'criterion')))`

const written = `(select opening_id from import_parted union all select opening_id from import_offer where is_new)`
const parts = [
  'delete from opening_entry where opening_id in (select opening_id from import_parted)',
  'delete from opening_criterion where opening_id in (select opening_id from import_parted)',
  `insert into opening_entry select opening_id, criterion, value from import_part
    where part = 'entry' and opening_id in ${written}`,
  `insert into opening_criterion select opening_id, criterion, value, position from import_part
    where part = 'criterion' and opening_id in ${written}`,
]

const change = `
  update opening o set (${columns}) = row (${of('t')}), version = o.version + 1
  from import_offer t
  where not t.is_new and o.id = t.opening_id
    and ((${of('o')}) is distinct from (${of('t')}) or o.id in (select opening_id from import_parted))`
