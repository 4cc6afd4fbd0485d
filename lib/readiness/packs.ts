import { eq } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { resultPack } from '@/db/schema'
import type { Persona } from '@/db/values'
import { type Pack, readPack } from './pack'
import { reachesAll } from './queries'

const MOST_BYTES = 256 * 2 ** 20

type Kept = { resultId: number; pack: Promise<Pack | null>; bytes: number }

/** Packs in memory by key, the one asked for last at the end. Routes may be bundled apart: one store for all of them. */
const store = globalThis as { gravitasPacks?: Map<string, Kept> }
store.gravitasPacks ??= new Map()
const kept = store.gravitasPacks

/**
 * The pack of a result for whoever may read it whole, else null; null also while there is none. Its key comes from
 * PostgreSQL under the viewer's own rights in this very request: a copy in memory alone opens nothing, and one that
 * somebody has left is never used again.
 */
export async function findPack(db: Db, { id: resultId }: { id: number }, persona: Persona): Promise<Pack | null> {
  if (!reachesAll(persona)) return null
  const [row] = await db.select({ key: resultPack.key }).from(resultPack).where(eq(resultPack.resultId, resultId))
  for (const [key, one] of kept) if (one.resultId === resultId && key !== row?.key) kept.delete(key)
  if (!row) return null
  const known = kept.get(row.key)
  // Whoever was reading it may have gone away halfway.
  const found = known && (await known.pack.catch(() => null))
  if (known && found) {
    kept.delete(row.key)
    kept.set(row.key, known)
    return found
  }
  return load(db, row.key, resultId)
}

async function load(db: Db, key: string, resultId: number): Promise<Pack | null> {
  const one: Kept = { resultId, pack: readPack(db, key), bytes: 0 }
  kept.set(key, one)
  try {
    const pack = await one.pack
    if (!pack) kept.delete(key)
    one.bytes = pack?.bytes ?? 0
    forgetOldest()
    return pack
  } catch (error) {
    if (kept.get(key) === one) kept.delete(key)
    throw error
  }
}

/** Whoever was not asked for longest goes first; the newest stays however large it is. */
function forgetOldest(): void {
  let bytes = [...kept.values()].reduce((sum, one) => sum + one.bytes, 0)
  for (const [key, one] of kept) {
    if (bytes <= MOST_BYTES || kept.size === 1) return
    kept.delete(key)
    bytes -= one.bytes
  }
}
