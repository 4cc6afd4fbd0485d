import type { Database } from '@/db/client'
import type { Viewer } from '@/lib/access/viewer'
import { type Counted, toGapCell } from '@/lib/analytics/figures'
import { listCounts, listReach } from '@/lib/analytics/queries'
import { getProfile } from '@/lib/people/published'
import { getResult } from '@/lib/readiness/queries'

type Measure = (ask: () => Promise<unknown>) => Promise<object>

/**
 * The whole gap map, every unit × criterion, by the product's own queries in one transaction of HR: the rows as they come,
 * then each cell's numbers. Beside it what the numbers alone cost once rows lie packed in typed arrays: a lower bound, since
 * the product keeps none.
 */
export async function readWholeMap(database: Database, { personId, persona }: Viewer, measure: Measure) {
  const read = () =>
    database.asViewer({ personId, persona, readOnly: true, statementTimeoutMs: 60_000 }, async (db) => {
      const result = await getResult(db)
      const profile = await getProfile(db, result, undefined)
      const units = await listReach(db, { unitId: undefined, persona, result })
      return { result, profile, counts: await listCounts(db, { result, units }) }
    })
  const { result, profile, counts } = await read()
  const targets = new Map(profile.targets.map(({ criterion, target }) => [criterion, target]))
  const toCells = (rows: readonly Counted[]) =>
    rows.map((row) => toGapCell(row, targets.get(row.criterion) ?? null, result.policy))
  const packed = pack(counts, targets)
  return {
    cells: counts.length,
    /** For the peers: they must find the same. */
    below: toCells(counts).reduce((sum, { below }) => sum + (below ?? 0), 0),
    rowsAndNumbers: await measure(async () => void toCells((await read()).counts)),
    numbersAlone: await measure(async () => void toCells(counts)),
    packedNumbers: await measure(async () => void reckon(packed)),
    encoding: await measure(async () => void Buffer.from(JSON.stringify(toCells(counts)))),
  }
}

function pack(counts: readonly Counted[], targets: ReadonlyMap<string, number>) {
  const levels = counts[0]?.counts.length ?? 0
  const bins = Int32Array.from(counts.flatMap((row) => row.counts))
  const sums = Float64Array.from(counts.flatMap((row) => row.milliSums))
  const target = Int8Array.from(counts, ({ criterion }) => targets.get(criterion) ?? 0)
  return { levels, bins, sums, target, assessed: Int32Array.from(counts, ({ assessed }) => assessed) }
}

function reckon({ levels, bins, sums, target, assessed }: ReturnType<typeof pack>) {
  const below = new Int32Array(assessed.length)
  const meanLevel = new Float32Array(assessed.length)
  const meanGap = new Float32Array(assessed.length)
  for (let cell = 0; cell < assessed.length; cell++) {
    const asked = target[cell]!
    let [people, short, all] = [0, 0, 0]
    for (let level = 0; level < levels; level++) {
      const sum = sums[cell * levels + level]!
      all += sum
      if (level >= asked) continue
      people += bins[cell * levels + level]!
      short += sum
    }
    below[cell] = people
    meanLevel[cell] = all / assessed[cell]! / 1000
    meanGap[cell] = (asked * 1000 * people - short) / assessed[cell]! / 1000
  }
  return { below, meanLevel, meanGap }
}
