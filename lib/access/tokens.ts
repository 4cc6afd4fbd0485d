import { randomBytes } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { account, person, roleGrant, token } from '@/db/schema'
import { type Hat, type TokenScope, tokenScopes } from '@/db/values'
import { record } from '@/lib/audit/record'
import { hashOf, newSecret } from './secrets'

export const mostTokenDays = 365

/** The account behind an e-mail, and whether its person may act today; null when nobody is called so. */
export async function findHolder(db: Db, email: string) {
  const isHere = sql<boolean>`not ${person.isDisabled} and (${person.employed} @> authz.today() or isempty(${person.employed}))`
  const fields = {
    personId: person.id,
    name: person.name,
    accountId: account.id,
    isHere,
    employeeId: person.employeeId,
  }
  const [found] = await db
    .select(fields)
    .from(person)
    .leftJoin(account, eq(account.personId, person.id))
    .where(eq(sql`lower(${person.email})`, sql`lower(${email.trim()})`))
  return found ?? null
}

/** Scopes from `read,…`; an unknown one is an error that lists what there is. */
export function scopesFrom(text: string): TokenScope[] {
  const asked = [
    ...new Set(
      text
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean),
    ),
  ]
  const unknown = asked.find((scope) => !tokenScopes.some((known) => known === scope))
  if (unknown || asked.length === 0) {
    throw new Error(`There is no scope "${unknown ?? text}". Scopes: ${tokenScopes.join(', ')}.`)
  }
  return asked as TokenScope[]
}

/** The hat that such a token wears; throws a sentence where its creator may not do what the scopes say. */
async function hatFor(
  db: Db,
  holder: { personId: number; employeeId: string | null },
  scopes: TokenScope[],
): Promise<Hat> {
  const inForce = sql`${roleGrant.confirmedAt} is not null and ${roleGrant.valid} @> authz.today()`
  const held = await db
    .select({ role: roleGrant.role })
    .from(roleGrant)
    .where(and(eq(roleGrant.personId, holder.personId), inForce))
  const [isAdministrator, isHr] = [
    held.some(({ role }) => role === 'administrator'),
    held.some(({ role }) => role === 'hr'),
  ]
  if (scopes.includes('scim') && !isAdministrator) throw new Error('The scope scim is for tokens of administrators.')
  if (scopes.includes('import') && !isAdministrator && !isHr) {
    throw new Error('The scope import is for tokens of HR and of administrators.')
  }
  const needsHat = scopes.includes('scim') || (scopes.includes('import') && !isHr) || holder.employeeId === null
  return isAdministrator && needsHat ? 'administrator' : 'work'
}

/** Makes a token for an account; the text is shown once and kept as a hash. Throws a sentence when it cannot. */
export async function makeToken(db: Db, email: string, scopes: TokenScope[], days: number): Promise<string> {
  if (!Number.isInteger(days) || days < 1 || days > mostTokenDays) {
    throw new Error(`A token lives between 1 and ${mostTokenDays} days: give --days a whole number in between.`)
  }
  const holder = await findHolder(db, email)
  if (!holder) throw new Error(`Nobody here has the e-mail ${email}. Import people first, or check the spelling.`)
  if (!holder.isHere) throw new Error(`${email} belongs to somebody who may not act today.`)
  if (!holder.accountId)
    throw new Error(`${email} has no account yet. Invite them first: npm run invite -- --email ${email}`)
  const hat = await hatFor(db, holder, scopes)
  const publicId = randomBytes(8).toString('hex')
  const secret = newSecret()
  const expiresAt = sql`now() + make_interval(days => ${days})`
  await db.insert(token).values({
    publicId,
    secretHash: hashOf(secret),
    name: 'Command line',
    accountId: holder.accountId,
    hat,
    scopes,
    expiresAt,
  })
  await record(db, 'command', { action: 'token.made', subject: 'account', subjectId: holder.accountId })
  return `tok_${publicId}_${secret}`
}
