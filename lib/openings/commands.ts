import { and, eq, inArray, sql } from 'drizzle-orm'
import { opening, openingCriterion, openingEntry, person, unit } from '@/db/schema'
import { newUuid } from '@/db/uuid'
import type { Scope } from '@/lib/access/allow'
import { conflict, invalid, refused } from '@/lib/access/errors'
import { record } from '@/lib/audit/record'
import { findResult } from '@/lib/people/published'
import { noSuchUnit } from '@/lib/people/queries'
import { noteFilled } from './not-chosen'
import { type FoundOpening, getOpening, toOpening } from './queries'
import { routes } from './routes'
import { dateIssues } from './rules'
import type { ChangeOpeningInput, DiscardOpeningInput, MoveOpeningInput, OpeningFields } from './shapes'

/** Who writes, in which open scope. */
export type Deed = Pick<Scope, 'db' | 'today' | 'viewer'>

const note = ({ db, viewer }: Deed, action: string, openingId: string, fields: string[] = []) =>
  record(db, 'person', { action, subject: 'opening', subjectId: openingId, fields }, viewer.personId)

/** A new draft, under a key of its own; the key. */
export async function offerOpening(deed: Deed, fields: OpeningFields): Promise<string> {
  const openingId = newUuid()
  const columns = await columnsOf(deed, fields)
  await refuseForeign(deed, fields.hostUnitId)
  const [made] = await deed.db
    .insert(opening)
    .values({ openingId, ...columns })
    .returning({ id: opening.id })
  await writeParts(deed, made!.id, fields)
  await note(deed, 'opening.drafted', openingId)
  return openingId
}

/** Changes what is named, and nothing else; the rest stays as the version that was read says. */
export async function changeOpening(deed: Deed, { openingId, version, ...changes }: ChangeOpeningInput): Promise<void> {
  const found = await holdOpening(deed, openingId, version, changes)
  const fields = { ...fieldsOf(found), ...defined(changes) }
  const columns = await columnsOf(deed, fields)
  if (changes.hostUnitId !== undefined) await refuseForeign(deed, fields.hostUnitId)
  await deed.db
    .update(opening)
    .set({ ...columns, version: version + 1 })
    .where(eq(opening.id, found.id))
  await deed.db.delete(openingEntry).where(eq(openingEntry.openingId, found.id))
  await deed.db.delete(openingCriterion).where(eq(openingCriterion.openingId, found.id))
  await writeParts(deed, found.id, fields)
  await note(deed, 'opening.changed', openingId, Object.keys(defined(changes)))
}

/** Publishes, fills, closes or frees an opening; which way it may go is the database's to say. Whoever wished for one that is filled is told. */
export async function moveOpening(deed: Deed, { openingId, version, to }: MoveOpeningInput): Promise<void> {
  const found = await holdOpening(deed, openingId, version, { status: to })
  if (to === 'published' && found.status === 'draft') refuseUnready(found)
  await deed.db
    .update(opening)
    .set({ status: to, version: version + 1 })
    .where(eq(opening.id, found.id))
  await note(deed, `opening.${to}`, openingId)
  if (to === 'filled') await noteFilled(deed, found)
}

/** Takes a draft away; what was published once is closed instead. */
export async function discardOpening(deed: Deed, { openingId, version }: DiscardOpeningInput): Promise<void> {
  const found = await holdOpening(deed, openingId, version, {})
  if (found.status !== 'draft') throw conflict('People have read of this opening. Close it instead.')
  await deed.db.delete(opening).where(eq(opening.id, found.id))
  await note(deed, 'opening.discarded', openingId)
}

/** The opening, held until the end of the transaction, if its version is still the one that was read and it is theirs to keep. */
async function holdOpening({ db }: Deed, openingId: string, version: number, yours: object): Promise<FoundOpening> {
  await db.select({ id: opening.id }).from(opening).where(eq(opening.openingId, openingId)).for('update')
  const found = await getOpening(db, openingId)
  if (!found.isKept) throw refused('This opening is kept by its host and by HR. Ask them.')
  if (found.version === version) return found
  const sentence = `${found.title} was changed in the meantime. Look at what is stored now, then go on.`
  throw conflict(sentence, { yours, stored: toOpening(found) })
}

