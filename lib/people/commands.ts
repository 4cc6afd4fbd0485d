import { and, eq, ne, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { organisation, person, reportingLine, roleProfile, unitMembership } from '@/db/schema'
import { askForChange } from '@/lib/access/changes'
import { conflict, invalid, refused } from '@/lib/access/errors'
import { record } from '@/lib/audit/record'
import type { AddPersonInput, CorrectPersonInput, PersonChanged, PersonFields } from './change-shapes'
import { assessmentFields } from './change-shapes'
import { type Deed, dayBefore, findKept, findManager, findUnit, note, placing, refuseStale, write } from './keeping'

/** In commands the version may be absent: then nothing is compared. */
type Unversioned<T extends { version: number }> = Omit<T, 'version'> & { version?: number }

const column = person as unknown as Record<keyof PersonFields, typeof person.name>
const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** What was sent, without what was left out; refuses what an administrator may not say of a person. */
function given({ viewer }: Deed, fields: PersonFields): [keyof PersonFields, unknown][] {
  const sent = Object.entries(fields).filter(([, value]) => value !== undefined) as [keyof PersonFields, unknown][]
  const speaking = sent.filter(([name]) => assessmentFields.some((field) => field === name))
  if (viewer.persona === 'p_admin' && speaking.length > 0) {
    throw refused('Experience, credentials and the assessment are kept by HR. Leave them out, or ask HR.')
  }
  return sent
}

async function checkProfile({ db }: Deed, key: string | null | undefined) {
  if (!key) return
  const [known] = await db.select({ id: roleProfile.id }).from(roleProfile).where(eq(roleProfile.key, key)).limit(1)
  if (!known) throw invalid(`There is no role profile ${key}.`, [{ path: 'targetProfile', message: 'is not known' }])
}

/** Refuses an address that somebody here has; whoever has left gives theirs up. */
async function freeEmail({ db, today }: Deed, email: string | null | undefined, forId = 0) {
  if (!email) return
  const hasLeft = sql<boolean>`upper(${person.employed}) <= ${today}::date is true`
  const [owner] = await db
    .select({ id: person.id, name: person.name, hasLeft })
    .from(person)
    .where(and(eq(sql`lower(${person.email})`, sql`lower(${email})`), ne(person.id, forId)))
  if (!owner) return
  if (owner.hasLeft) await db.execute(sql`select authz.set_email(${owner.id}, null)`)
  else throw conflict(`The e-mail ${email} is ${owner.name}’s already. Give another one.`)
}

/** A new person with a post from the first day; the very first one, without a manager, heads the organisation. */
export async function addPerson(deed: Deed, input: AddPersonInput): Promise<PersonChanged> {
  const { db, today } = deed
  const { employeeId, unitId, managerId, startsOn = today, ...fields } = input
  const sent = given(deed, fields)
  if (startsOn < today) {
    throw invalid('People are added from today on. The past comes in by an import.', [
      { path: 'startsOn', message: 'is in the past' },
    ])
  }
  await refuseTaken(deed, employeeId)
  await freeEmail(deed, fields.email)
  await checkProfile(deed, fields.targetProfile)
  const place = await findUnit(deed, unitId)
  const boss = managerId === null ? await refuseSecondHead(deed) : await findManager(deed, managerId, startsOn)
  const id = await placing(deed, async () => {
    const values = { ...(Object.fromEntries(sent) as { name: string }), employeeId, employed: `[${startsOn},)` }
    const [added] = await insertPerson(db, values)
    const personId = added!.id
    const valid = `[${startsOn},)`
    await db.insert(unitMembership).values({ personId, unitId: place.id, valid })
    if (boss) await db.insert(reportingLine).values({ personId, managerId: boss.id, valid })
    else await db.execute(sql`select authz.name_first_head(${personId})`)
    return personId
  })
  await note(
    deed,
    'person.added',
    id,
    sent.map(([name]) => snake(name)),
  )
  return { employeeId, version: 1, waiting: false }
}

/** Names only the columns that were given: nobody may write the others. */
async function insertPerson(db: Db, values: Record<string, unknown>): Promise<{ id: number }[]> {
  const names = Object.keys(values)
  const columns = sql.join(
    names.map((name) => sql.identifier(snake(name))),
    sql`, `,
  )
  const cells = sql.join(
    names.map((name) => sql`${sql.param(values[name])}`),
    sql`, `,
  )
  const { rows } = await db.execute<{ id: number }>(sql`insert into person (${columns}) values (${cells}) returning id`)
  return rows
}

async function refuseTaken({ db }: Deed, employeeId: string) {
  const endsOn = sql<string | null>`upper(${person.employed})::text`
  const [taken] = await db.select({ name: person.name, endsOn }).from(person).where(eq(person.employeeId, employeeId))
  if (!taken) return
  const left = taken.endsOn ? `, who leaves or left after ${dayBefore(taken.endsOn)}` : ''
  throw conflict(`The employee id ${employeeId} is ${taken.name}’s${left}. Take another one.`)
}

async function refuseSecondHead({ db }: Deed): Promise<null> {
  const [head] = await db
    .select({ name: person.name })
    .from(organisation)
    .innerJoin(person, eq(person.id, organisation.headId))
  if (!head) return null
  const sentence = `${head.name} heads the organisation, and everybody else has a manager. Name one.`
  throw invalid(sentence, [{ path: 'managerId', message: 'is missing' }])
}

/** Corrects facts as of today. A new e-mail of somebody who holds a grant waits for a second person. */
export async function correctPerson(deed: Deed, input: Unversioned<CorrectPersonInput>): Promise<PersonChanged> {
  const { db } = deed
  const { employeeId, version, ...fields } = input
  const kept = await findKept(deed, employeeId)
  const sent = given(deed, fields)
  if (sent.length === 0) throw invalid('Say what to correct: nothing was sent.')
  const columns = Object.fromEntries(sent.map(([name]) => [name, column[name]]))
  const [stored = {}] = await db.select(columns).from(person).where(eq(person.id, kept.id))
  refuseStale(kept, version, fields, stored)
  const changed = sent.filter(([name, value]) => !same(value, (stored as Record<string, unknown>)[name]))
  const { email, ...rest } = Object.fromEntries(changed) as PersonFields
  if (changed.length === 0) return { employeeId, version: kept.version, waiting: false }
  await checkProfile(deed, rest.targetProfile)
  let waiting = false
  if (email !== undefined) {
    await freeEmail(deed, email, kept.id)
    waiting = await isPowerful(db, kept.id)
    if (waiting) await askForChange(deed, { personId: kept.id, kind: 'email', email })
  }
  const isWritten = Object.keys(rest).length > 0 || (email !== undefined && !waiting)
  const next = isWritten ? await write(deed, kept, rest) : kept.version
  if (email !== undefined && !waiting) await db.execute(sql`select authz.set_email(${kept.id}, ${email})`)
  const names = changed.map(([name]) => name).filter((name) => name !== 'email' || !waiting)
  if (names.length > 0) await note(deed, 'person.corrected', kept.id, names.map(snake))
  return { employeeId, version: next, waiting }
}

/** Whether ways in to this person's account need two people. */
export async function isPowerful(db: Db, personId: number): Promise<boolean> {
  const { rows } = await db.execute<{ is: boolean }>(sql`select authz.is_powerful(${personId}) as is`)
  return rows[0]?.is === true
}

/** Closes or opens the door for somebody who stays: closed, sessions, tokens and links end with this very request. */
export async function setDisabled(
  deed: Deed,
  { employeeId, version, isDisabled }: { employeeId: string; version?: number; isDisabled: boolean },
): Promise<PersonChanged> {
  const kept = await findKept(deed, employeeId)
  refuseStale(kept, version, { isDisabled }, { isDisabled: kept.isDisabled })
  if (kept.isDisabled === isDisabled) return { employeeId, version: kept.version, waiting: false }
  const next = await write(deed, kept, { isDisabled })
  await note(deed, isDisabled ? 'person.disabled' : 'person.enabled', kept.id, ['is_disabled'])
  return { employeeId, version: next, waiting: false }
}

/**
 * Sets where the organisation's days begin; rights, leavers and planned moves follow from the next request on. `zone` is
 * an IANA name. True when it changed. Throws a sentence for a name that nobody knows.
 */
export async function setTimeZone(db: Db, zone: string): Promise<boolean> {
  const known = await db.execute(sql`select from pg_timezone_names where name = ${zone}`)
  if (known.rowCount === 0) throw new Error(`There is no time zone ${zone}. Names look like Europe/London.`)
  const changed = await db
    .update(organisation)
    .set({ timeZone: zone, version: sql`${organisation.version} + 1` })
    .where(sql`${organisation.timeZone} <> ${zone}`)
    .returning({ zone: organisation.timeZone })
  if (changed.length === 0) return false
  await record(db, 'command', { action: 'organisation.changed', subject: 'organisation', fields: ['time_zone'] })
  return true
}
