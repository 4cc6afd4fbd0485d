import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import type { Filter } from './filter'

/** A person as the directory may know them: what we keep, and beside it what only the directory says. */
export type Known = {
  id: number
  employee_id: string
  name: string
  email: string | null
  job_title: string
  is_active: boolean
  has_left: boolean
  is_head: boolean
  starts_on: string
  version: number
  kept: number | null
  external_id: string | null
  user_name: string
  given_name: string | null
  family_name: string | null
  department: string | null
  division: string | null
  cost_center: string | null
  organization: string | null
  pending_manager: string | null
  created_at: Date | null
  modified_at: Date | null
  removed_at: Date | null
  unit_id: string | null
  unit_name: string | null
  manager_id: string | null
  manager_name: string | null
}

const columns = sql`p.id, p.employee_id, p.name, p.email, p.job_title, p.version,
  not p.is_disabled and upper(p.employed) <= authz.today() is not true as is_active,
  upper(p.employed) <= authz.today() is true as has_left, lower(p.employed)::text as starts_on,
  p.id = (select head_id from organisation) is true as is_head,
  s.version as kept, s.external_id, coalesce(s.user_name, p.email, p.employee_id) as user_name, s.given_name, s.family_name,
  s.department, s.division, s.cost_center, s.organization, s.pending_manager, s.created_at, s.modified_at, s.removed_at,
  u.unit_id, u.name as unit_name, m.employee_id as manager_id, m.name as manager_name`
const from = sql`person p left join scim_user s on s.person_id = p.id
  left join unit_membership w on w.person_id = p.id and w.valid @> greatest(authz.today(), lower(p.employed))
  left join unit u on u.id = w.unit_id
  left join reporting_line l on l.person_id = p.id and l.valid @> greatest(authz.today(), lower(p.employed))
  left join person m on m.id = l.manager_id`
const here = sql`p.employee_id is not null and s.removed_at is null`

const unkept = (person: SQL) => sql`not exists (select from scim_user k where k.person_id = ${person})`

function sqlOf(filter: Filter): SQL {
  if (filter.is !== 'eq') {
    const [left, right] = [sqlOf(filter.left), sqlOf(filter.right)]
    return filter.is === 'and' ? sql`(${left} and ${right})` : sql`(${left} or ${right})`
  }
  const { name, value } = filter
  if (name === 'active') {
    return sql`(not p.is_disabled and upper(p.employed) <= authz.today() is not true) = ${value}`
  }
  if (name === 'id') return sql`p.employee_id = ${value}`
  if (name === 'email') return sql`lower(p.email) = lower(${value})`
  if (name === 'displayName') return sql`lower(p.name) = lower(${value})`
  if (name === 'externalId') return sql`p.id in (select person_id from scim_user where external_id = ${value})`
  return sql`p.id in (select person_id from scim_user where lower(user_name) = lower(${value})
    union all select e.id from person e where lower(e.email) = lower(${value}) and ${unkept(sql`e.id`)}
    union all select i.id from person i where i.employee_id = ${value} and i.email is null and ${unkept(sql`i.id`)})`
}

/** A page of those whom the filter names, oldest first, and how many there are in all. */
export async function listKnown(
  db: Db,
  { filter, skip, count }: { filter: Filter | null; skip: number; count: number },
): Promise<{ total: number; users: Known[] }> {
  const where = filter ? sql`${here} and ${sqlOf(filter)}` : here
  const { rows } = await db.execute<{ total: number }>(
    sql`select count(*)::int as total from person p left join scim_user s on s.person_id = p.id where ${where}`,
  )
  const total = rows[0]?.total ?? 0
  if (count === 0 || skip >= total) return { total, users: [] }
  const page = await db.execute<Known>(
    sql`select ${columns} from ${from} where p.id = any (array(
        select p.id from person p left join scim_user s on s.person_id = p.id where ${where}
        order by p.id offset ${skip} limit ${count}
      )) order by p.id`,
  )
  return { total, users: page.rows }
}

/** The person by the id that directories have for them, also when the directory removed them. */
export async function findKnown(db: Db, employeeId: string): Promise<Known | null> {
  const { rows } = await db.execute<Known>(sql`select ${columns} from ${from} where p.employee_id = ${employeeId}`)
  return rows[0] ?? null
}

/** Somebody else whom the directory already knows by this name or key. */
export async function findTaken(
  db: Db,
  { userName, externalId }: { userName?: string; externalId?: string | null },
  but: number,
) {
  const { rows } = await db.execute<{ by_name: boolean }>(
    sql`select lower(user_name) = lower(${userName ?? null}) is true as by_name from scim_user
      where person_id <> ${but} and (lower(user_name) = lower(${userName ?? null}) or external_id = ${externalId ?? null}) limit 1`,
  )
  return rows[0] ?? null
}

/** The unit that a department names: by key, or by a name that only one has; null when none or several do. */
export async function findDepartment(db: Db, department: string): Promise<string | null> {
  const { rows } = await db.execute<{ unit_id: string; is_key: boolean }>(
    sql`select unit_id, unit_id = ${department} as is_key from unit
      where unit_id = ${department} or lower(name) = lower(${department}) order by is_key desc limit 2`,
  )
  return rows.length === 1 || rows[0]?.is_key ? (rows[0]?.unit_id ?? null) : null
}

/** The root of the units and the head of the whole, where newcomers stand of whom the directory says nothing better. */
export async function findRoots(db: Db): Promise<{ unit_id: string | null; head_id: string | null }> {
  const { rows } = await db.execute<{ unit_id: string | null; head_id: string | null }>(
    sql`select (select unit_id from unit where parent_id is null) as unit_id,
      (select h.employee_id from organisation o join person h on h.id = o.head_id) as head_id`,
  )
  return rows[0] ?? { unit_id: null, head_id: null }
}

/** Who goes by a name that the directory used for a manager: by id, externalId or userName, and here to stay. */
export async function findManagerNamed(db: Db, name: string, of: number): Promise<string | null> {
  const { rows } = await db.execute<{ employee_id: string }>(
    sql`select m.employee_id from person m where m.id in (
        select id from person where employee_id = ${name}
        union select person_id from scim_user where external_id = ${name} or lower(user_name) = lower(${name})
      ) and m.id <> ${of} and upper_inf(m.employed) and m.employed @> authz.today()
      order by m.employee_id = ${name} desc, m.id limit 1`,
  )
  return rows[0]?.employee_id ?? null
}

/** Those who wait for a manager who is here by now. */
export async function listResolvable(db: Db): Promise<string[]> {
  const { rows } = await db.execute<{ employee_id: string }>(
    sql`select p.employee_id from scim_user s join person p on p.id = s.person_id
      where s.pending_manager is not null and s.removed_at is null and (
        exists (select from person m where m.employee_id = s.pending_manager)
        or exists (select from scim_user k where k.external_id = s.pending_manager)
        or exists (select from scim_user k where lower(k.user_name) = lower(s.pending_manager)))
      order by p.id limit 5000`,
  )
  return rows.map(({ employee_id }) => employee_id)
}
