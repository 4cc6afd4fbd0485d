import { and, desc, eq, isNull, lt, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { calendarFeed, message } from '@/db/schema'
import { notFound } from '@/lib/access/errors'
import { pathOf } from './paths'
import type { CalendarState, MessageAbout, Messages } from './shapes'

const iso = (at: Date | null) => at?.toISOString() ?? null

/** What the viewer was told, newest first, a page at a time. NOT_FOUND for an `after` that is not theirs. */
export async function listMessages(
  db: Db,
  { personId, after, limit }: { personId: number; after?: string; limit: number },
): Promise<Messages> {
  const [from] = after
    ? await db.select({ id: message.id }).from(message).where(eq(message.publicId, after))
    : [undefined]
  if (after && !from) throw notFound('There is no message by this id.')
  const rows = await db
    .select()
    .from(message)
    .where(and(eq(message.personId, personId), from && lt(message.id, from.id)))
    .orderBy(desc(message.id))
    .limit(limit + 1)
  const page = rows.slice(0, limit)
  return {
    messages: page.map((row) => {
      const about = row.about as MessageAbout
      return {
        ...{ id: row.publicId, kind: row.kind, about, path: pathOf(row.kind, about), mail: row.mail },
        ...{ createdAt: row.createdAt.toISOString(), readAt: iso(row.readAt) },
      }
    }),
    unread: await countUnread(db, personId),
    next: rows.length > limit ? (page.at(-1)?.publicId ?? null) : null,
  }
}

export async function countUnread(db: Db, personId: number): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(message)
    .where(and(eq(message.personId, personId), isNull(message.readAt)))
  return row?.count ?? 0
}

export async function getCalendar(db: Db, personId: number): Promise<CalendarState> {
  const { createdAt, lastUsedOn } = calendarFeed
  const [feed] = await db
    .select({ createdAt, lastUsedOn })
    .from(calendarFeed)
    .where(eq(calendarFeed.personId, personId))
  return { isOn: feed !== undefined, createdAt: iso(feed?.createdAt ?? null), lastUsedOn: feed?.lastUsedOn ?? null }
}

/** A day of a placement that concerns the viewer: a decision of theirs, or their own first and last day. */
export interface PlacementDay {
  what: 'interest' | 'release' | 'begins' | 'ends'
  secondment: string
  opening: string
  day: string
}

/** Days of placements for the viewer's calendar: openings' titles, and nobody's name. */
export async function listPlacementDays(db: Db): Promise<PlacementDay[]> {
  const { rows } = await db.execute<PlacementDay & Record<string, unknown>>(sql`
    with mine as (
      select s.public_id as secondment, o.title as opening, s.state, s.due_on, s.during,
        s.person_id = (select authz.person_id()) as is_own, s.person_id = any (array(select authz.report_ids(1))) as is_report
      from secondment s join opening o on o.id = s.opening_id
    )
    select 'interest' as what, secondment, opening, due_on::text as day from mine where is_own and state = 'interest'
    union all
    select 'release', secondment, opening, due_on::text from mine where is_report and state = 'release'
    union all
    select 'begins', secondment, opening, lower(during)::text from mine where is_own and state = 'confirmed'
    union all
    select 'ends', secondment, opening, (upper(during) - 1)::text from mine
      where is_own and state in ('confirmed', 'active', 'extending', 'ending-early', 'ending')
    order by day, secondment, what`)
  return rows
}

/** One deadline of a cycle that the viewer still has something to do for. */
export interface Due {
  cycle: string
  stage: 'self' | 'manager' | 'agree'
  closesAt: Date
  /** Forms that are not submitted, or people with whom nothing is agreed yet. */
  open: number
}

/** What the viewer has still to do in cycles that run, by cycle and stage: counts, and nobody's name. */
export async function listDue(db: Db): Promise<Due[]> {
  const { rows } = await db.execute<Due & Record<string, unknown>>(sql`
    with asked as (
      select q.cycle_id, q.participant_id, q.rater_type, a.status
      from authz.asked_of_me() q left join assessment a on a.id = q.assessment_id
      where q.is_mine
    ),
    todo as (
      select cycle_id, case rater_type when 'self' then 'self' else 'manager' end as stage
      from asked where status is distinct from 'submitted'
      union all
      select q.cycle_id, 'agree' from asked q
      where q.rater_type = 'manager' and q.participant_id = any (array(select authz.agreeable_participant_ids()))
        and exists (select from criterion k join cycle c on c.framework_version_id = k.framework_version_id and c.id = q.cycle_id
          where not exists (select from agreement g where g.participant_id = q.participant_id and g.criterion_id = k.id
            and g.status <> 'draft'))
    )
    select c.name as cycle, t.stage, d.closes_at as "closesAt", count(*)::int as open
    from todo t join cycle c on c.id = t.cycle_id
    join cycle_deadline d on d.cycle_id = t.cycle_id and d.stage = t.stage
    group by c.name, t.stage, d.closes_at order by d.closes_at, c.name, t.stage`)
  return rows.map((row) => ({ ...row, closesAt: new Date(row.closesAt) }))
}
