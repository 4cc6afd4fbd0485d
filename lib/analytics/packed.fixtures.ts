import { sql } from 'drizzle-orm'
import { levelSources } from '@/db/values'
import { createOrganisation, type Organisation } from '@/lib/people/organisation.fixtures'

/** The same numbers on every machine (Lehmer). */
function dice(seed: number) {
  let state = (seed * 7_919) % 2_147_483_647
  const next = () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
  const whole = (to: number) => Math.floor(next() * to)
  return { whole, chance: (p: number) => next() < p, one: <T>(of: readonly T[]) => of[whole(of.length)]! }
}

const names = ['Ada', 'Åsa', 'ada', 'Bo', 'Émile', 'Zoë', 'Ida Ö', 'O’Neill', 'Łucja', '李']
const asOf = '2026-11-20'

/**
 * The small organisation with a newer result: so many more people with invented names (many alike), levels, sources, days and
 * aims in an invented tree. The cells are counted by a statement of its own.
 */
export async function inventOrganisation(seed: number, people: number): Promise<Organisation & { result: number }> {
  const org = await createOrganisation()
  const { whole, chance, one } = dice(seed)
  const result = await org.test.database.asJob('import', async (db) => {
    const run = async (statement: string, values: unknown[] = []) =>
      (await db.$client.query<{ id: number }>(statement, values)).rows.map(({ id }) => id)
    const [cycle] = await run(
      `insert into cycle (name, framework_version_id, status, as_of_on)
        select 'invented', framework_version_id, 'published', $1::date from cycle where name = '2026-H2' returning id`,
      [asOf],
    )
    const [made] = await run(
      `insert into result (cycle_id, version, framework_version_id, policy_version, as_of_on)
        select id, 1, framework_version_id, 1, as_of_on from cycle where id = $1 returning id`,
      [cycle],
    )
    const paths = [[org.keys.unit('A1'), org.keys.unit('A'), org.keys.unit('R')]]
    for (let unit = 0; unit < 9; unit++) {
      const above = one(paths)
      const [id] = await run('insert into unit (unit_id, name, parent_id) values ($1, $1, $2) returning id', [
        `U${unit}`,
        above[0],
      ])
      paths.push([id!, ...above])
    }
    const invented = Array.from({ length: people }, (_, at) => ({ employeeId: `I${at}`, name: one(names) }))
    const ids = await run(
      `insert into person (employee_id, name, employed)
        select * from unnest($1::text[], $2::text[], array_fill('[2020-01-01,)'::daterange, array[$3::int])) returning id`,
      [invented.map(({ employeeId }) => employeeId), invented.map(({ name }) => name), people],
    )
    const days = ['2026-11-20', '2026-10-01', '2025-11-20', '2024-02-29', '1931-05-05']
    const rows = ids.map((id) => {
      const path = one(paths)
      const levels = ['x', 'y', 'z'].map(() =>
        chance(0.2) ? null : chance(0.7) ? whole(6) * 1000 : Math.min(5000, whole(5001)),
      )
      const sources = levels.map((level) =>
        level === null ? one(['not-observed', null]) : one(levelSources.slice(0, 4)),
      )
      const rated = levels.map((level) => (level === null && chance(0.5) ? null : one(days)))
      return { id, path, aim: one(['light', 'lead', 'gone', null]), levels, sources, rated }
    })
    await db.$client.query(
      `insert into result_person (result_id, person_id, unit_id, unit_path, target_profile, milli_levels, self_levels, sources,
          rated_on, evidence, from_cycle_ids, band_codes, tenth_points)
        select $1, r.id, r.path[1], r.path, r.aim, r.levels, '{}', r.sources, r.rated, '{0,0,0}', array[null, null, null]::bigint[],
          '{0,0}', '{0,0}'
        from jsonb_to_recordset($2) as r (id bigint, path bigint[], aim text, levels smallint[], sources text[], rated date[])`,
      [made, JSON.stringify(rows)],
    )
    await db.execute(sql`
      insert into cell (result_id, unit_id, criterion_id, people, assessed, counts, milli_sums, age_days)
      select ${made}, u, k.id, count(*), count(l),
        array(select count(*) filter (where v / 1000 = b) from generate_series(0, 5) b left join unnest(array_agg(l)) v on true
          group by b order by b),
        array(select coalesce(sum(v) filter (where v / 1000 = b), 0) from generate_series(0, 5) b
          left join unnest(array_agg(l)) v on true group by b order by b),
        coalesce(sum(${asOf}::date - d) filter (where l is not null), 0)
      from result_person p cross join unnest(p.unit_path) u cross join criterion k
        cross join lateral (select p.milli_levels[k.position] as l, p.rated_on[k.position] as d) v
      where p.result_id = ${made} group by u, k.id`)
    return made!
  })
  return { ...org, result }
}
