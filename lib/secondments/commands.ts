import { sql } from 'drizzle-orm'
import { conflict, invalid, refused } from '@/lib/access/errors'
import { record } from '@/lib/audit/record'
import { tellAll } from '@/lib/notifications/commands'
import { arrangeCover } from './arrange'
import { coveredUntil } from './cover'
import { addWorkingDays } from './days'
import { getHosted } from './hosted'
import { dueOn } from './machine-steps'
import { noteHand, noteHost } from './not-chosen'
import { refuseUnfit } from './propose'
import { getMachine, getRow, listParties, placementOf } from './queries'
import { actorsOf, isTooLong } from './rules'
import { freeSeat, refuseClash } from './seats'
import type { AppealInput, ArrangeInput, DecideAppealInput, HostStepInput, Moved, MoveInput, StepInput } from './shapes'
import { act, type Found, refuseStale, tellConcerned, type Work } from './step'
import { tooLongInWords } from './words'

/** Working days in which HR decides on an appeal (secondments.md §3). */
const appealDays = 10

async function find({ db, today }: Work, { id, version }: { id: string; version?: number }) {
  const { row, parties, cover } = await getRow(db, today, id)
  if (version !== undefined) refuseStale({ version }, row)
  const found: Found = { key: row.id, id, title: row.title, version: row.version, placement: placementOf(row), parties }
  return { row, parties, cover, found }
}

/** One deed of the secondee, their line or HR about a placement. With a release or a later end comes the cover at home. */
export async function takeStep(work: Work, input: StepInput): Promise<Moved> {
  const { db } = work
  const { row, cover, found } = await find(work, input)
  const machine = await getMachine(db)
  const wanted =
    input.deed === 'extend' ? { from: row.from, to: row.askedEnd ?? row.to } : { from: row.from, to: row.to }
  const links = input.cover
    ? await arrangeCover(work, { row, links: input.cover, days: wanted, deepest: machine.policyOf.coverDepth })
    : cover.map(({ person, ...link }) => ({ ...link, person: person?.employeeId ?? null }))
  if (input.deed === 'extend') refuseTooLong(machine, { start: row.from, end: wanted.to })
  if (input.deed === 'ask-extension' && input.end) refuseTooLong(machine, { start: row.from, end: input.end })
  if (input.deed === 'ask' && row.state === 'draft') await refuseUnfit(work, row, row)
  const { deed, reason, alternative, end } = input
  const doing = { deed, reason, alternative, ...(end ? { end } : {}), coveredUntil: coveredUntil(links, row.from) }
  if (deed === 'uphold') throw invalid('Decide the appeal: that takes the placement on.')
  const moved = await act(work, machine, found, doing, actorsOf(row))
  if (deed === 'ask') await noteHand(work, { id: input.id, openingId: row.openingId, from: row.from, to: row.to })
  return moved
}

type Ruled = Awaited<ReturnType<typeof getMachine>>

function refuseTooLong({ policyOf: { hardMaxMonths } }: Ruled, days: { start: string; end: string }) {
  if (isTooLong(days, hardMaxMonths)) throw tooLongInWords(hardMaxMonths)
}

/** One deed of a host, in a request of their own. Whoever is not chosen by it learns so. */
export async function takeHostStep(work: Work, { id, version, deed, reason, end }: HostStepInput): Promise<Moved> {
  const { db } = work
  const hosted = await getHosted(db, id)
  refuseStale({ version }, hosted)
  const parties = await listParties(db, [hosted.key])
  const { state, from, to, askedEnd, dueOn: due, opening } = hosted
  const placement = { state, start: from, end: to, askedEnd, dueOn: due }
  const found: Found = { key: hosted.key, id, title: opening.title, version, placement, parties }
  const machine = await getMachine(db)
  if (deed === 'ask-extension' && end) refuseTooLong(machine, { start: from, end })
  const moved = await act(work, machine, found, { deed, reason, ...(end ? { end } : {}) }, ['host'])
  await noteHost(work, { key: hosted.key, state: moved.state })
  return moved
}

/** How the work at home is done, arranged anew while the placement holds. */
export async function arrange(work: Work, input: ArrangeInput): Promise<Moved> {
  const { db, viewer } = work
  const { row, found } = await find(work, input)
  if (!actorsOf(row).some((actor) => actor === 'hr' || actor === 'home')) {
    throw refused('Cover at home is arranged by the home manager, or by HR.')
  }
  const { policyOf } = await getMachine(db)
  const version = await nextVersion(work, input, found)
  await arrangeCover(work, { row, links: input.cover, days: row, deepest: policyOf.coverDepth })
  const deed = { action: 'secondment.covered', subject: 'secondment', subjectId: input.id, fields: ['cover'] }
  await record(db, 'person', deed, viewer.personId)
  return { id: input.id, state: row.state, dueOn: row.dueOn, version }
}