function refuseUnready(found: FoundOpening) {
  const issues = [
    found.sponsor === null && { path: 'sponsorId', message: 'Name who answers for the place.' },
    found.criteria.length === 0 && { path: 'criteria', message: 'Say what the place develops.' },
  ].filter((issue) => issue !== false)
  if (issues[0]) throw invalid(`${found.title} is not ready to be published. ${issues[0].message}`, issues)
}

const fieldsOf = ({ host, sponsor, supervisor, ...found }: FoundOpening): OpeningFields => ({
  ...found,
  ...{ hostUnitId: host.unitId, sponsorId: sponsor?.employeeId ?? null, supervisorId: supervisor?.employeeId ?? null },
})

const defined = <T extends object>(given: T) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }

/** Only what the host may offer goes on: said before the database would, in words. */
async function refuseForeign({ db }: Deed, unitId: string) {
  const { rowCount } = await db.execute(
    sql`select from unit u where u.unit_id = ${unitId} and u.id = any (array(select authz.host_unit_ids()))`,
  )
  if (!rowCount) throw refused('You offer places for your own unit and those below it. Ask HR for another.')
}

/** The columns behind the fields; refuses by field what is unknown or does not fit. */
async function columnsOf({ db }: Deed, fields: OpeningFields) {
  const { hostUnitId, sponsorId, supervisorId, entry, criteria, ...rest } = fields
  const [host] = await db.select({ id: unit.id }).from(unit).where(eq(unit.unitId, hostUnitId))
  if (!host) throw noSuchUnit()
  const people = await findPeople({ db }, [sponsorId, supervisorId])
  const known = (await findResult(db))?.criteria
  const issues = [
    ...dateIssues(rest),
    ...(routes.has(rest.routeKey) ? [] : [{ path: 'routeKey', message: `There is no route ${rest.routeKey}.` }]),
    ...Object.entries({ sponsorId, supervisorId }).flatMap(([path, id]) =>
      id === null || people.has(id) ? [] : [{ path, message: `There is nobody by ${id} whom you may see.` }],
    ),
    ...Object.entries({ entry, criteria }).flatMap(([path, list]) =>
      list.flatMap(({ criterion }) =>
        !known || known.includes(criterion) ? [] : [{ path, message: `There is no criterion ${criterion}.` }],
      ),
    ),
  ]
  if (issues[0]) throw invalid(`This opening cannot be kept so. ${issues[0].message}`, issues)
  const { title, routeKey, location, earliestStart, latestEnd, isFixed, minDays, maxDays } = rest
  const { seats, share, paidBy, clearance, languages, applyBy, notes } = rest
  return {
    ...{ title, routeKey, location, earliestStart, latestEnd, isFixed, minDays, maxDays },
    ...{ seats, share, paidBy, clearance, languages, applyBy, notes, hostUnitId: host.id },
    sponsorId: sponsorId === null ? null : people.get(sponsorId)!,
    supervisorId: supervisorId === null ? null : people.get(supervisorId)!,
  }
}

async function findPeople({ db }: Pick<Deed, 'db'>, ids: (string | null)[]): Promise<Map<string, number>> {
  const wanted = ids.filter((id) => id !== null)
  if (wanted.length === 0) return new Map()
  const rows = await db
    .select({ id: person.id, employeeId: sql<string>`${person.employeeId}` })
    .from(person)
    .where(and(inArray(person.employeeId, wanted)))
  return new Map(rows.map(({ id, employeeId }) => [employeeId, id]))
}

async function writeParts(
  { db }: Deed,
  openingId: number,
  { entry, criteria }: Pick<OpeningFields, 'entry' | 'criteria'>,
) {
  if (entry.length > 0) await db.insert(openingEntry).values(entry.map((one) => ({ openingId, ...one })))
  if (criteria.length > 0)
    await db.insert(openingCriterion).values(criteria.map((one, place) => ({ openingId, ...one, position: place + 1 })))
}
