import { and, asc, eq, ilike, or, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Db } from '@/db/client'
import { person, resultPerson, unit, unitMembership } from '@/db/schema'
import { bands } from '@/db/values'
import { decodeCursor, pageOf } from './page'
import { findResult, getProfile, mustHavesShort, type Profile, type Published } from './published'
import { type Asker, assessedColumn, employedOn, findManagers, heldOn, isBelow, refColumns, toRef } from './queries'
import { containing } from './rules'
import type { PeopleInput, PeoplePage } from './shapes'

const Place = z.tuple([z.string(), z.number().int()])

/**
 * A page of people by name, with their band in a published result where the viewer may see it. The search reads names
 * itself and not through candidates, whose cut would hide people behind the filters. `ids` are for the access log: a
 * band asked of a search tells something about everybody whom the search finds, shown or not.
 */
export async function listPeople(
  db: Db,
  { input, ...asker }: Asker & { input: PeopleInput },
): Promise<PeoplePage & { ids: number[] }> {
  const { seesAbility, today } = asker
  const after = decodeCursor(input.after, Place)
  const scale = seesAbility ? await findScale(db, input) : null
  if (input.band && !scale) return { people: [], total: 0, next: null, ids: [] }
  const found = and(
    employedOn(today),
    input.search ? or(ilike(person.name, containing(input.search)), eq(person.employeeId, input.search)) : undefined,
    input.unit ? await isBelow(db, { unitId: input.unit, today }) : undefined,
  )
  const inBand = input.band && scale ? isInBand(scale, bands.indexOf(input.band)) : undefined
  const isAfter = after ? sql`(${person.name}, ${person.id}) > (${after[0]}::text, ${after[1]}::bigint)` : undefined
  const byName = [asc(person.name), asc(person.id)]
  // The page first, so that posts and bands are read for its people alone.
  const page = db
    .select({ id: person.id })
    .from(person)
    .where(and(found, inBand, isAfter))
    .orderBy(...byName)
    .limit(input.limit + 1)
    .as('page')
  const all = await db
    .select({ ...refColumns, isAssessed: assessedColumn(seesAbility), ...bandColumns(scale) })
    .from(page)
    .innerJoin(person, eq(person.id, page.id))
    .leftJoin(unitMembership, heldOn(today))
    .leftJoin(unit, eq(unit.id, unitMembership.unitId))
    .orderBy(...byName)
  const { rows, next } = pageOf(all, input.limit, ({ name, id }) => [name, id])
  const shown = rows.map(({ id }) => id)
  const asked =
    input.search && inBand
      ? await db
          .select({ id: person.id })
          .from(person)
          .where(and(found, isAfter))
          .orderBy(...byName)
          .limit(input.limit)
      : []
  const managers = await findManagers(db, shown)
  const people = rows.map(({ id, isAssessed, band, mustHavesShort, ...ref }) => ({
    ...toRef(ref),
    manager: managers.get(id) ?? null,
    isAssessed,
    band: band === null ? null : (bands[band] ?? null),
    mustHavesShort,
  }))
  const total = await db.$count(person, and(found, inBand))
  return { people, total, next, ids: [...shown, ...asked.map(({ id }) => id)] }
}

/** The published result and the role profile by which bands and must-haves are told. */
type Scale = { result: Published; profile: Profile }

async function findScale(db: Db, { cycle, profile }: PeopleInput): Promise<Scale | null> {
  const result = await findResult(db, cycle)
  return result && { result, profile: await getProfile(db, result, profile) }
}

const isInBand = ({ result, profile }: Scale, code: number) =>
  sql`${person.id} in (select r.person_id from ${resultPerson} r
    where r.result_id = ${result.id} and r.band_codes[${profile.position}::int] = ${code}::int)`

/** Read beside the person and not joined: an administrator has no right to the table even when it adds nothing. */
function bandColumns(scale: Scale | null) {
  const none = sql<number | null>`null::int`
  if (!scale) return { band: none, mustHavesShort: none }
  const { result, profile } = scale
  const own = sql`from ${resultPerson} where ${resultPerson.resultId} = ${result.id}
    and ${resultPerson.personId} = ${person.id}`
  return {
    band: sql<number | null>`(select ${resultPerson.bandCodes}[${profile.position}::int] ${own})`,
    mustHavesShort: sql<number | null>`(select ${mustHavesShort(result, profile)} ${own})`,
  }
}