/** Raises the version of a placement whose cover is arranged, and holds it; a stale one is refused. */
async function nextVersion(work: Work, { id, version }: ArrangeInput, { key }: Found): Promise<number> {
  const { rows } = await work.db.execute<{ version: number | null }>(
    sql`select authz.rearrange_cover(${key}, ${version}) as version`,
  )
  const next = rows[0]?.version
  if (next) return next
  await find(work, { id, version })
  throw conflict('Cover is arranged while somebody is asked, or away; no more for this placement.')
}

/** Other days, before anybody has agreed. Whoever was asked is asked anew. */
export async function move(work: Work, { id, version, from, to }: MoveInput): Promise<Moved> {
  const { db, viewer, today } = work
  const { row, found } = await find(work, { id, version })
  if (!actorsOf(row).includes('hr')) throw refused('HR moves placements; nobody moves their own.')
  if (row.state !== 'draft' && row.state !== 'interest') {
    throw conflict('Somebody has agreed to these days: ask for another end, or propose it anew.')
  }
  if (to < from)
    throw invalid('The last day is the first day or later.', [{ path: 'to', message: 'is before the first' }])
  if (from < today) throw invalid('The first day has passed.', [{ path: 'from', message: 'has passed' }])
  await refuseUnfit(work, row, { from, to })
  await refuseClash(db, { id: row.id, personId: row.personId, share: row.share, from, to })
  const seat = await freeSeat(db, { openingKey: row.openingKey, from, to, but: row.id })
  const machine = await getMachine(db)
  const due = dueOn(machine, { state: row.state, start: from, end: to, askedEnd: null }, today)
  const { rows } = await db.execute<{
    version: number
  }>(sql`update secondment set during = daterange(${from}::date, ${to}::date, '[]'),
      seat_no = ${seat}, due_on = ${due}, version = version + 1
    where id = ${row.id} and version = ${version} returning version`)
  if (!rows[0]) refuseStale({ version }, { ...row, version: version + 1 })
  const deed = { action: 'secondment.replanned', subject: 'secondment', subjectId: id, fields: ['during'] }
  await record(db, 'person', deed, viewer.personId)
  const placement = { ...found.placement, start: from, end: to, dueOn: due }
  if (row.state === 'interest') await tellConcerned(db, found, placement, viewer.personId)
  return { id, state: row.state, dueOn: due, version: version + 1 }
}

/** The secondee's word against a refusal; HR decides. */
export async function appealAgainst(work: Work, { id, reason }: AppealInput): Promise<Moved> {
  const { db, viewer, today } = work
  const { row, found } = await find(work, { id })
  if (!row.isSecondee) throw refused('Whoever was refused appeals, nobody else.')
  if (row.state !== 'refused' || row.isAppealed) throw conflict('There is no refusal to appeal against now.')
  const { holidays } = await getMachine(db)
  const due = addWorkingDays(today, appealDays, holidays)
  await db.execute(
    sql`insert into appeal (secondment_id, reason, asked_on, due_on) values (${row.id}, ${reason}, ${today}, ${due})`,
  )
  const deed = { action: 'secondment.appealed', subject: 'secondment', subjectId: id, fields: ['appeal'] }
  await record(db, 'person', deed, viewer.personId)
  const about = { secondment: id, opening: row.title, state: row.state, from: row.from, to: row.to, due }
  const hr = found.parties.filter(({ part }) => part === 'hr').map(({ person_id }) => person_id)
  await tellAll(db, hr, { kind: 'secondment-waits', about })
  return { id, state: row.state, dueOn: row.dueOn, version: row.version }
}

/** HR's word on an appeal: back to the home manager, or the refusal stands and the placement is dropped. */
export async function decideAppeal(work: Work, { id, version, upholds, decision }: DecideAppealInput): Promise<Moved> {
  const { db, viewer, today } = work
  const { row, found } = await find(work, { id, version })
  if (!row.isAppealed) throw conflict('There is no open appeal here.')
  if (!actorsOf(row).includes('hr')) throw refused('HR decides appeals; nobody decides on their own.')
  const { rows: own } = await db.execute(sql`select from secondment_event
    where secondment_id = ${row.id} and deed = 'refuse' and by_id = ${viewer.personId}`)
  if (own.length > 0) throw refused('You refused the release yourself: somebody else of HR decides.')
  await db.execute(sql`update appeal set state = ${upholds ? 'upheld' : 'rejected'}, decision = ${decision},
      decided_by = ${viewer.personId}, decided_on = ${today} where secondment_id = ${row.id} and state = 'open'`)
  const deed = upholds ? 'uphold' : 'drop'
  // What is decided stands in the appeal: an upheld one opens the way, a rejected one is out of it.
  const placement = { ...found.placement, isAppealed: upholds }
  return act(work, await getMachine(db), { ...found, placement }, { deed, reason: decision }, ['hr'])
}
