import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { account, person, roleGrant, unit } from '@/db/schema'
import { type GrantRole, grantRoles } from '@/db/values'
import { record } from '@/lib/audit/record'
import { findHolder } from './tokens'

/** What was asked for on the command line; `unit` is a unit's key in the organisation's files. */
export interface GrantRequest {
  email: string
  role: string
  unit?: string
}

async function unitOf(db: Db, role: GrantRole, key: string | undefined): Promise<number | null> {
  const needsUnit = role === 'director' || role === 'viewer'
  if (!needsUnit && key) throw new Error(`The role ${role} is for the whole organisation: leave --unit out.`)
  if (!needsUnit) return null
  if (!key) throw new Error(`The role ${role} needs a unit: --unit U.`)
  const [found] = await db.select({ id: unit.id }).from(unit).where(eq(unit.unitId, key))
  if (!found) throw new Error(`There is no unit ${key}.`)
  return found.id
}

/** Someone who runs the installation without being in the organisation: an account, no post. */
async function makeAdministrator(db: Db, email: string): Promise<number> {
  const values = { name: 'Administrator', email: email.trim().toLowerCase(), employed: 'empty' }
  const [made] = await db.insert(person).values(values).returning({ id: person.id })
  if (!made) throw new Error('The administrator could not be made.')
  await db.insert(account).values({ personId: made.id })
  return made.id
}

/**
 * Gives a role from the command line of the machine's owner, in force at once. An unknown e-mail becomes an account
 * without a post for administrators only. True when something changed. Throws a sentence when it cannot.
 */
export async function grant(db: Db, { email, role: asked, unit: key }: GrantRequest): Promise<boolean> {
  const role = grantRoles.find((known) => known === asked)
  if (!role) throw new Error(`There is no role ${asked}. Roles: ${grantRoles.join(', ')}.`)
  const unitId = await unitOf(db, role, key)
  const holder = await findHolder(db, email)
  if (!holder && role !== 'administrator')
    throw new Error(`Nobody here has the e-mail ${email}. Import people first, or check the spelling.`)
  const personId = holder?.personId ?? (await makeAdministrator(db, email))
  const sameUnit = unitId === null ? isNull(roleGrant.unitId) : eq(roleGrant.unitId, unitId)
  const inForce = sql`${roleGrant.confirmedAt} is not null and ${roleGrant.valid} @> authz.today()`
  const [held] = await db
    .select({ id: roleGrant.id })
    .from(roleGrant)
    .where(and(eq(roleGrant.personId, personId), eq(roleGrant.role, role), sameUnit, inForce))
  if (held) return false
  const valid = sql`daterange(authz.today(), null)`
  await db.insert(roleGrant).values({ personId, role, unitId, valid, confirmedAt: sql`now()` })
  await record(db, 'command', { action: 'grant.made', subject: 'person', subjectId: personId, fields: [role] })
  return true
}
