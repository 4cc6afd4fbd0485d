import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import type { Scope } from '@/lib/access/allow'
import { invalid, notFound, refused, tooMany } from '@/lib/access/errors'
import { changeLimit } from '@/lib/access/limits'
import { hashPassword, isPassword, passwordProblem } from '@/lib/access/passwords'
import { windowMinutes } from '@/lib/access/sign-in-words'
import { record } from '@/lib/audit/record'
import { getOwn } from './queries'
import type { EndedSessions, Preferences, PreferencesInput } from './shapes'

type Deed = Pick<Scope, 'db' | 'viewer'>

/** Ends the viewer's sessions, all but the one with this hash; the database writes the audit row beside it. */
export async function endSessions(db: Db, keepIdHash: string | null): Promise<EndedSessions> {
  const { rows } = await db.execute<{ ended: number }>(sql`select authz.end_my_sessions(${keepIdHash}) as ended`)
  return { ended: rows[0]?.ended ?? 0 }
}

export async function endOneSession(db: Db, sessionId: string): Promise<void> {
  const { rows } = await db.execute<{ done: boolean }>(sql`select authz.end_my_session(${sessionId}::uuid) as done`)
  if (!rows[0]?.done) throw notFound('You have no such session any more.')
}

/** Takes a sign-in provider's identity off the viewer's account; the database keeps the only way in. */
export async function endIdentity(db: Db, identityId: string): Promise<void> {
  const { rows } = await db.execute<{ done: boolean }>(sql`select authz.end_my_identity(${identityId}::uuid) as done`)
  if (!rows[0]?.done) throw notFound('No such sign-in is connected to your account any more.')
}

/**
 * Sets a new password for whoever knows the current one; other sessions, open links and known devices end. A wrong one
 * counts against a limit that all instances share: the try is committed, and refused after that.
 */
export async function setPassword(
  { db, viewer, refuse }: Pick<Scope, 'db' | 'viewer' | 'refuse'>,
  { current, password }: { current: string; password: string },
): Promise<void> {
  if (viewer.via === 'token') throw refused('A password is changed by whoever is signed in, not by a token.')
  const own = await getOwn(db)
  const bucket = changeLimit.bucketOf(own.account_id)
  const { rows } = await db.execute<{ hash: string | null; failures: number }>(
    sql`select * from authz.my_password(${bucket})`,
  )
  const { hash = null, failures = 0 } = rows[0] ?? {}
  if (!hash) throw invalid('This account has no password. Ask HR or an administrator for a link that sets one.')
  if (failures >= changeLimit.most) throw tooMany(`Too many tries. Wait ${windowMinutes} minutes, then try again.`)
  if (!(await isPassword(hash, current))) {
    await db.execute(sql`select authz.add_my_failure(${bucket})`)
    return refuse(invalid('That is not your current password.', [{ path: 'current', message: 'does not match' }]))
  }
  const named = await db.execute<{ organisation: string | null }>(sql`select authz.organisation_name() as organisation`)
  const owner = { name: viewer.name, email: own.email ?? '', organisation: named.rows[0]?.organisation }
  const problem = passwordProblem(password, owner)
  if (problem) throw invalid(problem, [{ path: 'password', message: problem }])
  await db.execute(sql`select authz.set_my_password(${await hashPassword(password)}, ${viewer.sessionHash})`)
}

/** Language and time zone of one's own; null goes back to the browser's and the organisation's. */
export async function setPreferences({ db, viewer }: Deed, input: PreferencesInput): Promise<Preferences> {
  const own = await getOwn(db)
  const language = input.language === undefined ? own.language : input.language
  const timeZone = input.timeZone === undefined ? own.time_zone : input.timeZone
  await db.execute(sql`select authz.set_my_preferences(${language}, ${timeZone})`)
  const fields = [
    ...(language === own.language ? [] : ['language']),
    ...(timeZone === own.time_zone ? [] : ['time_zone']),
  ]
  if (fields.length > 0) {
    const deed = { action: 'preferences.changed', subject: 'account', subjectId: own.account_id, fields }
    await record(db, 'person', deed, viewer.personId)
  }
  return { language, timeZone }
}
