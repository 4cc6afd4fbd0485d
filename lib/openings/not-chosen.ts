import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import type { NotChosenWay } from '@/db/values'
import type { Scope } from '@/lib/access/allow'
import { record } from '@/lib/audit/record'
import { tellAll } from '@/lib/notifications/commands'
import { addDays } from './days'
import type { OwnReason } from './own-reason'

type Deed = Pick<Scope, 'db' | 'today' | 'viewer'>

/** Days in which somebody may ask HR to look again; the table’s policy reckons the same. */
export const askDays = 14

/** Somebody who wished for an opening. */
export interface Asking {
  personId: number
  employeeId: string
  openingKey: number
  openingId: string
  title: string
}
export type Noted = Asking & OwnReason

/**
 * Who wished for these openings and is with the organisation, without those who have a placement there and the viewer, who
 * decides; the first wish of each first. For whoever sees everybody's wishes.
 */
export async function listAsking({ db, today, viewer }: Deed, openingIds: readonly string[]): Promise<Asking[]> {
  const { rows } = await db.execute<Asking & Record<string, unknown>>(sql`
    select p.id as "personId", p.employee_id as "employeeId", o.id as "openingKey", o.opening_id as "openingId", o.title
    from preference f join opening o on o.id = f.opening_id join person p on p.id = f.person_id
    where o.opening_id = any (${sql.param([...new Set(openingIds)])}::text[]) and p.id <> ${viewer.personId}
      and p.employee_id is not null and p.employed @> ${today}::date and not p.is_disabled
      and not exists (select from secondment s where s.person_id = p.id and s.opening_id = o.id
        and s.state not in ('draft', 'refused', 'dropped', 'withdrawn', 'not-selected', 'cancelled'))
    order by p.id, f.rank`)
  return rows
}

interface Decision {
  way: NotChosenWay & ('plan' | 'hand')
  /** The plan's run or the placement. */
  decision: string
  noted: readonly Noted[]
}

/**
 * Writes down why each of these was not chosen and tells them, once for a decision: one message a person, of the opening that
 * they wished for most. Nothing in it says who was.
 */
export async function noteNotChosen({ db, today, viewer }: Deed, { way, decision, noted }: Decision): Promise<void> {
  if (noted.length === 0) return
  for (const { personId, openingKey, reason, facts } of noted) {
    await db.execute(sql`insert into not_chosen (person_id, opening_id, way, decision, reason, facts)
      values (${personId}, ${openingKey}, ${way}, ${decision}, ${reason}, ${JSON.stringify(facts)}::jsonb) on conflict do nothing`)
  }
  const firsts = new Map<number, Noted & { count: number }>()
  for (const one of noted) {
    const known = firsts.get(one.personId)
    firsts.set(one.personId, { ...(known ?? one), count: (known?.count ?? 0) + 1 })
  }
  for (const { personId, ...of } of firsts.values()) await tellOf(db, [personId], { ...of, today, onceKey: decision })
  const told = { action: 'notChosen.told', subject: way === 'plan' ? 'plan_run' : 'secondment', subjectId: decision }
  await record(db, 'person', told, viewer.personId)
}

interface Of {
  openingId: string
  title: string
  count: number
  today: string
  onceKey: string
}

const tellOf = (db: Db, people: readonly number[], { openingId, title, count, today, onceKey }: Of) =>
  tellAll(db, people, {
    ...{ kind: 'not-chosen', about: { opening: title, openingId, count, due: addDays(today, askDays) }, onceKey },
  })

/** Tells whoever wished for an opening in vain once its last seat is gone; nobody is told twice of one opening like that. */
export async function noteFilled(
  { db, today, viewer }: Deed,
  { id, openingId, title }: { id: number; openingId: string; title: string },
): Promise<void> {
  const { rows } = await db.execute<{ who: number }>(sql`select n.who from authz.note_filled(${id}) n (who)`)
  if (rows.length === 0) return
  const people = rows.map(({ who }) => Number(who))
  await tellOf(db, people, { openingId, title, count: 1, today, onceKey: openingId })
  await record(db, 'person', { action: 'notChosen.told', subject: 'opening', subjectId: openingId }, viewer.personId)
}
