import { and, eq } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { agreement } from '@/db/schema'
import { freeze } from './freeze'
import { keepIfNew } from './keep-result'
import { readPublishing } from './publishing'

/** `disputed`: levels of this cycle that count although the person assessed disagrees. */
export type Published = { version: number; asOf: string; people: number; isNew: boolean; disputed: number }

/**
 * Freezes the cycle's result (science §1.5) as reckoned on `asOf`, the newest rating of the cycle when left out: levels,
 * bands and counts, of an import as of a cycle that people were asked in. The next version is written only when something differs from the last. Null when nothing was rated yet.
 */
export async function publishCycle(
  db: Db,
  cycleId: number,
  asOf?: string,
  tell: (people: number) => void = () => {},
): Promise<Published | null> {
  const publishing = await readPublishing(db, cycleId, asOf)
  if (!publishing) return null
  const { people, selfDifference } = await freeze(db, publishing, tell)
  const { version, isNew } = await keepIfNew(db, publishing, selfDifference)
  const disputed = await db.$count(agreement, and(eq(agreement.cycleId, cycleId), eq(agreement.status, 'disputed')))
  return { version, asOf: publishing.asOf, people, isNew, disputed }
}
