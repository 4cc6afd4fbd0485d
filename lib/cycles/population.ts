import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Db } from '@/db/client'
import { invalid } from '@/lib/access/errors'
import { decodeCursor, pageOf } from '@/lib/people/page'
import { minutesFor } from './rules'
import type { Population, Preview, PreviewInput } from './shapes'

/** A published edition of a framework, the newest when none is named. */
export async function findEdition(db: Db, edition?: string) {
  const { rows } = await db.execute<{ id: number; edition: string; criteria: number }>(sql`
    select v.id, v.edition, (select count(*)::int from criterion c where c.framework_version_id = v.id) as criteria
    from framework_version v where v.status = 'published' and ${edition === undefined ? sql`true` : sql`v.edition = ${edition}`}
    order by v.published_at desc, v.id desc limit 1`)
  if (rows[0]) return rows[0]
  const sentence =
    edition === undefined
      ? 'There is no published framework to rate by. Publish one first.'
      : `There is no published edition ${edition} of the framework.`
  throw invalid(sentence, [{ path: 'edition', message: 'is not published' }])
}

export interface Asked {
  population: Population
  frameworkVersionId: number
  defaultProfile: string | null
  today: string
}

const list = (values: readonly string[]) => sql`${sql.param([...values])}::text[]`

/**
 * The people whom a rule finds on a day: id, employee_id, name, email, is_assessed, manager_id, unit_id and the target profile
 * that holds for them (null: none). Rules find assessed people with a post; names find anybody with a post. The head of the
 * organisation, whom nobody can rate, is never among them.
 */
export function foundBy({ population, frameworkVersionId, defaultProfile, today }: Asked): SQL {
  const { units, jobTitles, profiles, people, without } = population
  const hasRule = units.length + jobTitles.length + profiles.length > 0
  return sql`select f.* from (
    select p.id, p.employee_id, p.name, p.email, p.is_assessed, p.job_title, l.manager_id, m.unit_id,
      coalesce((select r.key from role_profile r where r.framework_version_id = ${frameworkVersionId} and r.key = p.target_profile),
        (select r.key from role_profile r where r.framework_version_id = ${frameworkVersionId} and r.key = ${defaultProfile})) as target
    from person p
    left join reporting_line l on l.person_id = p.id and l.valid @> ${today}::date
    left join unit_membership m on m.person_id = p.id and m.valid @> ${today}::date
    where p.employee_id is not null and p.employed @> ${today}::date
      and p.id is distinct from (select head_id from organisation) and p.employee_id <> all (${list(without)})
  ) f where f.employee_id = any (${list(people)})
    or ${hasRule} and f.is_assessed
      and (${units.length === 0} or f.unit_id in (select x.descendant_id from unit_closure x join unit u on u.id = x.ancestor_id
        where u.unit_id = any (${list(units)})))
      and (${jobTitles.length === 0} or f.job_title = any (${list(jobTitles)}))
      and (${profiles.length === 0} or f.target = any (${list(profiles)}))`
}

/** Criteria that a delta cycle would ask each of them in full: those without a level in the newest result. */
const askedInFull = (criteria: number) => sql`coalesce((
  select (select count(*)::int from unnest(r.milli_levels) level where level is null) from result_person r
  where r.person_id = f.id and r.result_id = (select x.id from result x join cycle c on c.id = x.cycle_id
    where c.status = 'published' order by c.as_of_on desc, x.cycle_id desc, x.version desc limit 1)), ${criteria})`

const Place = z.tuple([z.string(), z.number().int()])

/** Whom a rule finds today, how long it would take them, and a page of them by name. `ids` are for the access log. */
export async function previewPopulation(
  db: Db,
  { input, today }: { input: PreviewInput; today: string },
): Promise<Preview & { ids: number[] }> {
  const { id: frameworkVersionId, criteria } = await findEdition(db, input.edition)
  const { population, defaultProfile, isDelta } = input
  const found = foundBy({ population, frameworkVersionId, defaultProfile, today })
  const after = decodeCursor(input.after, Place)
  const asked = isDelta ? askedInFull(criteria) : sql`${criteria}::int`
  const { rows: lines } = await db.execute<{ manager: number | null; people: number; asked: number }>(sql`
    select f.manager_id as manager, count(*)::int as people, sum(${asked})::int as asked from (${found}) f group by 1`)
  const { rows } = await db.execute<Row>(sql`
    select f.id, f.employee_id, f.name, f.target, u.unit_id, u.name as unit from (${found}) f left join unit u on u.id = f.unit_id
    where ${after ? sql`(f.name, f.id) > (${after[0]}, ${after[1]}::bigint)` : sql`true`}
    order by f.name, f.id limit ${input.limit + 1}`)
  const page = pageOf(rows, input.limit, ({ name, id }) => [name, id])
  const { rows: titles } = await db.execute<{ title: string }>(sql`
    select distinct job_title as title from person where is_assessed and employed @> ${today}::date and job_title <> '' order by 1
    limit 500`)
  const count = lines.reduce((sum, { people }) => sum + people, 0)
  return {
    count,
    managers: lines.filter(({ manager }) => manager !== null).length,
    criteria,
    minutes: minutesOf(lines, criteria),
    people: page.rows.map(({ employee_id, name, target, unit_id, unit }) => ({
      ...{ employeeId: employee_id, name, profile: target },
      unit: unit_id !== null && unit !== null ? { unitId: unit_id, name: unit } : null,
    })),
    jobTitles: titles.map(({ title }) => title),
    next: page.next,
    ids: page.rows.map(({ id }) => id),
  }
}

type Row = {
  id: number
  employee_id: string
  name: string
  target: string | null
  unit_id: string | null
  unit: string | null
}

function minutesOf(lines: { manager: number | null; people: number; asked: number }[], criteria: number) {
  const minutes = ({ people, asked }: { people: number; asked: number }) =>
    people === 0 ? 0 : minutesFor({ asked: asked / people, confirmed: criteria - asked / people }) * people
  const managed = lines.filter(({ manager }) => manager !== null).map(minutes)
  const all = lines.reduce((sum, line) => ({ people: sum.people + line.people, asked: sum.asked + line.asked }), {
    people: 0,
    asked: 0,
  })
  const total = managed.reduce((sum, one) => sum + one, 0)
  return {
    person: all.people === 0 ? 0 : Math.round(minutes(all) / all.people),
    manager: managed.length === 0 ? 0 : Math.round(total / managed.length),
    most: Math.max(0, ...managed),
  }
}
