import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { publicUrl } from './address'
import { hashOf, newSecret } from './secrets'

interface Invitee {
  employeeId: string | null
  name: string
  email: string
}
export type Invited = Invitee & { link: string; expiresAt: string }

export function linkTo({ employeeId, name, email }: Invitee, secret: string, ends: Date | string): Invited {
  const link = new URL(`/invitation/${secret}`, publicUrl()).href
  return { employeeId, name, email, link, expiresAt: new Date(ends).toISOString() }
}

/**
 * A one-time link for each, in one statement; the database refuses people whose links need a second person. Each link
 * sets a password once, within 72 hours, also over an older one; earlier links end.
 */
export async function makeLinks(db: Db, people: readonly (Invitee & { id: number })[]): Promise<Invited[]> {
  if (people.length === 0) return []
  const secrets = people.map(() => newSecret())
  const ids = people.map(({ id }) => id)
  const { rows } = await db.execute<{ ends: Date }>(
    sql`select authz.make_links(${sql.param(ids)}::bigint[], ${sql.param(secrets.map(hashOf))}::text[]) as ends`,
  )
  const ends = rows[0]!.ends
  return people.map((one, at) => linkTo(one, secrets[at]!, ends))
}
