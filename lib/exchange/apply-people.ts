import type { Db } from '@/db/client'
import { moveStarts, reachBack } from './apply-history'

export type PeopleChanges = {
  units: { added: number; changed: number }
  people: { added: number; changed: number; moved: number; reassigned: number; left: number }
  grants: { added: number }
}

/** Writes staged units, people and grants: fields at once, units and managers from the effective day. Answers what changed. */
export async function applyPeople(db: Db): Promise<PeopleChanges> {
  const run = async (statement: string) => (await db.$client.query(statement)).rowCount ?? 0
  const units = { added: await addUnits(run), changed: await run(changeUnits) }
  await run(rememberNewcomers)
  for (const statement of freeAddresses) await run(statement)
  await run(endPasswords('import_known k where k.stays and k.ended'))
  for (const statement of moveStarts) await run(statement)
  await run(findAway)
  const people = {
    changed: await run(changePeople),
    added: await run(addPeople),
    moved: 0,
    reassigned: 0,
    left: await run(findLeavers),
  }
  for (const statement of keepLeaves) await run(statement)
  if (people.left > 0) for (const statement of leave) await run(statement)
  await run(findMoves)
  people.moved = await run(countMoves)
  for (const statement of fromThatDay('unit_membership', 'import_move')) await run(statement)
  await run('insert into unit_membership select person_id, unit_id, daterange(day, null) from import_move')
  await run(findLines)
  people.reassigned = await run(countLines)
  for (const statement of fromThatDay('reporting_line', 'import_line')) await run(statement)
  await run(`insert into reporting_line select person_id, manager_id, daterange(day, null) from import_line
    where manager_id is not null`)
  for (const statement of reachBack) await run(statement)
  await run(nameHead)
  return { units, people, grants: { added: await run(addGrants) } }
}

type Run = (statement: string) => Promise<number>

/** Parents first, one storey a statement. A new top hangs below the old one until the tree is turned in `changeUnits`. */
async function addUnits(run: Run): Promise<number> {
  let added = await run(`insert into unit (unit_id, name, kind, parent_id)
    select f.unit_id, f.name, coalesce(f.kind, 'unit'), (select id from unit where parent_id is null) from import_units f
    where f.parent_unit_id is null and not exists (select from unit u where u.unit_id = f.unit_id)`)
  for (;;) {
    const storey = await run(`insert into unit (unit_id, name, kind, parent_id)
      select f.unit_id, f.name, coalesce(f.kind, 'unit'), up.id from import_units f join unit up on up.unit_id = f.parent_unit_id
      where not exists (select from unit u where u.unit_id = f.unit_id) order by f.unit_id`)
    if (storey === 0) return added
    added += storey
  }
}

/** One statement, the new top last: two tops are refused after each row, loops only at the end. */
const changeUnits = `
  with changed as (
    select u.id, f.name, coalesce(f.kind, 'unit') as kind, up.id as parent_id
    from import_units f join unit u using (unit_id) left join unit up on up.unit_id = f.parent_unit_id
    where (u.name, u.kind, u.parent_id) is distinct from (f.name, coalesce(f.kind, 'unit'), up.id)
  ),
  hung as (
    update unit u set name = c.name, kind = c.kind, parent_id = c.parent_id, version = version + 1
    from changed c where c.id = u.id and c.parent_id is not null returning u.id
  ),
  top as (
    update unit u set name = c.name, kind = c.kind, parent_id = null, version = version + 1
    from changed c where c.id = u.id and c.parent_id is null and (select count(*) from hung) >= 0 returning u.id
  )
  select id from hung union all select id from top`

/**
 * Whoever is new belongs from the first day that the files speak of, so that ratings of the weeks before find unit and
 * manager; never before their hire date.
 */
const rememberNewcomers = `
  create temp table import_new on commit drop as
  select f.employee_id, case when f.hire_date > s.effective then f.hire_date
    else greatest(f.hire_date, least(s.effective, s.as_of, (select min(rated_on) from import_ratings))) end as day
  from import_people f cross join import_setting s
  where not exists (select from person p where p.employee_id = f.employee_id)`

const fields = `(name, email, job_title, grade, location, hired_on, pmo_type, prior_business_months, prior_delivery_months,
  prior_portfolio_months, is_assessed, target_profile, credentials)`
const staged = `f.name, f.email, coalesce(f.job_title, ''), coalesce(f.grade, ''), coalesce(f.location, ''), f.hire_date,
  f.pmo_type, f.prior_business_months, f.prior_delivery_months, f.prior_portfolio_months, f.assessed, f.target_profile,
  coalesce(f.credentials, '{}')`
const stored = `p.name, p.email, p.job_title, p.grade, p.location, p.hired_on, p.pmo_type, p.prior_business_months,
  p.prior_delivery_months, p.prior_portfolio_months, p.is_assessed, p.target_profile, p.credentials`

/** Two people may swap addresses: for a moment neither has one. Somebody who has left gives theirs up for good. */
const freeAddresses = [
  `update person p set email = null from import_people f
    where f.employee_id = p.employee_id and p.email is not null and f.email is distinct from p.email
      and exists (select from import_people o where lower(o.email) = lower(p.email))`,
  `update person p set email = null, version = p.version + 1 from import_known k
    where k.person_id = p.id and not k.keeps_email
      and exists (select from import_people o where lower(o.email) = lower(p.email))`,
]

