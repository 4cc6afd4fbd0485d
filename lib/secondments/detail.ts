import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { getRow, type PartyRow } from './queries'
import { actorsOf } from './rules'
import type { Appeal, Event, SecondmentDetail, Somebody, Target } from './shapes'

const toSomebody = ({ employee_id, name }: PartyRow): Somebody => ({ employeeId: employee_id, name })

/** What a placement is to develop, in levels; as far as the viewer may see it, by criterion. */
export async function listTargets(db: Db, secondmentId: number): Promise<Target[]> {
  const { rows } = await db.execute<{ criterion: string; from: number | null; to: number }>(sql`
    select criterion, from_milli as "from", to_milli as "to" from secondment_target where secondment_id = ${secondmentId}
    order by criterion`)
  return rows.map(({ criterion, from, to }) => ({ criterion, from: from === null ? null : from / 1000, to: to / 1000 }))
}

type EventRow = Omit<Event, 'by'> & { byId: number | null }

async function listEvents(db: Db, secondmentId: number, parties: readonly PartyRow[]): Promise<Event[]> {
  const { rows } = await db.execute<EventRow>(sql`
    select deed, from_state as "from", to_state as "to", by_id as "byId", on_day::text as "on", reason, alternative,
      asked_end::text as "end"
    from secondment_event where secondment_id = ${secondmentId} order by id`)
  return rows.map(({ byId, ...event }) => {
    const by = parties.find(({ part, person_id }) => part === 'by' && person_id === byId)
    return { ...event, by: by ? toSomebody(by) : null }
  })
}

async function listAppeals(db: Db, secondmentId: number): Promise<Appeal[]> {
  const { rows } = await db.execute<Appeal & Record<string, unknown>>(sql`
    select reason, asked_on::text as "askedOn", due_on::text as "dueOn", state, decision, decided_on::text as "decidedOn"
    from appeal where secondment_id = ${secondmentId} order by id`)
  return rows
}

/** The plan that a placement came from; for HR, who works with plans. */
async function planRunOf(db: Db, secondmentId: number): Promise<string | null> {
  const { rows } = await db.execute<{ id: string }>(sql`
    select r.public_id as id from secondment s join plan_run r on r.public_id = s.plan_run where s.id = ${secondmentId}`)
  return rows[0]?.id ?? null
}

const coverable = [
  'draft',
  'interest',
  'release',
  'selection',
  'confirmed',
  'active',
  'extending',
  'ending-early',
  'ending',
]

/** One placement whole; `subjectId` is for the log of looks. NOT_FOUND out of sight. */
export async function getSecondment(
  db: Db,
  { id, today }: { id: string; today: string },
): Promise<{ detail: SecondmentDetail; subjectId: number }> {
  const { row, parties, secondment } = await getRow(db, today, id)
  const of = (wanted: string) => parties.filter(({ part }) => part === wanted).map(toSomebody)
  const actors = actorsOf(row)
  const mine = row.state === 'draft' ? ['hr'] : ['hr', 'home']
  return {
    subjectId: row.personId,
    detail: {
      ...secondment,
      targets: await listTargets(db, row.id),
      events: await listEvents(db, row.id, parties),
      appeals: await listAppeals(db, row.id),
      home: of('home')[0] ?? null,
      hosts: of('host'),
      planRun: row.isHr ? await planRunOf(db, row.id) : null,
      mayAppeal: row.isSecondee && row.state === 'refused' && !row.isAppealed,
      mayMove: actors.includes('hr') && (row.state === 'draft' || row.state === 'interest'),
      mayCover: coverable.includes(row.state) && actors.some((actor) => mine.includes(actor)),
    },
  }
}
