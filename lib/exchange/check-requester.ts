import type { Db } from '@/db/client'

/** Who asks for an import by page or API, and whether under the administrator's hat. */
export type Requester = { personId: number; isAdministrator: boolean }

/**
 * Nobody makes themselves powerful by a file (decisions.md): nobody moves their own row; an administrator puts nobody under
 * himself or whom he already sees, and leaves e-mail and post of those with grants to HR. Runs after the people are checked.
 */
export async function checkRequester(db: Db, { personId, isAdministrator }: Requester): Promise<void> {
  await db.$client.query(makeLines)
  for (const check of ofOwnRow) await db.$client.query(`insert into import_problem ${check}`, [personId])
  if (!isAdministrator) return
  for (const check of ofHolders) await db.$client.query(`insert into import_problem ${check}`)
  await db.$client.query(makeSphere, [personId])
  await db.$client.query(makeDirected, [personId])
  const { rows } = await db.$client.query<{ all: boolean }>(seesAll, [personId])
  if (rows[0]?.all) return
  for (const check of ofSphere) await db.$client.query(`insert into import_problem ${check}`, [personId])
}

/** What each row of the file would change of a person who is there: unit and manager as they are from the effective day. */
const makeLines = `
  create temp table import_before on commit drop as
    select f.row, f.employee_id, p.id as person_id, m.manager_id, u.unit_id
    from import_people f join person p using (employee_id) cross join import_setting s
    left join lateral (
      select manager_id from reporting_line where person_id = p.id and valid && daterange(s.effective, null)
      order by valid limit 1
    ) m on true
    left join lateral (
      select unit_id from unit_membership where person_id = p.id and valid && daterange(s.effective, null)
      order by valid limit 1
    ) u on true`

const ofOwnRow = [
  `select 'people', b.row, changed.col, 'own-row', null
    from import_before b join import_people f using (row) join person p on p.id = b.person_id
    left join person m on m.employee_id = f.manager_id left join unit u on u.unit_id = f.unit_id
    cross join lateral (values
      ('manager_id', m.id is distinct from b.manager_id or (m.id is null and f.manager_id is not null)),
      ('unit_id', u.id is distinct from b.unit_id),
      ('email', f.email is distinct from p.email)
    ) changed (col, is_so)
    where b.person_id = $1 and changed.is_so`,
]

/** Whoever holds a grant, now or from a later day on, or leads the organisation. */
const holders = `
  (select person_id from role_grant cross join import_setting s
    where not isempty(valid) and coalesce(upper(valid), 'infinity') > s.today
    union select head_id from organisation where head_id is not null) h`

const ofHolders = [
  `select 'people', f.row, 'email', 'holder-email', f.employee_id
    from import_people f join person p using (employee_id) join ${holders} on h.person_id = p.id
    where f.email is distinct from p.email`,
  `select 'people', k.row, null, 'holder-leaves', k.employee_id
    from import_known k join ${holders} on h.person_id = k.person_id where k.is_here and not k.stays`,
]

/** Today's reports at every depth, and the members of units that the person directs. */
const makeSphere = `
  create temp table import_sphere on commit drop as
    with recursive below as (
      select $1::bigint as id
      union
      select l.person_id from below b join reporting_line l on l.manager_id = b.id cross join import_setting s
        where l.valid @> s.today
    )
    select id from below
    union
    select m.person_id from role_grant g join unit_closure c on c.ancestor_id = g.unit_id
      join unit_membership m on m.unit_id = c.descendant_id cross join import_setting s
      where g.person_id = $1 and g.role = 'director' and g.confirmed_at is not null and g.valid @> s.today
        and m.valid @> s.today`

/** The units that the person directs, as the tree would be. */
const makeDirected = `
  create temp table import_directed on commit drop as
    with recursive below as (
      select u.unit_id from role_grant g join unit u on u.id = g.unit_id cross join import_setting s
        where g.person_id = $1 and g.role = 'director' and g.confirmed_at is not null and g.valid @> s.today
      union
      select k.unit_id from below b join import_unit_known k on k.parent = b.unit_id
    )
    select unit_id from below`

/** Somebody who sees everybody in everyday work gains nothing by it. */
const seesAll = `
  select exists (select from organisation where head_id = $1) or exists (
    select from role_grant g left join unit u on u.id = g.unit_id cross join import_setting s
    where g.person_id = $1 and g.confirmed_at is not null and g.valid @> s.today
      and (g.role = 'hr' or (g.role = 'director' and u.parent_id is null))
  ) as all`

const ofSphere = [
  `select 'people', f.row, 'manager_id', 'under-yourself', f.manager_id
    from import_people f join person m on m.employee_id = f.manager_id join import_sphere s on s.id = m.id
    left join import_before b on b.row = f.row left join import_sphere already on already.id = b.person_id
    where already.id is null or (m.id = $1 and b.manager_id is distinct from m.id)`,
  `select 'people', f.row, 'unit_id', 'unit-under-yourself', f.unit_id
    from import_people f join import_directed d using (unit_id)
    left join import_before b on b.row = f.row left join import_sphere already on already.id = b.person_id
    where already.id is null and $1::bigint is not null`,
  `select 'units', f.row, 'parent_unit_id', 'unit-under-yourself', f.parent_unit_id
    from import_units f join import_directed d on d.unit_id = f.parent_unit_id join unit u on u.unit_id = f.unit_id
    left join unit up on up.id = u.parent_id
    where up.unit_id is distinct from f.parent_unit_id and not exists (
      select from unit_closure c join role_grant g on g.unit_id = c.ancestor_id cross join import_setting s
      where c.descendant_id = u.id and g.person_id = $1 and g.role = 'director' and g.confirmed_at is not null
        and g.valid @> s.today
    )`,
]