/** Whoever comes back is invited anew: the password of before opens nothing. */
const endPasswords = (who: string) => `
  update account a set password_hash = null, version = a.version + 1
  where a.password_hash is not null and a.person_id in (select k.person_id from ${who})`

const changePeople = `
  update person p set ${fields} = row (${staged}), version = p.version + 1,
    employed = case when upper(p.employed) <= s.effective then daterange(lower(p.employed), null) else p.employed end
  from import_people f cross join import_setting s
  where f.employee_id = p.employee_id
    and (row (${stored}) is distinct from row (${staged}) or upper(p.employed) <= s.effective
      or p.employee_id in (select employee_id from import_away))`

const addPeople = `
  insert into person (employee_id, ${fields.slice(1, -1)}, employed)
  select f.employee_id, ${staged}, daterange(coalesce(f.hire_date, n.day), null)
  from import_people f join import_new n using (employee_id) order by f.employee_id`

/** Whose planned leave is not what the file says: what is over by the effective day stays as it was. */
const findAway = `
  create temp table import_away on commit drop as
  select f.employee_id, f.wanted, s.effective from import_leave f cross join import_setting s
  left join person p on p.employee_id = f.employee_id
  where exists (select from planned_leave l where l.person_id = p.id and coalesce(upper(l.valid), 'infinity') > s.effective
      and l.valid is distinct from f.wanted)
    or f.wanted is not null and not exists (select from planned_leave l where l.person_id = p.id and l.valid = f.wanted)`
const keepLeaves = [
  `delete from planned_leave l using import_away f join person p using (employee_id)
    where l.person_id = p.id and (coalesce(upper(l.valid), 'infinity') > f.effective or l.valid && f.wanted)`,
  `insert into planned_leave (person_id, valid) select p.id, f.wanted from import_away f join person p using (employee_id)
    where f.wanted is not null`,
]

const findLeavers = `
  create temp table import_leaver on commit drop as
  select k.person_id, s.effective as day from import_known k cross join import_setting s where k.is_here and not k.stays`

/** From a day on, what was so before ends and what was planned for later is dropped. */
const fromThatDay = (table: string, changes: string) => [
  `delete from ${table} t using ${changes} c where t.person_id = c.person_id and lower(t.valid) >= c.day`,
  `update ${table} t set valid = daterange(lower(t.valid), c.day) from ${changes} c
    where t.person_id = c.person_id and t.valid @> c.day`,
]

const leave = [
  ...fromThatDay('unit_membership', 'import_leaver'),
  ...fromThatDay('reporting_line', 'import_leaver'),
  `delete from reporting_line l using import_leaver c where l.manager_id = c.person_id and lower(l.valid) >= c.day`,
  `update role_grant g set valid = g.valid * daterange(null, c.day), version = version + 1
    from import_leaver c where g.person_id = c.person_id and coalesce(upper(g.valid), 'infinity') > c.day`,
  // Never an empty range: that would say "an account without a post", which may sign in.
  `update person p set employed = daterange(least(lower(p.employed), c.day - 1), c.day), version = version + 1
    from import_leaver c where p.id = c.person_id`,
  endPasswords('import_leaver k cross join import_setting s where k.day <= s.today'),
]

/** The unit that someone is in on the day, or for who starts later the first one. */
const findMoves = `
  create temp table import_move on commit drop as
  select p.id as person_id, u.id as unit_id, now.unit_id as from_id,
    coalesce(n.day, greatest(s.effective, lower(p.employed))) as day
  from import_people f join person p using (employee_id) join unit u on u.unit_id = f.unit_id
  cross join import_setting s left join import_new n on n.employee_id = f.employee_id
  left join lateral (
    select unit_id from unit_membership where person_id = p.id and valid && daterange(s.effective, null) order by valid limit 1
  ) now on true
  where now.unit_id is distinct from u.id`
const findLines = `
  create temp table import_line on commit drop as
  select p.id as person_id, m.id as manager_id, now.manager_id as from_id,
    coalesce(n.day, greatest(s.effective, lower(p.employed))) as day
  from import_people f join person p using (employee_id) left join person m on m.employee_id = f.manager_id
  cross join import_setting s left join import_new n on n.employee_id = f.employee_id
  left join lateral (
    select manager_id from reporting_line where person_id = p.id and valid && daterange(s.effective, null) order by valid limit 1
  ) now on true
  where now.manager_id is distinct from m.id`
const countMoves =
  'select from import_move join person p on p.id = person_id where p.employee_id not in (select employee_id from import_new)'
const countLines =
  'select from import_line join person p on p.id = person_id where p.employee_id not in (select employee_id from import_new)'

const nameHead = `
  update organisation o set head_id = p.id, version = o.version + 1 from import_head h join person p using (employee_id)
  where o.head_id is distinct from p.id`

/** The command line of the machine's owner confirms by itself. */
const addGrants = `
  insert into role_grant (person_id, role, unit_id, valid, confirmed_at)
  select p.id, f.role, u.id, daterange(s.effective, null), now()
  from import_grants f join person p using (employee_id) left join unit u on u.unit_id = f.unit_id cross join import_setting s
  where not exists (
    select from role_grant g where g.person_id = p.id and g.role = f.role and g.unit_id is not distinct from u.id
      and g.valid @> s.effective and g.confirmed_at is not null
  )`
