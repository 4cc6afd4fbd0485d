import { ORPCError } from '@orpc/server'
import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/allow'
import { record } from '@/lib/audit/record'
import { addPerson, correctPerson, setDisabled } from '@/lib/people/commands'
import { movePerson } from '@/lib/people/posts'
import { ScimError } from './errors'
import { type Facts, nameIn } from './facts'
import { findDepartment, findKnown, findManagerNamed, findRoots, findTaken, type Known } from './queries'

type Deed = Pick<Scope, 'db' | 'today' | 'viewer'>

const conflict = (sentence: string) => new ScimError(409, sentence, 'uniqueness')

/**
 * Adds a person, or takes over whom an import brought under the same employee number. Who has no number of their own goes
 * by externalId, else by userName. Nobody becomes head of the organisation like this.
 */
export async function createUser(deed: Deed, facts: Facts): Promise<Known> {
  const { db } = deed
  const employeeId = facts.employeeNumber ?? facts.externalId ?? facts.userName ?? ''
  if (employeeId.length > 64) {
    throw new ScimError(
      400,
      'Send an employeeNumber of at most 64 characters: it is the key of a person here.',
      'invalidValue',
    )
  }
  const there = await findKnown(db, employeeId)
  if (there && there.kept !== null && there.removed_at === null) {
    throw conflict(`The employee number ${employeeId} is taken by a user that is there already.`)
  }
  await refuseTaken(deed, facts, there?.id ?? 0)
  if (there) {
    await saveUser(deed, there, { ...facts, active: facts.active ?? true, employeeNumber: employeeId })
    return (await findKnown(db, employeeId)) ?? there
  }
  const { unitId, headId, isFallback } = await placeFor(deed, facts)
  const named = facts.manager ? await findManagerNamed(db, facts.manager, 0) : null
  const userName = facts.userName ?? ''
  const email = facts.email === undefined && userName.includes('@') ? emailFrom(userName) : (facts.email ?? null)
  await addPerson(deed, {
    ...{ employeeId, email, unitId, managerId: named ?? headId, jobTitle: facts.title ?? '' },
    name: nameIn(facts, { givenName: null, familyName: null }) ?? userName,
  })
  const added = await findKnown(db, employeeId)
  if (!added) throw new Error('The person who was added is not there.')
  const pending = facts.manager && !named ? facts.manager : null
  await keep(deed, added, facts, pending)
  const fields = [...(isFallback ? ['unit_is_root'] : []), ...(pending ? ['manager_pending'] : [])]
  await note(deed, 'directory.added', added.id, fields)
  if (facts.active === false) await setDisabled(deed, { employeeId, isDisabled: true })
  return (await findKnown(db, employeeId)) ?? added
}

const emailFrom = (userName: string) => (/^[^\s@]+@[^\s@]+$/.test(userName) ? userName : null)

async function placeFor({ db }: Deed, { department }: Facts) {
  const { unit_id: root, head_id: headId } = await findRoots(db)
  if (!root)
    throw new ScimError(
      400,
      'There is no unit yet. Add or import the units first, then provision again.',
      'invalidValue',
    )
  if (!headId) {
    const sentence = 'Nobody heads the organisation yet. Add its head or import the people first, then provision again.'
    throw new ScimError(400, sentence, 'invalidValue')
  }
  const unitId = department ? await findDepartment(db, department) : null
  return { unitId: unitId ?? root, headId, isFallback: unitId === null }
}

async function refuseTaken({ db }: Deed, { userName, externalId }: Facts, but: number) {
  const taken = await findTaken(db, { userName, externalId }, but)
  if (!taken) return
  throw conflict(taken.by_name ? `The userName ${userName} is taken.` : `The externalId ${externalId} is taken.`)
}

/** Writes what the directory said; what it left out stays. The employee number is the key and never changes. */
export async function saveUser(deed: Deed, known: Known, facts: Facts): Promise<void> {
  const { employee_id: employeeId } = known
  if (facts.employeeNumber !== undefined && facts.employeeNumber !== employeeId) {
    throw new ScimError(400, `The employeeNumber of ${employeeId} is its key here and stays as it is.`, 'mutability')
  }
  await refuseTaken(deed, facts, known.id)
  // Opens before the rest, so that whoever comes back can be moved; closes after it.
  if (facts.active === true && !known.is_active) await open(deed, known)
  await correct(deed, known, facts)
  const { pending, fields } = await place(deed, known, facts)
  await keep(deed, known, facts, pending)
  await note(deed, 'directory.changed', known.id, [...fields, ...Object.keys(facts)])
  if (facts.active === false) await setDisabled(deed, { employeeId, isDisabled: true })
}

