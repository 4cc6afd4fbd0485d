import type { Db } from '@/db/client'
import { freeze } from './freeze'
import { keepIfNew } from './keep-result'
import { readPublishing } from './publishing'

export type Published = { version: number; asOf: string; people: number; isNew: boolean }

/**
 * Freezes the cycle's result (science §1.5) as reckoned on `asOf`, the newest rating of the cycle when left out: levels,
 * bands and counts. The next version is written only when something differs from the last. Null when nothing was rated yet.
 */
export async function publishCycle(
  db: Db,
  cycleId: number,
  asOf?: string,
  tell: (people: number) => void = () => {},
): Promise<Published | null> {
  const publishing = await readPublishing(db, cycleId, asOf)
  if (!publishing) return null
  const people = await freeze(db, publishing, tell)
  const { version, isNew } = await keepIfNew(db, publishing)
  return { version, asOf: publishing.asOf, people, isNew }
}
