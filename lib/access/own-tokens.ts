import { randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Hat, TokenScope } from '@/db/values'
import type { Scope } from './allow'
import { notFound, refused } from './errors'
import { hashOf, newSecret } from './secrets'
import type { MadeToken, MakeTokenInput, Token, Tokens } from './shapes'
import type { Viewer } from './viewer'

type Deed = Pick<Scope, 'db' | 'viewer'>

/** What a token of this person may be allowed: imports for who may import, provisioning for administrators. */
export function scopesOf({ roles }: Pick<Viewer, 'roles'>): TokenScope[] {
  const isAdministrator = roles.includes('administrator')
  const mayImport = isAdministrator || roles.includes('hr')
  return ['read', 'write', ...(mayImport ? ['import' as const] : []), ...(isAdministrator ? ['scim' as const] : [])]
}

type Row = {
  public_id: string
  name: string
  hat: Hat
  scopes: TokenScope[]
  created_at: Date
  expires_at: Date
  last_used_on: string | null
  ended_at: Date | null
  person_id: number
  employee_id: string | null
  person_name: string
  email: string | null
}

const iso = (at: Date | string) => new Date(at).toISOString()

/** One's own tokens; everybody's for an administrator. Metadata only: no secret is kept. */
export async function listTokens({ db, viewer }: Deed): Promise<Tokens & { ids: number[] }> {
  const { rows } = await db.execute<Row>(sql`select * from authz.list_tokens()`)
  const tokens = rows.map(
    (row): Token => ({
      tokenId: row.public_id,
      name: row.name,
      owner: { employeeId: row.employee_id, name: row.person_name, email: row.email },
      isOwn: row.person_id === viewer.personId,
      hat: row.hat,
      scopes: row.scopes,
      createdAt: iso(row.created_at),
      expiresAt: iso(row.expires_at),
      lastUsedOn: row.last_used_on,
      endedAt: row.ended_at && iso(row.ended_at),
    }),
  )
  return { tokens, mayScopes: scopesOf(viewer), ids: rows.map(({ person_id }) => person_id) }
}

/** A token under the hat worn now, for a session alone: no token makes another. The text is shown once. */
export async function makeOwnToken({ db, viewer }: Deed, input: MakeTokenInput): Promise<MadeToken> {
  if (viewer.via === 'token') throw refused('A token cannot make tokens. Sign in and make it there.')
  const scopes = [...new Set(input.scopes)]
  const missing = scopes.find((scope) => !scopesOf(viewer).includes(scope))
  if (missing) {
    const who = missing === 'scim' ? 'an administrator' : 'HR or an administrator'
    throw refused(`The scope “${missing}” is for tokens of ${who}.`)
  }
  const tokenId = randomBytes(8).toString('hex')
  const secret = newSecret()
  const { rows } = await db.execute<{ ends: Date }>(
    sql`select authz.make_token(${tokenId}, ${hashOf(secret)}, ${input.name}, ${sql.param(scopes)}::text[], ${input.days}) as ends`,
  )
  return { tokenId, token: `tok_${tokenId}_${secret}`, expiresAt: iso(rows[0]!.ends) }
}

/** Ends a token from the next request on; an administrator ends anybody's. */
export async function endToken({ db }: Deed, tokenId: string): Promise<void> {
  const { rows } = await db.execute<{ done: boolean }>(sql`select authz.end_token(${tokenId}) as done`)
  if (!rows[0]?.done) throw notFound('There is no token by this id that you may end; perhaps it has ended.')
}
