import type { Database } from '@/db/client'
import { tokenScopes } from '@/db/values'
import { type Known, lookUpSession, lookUpToken } from './gate'
import { hashOf } from './secrets'
import { sessionIdIn } from './session-cookie'
import { personaOf, rolesOf, type Viewer } from './viewer'

function viewerFrom(known: Known, sessionHash: string | null): Viewer {
  const via = sessionHash ? 'session' : 'token'
  const scopes: Viewer['scopes'] = sessionHash ? tokenScopes : (known.scopes ?? [])
  const { accountId, personId, employeeId, name, hat, language, timeZone } = known
  const held = { persona: personaOf(known, hat), roles: rolesOf(known, hat) }
  return { accountId, personId, employeeId, name, hat, via, sessionHash, scopes, language, timeZone, ...held }
}

/** Who a session's cookie stands for at this moment; null when it is foreign, expired, ended or its person may not act. */
export async function viewerOfSession(database: Database, cookie: string | undefined): Promise<Viewer | null> {
  const id = await sessionIdIn(cookie)
  const idHash = id && hashOf(id)
  const known = idHash ? await lookUpSession(database, idHash) : null
  return known && viewerFrom(known, idHash)
}

const tokenForm = /^Bearer tok_([a-z0-9]{16})_([A-Za-z0-9_-]{43})$/i

/** Who an `Authorization: Bearer tok_…` header stands for, with their present rights. */
export async function viewerOfToken(database: Database, authorization: string | null): Promise<Viewer | null> {
  const [, publicId, secret] = tokenForm.exec(authorization ?? '') ?? []
  const known = publicId && secret ? await lookUpToken(database, publicId, hashOf(secret)) : null
  return known && viewerFrom(known, null)
}
