import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { accessChange, person, roleGrant, unit } from '@/db/schema'
import { record } from '@/lib/audit/record'
import type { Scope } from './allow'
import { conflict, invalid, notFound, refused } from './errors'
import type { EndGrantInput, Grant, GrantChanged, GrantInput, ProposeGrantInput, Waiting } from './shapes'

type Deed = Pick<Scope, 'db' | 'today' | 'viewer'>

const proposer = alias(person, 'proposer')
const confirmer = alias(person, 'confirmer')
const columns = {
  id: roleGrant.id,
  grantId: roleGrant.publicId,
  personId: roleGrant.personId,
  role: roleGrant.role,
  version: roleGrant.version,
  confirmedAt: roleGrant.confirmedAt,
  proposedBy: roleGrant.proposedBy,
  from: sql<string>`lower(${roleGrant.valid})::text`,
  endsOn: sql<string | null>`upper(${roleGrant.valid})::text`,
  until: sql<string | null>`(upper(${roleGrant.valid}) - 1)::text`,
  employeeId: person.employeeId,
  name: person.name,
  email: person.email,
  unitId: unit.unitId,
  unitName: unit.name,
  proposerId: proposer.employeeId,
  proposerName: proposer.name,
  confirmerId: confirmer.employeeId,
  confirmerName: confirmer.name,
}

const grants = ({ db }: Deed) =>
  db
    .select(columns)
    .from(roleGrant)
    .innerJoin(person, eq(person.id, roleGrant.personId))
    .leftJoin(unit, eq(unit.id, roleGrant.unitId))
    .leftJoin(proposer, eq(proposer.id, roleGrant.proposedBy))
    .leftJoin(confirmer, eq(confirmer.id, roleGrant.confirmedBy))

const notEnded = (today: string) =>
  sql`not isempty(${roleGrant.valid}) and coalesce(upper(${roleGrant.valid}), 'infinity') > ${today}::date`

const note = ({ db, viewer }: Deed, action: string, personId: number, role: string) =>
  record(db, 'person', { action, subject: 'person', subjectId: personId, fields: [role] }, viewer.personId)

/** Grants that wait, stand or are to come: waiting ones first, then by role and name. */
export async function listGrants(deed: Deed): Promise<{ grants: Grant[]; ids: number[] }> {
  const { today, viewer } = deed
  const rows = await grants(deed)
    .where(notEnded(today))
    .orderBy(sql`${roleGrant.confirmedAt} is not null`, asc(roleGrant.role), asc(person.name), asc(roleGrant.id))
  const isHr = viewer.persona === 'p_hr'
  const listed = rows.map((row): Grant => {
    const isWaiting = row.confirmedAt === null
    const isMine = row.proposedBy === viewer.personId
    const isAboutMe = row.personId === viewer.personId
    return {
      grantId: row.grantId,
      person: { employeeId: row.employeeId, name: row.name, email: row.email },
      role: row.role,
      unit: row.unitId !== null && row.unitName !== null ? { unitId: row.unitId, name: row.unitName } : null,
      from: row.from,
      until: row.until,
      state: isWaiting ? 'waiting' : row.from > today ? 'planned' : 'in-force',
      proposedBy: row.proposerName === null ? null : { employeeId: row.proposerId, name: row.proposerName },
      confirmedBy: row.confirmerName === null ? null : { employeeId: row.confirmerId, name: row.confirmerName },
      confirmedAt: row.confirmedAt?.toISOString() ?? null,
      mayConfirm: isWaiting && isHr && !isMine && !isAboutMe,
      mayReject: isWaiting && (isMine || (isHr && !isAboutMe)),
      mayEnd: !isWaiting && !isAboutMe,
      version: row.version,
    }
  })
  return { grants: listed, ids: rows.map(({ personId }) => personId) }
}

/** How much waits for this person of HR to confirm. */
export async function countWaiting({ db, viewer }: Deed): Promise<Waiting> {
  if (viewer.persona !== 'p_hr') return { grants: 0, changes: 0 }
  const me = viewer.personId
  const isForMe = sql`${roleGrant.personId} <> ${me} and ${roleGrant.proposedBy} is distinct from ${me}`
  return {
    grants: await db.$count(
      roleGrant,
      and(isNull(roleGrant.confirmedAt), isForMe, sql`not isempty(${roleGrant.valid})`),
    ),
    changes: await db.$count(
      accessChange,
      sql`${accessChange.personId} <> ${me} and ${accessChange.requestedBy} <> ${me}`,
    ),
  }
}

const wrong = (path: string, sentence: string) => invalid(sentence, [{ path, message: sentence }])

