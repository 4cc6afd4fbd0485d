import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { conflict } from '@/lib/access/errors'
import { clashesOf } from './rules'

interface Wanted {
  openingKey: number
  from: string
  to: string
  /** A placement that makes way for itself. */
  but?: number
}

/** The lowest seat of an opening that nobody holds on any of these days; CONFLICT when none is free. */
export async function freeSeat(db: Db, { openingKey, from, to, but }: Wanted): Promise<number> {
  const { rows } = await db.execute<{ seat: number | null }>(
    sql`select authz.free_seat(${openingKey}, daterange(${from}::date, ${to}::date, '[]'), ${but ?? null}) as seat`,
  )
  const seat = rows[0]?.seat ?? null
  if (seat === null) throw conflict('No seat of this opening is free on all of these days. Choose others.')
  return seat
}

interface Asked {
  /** The placement itself, once there is one. */
  id: number | null
  personId: number
  share: number
  from: string
  to: string
}

/** CONFLICT where the person would be asked for more than all of their time; it names what stands there, and the days. */
export async function refuseClash(db: Db, { id, personId, share, from, to }: Asked): Promise<void> {
  const { rows } = await db.execute<{ id: string; title: string; share: number; from: string; to: string }>(sql`
    select s.public_id as id, o.title, s.share, lower(s.during)::text as "from", (upper(s.during) - 1)::text as "to"
    from secondment s join opening o on o.id = s.opening_id
    where s.person_id = ${personId} and s.id is distinct from ${id}
      and s.state in ('interest', 'release', 'selection', 'confirmed', 'active', 'extending', 'ending-early', 'ending')`)
  const of = { person: 'p', seat: 1 }
  const clashes = clashesOf(
    { ...of, id: '', opening: '', share, from, to },
    rows.map((row) => ({ ...of, id: row.id, opening: row.id, share: row.share, from: row.from, to: row.to })),
  )
  const [first] = clashes
  if (!first) return
  const title = rows.find((row) => row.id === first.with)?.title ?? ''
  throw conflict(
    `From ${first.from} to ${first.to} the person is asked for “${title}” too: together ${first.share} percent of their time.`,
    { clashes },
  )
}
