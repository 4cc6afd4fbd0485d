import { asc, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { person } from '@/db/schema'
import { levelSources } from '@/db/values'
import { OLDEST_DAYS } from '@/lib/readiness/build-pack'
import { type Pack, peopleBelow } from '@/lib/readiness/pack'
import { type AskedPeople, type CellPlace, listStoredPlaces, type Places, UNRATED } from './cell-people'

/** People of one step or of several neighbouring ones, ordered together; `distance` is that of the last. */
type Run = { from: number; to: number; size: number; distance: number }

/** So many people PostgreSQL puts in order for one page; of more it reads names in order until the page is full. */
const MANY = 1_000
const NAMES_AT_ONCE = 5_000
const DAY = 86_400_000

/** Whether a day can be told from the pack: ages are kept up to a limit. */
const tells = ({ result, filter: { ratedBefore } }: AskedPeople) =>
  ratedBefore === undefined || Date.parse(result.asOf) - Date.parse(ratedBefore) < OLDEST_DAYS * DAY

/**
 * Where the people of a cell's list stand in it, one more than `limit`, and how many of the cell the viewer may see today,
 * whatever the filter. With a pack, which is for whoever sees everybody, distances come from memory and names for the page
 * alone.
 */
export async function listPlaces(db: Db, pack: Pack | null, asked: AskedPeople): Promise<Places> {
  if (!pack || !tells(asked)) return listStoredPlaces(db, asked)
  const { after, limit, unitKey } = asked
  const unit = pack.places.get(unitKey)
  if (unit === undefined) return { places: [], visible: 0 }
  const [from, to] = peopleBelow(pack, unit)
  const steps = measure(pack, asked, from, to)
  const places: CellPlace[] = []
  for (const run of runsOf(steps, asked)) {
    const need = limit + 1 - places.length
    const asking = { pack, steps, first: from, run, after, need }
    places.push(...(await (run.size > MANY ? walk(db, asking) : sort(db, asking))))
    if (places.length > limit) break
  }
  return { places, visible: to - from }
}

/** A step of nobody. */
const OUT = -1
/** A filter that is not set. */
const ANY = null

/** Everybody's distance to the target in thousandths, one more than the target for those without a level; OUT = not asked for. */
function measure(pack: Pack, { result, criterion, target, filter }: AskedPeople, from: number, to: number): Int32Array {
  const { milliLevels, ageDays, sources, aims, profiles, personIds } = pack
  const column = criterion * personIds.length
  const goal = goalOf(target)
  const source = filter.source === undefined ? ANY : levelSources.indexOf(filter.source) + 1
  const aim = filter.aim === undefined ? ANY : profiles.indexOf(filter.aim)
  const age = filter.ratedBefore === undefined ? ANY : (Date.parse(result.asOf) - Date.parse(filter.ratedBefore)) / DAY
  const isBelow = filter.only === 'below'
  const steps = new Int32Array(to - from)
  for (let at = from; at < to; at++) {
    const level = milliLevels[column + at]!
    const isIn =
      (source === ANY || sources[column + at] === source) &&
      (aim === ANY || (aim === aims[at] && aim >= 0)) &&
      (age === ANY || (ageDays[column + at]! >= 0 && ageDays[column + at]! > age)) &&
      (!isBelow || (level >= 0 && level < goal))
    steps[at - from] = !isIn ? OUT : level < 0 ? goal + 1 : Math.max(0, goal - level)
  }
  return steps
}

const goalOf = (target: number | null) => (target ?? 0) * 1000

/** From where the page before ended: many people of one distance stand alone, few are taken with their neighbours. */
function runsOf(steps: Int32Array, { target, after, limit }: AskedPeople): Run[] {
  const last = goalOf(target) + 1
  const sizes = new Int32Array(last + 1)
  for (const step of steps) if (step !== OUT) sizes[step]! += 1
  const runs: Run[] = []
  for (let step = Math.min(Math.max(after?.[0] ?? 0, 0), last); step <= last; step++) {
    const size = sizes[step]!
    if (size === 0) continue
    const open = runs.at(-1)
    const distance = step === last ? UNRATED : step
    if (open && open.size + size <= MANY && open.size <= 2 * limit)
      Object.assign(open, { to: step, size: open.size + size, distance })
    else runs.push({ from: step, to: step, size, distance })
  }
  return runs
}

type Asking = { pack: Pack; steps: Int32Array; first: number; run: Run; after: CellPlace | null; need: number }

/** Few people: PostgreSQL puts them in order. */
async function sort(db: Db, { pack, steps, first, run, after, need }: Asking): Promise<CellPlace[]> {
  const ids: number[] = []
  const distances: number[] = []
  for (let at = 0; at < steps.length; at++) {
    const step = steps[at]!
    if (step < run.from || step > run.to) continue
    ids.push(pack.personIds[first + at]!)
    distances.push(step === run.to ? run.distance : step)
  }
  const isAfter = after
    ? sql`(c.distance, p.name, p.id) > (${after[0]}::int, ${after[1]}::text, ${after[2]}::bigint)`
    : sql`true`
  const { rows } = await db.execute<{ distance: number; name: string; id: number }>(sql`
    select c.distance, p.name, p.id from unnest(${sql.param(ids)}::bigint[], ${sql.param(distances)}::int[]) as c (id, distance)
    join person p on p.id = c.id where ${isAfter} order by c.distance, p.name, p.id limit ${need}`)
  return rows.map(({ distance, name, id }) => [distance, name, id])
}

/** Many people of one distance: everybody's names in order, as far as it takes to meet enough of them. */
async function walk(db: Db, { pack, steps, first, run, after, need }: Asking): Promise<CellPlace[]> {
  const found: CellPlace[] = []
  const atOnce = Math.min(NAMES_AT_ONCE, Math.ceil((need * pack.personIds.length * 1.3) / run.size) + 50)
  const isBegun = after !== null && after[0] === run.distance
  let last: [name: string, id: number] | null = isBegun ? [after[1], after[2]] : null
  for (;;) {
    const isAfter = last ? sql`(${person.name}, ${person.id}) > (${last[0]}::text, ${last[1]}::bigint)` : undefined
    const rows = await db
      .select({ name: person.name, id: person.id })
      .from(person)
      .where(isAfter)
      .orderBy(asc(person.name), asc(person.id))
      .limit(atOnce)
    for (const { name, id } of rows) {
      const at = (pack.rows.get(id) ?? -1) - first
      if (steps[at] === run.to) found.push([run.distance, name, id])
      if (found.length === need) return found
    }
    const end = rows.at(-1)
    if (!end || rows.length < atOnce) return found
    last = [end.name, end.id]
  }
}
