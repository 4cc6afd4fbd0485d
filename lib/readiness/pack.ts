import { eq, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { resultPack } from '@/db/schema'
import { type Counts, countUp } from './counts'

/** A result as a whole, in typed arrays. People stand by unit, so that whoever is in a unit or below it is one run of places. */
export type Pack = {
  places: ReadonlyMap<number, number>
  counts: Counts
  /** By unit: the first of its people; with those below it they end where the people of the unit at `ends` begin. */
  starts: Int32Array
  ends: Int32Array
  personIds: Float64Array
  /** Somebody's place by their key. */
  rows: ReadonlyMap<number, number>
  /** Place in `profiles`, -1 = none. */
  aims: Int16Array
  profiles: string[]
  /** Criterion by criterion, one number a person: thousandths of a level and days since the rating, -1 = none. */
  milliLevels: Int16Array
  ageDays: Int16Array
  /** Place in the list of sources, from 1; 0 = none. */
  sources: Uint8Array
  /** What it weighs in memory. */
  bytes: number
}

const PIECE = 4_000_000
/** What an entry of a map weighs, about. */
const MAP_ENTRY = 40

/** Reads a pack, in pieces so that others get their turn; null when it is gone by now. */
export async function readPack(db: Db, key: string): Promise<Pack | null> {
  const isIt = eq(resultPack.key, key)
  const [head] = await db
    .select({ criteria: resultPack.criteria, bars: resultPack.bars, profiles: resultPack.profiles })
    .from(resultPack)
    .where(isIt)
  if (!head) return null
  const read = async (column: (typeof columns)[number]) => {
    const pieces: Buffer[] = []
    for (let from = 1; ; from += PIECE) {
      const piece = sql<Buffer>`substring(${resultPack[column]} from ${from}::int for ${PIECE}::int)`
      const [found] = await db.select({ piece }).from(resultPack).where(isIt)
      if (!found) throw new GoneError()
      pieces.push(found.piece)
      if (found.piece.length < PIECE) return pieces
    }
  }
  try {
    const stored = {} as Record<(typeof columns)[number], ArrayBuffer>
    for (const column of columns) stored[column] = inOrder(await read(column), widths[column])
    return unfold({ ...head, ...stored })
  } catch (error) {
    if (error instanceof GoneError) return null
    throw error
  }
}

class GoneError extends Error {}

type Width = 1 | 2 | 4 | 8
/** Bytes of one number in each column. */
const widths = {
  ...{ unitIds: 8, unitEnds: 4, unitPeople: 4, counts: 4, milliSums: 8, ageSums: 8 },
  ...{ personIds: 8, posts: 4, aims: 2, milliLevels: 2, ageDays: 2, sources: 1 },
} satisfies Record<string, Width>
const columns = Object.keys(widths) as (keyof typeof widths)[]

/** The pieces as one buffer in the order of bytes that typed arrays have here. */
function inOrder(pieces: readonly Buffer[], width: Width): ArrayBuffer {
  const whole = new ArrayBuffer(pieces.reduce((sum, { length }) => sum + length, 0))
  const bytes = Buffer.from(whole)
  let at = 0
  for (const piece of pieces) at += piece.copy(bytes, at)
  const isBig = new Uint8Array(Uint16Array.of(1).buffer)[0] === 0
  if (isBig || width === 1) return whole
  const swap = { 2: 'swap16', 4: 'swap32', 8: 'swap64' } as const
  bytes[swap[width]]()
  return whole
}

type Stored = Record<(typeof columns)[number], ArrayBuffer> & { criteria: number; bars: number; profiles: string[] }

function unfold({ criteria, bars, profiles, ...stored }: Stored): Pack {
  const unitIds = Float64Array.from(new BigInt64Array(stored.unitIds), Number)
  const posts = new Int32Array(stored.posts)
  const starts = new Int32Array(unitIds.length + 1)
  for (const post of posts) starts[post + 1]! += 1
  for (let place = 0; place < unitIds.length; place++) starts[place + 1]! += starts[place]!
  const counts = countUp({
    ...{ bars, criteria, people: new Int32Array(stored.unitPeople), bins: new Int32Array(stored.counts) },
    ...{ milliSums: new Float64Array(stored.milliSums), ageSums: new Float64Array(stored.ageSums) },
  })
  const pack = {
    counts,
    starts,
    ends: new Int32Array(stored.unitEnds),
    personIds: Float64Array.from(new BigInt64Array(stored.personIds), Number),
    aims: new Int16Array(stored.aims),
    milliLevels: new Int16Array(stored.milliLevels),
    ageDays: new Int16Array(stored.ageDays),
    sources: new Uint8Array(stored.sources),
  }
  const arrays = [...Object.values(pack), ...Object.values(counts)].filter((part) => ArrayBuffer.isView(part))
  return {
    ...pack,
    profiles,
    places: new Map(Array.from(unitIds, (id, place) => [id, place])),
    rows: new Map(Array.from(pack.personIds, (id, row) => [id, row])),
    bytes: arrays.reduce((sum, { byteLength }) => sum + byteLength, (unitIds.length + posts.length) * MAP_ENTRY),
  }
}

/** First and last (exclusive) place of the people in the unit at `place` or below it. */
export function peopleBelow({ starts, ends }: Pack, place: number): [from: number, to: number] {
  return [starts[place]!, starts[ends[place]!]!]
}
