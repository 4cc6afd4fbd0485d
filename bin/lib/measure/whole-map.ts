import type { Database, Db } from '@/db/client'
import type { Viewer } from '@/lib/access/viewer'
import { cellsOf, reckon, targetsBy } from '@/lib/analytics/figures'
import { listCounted, listReach, readCounts } from '@/lib/analytics/queries'
import { getProfile } from '@/lib/people/published'
import type { Counts } from '@/lib/readiness/counts'
import { type Pack, readPack } from '@/lib/readiness/pack'
import { findPack } from '@/lib/readiness/packs'
import { getResult } from '@/lib/readiness/queries'

type Measure = (ask: () => Promise<unknown>) => Promise<object>

/**
 * The whole gap map, every unit including its sub-units × criterion, by the product's own functions: from the version's pack
 * as typed arrays, its encoding apart; row by row, as for whoever may not have the pack; a unit with its children; and how
 * long a pack takes to load.
 */
export async function readWholeMap(database: Database, { personId, persona }: Viewer, measure: Measure) {
  const asHr = <T>(work: (db: Db) => Promise<T>) =>
    database.asViewer({ personId, persona, readOnly: true, statementTimeoutMs: 60_000 }, work)
  const found = await asHr(async (db) => {
    const result = await getResult(db)
    const profile = await getProfile(db, result, undefined)
    const pack = await findPack(db, result, persona)
    const reach = await listReach(db, { unitId: undefined, persona })
    return { result, profile, pack, reach }
  })
  const { result, profile, pack, reach } = found
  if (!pack) throw new Error('The newest result has no pack.')
  const { criteria, policy } = result
  const targets = targetsBy(criteria, profile.targets)
  const toCells = (from: Parameters<typeof cellsOf>[0], units = reach) =>
    cellsOf(from, { units, criteria, profile, policy })
  const readRows = () =>
    asHr(async (db) => {
      const counted = await listCounted(db, { result, units: reach })
      return readCounts(db, { result, units: reach.filter(({ id }) => counted.has(id)) })
    })
  const everywhere = Int32Array.from({ length: pack.counts.people.length }, (_, place) => place)
  const families = Array.from(pack.ends, (_, place) => familyOf(pack, place))
  const top = families[0] ?? []
  const widest = families.reduce((widest, family) => (family.length > widest.length ? family : widest), top)
  const { key } = await asHr((db) => keyOf(db, result.id))
  const cells = everywhere.length * criteria.length
  return {
    cells,
    /** For the peers: they must find the same. */
    below: reckon(pack.counts, everywhere, targets, policy).below.reduce((sum, below) => sum + below, 0),
    people: pack.personIds.length,
    packMegabytes: pack.bytes / 2 ** 20,
    packed: await measure(async () => void reckon(pack.counts, everywhere, targets, policy)),
    top: top.length,
    topPacked: await measure(async () => void reckon(pack.counts, top, targets, policy)),
    widest: widest.length,
    widestPacked: await measure(async () => void reckon(pack.counts, widest, targets, policy)),
    encoding: await measure(async () => void Buffer.from(JSON.stringify(toCells(pack)))),
    rowsAndNumbers: await measure(async () => void reckonRows((await readRows()).counts)),
    load: await measure(() => asHr((db) => readPack(db, key))),
  }

  function reckonRows(counts: Counts) {
    const units = Int32Array.from({ length: counts.people.length }, (_, place) => place)
    return reckon(counts, units, targets, policy)
  }
}

/** A unit and those right below it. */
function familyOf({ ends }: Pack, place: number): number[] {
  const family = [place]
  for (let child = place + 1; child < ends[place]!; child = ends[child]!) family.push(child)
  return family
}

async function keyOf(db: Db, resultId: number): Promise<{ key: string }> {
  const { rows } = await db.$client.query<{ key: string }>('select key from result_pack where result_id = $1', [
    resultId,
  ])
  return rows[0]!
}
