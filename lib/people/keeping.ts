import { and, eq, sql } from 'drizzle-orm'
import { person, unit } from '@/db/schema'
import type { Scope } from '@/lib/access/allow'
import { conflict, invalid, refused, sqlState } from '@/lib/access/errors'
import { record } from '@/lib/audit/record'
import { noSuchPerson } from './queries'

/** Who writes, in which open scope: HR or an administrator, as the database proves once more. */
export type Deed = Pick<Scope, 'db' | 'today' | 'viewer'>

/** A day that no employment reaches: open ends as a day, for comparisons. */
const never = '9999-12-31'

const keptColumns = {
  id: person.id,
  employeeId: sql<string>`${person.employeeId}`,
  name: person.name,
  email: person.email,
  isDisabled: person.isDisabled,
  version: person.version,
  startsOn: sql<string>`lower(${person.employed})::text`,
  /** The first day without a post; null: open. */
  endsOn: sql<string | null>`upper(${person.employed})::text`,
  isHead: sql<boolean>`${person.id} = (select head_id from organisation) is true`,
}
export type Kept = Awaited<ReturnType<typeof findKept>>

/** The person to write about; NOT_FOUND where the viewer sees nobody by this id, 403 for oneself. */
export async function findKept({ db, viewer }: Deed, employeeId: string) {
  const [found] = await db.select(keptColumns).from(person).where(eq(person.employeeId, employeeId))
  if (!found) throw noSuchPerson()
  if (found.id === viewer.personId) {
    throw refused(
      'Nobody changes their own post, manager, e-mail or status. Ask somebody else in HR or an administrator.',
    )
  }
  return found
}

/** Refuses a version that is not the stored one, with both versions of what was to be written. */
export function refuseStale(
  kept: { name: string; version: number },
  asked: number | undefined,
  yours: object,
  stored: object,
) {
  if (asked === undefined || asked === kept.version) return
  const data = { yours, stored: { ...stored, version: kept.version } }
  throw conflict(`${kept.name} was changed in the meantime. Look at what is stored now, then save again.`, data)
}

/** Raises the version by one, together with these columns. A version that moved since it was read is a conflict. */
export async function write({ db }: Deed, kept: Kept, columns: Record<string, unknown> = {}): Promise<number> {
  const [written] = await db
    .update(person)
    .set({ ...columns, version: kept.version + 1 })
    .where(and(eq(person.id, kept.id), eq(person.version, kept.version)))
    .returning({ version: person.version })
  if (!written) throw conflict(`${kept.name} was changed at the same moment. Load this again, then save.`)
  return written.version
}

export function note({ db, viewer }: Deed, action: string, personId: number, fields: string[] = []) {
  return record(db, 'person', { action, subject: 'person', subjectId: personId, fields }, viewer.personId)
}

/** The unit by its key, or what to say. */
export async function findUnit({ db }: Deed, unitId: string) {
  const [found] = await db.select({ id: unit.id, name: unit.name }).from(unit).where(eq(unit.unitId, unitId))
  if (!found) throw invalid(`There is no unit ${unitId}.`, [{ path: 'unitId', message: 'is not known' }])
  return found
}

/** A manager who is there from that day on and stays; otherwise what to say. */
export async function findManager({ db }: Deed, managerId: string, from: string) {
  const wrong = (sentence: string) => invalid(sentence, [{ path: 'managerId', message: sentence }])
  const [found] = await db.select(keptColumns).from(person).where(eq(person.employeeId, managerId))
  if (!found) throw wrong(`There is nobody with the employee id ${managerId} to be the manager.`)
  if (found.startsOn > from)
    throw wrong(`${found.name} starts on ${found.startsOn}: choose a later day or another manager.`)
  if ((found.endsOn ?? never) <= from)
    throw wrong(`${found.name} is not there any more on ${from}: choose another manager.`)
  if (found.endsOn) throw wrong(`${found.name} leaves after ${dayBefore(found.endsOn)}: choose a manager who stays.`)
  return found
}

/** Writes posts and lines; what the row policies and the tree refuse becomes a sentence. */
export async function placing<T>({ viewer }: Deed, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const state = sqlState(error)
    if (state === '23514') throw invalid('That would make somebody their own manager, on that day or on a planned one.')
    if (state === '42501' && viewer.persona === 'p_admin') {
      throw refused(
        'As administrator you put nobody under yourself, under people you already see, or into units you direct. Ask HR to do it.',
      )
    }
    throw error
  }
}

export function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
}
