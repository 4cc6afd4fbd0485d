import { type SQL, sql } from 'drizzle-orm'
import { forget } from './assessment-holdings'
import type { Erased, Holding } from './erased'

const ofTheirs = (ids: SQL) => sql`secondment_id in (select id from secondment where person_id in ${ids})`

/** Placements by table, in the order in which rows can go. What somebody decided about others, or covered, stays: by nobody. */
export const placementHoldings: Holding[] = [
  forget('appeal', ofTheirs, ['reason', 'decision']),
  forget('not_chosen', (ids) => sql`person_id in ${ids}`, ['appeal_reason', 'answer']),
  forget('secondment_event', ofTheirs, ['reason', 'alternative']),
  forget('secondment_cover', ofTheirs, ['consequence']),
  forget('secondment_target', ofTheirs),
  forget('secondment', (ids) => sql`person_id in ${ids}`),
].map(({ table, erase }) => ({ table, erase: (who: Erased) => erase(who) }))
