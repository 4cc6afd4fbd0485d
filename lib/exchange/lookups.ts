import type { Db } from '@/db/client'

/** What the organisation holds already, as files of other systems have to be read against it. */
export type Lookups = {
  people: { id: string; email: string | null; unit: string | null; isAssessed: boolean }[]
  units: { id: string; name: string; parent: string | null }[]
}

/** To be called in the import's own transaction, so that nothing changes in between. */
export async function readLookups(db: Db): Promise<Lookups> {
  const people = await db.$client.query<Lookups['people'][number]>(peopleNow)
  const units = await db.$client.query<Lookups['units'][number]>(
    'select u.unit_id as id, u.name, up.unit_id as parent from unit u left join unit up on up.id = u.parent_id order by u.id',
  )
  return { people: people.rows, units: units.rows }
}

/** Whoever is here comes last, so that an address which two people had over time is theirs. */
const peopleNow = `
  select p.employee_id as id, p.email, u.unit_id as unit, p.is_assessed as "isAssessed"
  from person p
  left join lateral (
    select unit_id from unit_membership m where m.person_id = p.id order by upper(m.valid) desc nulls first limit 1
  ) last on true
  left join unit u on u.id = last.unit_id
  where p.employee_id is not null
  order by coalesce(upper(p.employed), 'infinity'), p.id`
