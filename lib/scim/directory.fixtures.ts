import { sql } from 'drizzle-orm'
import { addressHeader } from '@/lib/access/address'
import { makeToken } from '@/lib/access/tokens'
import { createOrganisation } from '@/lib/people/organisation.fixtures'
import { answerScim } from './door'

process.env.AUTH_SECRET = 'a secret for tests only'
process.env.PUBLIC_URL = 'https://gravitas.example'
export const core = 'urn:ietf:params:scim:schemas:core:2.0:User'
export const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'
export let org: Awaited<ReturnType<typeof createOrganisation>>
export let token: string
export let tokenOf: Record<'hr' | 'reader', string>

/** Asks the database itself. */
export const ask = <T extends Record<string, unknown>>(query: ReturnType<typeof sql>) =>
  org.test.database.asJob('command', async (db) => (await db.execute<T>(query)).rows)

/** The small organisation and an administrator's token for its directory. */
export async function openDirectory() {
  org = await createOrganisation()
  const database = org.test.database
  const accounts = ['admin', 'E2', 'E5'].map((who) => sql`(${org.keys.person(who)})`)
  await ask(sql`insert into account (person_id) values ${sql.join(accounts, sql`, `)}`)
  token = await database.asJob('command', (db) => makeToken(db, 'admin@example.com', ['scim'], 30))
  tokenOf = {
    hr: await database.asJob('command', (db) => makeToken(db, 'e2@example.com', ['read', 'write'], 30)),
    reader: await database.asJob('command', (db) => makeToken(db, 'admin@example.com', ['read', 'write'], 30)),
  }
}

export type Body = Record<string, unknown> & { Resources?: Body[]; [enterprise]?: Record<string, unknown> }
/** A request of the directory. */
export async function scim(method: string, path: string, body?: unknown, more: Record<string, string> = {}) {
  const headers = {
    ...{ authorization: `Bearer ${token}`, 'content-type': 'application/scim+json', [addressHeader]: '192.0.2.1' },
    ...more,
  }
  const sent = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body)
  const request = new Request(`https://gravitas.example/scim/v2/${path}`, { method, headers, body: sent })
  const response = await answerScim(request, org.test.database)
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: (text ? JSON.parse(text) : {}) as Body }
}
export const patch = (id: string, operations: object[], more?: Record<string, string>) =>
  scim('PATCH', `Users/${id}`, { schemas: [patchOp], Operations: operations }, more)
export const filtered = (filter: string, more = '') => scim('GET', `Users?filter=${encodeURIComponent(filter)}${more}`)
export const ids = ({ body }: { body: Body }) => body.Resources?.map(({ id }) => id)

/** As Microsoft Entra's documentation shows a new user. */
export const fromEntra = (number: string, more: object = {}) => ({
  schemas: [core, enterprise],
  externalId: `ext-${number}`,
  userName: `user.${number}@example.com`,
  active: true,
  displayName: `User ${number}`,
  emails: [{ primary: true, type: 'work', value: `user.${number}@example.com` }],
  meta: { resourceType: 'User' },
  name: { formatted: `User ${number}`, familyName: number, givenName: 'User' },
  roles: [],
  title: 'Project manager',
  phoneNumbers: [{ type: 'work', value: '+1 555' }],
  [enterprise]: { employeeNumber: number, department: 'Team A1', costCenter: '77', ...more },
})
