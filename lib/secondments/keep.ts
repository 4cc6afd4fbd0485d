import { sql } from 'drizzle-orm'
import type { Database, Db } from '@/db/client'
import { record } from '@/lib/audit/record'
import { tellAll } from '@/lib/notifications/commands'
import { clockDeed } from './machine-steps'
import { getMachine, listParties, placementOf, type Row } from './queries'
import { lateHears } from './rules'
import { carryOut } from './step'

/** The name of the queue that watches the days of placements. */
export const secondmentQueue = 'secondments.keep'

type Due = Pick<
  Row,
  'id' | 'publicId' | 'title' | 'state' | 'from' | 'to' | 'askedEnd' | 'dueOn' | 'isAppealed' | 'version'
>

/**
 * Begins and ends placements on their days, lets refusals lapse, and tells once whoever is concerned that a decision is late.
 * One transaction a placement, held by its row: another instance passes over it. All of it may be repeated.
 */
export async function keepSecondments(database: Database, id: number | null): Promise<void> {
  const waiting = await database.asJob('secondment', async (db, { today }) => {
    const { rows } = await db.execute<{ id: number }>(sql`select id from secondment
      where ${id === null ? sql`true` : sql`id = ${id}`} and (due_on < ${today}::date
        or state = 'confirmed' and lower(during) <= ${today}::date
        or state = 'active' and upper(during) - 60 <= ${today}::date
        or state in ('extending', 'ending-early', 'ending') and least(upper(during) - 1, asked_end) < ${today}::date)
      order by id`)
    return rows
  })
  for (const one of waiting) await database.asJob('secondment', (db, { today }) => keepOne(db, one.id, today))
}

async function hold(db: Db, id: number): Promise<Due | null> {
  const { rows } = await db.execute<Due>(sql`
    select s.id, s.public_id as "publicId", o.title, s.state, lower(s.during)::text as "from", (upper(s.during) - 1)::text as "to",
      s.asked_end::text as "askedEnd", s.due_on::text as "dueOn", s.version,
      exists (select from appeal a where a.secondment_id = s.id and a.state = 'open') as "isAppealed"
    from secondment s join opening o on o.id = s.opening_id where s.id = ${id} for update of s skip locked`)
  return rows[0] ?? null
}

async function keepOne(db: Db, id: number, today: string): Promise<void> {
  const machine = await getMachine(db)
  for (let due = await hold(db, id); due; due = await hold(db, id)) {
    const placement = placementOf(due)
    const deed = clockDeed(machine, placement, today)
    const parties = await listParties(db, [id])
    if (!deed) return tellLate(db, due, parties, today)
    const found = { key: id, id: due.publicId, title: due.title, version: due.version, placement, parties }
    await carryOut(db, { machine, found, doing: { deed }, actor: 'clock', byId: null, today })
  }
}

/** Said once for a day: to whoever is late, and to whoever looks after them. */
async function tellLate(
  db: Db,
  due: Due,
  parties: Awaited<ReturnType<typeof listParties>>,
  today: string,
): Promise<void> {
  if (due.dueOn === null || due.dueOn >= today) return
  const about = {
    secondment: due.publicId,
    opening: due.title,
    state: due.state,
    from: due.from,
    to: due.to,
    due: due.dueOn,
  }
  let told = 0
  for (const part of lateHears(due.state)) {
    const people = parties.filter((one) => one.part === part).map(({ person_id }) => person_id)
    const side = part === 'host' ? { side: 'host' as const } : {}
    const onceKey = `${due.publicId} ${due.state} ${due.dueOn}`
    told += await tellAll(db, people, { kind: 'secondment-late', about: { ...about, ...side }, onceKey })
  }
  if (told > 0)
    await record(db, 'secondment', { action: 'secondment.escalated', subject: 'secondment', subjectId: due.publicId })
}
