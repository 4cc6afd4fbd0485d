import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { conflict, notFound, refused } from '@/lib/access/errors'
import { record } from '@/lib/audit/record'
import { tellAll } from '@/lib/notifications/commands'
import { addDays } from '@/lib/openings/days'
import { askDays } from '@/lib/openings/not-chosen'
import { addWorkingDays } from './days'
import type { AnswerInput, AskAgainInput, AskedAgain, NotChosen } from './not-chosen-shapes'
import { getMachine } from './queries'
import type { Appeal } from './shapes'
import type { Work } from './step'

/** Working days in which HR answers, as with an appeal against a refusal. */
const answerDays = 10
const MOST = 200

interface Row extends Record<string, unknown> {
  id: string
  personId: number
  employeeId: string | null
  name: string
  jobTitle: string
  unitId: string | null
  unitName: string | null
  openingId: string
  title: string
  status: NotChosen['opening']['status']
  way: NotChosen['way']
  reason: NotChosen['reason']
  facts: NotChosen['facts']
  decidedOn: string
  state: Appeal['state'] | null
  appealReason: string
  askedOn: string | null
  dueOn: string | null
  answer: string
  answeredOn: string | null
}

async function findRows(db: Db, today: string, where: SQL, order: SQL): Promise<Row[]> {
  const { rows } = await db.execute<Row>(sql`
    select n.public_id as id, n.person_id as "personId", p.employee_id as "employeeId", p.name, p.job_title as "jobTitle",
      u.unit_id as "unitId", u.name as "unitName", o.opening_id as "openingId", o.title, o.status, n.way, n.reason, n.facts,
      n.decided_on::text as "decidedOn", n.appeal as state,
      n.appeal_reason as "appealReason", n.asked_on::text as "askedOn", n.due_on::text as "dueOn", n.answer,
      n.answered_on::text as "answeredOn"
    from not_chosen n join person p on p.id = n.person_id join opening o on o.id = n.opening_id
    left join unit_membership m on m.person_id = p.id and m.valid @> ${today}::date left join unit u on u.id = m.unit_id
    where ${where} order by ${order} limit ${MOST}`)
  return rows
}

/** The last day on which somebody may ask. */
const untilOf = ({ decidedOn }: Row) => addDays(decidedOn, askDays)

const toNotChosen = (row: Row, { today, isOwn }: { today: string; isOwn: boolean }): NotChosen => ({
  ...{ id: row.id, way: row.way, reason: row.reason, facts: row.facts, decidedOn: row.decidedOn },
  opening: { openingId: row.openingId, title: row.title, status: row.status },
  appealUntil: untilOf(row),
  mayAsk: isOwn && row.state === null && today <= untilOf(row),
  appeal:
    row.state === null
      ? null
      : {
          ...{ state: row.state, reason: row.appealReason, askedOn: row.askedOn ?? '', dueOn: row.dueOn ?? '' },
          ...{ decision: row.answer, decidedOn: row.answeredOn },
        },
})

/** Where the viewer was not chosen for what they had wished for, the newest first. */
export async function listOwn({ db, today, viewer }: Work): Promise<NotChosen[]> {
  const rows = await findRows(db, today, sql`n.person_id = ${viewer.personId}`, sql`n.id desc`)
  return rows.map((row) => toNotChosen(row, { today, isOwn: true }))
}

/** What people asked HR to look at again: what waits first. `ids` are theirs, for the log of looks. */
export async function listAsked({ db, today, viewer }: Work): Promise<{ decisions: AskedAgain[]; ids: number[] }> {
  const isAsked = sql`n.appeal is not null and n.person_id <> ${viewer.personId}`
  const rows = await findRows(db, today, isAsked, sql`n.appeal <> 'open', n.due_on, n.id`)
  const decisions = rows.map((row) => ({
    ...toNotChosen(row, { today, isOwn: false }),
    person: {
      ...{ employeeId: row.employeeId ?? '', name: row.name, jobTitle: row.jobTitle },
      unit: row.unitId !== null && row.unitName !== null ? { unitId: row.unitId, name: row.unitName } : null,
    },
  }))
  return { decisions, ids: rows.map(({ personId }) => personId) }
}

async function getRow(db: Db, today: string, id: string): Promise<Row> {
  const [row] = await findRows(db, today, sql`n.public_id = ${id}::uuid`, sql`n.id`)
  if (!row) throw notFound('There is no decision by this id that you may see.')
  return row
}

/** Tells whoever the database says is concerned. */
async function tellConcerned(
  db: Db,
  kind: 'look-asked' | 'look-answered',
  { openingId, title, personId }: Row,
  due: string,
) {
  const whom = kind === 'look-answered' ? sql`t.person_id = ${personId}` : sql`true`
  const { rows } = await db.execute<{ who: number }>(sql`select t.person_id as who from authz.not_chosen_tellable() t
    where t.kind = ${kind} and t.opening = ${openingId} and ${whom}`)
  const people = rows.map(({ who }) => Number(who))
  await tellAll(db, people, { kind, about: { opening: title, openingId, due } })
}

/** The person's word: HR is asked to look again, once for a decision and within two weeks of it. */
export async function askAgain({ db, today, viewer }: Work, { id, reason }: AskAgainInput): Promise<NotChosen> {
  const row = await getRow(db, today, id)
  if (row.personId !== viewer.personId) throw refused('Whoever was not chosen asks, nobody else.')
  if (row.state !== null) throw conflict('You have asked already. HR’s answer will stand here.')
  if (today > untilOf(row)) throw conflict(`HR could be asked until ${untilOf(row)}. Talk to them.`)
  const { holidays } = await getMachine(db)
  const due = addWorkingDays(today, answerDays, holidays)
  await db.execute(sql`update not_chosen set appeal = 'open', appeal_reason = ${reason}, asked_on = ${today}, due_on = ${due}
    where public_id = ${id}::uuid and appeal is null`)
  const deed = { action: 'notChosen.appealed', subject: 'not_chosen', subjectId: id, fields: ['appeal'] }
  await record(db, 'person', deed, viewer.personId)
  await tellConcerned(db, 'look-asked', row, due)
  return toNotChosen(await getRow(db, today, id), { today, isOwn: true })
}

/** HR's answer in words; nobody answers themselves. */
export async function answerAgain(work: Work, { id, upholds, answer }: AnswerInput): Promise<NotChosen> {
  const { db, today, viewer } = work
  const row = await getRow(db, today, id)
  if (row.personId === viewer.personId) throw refused('HR answers; nobody answers what they asked themselves.')
  if (row.state !== 'open') throw conflict('Nothing waits for an answer here. Look at it again.')
  const { rowCount } =
    await db.execute(sql`update not_chosen set appeal = ${upholds ? 'upheld' : 'rejected'}, answer = ${answer},
    answered_by = ${viewer.personId}, answered_on = ${today} where public_id = ${id}::uuid and appeal = 'open'`)
  if (!rowCount) throw conflict('Somebody answered in the meantime. Look at it again.')
  const deed = { action: 'notChosen.answered', subject: 'not_chosen', subjectId: id, fields: ['appeal', 'answer'] }
  await record(db, 'person', deed, viewer.personId)
  await tellConcerned(db, 'look-answered', row, row.dueOn ?? today)
  return toNotChosen(await getRow(db, today, id), { today, isOwn: false })
}
