import { asc, eq, inArray } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { opening, person, preference, wish } from '@/db/schema'
import { conflict, invalid, refused } from '@/lib/access/errors'
import { record } from '@/lib/audit/record'
import { noSuchPerson } from '@/lib/people/queries'
import type { Deed } from './commands'
import type { SaveWishInput, Wish } from './shapes'

const unwritten = {
  ...{ notNowUntil: null, aspiration: null, mobility: 'unknown' as const, places: [], earliest: null, latest: null },
  ...{ maxShare: 100, version: 0 },
}

/** What somebody wishes for, as who may see them reads it; NOT_FOUND when out of scope. */
export async function getWish(db: Db, employeeId: string): Promise<Wish & { personId: number }> {
  const [found] = await db
    .select({ id: person.id, wish })
    .from(person)
    .leftJoin(wish, eq(wish.personId, person.id))
    .where(eq(person.employeeId, employeeId))
  if (!found) throw noSuchPerson()
  const choices = await db
    .select({ openingId: opening.openingId, title: opening.title })
    .from(preference)
    .innerJoin(opening, eq(opening.id, preference.openingId))
    .where(eq(preference.personId, found.id))
    .orderBy(asc(preference.rank))
  const { personId, ...wished } = found.wish ?? { ...unwritten, personId: found.id }
  return { personId, employeeId, ...wished, preferences: choices }
}

/** Writes the caller's own wish and the ranked list with it, as one row with one version. */
export async function saveWish(deed: Deed, { version, preferences, ...fields }: SaveWishInput): Promise<string> {
  const { db, viewer } = deed
  const [me] = await db.select({ employeeId: person.employeeId }).from(person).where(eq(person.id, viewer.personId))
  const employeeId = me?.employeeId
  if (!employeeId) throw refused('This account has no post, so there is nobody to place.')
  await db.select({ version: wish.version }).from(wish).where(eq(wish.personId, viewer.personId)).for('update')
  const stored = await getWish(db, employeeId)
  if (stored.version !== version) {
    const { personId, ...shown } = stored
    const sentence =
      'Your wishes were changed in the meantime, perhaps in another window. Look at them, then save again.'
    throw conflict(sentence, { yours: { ...fields, preferences }, stored: shown })
  }
  if (fields.earliest !== null && fields.latest !== null && fields.latest < fields.earliest)
    throw invalid('The last day lies before the first.', [{ path: 'latest', message: 'Choose a later day.' }])
  const chosen = await findChosen(deed, preferences, stored.preferences)
  const row = { ...fields, version: version + 1 }
  if (version === 0) await db.insert(wish).values({ personId: viewer.personId, ...row })
  else await db.update(wish).set(row).where(eq(wish.personId, viewer.personId))
  await db.delete(preference).where(eq(preference.personId, viewer.personId))
  if (chosen.length > 0)
    await db
      .insert(preference)
      .values(chosen.map((openingId, place) => ({ personId: viewer.personId, rank: place + 1, openingId })))
  const deeds = { action: 'wish.saved', subject: 'person', subjectId: viewer.personId, fields: Object.keys(fields) }
  await record(db, 'person', deeds, viewer.personId)
  return employeeId
}

/** Keys of published openings, and of those chosen before, in the order given. */
async function findChosen({ db }: Deed, wanted: readonly string[], before: Wish['preferences']): Promise<number[]> {
  if (wanted.length === 0) return []
  const rows = await db
    .select({ id: opening.id, openingId: opening.openingId, status: opening.status })
    .from(opening)
    .where(inArray(opening.openingId, [...wanted]))
  return wanted.map((openingId) => {
    const found = rows.find((row) => row.openingId === openingId)
    const isOpen = found?.status === 'published' || before.some((one) => one.openingId === openingId)
    if (!found || !isOpen) {
      const message = `There is no open place by the key ${openingId}.`
      throw invalid(`${message} Take it off your list.`, [{ path: 'preferences', message }])
    }
    return found.id
  })
}