/** Puts a grant before HR: nothing is in force until somebody there confirms it. */
export async function proposeGrant(deed: Deed, input: ProposeGrantInput): Promise<GrantChanged> {
  const { db, today, viewer } = deed
  const { employeeId, role, unitId, from = today, until = null } = input
  const [holder] = await db
    .select({ id: person.id, name: person.name, endsOn: sql<string | null>`upper(${person.employed})::text` })
    .from(person)
    .where(eq(person.employeeId, employeeId))
  if (!holder) throw notFound('There is nobody by this employee id whom you may see.')
  if (holder.id === viewer.personId) throw refused('Nobody proposes a grant for themselves. Ask another administrator.')
  const needsUnit = role === 'director' || role === 'viewer'
  if (needsUnit && !unitId) throw wrong('unitId', `A ${role} is one of a unit: say which.`)
  if (!needsUnit && unitId) throw wrong('unitId', 'This role is for the whole organisation: leave the unit out.')
  if (from < today) throw wrong('from', 'A grant begins today or later.')
  if (until !== null && until < from) throw wrong('until', 'The last day is before the first.')
  if (holder.endsOn && holder.endsOn <= from) throw wrong('from', `${holder.name} is not there any more then.`)
  const [place] = unitId ? await db.select({ id: unit.id }).from(unit).where(eq(unit.unitId, unitId)) : []
  if (unitId && !place) throw wrong('unitId', `There is no unit ${unitId}.`)
  const sameUnit = place ? eq(roleGrant.unitId, place.id) : isNull(roleGrant.unitId)
  const [held] = await db
    .select({ confirmedAt: roleGrant.confirmedAt })
    .from(roleGrant)
    .where(
      and(
        eq(roleGrant.personId, holder.id),
        eq(roleGrant.role, role),
        sameUnit,
        sql`${roleGrant.valid} && daterange(${from}::date, ${until}::date, '[]')`,
      ),
    )
  if (held) {
    throw conflict(
      held.confirmedAt ? `${holder.name} holds this already on some of these days.` : 'The same waits for HR already.',
    )
  }
  const { rows } = await db.execute<{ id: number; public_id: string }>(
    sql`insert into role_grant (person_id, role, unit_id, valid, proposed_by)
      values (${holder.id}, ${role}, ${place?.id ?? null}, daterange(${from}::date, ${until}::date, '[]'), ${viewer.personId})
      returning id, public_id`,
  )
  await note(deed, 'grant.proposed', holder.id, role)
  return { grantId: rows[0]!.public_id, version: 1 }
}

async function findGrant(deed: Deed, { grantId, version }: GrantInput) {
  const [found] = await grants(deed).where(and(eq(roleGrant.publicId, grantId), notEnded(deed.today)))
  if (!found) throw notFound('There is no such grant any more. Somebody may have ended or rejected it.')
  if (found.personId === deed.viewer.personId) throw refused('Nobody decides about their own grants.')
  if (found.version !== version) {
    const stored = { until: found.until, isConfirmed: found.confirmedAt !== null, version: found.version }
    throw conflict('Somebody decided about this grant in the meantime. Load this again.', {
      yours: { version },
      stored,
    })
  }
  return found
}
type Found = Awaited<ReturnType<typeof findGrant>>

const isStored = ({ id, version }: Found) => and(eq(roleGrant.id, id), eq(roleGrant.version, version))
const tooLate = () => conflict('Somebody decided about this grant at the same moment. Load this again.')

/** HR's word that puts a grant in force; never one's own, never what one proposed. */
export async function confirmGrant(deed: Deed, input: GrantInput): Promise<GrantChanged> {
  const { db, viewer } = deed
  const found = await findGrant(deed, input)
  if (found.confirmedAt) throw conflict('This grant was confirmed already.')
  if (found.proposedBy === viewer.personId) throw refused('You proposed this: somebody else in HR confirms it.')
  const [written] = await db
    .update(roleGrant)
    .set({ confirmedBy: viewer.personId, confirmedAt: sql`now()`, version: found.version + 1 })
    .where(and(isStored(found), isNull(roleGrant.confirmedAt)))
    .returning({ version: roleGrant.version })
  if (!written) throw tooLate()
  await note(deed, 'grant.confirmed', found.personId, found.role)
  return { grantId: found.grantId, version: written.version }
}

/** Takes a proposal off the list: HR, or whoever proposed it. */
export async function rejectGrant(deed: Deed, input: GrantInput): Promise<void> {
  const { db, viewer } = deed
  const found = await findGrant(deed, input)
  if (found.confirmedAt) throw conflict('This grant is in force: end it instead.')
  if (viewer.persona !== 'p_hr' && found.proposedBy !== viewer.personId) {
    throw refused('HR rejects proposals; an administrator takes back their own.')
  }
  const gone = await db.delete(roleGrant).where(isStored(found)).returning({ id: roleGrant.id })
  if (gone.length === 0) throw tooLate()
  await note(deed, 'grant.rejected', found.personId, found.role)
}

/** Ends a grant after its last day, or at once. The last of HR or of the administrators stays. */
export async function endGrant(deed: Deed, { lastDay, ...input }: EndGrantInput): Promise<GrantChanged> {
  const { db, today } = deed
  const found = await findGrant(deed, input)
  if (!found.confirmedAt) throw conflict('This grant is not in force yet: reject the proposal instead.')
  const ends = lastDay ? sql`${lastDay}::date + 1` : sql`${today}::date`
  if (lastDay && found.until && lastDay > found.until) {
    throw wrong('lastDay', `It ends on ${found.until} already. A longer one is a new grant, which two people decide.`)
  }
  const [day] = (await db.execute<{ late: boolean }>(sql`select ${ends} < ${today}::date as late`)).rows
  if (day?.late) throw wrong('lastDay', 'The last day is yesterday at the earliest.')
  const [written] = await db
    .update(roleGrant)
    .set({ valid: sql`${roleGrant.valid} * daterange(null, ${ends})`, version: found.version + 1 })
    .where(isStored(found))
    .returning({ version: roleGrant.version })
  if (!written) throw tooLate()
  await note(deed, 'grant.ended', found.personId, found.role)
  return { grantId: found.grantId, version: written.version }
}
