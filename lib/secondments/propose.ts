import { sql } from 'drizzle-orm'
import { conflict, invalid, refused } from '@/lib/access/errors'
import { record } from '@/lib/audit/record'
import type { Verdict } from '@/lib/openings/eligibility'
import { judgePlacement } from './eligible'
import type { State } from './machine'
import { dueOn } from './machine-steps'
import { noteHand } from './not-chosen'
import { getMachine, listParties } from './queries'
import { freeSeat, refuseClash } from './seats'
import type { Check, CheckInput, Moved, ProposeInput, Secondment, VolunteerInput } from './shapes'
import { tellConcerned, type Work } from './step'

/** What a placement would come to, before anybody is asked. */
export async function checkPlacement(
  { db, viewer, today }: Work,
  input: CheckInput,
): Promise<{ check: Check; personId: number }> {
  const judged = await judgePlacement(db, { ...input, today, persona: viewer.persona })
  const { rows } = await db.execute<{ seat: number | null }>(
    sql`select authz.free_seat(${judged.openingKey}, daterange(${input.from}::date, ${input.to}::date, '[]')) as seat`,
  )
  const check = {
    ...{ verdicts: judged.verdicts, isEligible: isEligible(judged.verdicts), points: judged.points / 1000 },
    targets: judged.targets.map(({ criterion, from, to }) => ({ criterion, from: from / 1000, to: to / 1000 })),
    seat: rows[0]?.seat ?? null,
  }
  return { check, personId: judged.personId }
}

const isEligible = (verdicts: readonly Verdict[]) => verdicts.every(({ outcome }) => outcome !== 'fails')

function refuseFailed(verdicts: readonly Verdict[]) {
  const failed = verdicts.filter(({ outcome }) => outcome === 'fails')
  if (failed.length > 0) {
    throw conflict('The rules of placements exclude this. Look at them one by one.', { verdicts: failed })
  }
}

function refuseVerdicts(verdicts: readonly Verdict[], reason: string) {
  refuseFailed(verdicts)
  if (verdicts.some(({ outcome }) => outcome === 'override') && !reason) {
    const message = 'A rule is overridden here: say who allows it, and why.'
    throw invalid(message, [{ path: 'reason', message }])
  }
}

/** The same rules once more, for other days or a draft of another day; what was overridden when it was proposed stays overridden. */
export async function refuseUnfit(
  { db, viewer, today }: Work,
  { id, employeeId, openingId }: { id: number; employeeId: string | null; openingId: string },
  { from, to }: { from: string; to: string },
) {
  if (employeeId === null) throw refused('Placements are for people with a post.')
  const asked = { employeeId, openingId, from, to, today, persona: viewer.persona, but: id }
  const { verdicts } = await judgePlacement(db, asked)
  const { rows } = await db.execute<{ reason: string }>(
    sql`select reason from secondment_event where secondment_id = ${id} and deed = 'propose'`,
  )
  // Whoever was proposed in time stays so: the day to apply by, and a filled opening, are for those who come new.
  refuseVerdicts(
    verdicts.filter(({ rule }) => rule !== 'open'),
    rows[0]?.reason ?? '',
  )
}

/** A placement by hand, through the same rules as the planner's: a draft, or asked at once; then whoever else wished for it is told. */
export async function propose(work: Work, { asks, reason, ...input }: ProposeInput): Promise<Moved> {
  const { db, viewer, today } = work
  const judged = await judgePlacement(db, { ...input, today, persona: viewer.persona })
  if (judged.personId === viewer.personId) throw refused('Nobody proposes themselves: say that you would like to go.')
  refuseVerdicts(judged.verdicts, reason)
  const moved = await write(work, { ...judged, ...input, state: asks ? 'interest' : 'draft', origin: 'hand', reason })
  if (asks) await noteHand(work, { id: moved.id, ...input })
  return moved
}

/** The viewer's own wish to go, which is their consent too: their manager is asked at once. */
export async function volunteer(work: Work, input: VolunteerInput): Promise<Moved> {
  const { db, viewer, today } = work
  const { rows } = await db.execute<{ employeeId: string | null }>(
    sql`select employee_id as "employeeId" from person where id = ${viewer.personId}`,
  )
  const employeeId = rows[0]?.employeeId
  if (!employeeId) throw refused('Placements are for people with a post.')
  const judged = await judgePlacement(db, { ...input, employeeId, today, persona: viewer.persona })
  refuseFailed(judged.verdicts)
  const overridden = judged.verdicts.filter(({ outcome }) => outcome === 'override')
  if (overridden.length > 0) {
    throw conflict('A rule stands against this that HR alone may set aside: ask HR.', { verdicts: overridden })
  }
  // What HR alone has noted is held against it by PostgreSQL, which knows it.
  return write(work, { ...judged, ...input, state: 'interest', origin: 'volunteered', reason: '' })
}

export interface NewPlacement {
  personId: number
  openingKey: number
  title: string
  share: number
  from: string
  to: string
  state: 'draft' | 'interest'
  origin: Secondment['origin']
  /** The run of a published plan. */
  planRun?: string
  reason: string
  /** Thousandths of a level. */
  targets: readonly { criterion: string; from: number | null; to: number }[]
}

/** Writes a placement down with what it is to develop and its first event; whoever is asked is told. */
export async function write(work: Work, placed: NewPlacement): Promise<Moved> {
  const { db, viewer, today } = work
  const { personId, openingKey, title, share, from, to, state, origin } = placed
  const machine = await getMachine(db)
  await refuseClash(db, { id: null, personId, share, from, to })
  const seat = await freeSeat(db, { openingKey, from, to })
  const due = dueOn(machine, { state, start: from, end: to, askedEnd: null }, today)
  const id = crypto.randomUUID()
  await db.execute(sql`insert into secondment (public_id, person_id, opening_id, seat_no, share, during, state, origin, plan_run,
      state_since, due_on)
    values (${id}, ${personId}, ${openingKey}, ${seat}, ${share}, daterange(${from}::date, ${to}::date, '[]'), ${state}, ${origin},
      ${placed.planRun ?? null}, ${today}, ${due})`)
  const { rows } = await db.execute<{ id: number }>(sql`select id from secondment where public_id = ${id}::uuid`)
  const key = rows[0]!.id
  for (const target of placed.targets) {
    await db.execute(sql`insert into secondment_target (secondment_id, criterion, from_milli, to_milli)
      values (${key}, ${target.criterion}, ${target.from}, ${target.to})`)
  }
  await db.execute(sql`insert into secondment_event (secondment_id, deed, from_state, to_state, by_id, on_day, reason, due_on)
    values (${key}, 'propose', null, ${state}, ${viewer.personId}, ${today}, ${placed.reason}, ${due})`)
  const deed = { action: 'secondment.proposed', subject: 'secondment', subjectId: id, fields: [state] }
  await record(db, 'person', deed, viewer.personId)
  const asked = { state: state as State, start: from, end: to, askedEnd: null, dueOn: due }
  if (state === 'interest') {
    await tellConcerned(db, { id, title, parties: await listParties(db, [key]) }, asked, viewer.personId)
  }
  return { id, state, dueOn: due, version: 1 }
}
