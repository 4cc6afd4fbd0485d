import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { organisation } from '@/db/schema'
import type { Hat, Language } from '@/db/values'
import { notFound } from '@/lib/access/errors'
import { oidcSettings } from '@/lib/access/oidc'
import type { Viewer } from '@/lib/access/viewer'
import type { Account } from './shapes'

type Own = {
  account_id: number
  email: string | null
  language: Language | null
  time_zone: string | null
  password_set_at: Date | null
  version: number
  is_administrator: boolean
}
type SessionRow = {
  public_id: string
  hat: Hat
  agent: string
  created_at: Date
  seen_at: Date
  ends_at: Date
  is_current: boolean
}

type IdentityRow = { public_id: string; issuer: string; created_at: Date }

/** The viewer's own account. */
export async function getOwn(db: Db): Promise<Own> {
  const { rows } = await db.execute<Own>(sql`select * from authz.my_account()`)
  if (!rows[0]) throw notFound('There is no account behind this any more.')
  return rows[0]
}

const iso = (at: Date | string) => new Date(at).toISOString()

/** Ways in, sessions and choices of the viewer. */
export async function getAccount(db: Db, { name, hat, sessionHash }: Viewer): Promise<Account> {
  const own = await getOwn(db)
  const { rows } = await db.execute<SessionRow>(sql`select * from authz.my_sessions(${sessionHash})`)
  const identities = await db.execute<IdentityRow>(sql`select * from authz.my_identities()`)
  const oidc = oidcSettings()
  const [house] = await db.select({ timeZone: organisation.timeZone }).from(organisation)
  return {
    name,
    email: own.email,
    hat,
    mayWearHat: own.is_administrator,
    language: own.language,
    timeZone: own.time_zone,
    organisationTimeZone: house?.timeZone ?? 'UTC',
    passwordSetAt: own.password_set_at && iso(own.password_set_at),
    provider: oidc && { name: oidc.name, issuer: oidc.issuer },
    identities: identities.rows.map((row) => ({
      ...{ identityId: row.public_id, issuer: row.issuer, connectedAt: iso(row.created_at) },
    })),
    sessions: rows.map((row) => ({
      sessionId: row.public_id,
      hat: row.hat,
      agent: row.agent,
      isThisOne: sessionHash !== null && row.is_current,
      createdAt: iso(row.created_at),
      seenAt: iso(row.seen_at),
      endsAt: iso(row.ends_at),
    })),
    version: own.version,
  }
}
