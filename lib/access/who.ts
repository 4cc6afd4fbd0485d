import type { Database } from '@/db/client'
import { tokenScopes } from '@/db/values'
import { admitToken, type Known, lookUpSession, type Turn } from './gate'
import { placeOf } from './limits'
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
/** Requests a minute: of one token, and of an address that shows none of ours. */
const limits = { token: 1_200, stranger: 120, seconds: 60 }

/** Who an `Authorization: Bearer tok_…` header stands for, with their present rights, and how often they may still ask. */
export async function admitBearer(
  database: Database,
  authorization: string | null,
  address: string,
): Promise<{ viewer: Viewer | null; turn: Turn }> {
  const [, publicId, secret] = tokenForm.exec(authorization ?? '') ?? []
  const token = publicId && secret ? { publicId, secretHash: hashOf(secret) } : null
  const buckets = { token: `token ${publicId}`, stranger: `address ${hashOf(placeOf(address)).slice(0, 22)}` }
  const { known, turn } = await admitToken(database, token, buckets, limits)
  return { viewer: known && viewerFrom(known, null), turn }
}
