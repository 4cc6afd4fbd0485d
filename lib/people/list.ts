import { and, asc, eq, ilike, or, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Db } from '@/db/client'
import { person, resultPerson, unit, unitMembership } from '@/db/schema'
import { bands } from '@/db/values'
import { notFound } from '@/lib/access/errors'
import { decodeCursor, pageOf } from './page'
import { type Asker, assessedColumn, employedOn, findManagers, heldOn, isBelow, refColumns, toRef } from './queries'
import { containing } from './rules'
import type { PeopleInput, PeoplePage } from './shapes'

const Place = z.tuple([z.string(), z.number().int()])

/**
 * A page of people by name, with their band in the newest published result where the viewer may see it. The search reads
 * names itself and not through candidates, whose cut would hide people behind the filters. `ids` are for the access log.
 */
export async function listPeople(
  db: Db,
  { input, ...asker }: Asker & { input: PeopleInput },
): Promise<PeoplePage & { ids: number[] }> {
  const { seesAbility, today } = asker
  const after = decodeCursor(input.after, Place)
  const scale = seesAbility ? await findBandScale(db, input.profile) : null
  if (input.band && !scale) return { people: [], next: null, ids: [] }
  // The page first, so that posts and bands are read for its people alone.
  const page = db
    .select({ id: person.id })
    .from(person)
    .where(
      and(
        employedOn(today),
        input.search
          ? or(ilike(person.name, containing(input.search)), eq(person.employeeId, input.search))
          : undefined,
        input.unit ? await isBelow(db, { unitId: input.unit, today }) : undefined,
        input.band && scale ? isInBand(scale, bands.indexOf(input.band)) : undefined,
        after ? sql`(${person.name}, ${person.id}) > (${after[0]}::text, ${after[1]}::bigint)` : undefined,
      ),
    )
    .orderBy(asc(person.name), asc(person.id))
    .limit(input.limit + 1)
    .as('page')
  const found = await db
    .select({ ...refColumns, isAssessed: assessedColumn(seesAbility), ...bandColumns(scale) })
    .from(page)
    .innerJoin(person, eq(person.id, page.id))
    .leftJoin(unitMembership, heldOn(today))
    .leftJoin(unit, eq(unit.id, unitMembership.unitId))
    .orderBy(asc(person.name), asc(person.id))
  const { rows, next } = pageOf(found, input.limit, ({ name, id }) => [name, id])
  const ids = rows.map(({ id }) => id)
  const managers = await findManagers(db, ids)
  const people = rows.map(({ id, isAssessed, band, mustHavesShort, ...ref }) => ({
    ...toRef(ref),
    manager: managers.get(id) ?? null,
    isAssessed,
    band: band === null ? null : (bands[band] ?? null),
    mustHavesShort,
  }))
  return { people, next, ids }
}

/** Where bands of one profile stand in the newest published result, and which levels its must-haves ask for. */
type BandScale = { resultId: number; position: number; places: number[]; floors: number[] }

async function findBandScale(db: Db, profile: string | undefined): Promise<BandScale | null> {
  const { rows } = await db.execute<{ [K in keyof BandScale]: BandScale[K] | null } & { resultId: number }>(sql`
    select r.id as "resultId", p.position, m.places, m.floors
    from (
      select r.id, r.framework_version_id from result r join cycle c on c.id = r.cycle_id
      order by c.as_of_on desc nulls last, c.id desc, r.version desc limit 1
    ) r
    left join role_profile p on p.framework_version_id = r.framework_version_id
      and (${profile ?? null}::text is null or p.key = ${profile ?? null})
    left join lateral (
      select coalesce(array_agg(k.position::int order by k.position), '{}') as places,
        coalesce(array_agg(t.minimum * 1000 order by k.position), '{}') as floors
      from target t join criterion k on k.id = t.criterion_id
      where t.role_profile_id = p.id and t.minimum is not null and t.target > 0 and t.weight > 0
    ) m on true
    order by p.is_default desc, p.position limit 1`)
  const [found] = rows
  if (!found) return null
  const { resultId, position, places, floors } = found
  if (position === null || !places || !floors) throw notFound(`There is no role profile called ${profile ?? 'so'}.`)
  return { resultId, position, places, floors }
}

const isInBand = ({ resultId, position }: BandScale, code: number) =>
  sql`${person.id} in (select r.person_id from ${resultPerson} r
    where r.result_id = ${resultId} and r.band_codes[${position}::int] = ${code}::int)`

/** Read beside the person and not joined: an administrator has no right to the table even when it adds nothing. */
function bandColumns(scale: BandScale | null) {
  const none = sql<number | null>`null::int`
  if (!scale) return { band: none, mustHavesShort: none }
  const { resultId, position, places, floors } = scale
  const own = sql`from ${resultPerson} r where r.result_id = ${resultId} and r.person_id = ${person.id}`
  const isRated = sql`array_remove(r.milli_levels, null) <> '{}'`
  const short = sql`select count(*)::int from unnest(${sql.param(places)}::int[], ${sql.param(floors)}::int[])
    as must (place, floor) where r.milli_levels[must.place] < must.floor`
  return {
    band: sql<number | null>`(select r.band_codes[${position}::int] ${own})`,
    mustHavesShort: sql<number | null>`(select case when ${isRated} then (${short}) end ${own})`,
  }
}
