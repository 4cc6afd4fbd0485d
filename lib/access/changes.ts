import { and, asc, eq, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { accessChange, person } from '@/db/schema'
import type { ChangeKind } from '@/db/values'
import { record } from '@/lib/audit/record'
import type { Scope } from './allow'
import { conflict, notFound, refused } from './errors'
import { type Invited, linkTo } from './links'
import { hashOf, newSecret } from './secrets'
import type { Change } from './shapes'

type Deed = Pick<Scope, 'db' | 'viewer'>

const note = ({ db, viewer }: Deed, action: string, personId: number, kind: ChangeKind) =>
  record(db, 'person', { action, subject: 'person', subjectId: personId, fields: [kind] }, viewer.personId)

/** Has a second person look at it: HR, but not whoever asks. One's own open request is replaced. */
export async function askForChange(
  deed: Deed,
  { personId, kind, email = null }: { personId: number; kind: ChangeKind; email?: string | null },
): Promise<void> {
  const { db, viewer } = deed
  const same = and(eq(accessChange.personId, personId), eq(accessChange.kind, kind))
  const [open] = await db.select({ by: accessChange.requestedBy }).from(accessChange).where(same)
  if (open && open.by !== viewer.personId) {
    const what = kind === 'email' ? 'A new e-mail' : 'A sign-in link'
    throw conflict(`${what} for this person waits for HR already. Have it confirmed or rejected under Access first.`)
  }
  if (open) await db.delete(accessChange).where(same)
  await db.execute(
    sql`insert into access_change (person_id, kind, email, requested_by) values (${personId}, ${kind}, ${email}, ${viewer.personId})`,
  )
  await note(deed, 'change.requested', personId, kind)
}

const asker = alias(person, 'asker')
const columns = {
  changeId: accessChange.publicId,
  kind: accessChange.kind,
  email: accessChange.email,
  requestedAt: accessChange.requestedAt,
  requestedBy: accessChange.requestedBy,
  personId: accessChange.personId,
  employeeId: person.employeeId,
  name: person.name,
  personEmail: person.email,
  askerName: asker.name,
  askerId: asker.employeeId,
}

const openChanges = ({ db }: Deed) =>
  db
    .select(columns)
    .from(accessChange)
    .innerJoin(person, eq(person.id, accessChange.personId))
    .innerJoin(asker, eq(asker.id, accessChange.requestedBy))
    .orderBy(asc(accessChange.requestedAt), asc(accessChange.id))

/** What waits, the oldest first. */
export async function listChanges(deed: Deed): Promise<{ changes: Change[]; ids: number[] }> {
  const { viewer } = deed
  const rows = await openChanges(deed)
  const isHr = viewer.persona === 'p_hr'
  const changes = rows.map((row): Change => {
    const isMine = row.requestedBy === viewer.personId
    const isAboutMe = row.personId === viewer.personId
    return {
      changeId: row.changeId,
      kind: row.kind,
      email: row.email,
      person: { employeeId: row.employeeId, name: row.name, email: row.personEmail },
      requestedBy: { employeeId: row.askerId, name: row.askerName },
      requestedAt: row.requestedAt.toISOString(),
      mayConfirm: isHr && !isMine && !isAboutMe,
      mayReject: isMine || (isHr && !isAboutMe),
    }
  })
  return { changes, ids: rows.map(({ personId }) => personId) }
}

async function findChange(deed: Deed, changeId: string) {
  const [found] = await openChanges(deed).where(eq(accessChange.publicId, changeId))
  if (!found) throw notFound('Nothing by this id waits any more. Somebody may have decided it.')
  return found
}

/** The second person's word. A sign-in link is made at this moment and shown to whoever confirms. */
export async function confirmChange(deed: Deed, changeId: string): Promise<Invited | null> {
  const { db, viewer } = deed
  const found = await findChange(deed, changeId)
  if (found.personId === viewer.personId) throw refused('This is about yourself: somebody else in HR confirms it.')
  if (found.requestedBy === viewer.personId) throw refused('You asked for this: somebody else in HR confirms it.')
  if (found.kind === 'email' && found.email) {
    const [owner] = await db
      .select({ name: person.name })
      .from(person)
      .where(eq(sql`lower(${person.email})`, sql`lower(${found.email})`))
    if (owner) throw conflict(`The e-mail is ${owner.name}’s by now. Reject this, and ask for another one.`)
  }
  const secret = newSecret()
  const { rows } = await db.execute<{ ends: Date | null }>(
    sql`select authz.confirm_change(${changeId}, ${hashOf(secret)}) as ends`,
  )
  await note(deed, 'change.confirmed', found.personId, found.kind)
  const ends = rows[0]?.ends
  const { employeeId, name, personEmail } = found
  return ends ? linkTo({ employeeId, name, email: personEmail ?? '' }, secret, ends) : null
}

/** Takes it off the list: HR, or whoever asked. */
export async function rejectChange(deed: Deed, changeId: string): Promise<void> {
  const found = await findChange(deed, changeId)
  const gone = await deed.db
    .delete(accessChange)
    .where(eq(accessChange.publicId, changeId))
    .returning({ id: accessChange.id })
  if (gone.length === 0) throw refused('HR rejects this, or whoever asked for it; nobody about themselves.')
  await note(deed, 'change.rejected', found.personId, found.kind)
}
