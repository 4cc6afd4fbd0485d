import { and, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Database, Db } from '@/db/client'
import { account, invitation, person } from '@/db/schema'
import { record } from '@/lib/audit/record'
import { publicUrl } from './address'
import { findInvitation, lookAtInstallation, type OpenInvitation, spendInvitation } from './gate'
import { hashPassword, passwordProblem } from './passwords'
import { hashOf, newSecret } from './secrets'
import { findHolder } from './tokens'

export interface Invitation {
  email: string
  name: string
  link: string
}

async function accountOf(db: Db, personId: number): Promise<number> {
  const [made] = await db.insert(account).values({ personId }).returning({ id: account.id })
  if (!made) throw new Error('The account could not be made.')
  return made.id
}

/** A link that sets a password once, within 72 hours, also over an older one; the account's earlier links end. */
async function invite(db: Db, personId: number, accountId: number | null): Promise<string> {
  const secret = newSecret()
  const id = accountId ?? (await accountOf(db, personId))
  const expiresAt = sql`now() + interval '72 hours'`
  await db
    .update(invitation)
    .set({ usedAt: sql`now()` })
    .where(and(eq(invitation.accountId, id), isNull(invitation.usedAt)))
  await db.insert(invitation).values({ secretHash: hashOf(secret), accountId: id, expiresAt })
  await record(db, 'command', { action: 'invitation.made', subject: 'account', subjectId: id })
  return new URL(`/invitation/${secret}`, publicUrl()).href
}

export async function inviteOne(db: Db, email: string): Promise<Invitation> {
  const holder = await findHolder(db, email)
  if (!holder) throw new Error(`Nobody here has the e-mail ${email}. Import people first, or check the spelling.`)
  if (!holder.isHere) throw new Error(`${email} belongs to somebody who has left or was disabled.`)
  return { email, name: holder.name, link: await invite(db, holder.personId, holder.accountId) }
}

/** Links for everybody employed today who has an e-mail, no password and no link that still works, by name. */
export async function inviteAll(db: Db): Promise<Invitation[]> {
  const without = await db
    .select({ id: person.id, name: person.name, email: person.email, accountId: account.id })
    .from(person)
    .leftJoin(account, sql`${account.personId} = ${person.id}`)
    .where(
      and(
        isNotNull(person.email),
        isNull(account.passwordHash),
        sql`not exists (select from invitation i where i.account_id = ${account.id} and i.used_at is null and i.expires_at > now())`,
        sql`not ${person.isDisabled} and ${person.employed} @> authz.today()`,
      ),
    )
    .orderBy(asc(person.name), asc(person.id))
  const made: Invitation[] = []
  for (const { id, name, email, accountId } of without) {
    made.push({ email: email ?? '', name, link: await invite(db, id, accountId) })
  }
  return made
}

/** Whom a link is for; null when it is spent, expired or made up. */
export async function lookAtInvitation(database: Database, secret: string): Promise<OpenInvitation | null> {
  return /^[A-Za-z0-9_-]{43}$/.test(secret) ? findInvitation(database, hashOf(secret)) : null
}

export const spentLink = 'This link was used or has expired. Ask HR or your administrator for a new one.'

/** Sets the password by a link; a sentence when it cannot, null when it did. Signing in is the next step. */
export async function acceptInvitation(database: Database, secret: string, password: string): Promise<string | null> {
  const found = await lookAtInvitation(database, secret)
  if (!found) return spentLink
  const { organisation } = await lookAtInstallation(database)
  const problem = passwordProblem(password, { ...found, organisation })
  if (problem) return problem
  const isSet = await spendInvitation(database, hashOf(secret), await hashPassword(password))
  return isSet ? null : spentLink
}