async function open(deed: Deed, { has_left, employee_id: employeeId }: Known) {
  if (has_left) throw conflict(`${employeeId} has left. Import them with a new post to bring them back.`)
  await setDisabled(deed, { employeeId, isDisabled: false })
}

async function correct(deed: Deed, known: Known, facts: Facts) {
  const name = nameIn(facts, { givenName: known.given_name, familyName: known.family_name })
  const followed = facts.userName && known.email?.toLowerCase() === known.user_name.toLowerCase()
  const email = facts.email === undefined && followed ? (emailFrom(facts.userName ?? '') ?? undefined) : facts.email
  const jobTitle = facts.title === undefined ? undefined : (facts.title ?? '')
  const fields = { name, email, jobTitle }
  if (Object.values(fields).every((value) => value === undefined)) return
  await correctPerson(deed, { employeeId: known.employee_id, ...fields })
}

/** Unit and manager. A department that names no one unit changes nothing; a manager nobody knows is waited for. */
async function place(deed: Deed, known: Known, { department, manager }: Facts) {
  const { db } = deed
  const fields: string[] = []
  if (known.has_left) return { pending: null, fields }
  if (department && department !== known.department) {
    const unitId = await findDepartment(db, department)
    if (!unitId) fields.push('unit_unknown')
    else if (unitId !== known.unit_id) await movePerson(deed, { ...moved(deed, known), unitId })
  }
  if (manager === undefined) return { pending: known.pending_manager, fields }
  if (manager === null || known.is_head) return { pending: null, fields }
  const isSet = await putUnder(deed, known, manager)
  if (!isSet) fields.push('manager_pending')
  return { pending: isSet ? null : manager, fields }
}

const moved = ({ today }: Deed, { employee_id: employeeId, starts_on }: Known) => ({
  employeeId,
  from: starts_on > today ? starts_on : today,
})

/** Puts somebody under the manager so named; false when nobody is called so, or that would close a circle for now. */
async function putUnder(deed: Deed, known: Known, name: string): Promise<boolean> {
  const { db } = deed
  const managerId = await findManagerNamed(db, name, known.id)
  if (!managerId) return false
  if (managerId === known.manager_id) return true
  await db.execute(sql`savepoint before_manager`)
  try {
    await movePerson(deed, { ...moved(deed, known), managerId })
  } catch (error) {
    if (!(error instanceof ORPCError) || error.code !== 'BAD_REQUEST') throw error
    await db.execute(sql`rollback to savepoint before_manager`)
    return false
  }
  await db.execute(sql`release savepoint before_manager`)
  return true
}

/** One more try at the manager whom somebody waits for; true when they have one now. */
export async function settleManager(deed: Deed, employeeId: string): Promise<boolean> {
  const known = await findKnown(deed.db, employeeId)
  if (!known?.pending_manager || known.has_left || !(await putUnder(deed, known, known.pending_manager))) return false
  await keep(deed, known, {}, null)
  await note(deed, 'directory.changed', known.id, ['manager'])
  return true
}

/** Deleted in the directory: disabled here, and gone from its lists. The person and their past stay. */
export async function removeUser(deed: Deed, known: Known): Promise<void> {
  if (known.is_active) await setDisabled(deed, { employeeId: known.employee_id, isDisabled: true })
  await keep(deed, known, {}, null)
  await deed.db.execute(sql`update scim_user set removed_at = now() where person_id = ${known.id}`)
  await note(deed, 'directory.removed', known.id)
}

/** Keeps what the directory alone says. */
async function keep({ db, viewer }: Deed, known: Known, facts: Facts, pending: string | null) {
  const said = <K extends keyof Facts>(key: K, was: string | null) => (facts[key] === undefined ? was : facts[key])
  const names = sql`${said('externalId', known.external_id)}, ${said('userName', known.user_name)},
    ${said('givenName', known.given_name)}, ${said('familyName', known.family_name)}, ${said('department', known.department)},
    ${said('division', known.division)}, ${said('costCenter', known.cost_center)}, ${said('organization', known.organization)}`
  await db.execute(sql`insert into scim_user as s (person_id, external_id, user_name, given_name, family_name, department,
      division, cost_center, organization, pending_manager, kept_by)
    values (${known.id}, ${names}, ${pending}, ${viewer.personId})
    on conflict (person_id) do update set external_id = excluded.external_id, user_name = excluded.user_name,
      given_name = excluded.given_name, family_name = excluded.family_name, department = excluded.department,
      division = excluded.division, cost_center = excluded.cost_center, organization = excluded.organization,
      pending_manager = excluded.pending_manager, kept_by = excluded.kept_by, modified_at = now(), removed_at = null,
      version = s.version + 1`)
}

const note = ({ db, viewer }: Deed, action: string, personId: number, fields: string[] = []) =>
  record(db, 'person', { action, subject: 'person', subjectId: personId, fields }, viewer.personId)
