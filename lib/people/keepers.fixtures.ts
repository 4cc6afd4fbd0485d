import { sql } from 'drizzle-orm'
import type { Persona } from '@/db/values'
import type { RequestContext } from '@/lib/access/allow'
import { hashOf } from '@/lib/access/secrets'
import { createOrganisation, type Somebody } from './organisation.fixtures'

/** The organisation, with a second person in HR (E7) and two people who administrate beside a post: E4 manages, E3 directs A. */
export async function createKeptOrganisation() {
  const org = await createOrganisation()
  const { database } = org.test
  const command = <T extends Record<string, unknown>>(query: ReturnType<typeof sql>) =>
    database.asJob('command', async (db) => (await db.execute<T>(query)).rows)
  await command(sql`insert into role_grant (person_id, role, valid, confirmed_at) values
    (${org.keys.person('E7')}, 'hr', '[2020-01-01,)', now()), (${org.keys.person('E4')}, 'administrator', '[2020-01-01,)', now()),
    (${org.keys.person('E3')}, 'administrator', '[2020-01-01,)', now())`)
  await command(sql`insert into account (person_id) select id from person`)
  const wear =
    (persona: Persona, roles: 'hr' | 'administrator') =>
    (who: Somebody | 'admin'): { context: RequestContext } => {
      const given = org.as('hr').context
      return {
        context: {
          ...given,
          who: async () => ({
            ...(await given.who())!,
            ...{ personId: org.keys.person(who), persona, roles: [roles], name: who },
            ...{ hat: roles === 'hr' ? 'work' : 'administrator', sessionHash: hashOf(`session of ${who}`) },
          }),
        },
      }
    }
  const versionOf = async (who: string) => {
    const [row] = await command<{ version: number }>(sql`select version from person where employee_id = ${who}`)
    return row!.version
  }
  /** A live session and token of this person, as hashes and what looking them up gives now. */
  const openDoors = async (who: Somebody) => {
    const [own] = await command<{ id: number }>(sql`select id from account where person_id = ${org.keys.person(who)}`)
    const name = hashOf(`session of ${who} ${Math.random()}`)
    await command(sql`insert into session (id_hash, account_id, hat, ends_at)
      values (${name}, ${own!.id}, 'work', now() + interval '1 hour')`)
    await command(sql`insert into token (public_id, secret_hash, account_id, scopes, expires_at)
      values (${name}, ${name}, ${own!.id}, '{read}', now() + interval '1 day')`)
    return () =>
      database.asGate(async (db) => {
        const bySession = await db.execute(sql`select * from authz.look_up_session(${name})`)
        const byToken = await db.execute(sql`select * from authz.look_up_token(${name}, ${name})`)
        return { session: bySession.rows.length, token: byToken.rows.length }
      })
  }
  return {
    ...org,
    command,
    hr: wear('p_hr', 'hr'),
    administrator: wear('p_admin', 'administrator'),
    versionOf,
    openDoors,
  }
}
export type KeptOrganisation = Awaited<ReturnType<typeof createKeptOrganisation>>
