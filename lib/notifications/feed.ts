import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import type { Language } from '@/db/values'
import { publicUrl } from '@/lib/access/address'
import { placeOf } from '@/lib/access/limits'
import { hashOf } from '@/lib/access/secrets'
import { locales } from '@/lib/messages/locale'
import { translator } from '@/lib/messages/translator'
import { toCalendar } from './calendar'
import { pathOf } from './paths'
import { listDue, listPlacementDays } from './queries'

/** A secret address is a kind of its own: it opens nothing but these deadlines, and no token opens it. */
export const calendarPrefix = 'cal_'

const bucketOf = (address: string) => hashOf(placeOf(address)).slice(0, 22)

/** Another secret may be tried in a while. */
export class TooMany extends Error {}

/**
 * The deadlines of whoever this secret belongs to, as iCalendar text; null when it is nobody's any more. Counts stand in it,
 * and nobody's name: calendars are shared. Throws TooMany at an address that guesses.
 */
export async function readCalendar(database: Database, secret: string, address: string): Promise<string | null> {
  const owner = await database.asGate(async (db) => {
    const { rows } = await db.execute<{ id: number | null; language: Language | null; at: Date; remaining: number }>(
      sql`select person_id as id, language, at, remaining from authz.feed_owner(${hashOf(secret)}, ${bucketOf(address)})`,
    )
    return rows[0]
  })
  if (owner && owner.remaining < 0) throw new TooMany()
  if (!owner?.id) return null
  const scope = { personId: Number(owner.id), persona: 'p_member', readOnly: true } as const
  const { due, days } = await database.asViewer(scope, async (db) => ({
    due: await listDue(db),
    days: await listPlacementDays(db),
  }))
  const t = translator(owner.language ?? locales[0], 'messages')
  const entries = due.map(({ cycle, stage, closesAt, open }) => ({
    uid: `${stage} ${cycle} ${owner.id}@gravitas`,
    at: closesAt,
    summary: t(`calendar.${stage}`, { cycle, open }),
    url: new URL(pathOf('deadline-near', { cycle }), publicUrl()).href,
  }))
  const placements = days.map(({ what, secondment, opening, day }) => ({
    uid: `${what} ${secondment} ${owner.id}@gravitas`,
    at: { day },
    summary: t(`calendar.${what}`, { opening }),
    url: new URL(pathOf('secondment-waits', { secondment }), publicUrl()).href,
  }))
  return toCalendar(t('calendar.name'), [...entries, ...placements], new Date(owner.at))
}
