import type { Database, Db } from '@/db/client'
import { levelSources } from '@/db/values'
import { packOrder } from './pack-order'

/** Ages beyond are kept as this many days: the most that two bytes hold. */
export const OLDEST_DAYS = 32_767

/** Packs a result as it stands, unless it has its pack or counted nobody. PostgreSQL does the packing: no row travels. */
export async function packResult(db: Db, resultId: number): Promise<void> {
  const read = async <T extends object>(statement: string) => (await db.$client.query<T>(statement, [resultId])).rows
  const [shape] = await read<{ criteria: number; bars: number; units: number[]; profiles: string[] }>(
    `select (select count(*)::int from criterion k where k.framework_version_id = r.framework_version_id) as criteria,
      (select max(cardinality(counts)) from cell where result_id = r.id) as bars,
      (select json_agg(distinct unit_id) from cell where result_id = r.id and people > 0) as units,
      (select coalesce(json_agg(distinct target_profile), '[]') from result_person
        where result_id = r.id and target_profile is not null) as profiles
    from result r where r.id = $1`,
  )
  if (!shape?.units) return
  const paths = await read<{ path: number[] }>(
    'select distinct on (unit_id) to_json(unit_path) as path from result_person where result_id = $1 order by unit_id',
  )
  const { ids, ends } = packOrder(
    paths.map(({ path }) => path),
    shape.units,
  )
  const { criteria, bars, profiles } = shape
  await db.$client.query(packing(criteria, bars), [resultId, ids, ends, profiles, [...levelSources], criteria, bars])
}

const through = (count: number, of: (place: number) => string) =>
  Array.from({ length: count }, (_, at) => of(at + 1)).join(' || ')

/** Of one criterion after another, its numbers of all people; of one cell after another, its numbers by level. */
const packing = (criteria: number, bars: number) => {
  const column = (value: (place: number) => string) =>
    through(criteria, (place) => `coalesce(string_agg(${value(place)}, ''::bytea), '')`)
  return `
  with spot as materialized (
    select id, end_at, (at - 1)::int as at from unnest($2::bigint[], $3::int[]) with ordinality as u (id, end_at, at)
  ),
  counted as materialized (
    select spot.at, k.position, c.people, c.counts, c.milli_sums, c.age_days
    from cell c join spot on spot.id = c.unit_id join criterion k on k.id = c.criterion_id
    where c.result_id = $1 order by spot.at, k.position
  ),
  human as materialized (
    select p.person_id, spot.at, p.target_profile, p.milli_levels, p.sources, p.rated_on, r.as_of_on
    from result_person p join spot on spot.id = p.unit_id join result r on r.id = p.result_id
    where p.result_id = $1 order by spot.at, p.person_id
  )
  insert into result_pack (result_id, criteria, bars, profiles, unit_ids, unit_ends, unit_people, counts, milli_sums,
    age_sums, person_ids, posts, aims, milli_levels, age_days, sources)
  select $1, $6, $7, $4::text[], u.*, c.*, h.* from
    (select string_agg(int8send(id), ''::bytea order by at), string_agg(int4send(end_at), ''::bytea order by at) from spot) u,
    (select string_agg(int4send(people), ''::bytea) filter (where position = 1),
        string_agg(${through(bars, (bar) => `int4send(coalesce(counts[${bar}], 0))`)}, ''::bytea),
        string_agg(${through(bars, (bar) => `float8send(coalesce(milli_sums[${bar}], 0))`)}, ''::bytea),
        string_agg(float8send(age_days), ''::bytea)
      from counted) c,
    (select coalesce(string_agg(int8send(person_id), ''::bytea), ''), coalesce(string_agg(int4send(at), ''::bytea), ''),
        coalesce(string_agg(int2send(coalesce(array_position($4::text[], target_profile) - 1, -1)::int2), ''::bytea), ''),
        ${column((place) => `int2send(coalesce(milli_levels[${place}], -1::int2))`)},
        ${column((place) => `int2send(least(coalesce(as_of_on - rated_on[${place}], -1), ${OLDEST_DAYS})::int2)`)},
        ${column((place) => `substring(int2send(coalesce(array_position($5::text[], sources[${place}]), 0)::int2) from 2)`)}
      from human) h
  on conflict (result_id) do nothing`
}

/**
 * Packs the newest result of each cycle where it has none: kept by an earlier release, restored from a backup, or somebody
 * left it. Packs of results that a correction has followed go. One result a transaction, one packer at a time.
 */
export async function keepPacks(database: Database): Promise<void> {
  const wanting = await database.asJob('import', async (db) => {
    await db.$client.query(`delete from result_pack k using result r where r.id = k.result_id and ${isFollowed}`)
    const { rows } = await db.$client.query<{ id: number }>(
      `select r.id from result r where not ${isFollowed}
        and not exists (select from result_pack k where k.result_id = r.id)
        and exists (select from cell c where c.result_id = r.id and c.people > 0) order by r.id desc`,
    )
    return rows.map(({ id }) => id)
  })
  for (const id of wanting) {
    await database.asJob('import', async (db) => {
      await db.$client.query('select pg_advisory_xact_lock(7010)')
      await packResult(db, id)
    })
  }
}

const isFollowed = 'exists (select from result n where n.cycle_id = r.cycle_id and n.version > r.version)'
