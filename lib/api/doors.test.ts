import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Database } from '@/db/client'
import { session, token } from '@/db/schema'
import { createTestDatabase, type TestDatabase } from '@/db/test-database'
import { addressHeader } from '@/lib/access/address'
import { sessionCookie } from '@/lib/access/cookies'
import { hashOf } from '@/lib/access/secrets'
import { cookieOf } from '@/lib/access/session-cookie'
import { administratorId, cast, employeeIdOf, type Member, plantMatrix } from './matrix-organisation'
import { answerRest } from './rest'
import { answerRpc } from './rpc'
import { allAtOnce } from './together.fixtures'

process.env.AUTH_SECRET = 'a secret for tests only'
process.env.PUBLIC_URL = 'https://gravitas.example'
const home = 'https://gravitas.example'
let planted: TestDatabase

const publicIdOf = (member: Member) => String(cast[member].id).padStart(16, '0')
const secretOf = (member: Member) => member.padEnd(43, '_')
const bearer = (member: Member) => `Bearer tok_${publicIdOf(member)}_${secretOf(member)}`
const cookie = async (id: string) => `${sessionCookie().name}=${await cookieOf(id)}`

beforeAll(async () => {
  planted = await createTestDatabase()
  await plantMatrix(planted)
  await planted.database.asJob('command', async (db) => {
    const scopes = ['read' as const]
    for (const member of ['employee', 'manager', 'hr'] as const) {
      const secret = { publicId: publicIdOf(member), secretHash: hashOf(secretOf(member)) }
      const life = { scopes, expiresAt: sql`now() + interval '1 day'` }
      await db.insert(token).values({ ...secret, ...life, accountId: cast[member].id })
    }
  })
})
afterAll(() => planted.drop())
beforeEach(async () => {
  await planted.database.asJob('command', async (db) => {
    await db.delete(session)
    const endsAt = sql`now() + interval '1 hour'`
    const mine = (idHash: string) => ({
      idHash: hashOf(idHash),
      accountId: cast.manager.id,
      hat: 'work' as const,
      endsAt,
    })
    await db.insert(session).values(['here', 'there', 'elsewhere'].map(mine))
  })
})

const rest = (path: string, init: RequestInit = {}, database: Database = planted.database) =>
  answerRest(new Request(`${home}/api/v1${path}`, init), database)
const asManager = { headers: { authorization: bearer('manager') } }
const read = (path: string) => rest(path, asManager)

async function rpc(
  name: string,
  input: unknown,
  headers: Record<string, string> = {},
  method = 'POST',
  database = planted.database,
) {
  const all = { origin: home, 'content-type': 'application/json', cookie: await cookie('here'), ...headers }
  const body = method === 'GET' ? undefined : JSON.stringify({ json: input })
  return answerRpc(new Request(`${home}/rpc/${name}`, { method, headers: all, body }), database)
}
const live = () =>
  planted.database.asJob('command', async (db) => {
    const { rows } = await db.execute<{ live: number }>(
      sql`select count(*)::int as live from session where ended_at is null`,
    )
    return rows[0]?.live
  })

describe('each door takes its own key', () => {
  test('REST reads no cookie', async () => {
    expect((await rest('/me', { headers: { cookie: await cookie('here'), origin: home } })).status).toBe(401)
    expect((await read('/me')).status).toBe(200)
  })

  test('RPC reads no token', async () => {
    expect((await rpc('me/get', undefined, { cookie: '', authorization: bearer('manager') })).status).toBe(401)
    expect((await rpc('me/get', undefined)).status).toBe(200)
  })

  test.each([
    ['no token', {}],
    ['another scheme', { authorization: `Basic ${bearer('manager').slice(7)}` }],
    ['a wrong secret', { authorization: bearer('manager').replace('manager', 'manages') }],
    ['a token without form', { authorization: 'Bearer tok_x' }],
  ])('%s: 401 with a sentence', async (_, headers) => {
    const response = await rest('/me', { headers: headers as Record<string, string> })
    expect(response.status).toBe(401)
    expect(await response.json()).toEqual({ code: 'UNAUTHORIZED', status: 401, message: 'Sign in to go on.' })
  })

  test('no answer may be kept, and none names another origin', async () => {
    for (const response of [await read('/me'), await read('/nowhere'), await rpc('me/get', undefined)]) {
      expect(response.headers.get('cache-control')).toBe('no-store')
      expect(response.headers.get('access-control-allow-origin')).toBeNull()
    }
  })
})

describe('foreign origins', () => {
  test.each([
    ['foreign', { origin: 'https://evil.example' }],
    ['null', { origin: 'null' }],
    ['a sibling', { origin: 'https://x.gravitas.example' }],
  ])('%s: 403 and nothing written, whatever the method', async (_, headers) => {
    const wrote = await rpc(
      'account/endSessions',
      { which: 'all' },
      { ...headers, 'idempotency-key': crypto.randomUUID() },
    )
    expect([wrote.status, wrote.headers.get('x-refused-by')]).toEqual([403, 'allow'])
    expect((await rpc('me/get', undefined, headers, 'GET')).status).toBe(403)
    expect(await live()).toBe(3)
  })

  test('a deed by GET is no deed', async () => {
    const response = await rpc('account/endSessions', undefined, {}, 'GET')
    expect(response.status).toBe(405)
    expect(await live()).toBe(3)
  })
})

describe('what is not understood', () => {
  const marker = (...place: unknown[]) => Buffer.from(JSON.stringify(place)).toString('base64url')
  test.each([
    ['/people?search=%00', /nothing here can hold/],
    ['/people?unit=a%00', /nothing here can hold/],
    ['/people/a%00', /nothing here can hold/],
    ['/people/a%00/levels', /nothing here can hold/],
    ['/search?q=%00', /nothing here can hold/],
    ['/gap-map?profile=a%00', /nothing here can hold/],
    ['/gap-map?cycle=a%00', /nothing here can hold/],
    [`/people?after=${marker('a\0', 1)}`, /nothing here can hold/],
    [`/people?after=${marker('a', 2 ** 60)}`, /page marker/],
    [`/gap-map/cell?unit=A&criterion=c1&after=${marker(2 ** 40, 'a', 1)}`, /page marker/],
    [`/gap-map/cell?unit=A&criterion=c1&after=${marker(1, 'a\0', 1)}`, /nothing here can hold/],
  ])('%s: 400 with a sentence', async (path, sentence) => {
    const response = await rest(path, { headers: { authorization: bearer('hr') } })
    expect([response.status, await response.json()]).toEqual([
      400,
      expect.objectContaining({ message: expect.stringMatching(sentence) }),
    ])
  })

  test.each([
    [marker(2 ** 40, 'a', 1), /page marker/],
    [marker(1, 'a\0', 1), /nothing here can hold/],
  ])('the team’s marker %s: 400', async (after, sentence) => {
    const response = await read(`/team?after=${after}`)
    expect([response.status, await response.json()]).toEqual([
      400,
      expect.objectContaining({ message: expect.stringMatching(sentence) }),
    ])
  })

  test.each([
    ['/people?colour=red', /colour/],
    ['/people?limit=1000', /limit/],
    ['/people?limit=ten', /limit/],
    ['/people?limit=1&limit=2', /limit/],
    ['/people?search[x]=1', /search/],
    ['/gap-map?units=A', /units/],
    ['/people/E-1/levels?cycles=x', /cycles/],
    ['/search', /q/],
  ])('%s: 400 that names it', async (path, name) => {
    const response = await rest(path, { headers: { authorization: bearer('hr') } })
    const body = (await response.json()) as { message: string; data: { issues: { path: string; message: string }[] } }
    expect(response.status).toBe(400)
    expect(body.message).toMatch(/^Something in the request is not understood\./)
    expect(JSON.stringify(body.data.issues)).toMatch(name)
  })

  test.each(['/nowhere', '/people/E-1/secrets', '/', ''])('the address %s: 404', async (path) => {
    const response = await read(path)
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([404, 'NOT_FOUND'])
  })

  test('a key in the path is decoded, and cannot be overridden by the query', async () => {
    const own = await read(`/people/${encodeURIComponent(employeeIdOf('manager'))}/levels`)
    expect(await own.json()).toMatchObject({ employeeId: employeeIdOf('manager') })
    const other = await read(`/people/${employeeIdOf('other')}/levels?employeeId=${employeeIdOf('manager')}`)
    expect(other.status).toBe(404)
  })

  test.each([
    '{"which":"all","__proto__":{"isAdministrator":true}}',
    '{"which":"all","constructor":{"prototype":{"isAdministrator":true}}}',
    '{"which":"all","personId":1}',
  ])('the body %s: 400, and no object is the richer for it', async (body) => {
    const headers = {
      ...asManager.headers,
      ...{ 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    }
    const response = await rest('/account/sessions/end', { method: 'POST', headers, body })
    expect([400, 403]).toContain(response.status)
    expect(Object.hasOwn(Object.prototype, 'isAdministrator')).toBe(false)
    expect(await live()).toBe(3)
  })

  test('a body past a megabyte', async () => {
    const body = JSON.stringify({ which: 'x'.repeat(1_100_000) })
    const headers = { ...asManager.headers, 'content-type': 'application/json' }
    expect((await rest('/account/sessions/end', { method: 'POST', headers, body })).status).toBe(413)
  })
})

describe('a deed and its key', () => {
  const end = async (key: string | null, which = 'others', id = 'here', database?: Database) => {
    const headers = { cookie: await cookie(id), ...(key ? { 'idempotency-key': key } : {}) }
    return rpc('account/endSessions', { which }, headers, 'POST', database)
  }

  const answerOf = async (response: Response) => [response.status, await response.text()]

  test('ends the others, keeps the one that asks', async () => {
    expect(await answerOf(await end(crypto.randomUUID()))).toEqual([200, '{"json":{"ended":2}}'])
    expect((await rpc('me/get', undefined)).status).toBe(200)
    expect((await rpc('me/get', undefined, { cookie: await cookie('there') })).status).toBe(401)
  })

  test('ends all, within one request', async () => {
    expect(await answerOf(await end(crypto.randomUUID(), 'all'))).toEqual([200, '{"json":{"ended":3}}'])
    expect((await rpc('me/get', undefined)).status).toBe(401)
  })

  test('ten replays, one effect, the same answer', async () => {
    const key = crypto.randomUUID()
    const answers = []
    for (let at = 0; at < 10; at++) answers.push(await answerOf(await end(key)))
    expect(answers).toEqual(Array(10).fill([200, '{"json":{"ended":2}}']))
  })

  test('ten at the same moment, one effect, the same answer', async () => {
    const key = crypto.randomUUID()
    const together = allAtOnce(planted.database, 10)
    const answers = await Promise.all(
      Array.from({ length: 10 }, async () => answerOf(await end(key, 'others', 'here', together))),
    )
    expect(answers).toEqual(Array(10).fill([200, '{"json":{"ended":2}}']))
  })

  test('another deed under the same key is a conflict without effect', async () => {
    const key = crypto.randomUUID()
    await end(key)
    expect((await end(key, 'all')).status).toBe(409)
    expect(await live()).toBe(1)
  })

  test.each([[null], ['not a uuid']])('the key %s: 400 without effect', async (key) => {
    expect((await end(key)).status).toBe(400)
    expect(await live()).toBe(3)
  })
})

describe('who looked', () => {
  const looks = () =>
    planted.database.asViewer({ personId: administratorId, persona: 'p_admin', readOnly: true }, async (db) => {
      const query = sql`select viewer_id as viewer, viewer_role as role, purpose, array_to_string(subject_ids, ',') as subjects from access_log
        order by at`
      return (await db.execute(query)).rows
    })

  test('one row a request, with ids and purpose; looking at oneself is not logged; the subject sees the role', async () => {
    const before = (await looks()).length
    await read(`/people/${employeeIdOf('employee')}/levels`)
    await read(`/people/${employeeIdOf('manager')}/levels`)
    await read(`/people/${employeeIdOf('other')}/levels`)
    await read('/team')
    const found = (await looks()).slice(before)
    expect(found).toEqual([
      { viewer: cast.manager.id, role: 'manager', purpose: 'levels', subjects: '5' },
      { viewer: cast.manager.id, role: 'manager', purpose: 'team', subjects: '5,6,7,12' },
    ])
    const mine = await rest('/me/looks', { headers: { authorization: bearer('employee') } })
    const body = (await mine.json()) as { looks: { role: string; purpose: string }[] }
    expect(body.looks.map(({ role, purpose }) => `${role} ${purpose}`)).toContain('manager levels')
  })

  test('when it cannot be written, nothing is answered', async () => {
    const deaf: Database = {
      ...planted.database,
      asViewer: (scope, work) => {
        if (!scope.readOnly) throw Object.assign(new Error('disk full'), { code: '53100' })
        return planted.database.asViewer(scope, work)
      },
    }
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => {})
    const response = await rest(`/people/${employeeIdOf('employee')}/levels`, asManager, deaf)
    expect([response.status, await response.text()]).toEqual([500, expect.not.stringContaining('level":')])
    expect((await rest(`/people/${employeeIdOf('manager')}/levels`, asManager, deaf)).status).toBe(200)
    expect(quiet.mock.calls.flat().join()).toBe('readiness.levels failed: 53100')
    quiet.mockRestore()
  })
})

test('who refused is told in tests only, and to the log otherwise: ids, no names', async () => {
  vi.stubEnv('NODE_ENV', 'production')
  const said = vi.spyOn(console, 'error').mockImplementation(() => {})
  const response = await read('/gap-map')
  await rest('/me', { headers: { [addressHeader]: '192.0.2.8' } })
  await read(`/people/${employeeIdOf('other')}/levels`)
  await rpc('me/get', undefined, { origin: 'https://evil.example', [addressHeader]: '192.0.2.8' })
  vi.unstubAllEnvs()
  const lines = said.mock.calls.flat()
  said.mockRestore()
  expect([response.status, response.headers.get('x-refused-by')]).toEqual([403, null])
  expect(lines).toEqual([
    `refused gapMap.get 403 by allow: person ${cast.manager.id} from unknown`,
    'refused me.get 401 by allow: person - from 192.0.2.8',
    `refused readiness.levels 404 by database: person ${cast.manager.id} from unknown`,
    'refused a foreign origin 403 by allow: person - from 192.0.2.8',
  ])
  expect((await read('/gap-map')).headers.get('x-refused-by')).toBe('allow')
})

test('a database that is gone: 503, try again, no word of the cause', async () => {
  const gone = new Error('connect ECONNREFUSED 10.1.2.3:5432', { cause: 0 })
  const away = () => Promise.reject(Object.assign(gone, { code: 'ECONNREFUSED' }))
  const quiet = vi.spyOn(console, 'error').mockImplementation(() => {})
  const response = await rest('/units', asManager, { ...planted.database, asGate: away })
  const later = await rest('/units', asManager, { ...planted.database, asViewer: away })
  const gated = { ...planted.database, askGate: away }
  const page = await rpc('units/list', {}, {}, 'POST', gated)
  quiet.mockRestore()
  for (const one of [response, later, page]) {
    expect(one.headers.get('retry-after')).toMatch(/^[1-9]\d?$/)
    expect([one.status, await one.text()]).toEqual([503, expect.stringMatching(/^(?!.*10\.1\.2\.3).*[Tt]ry again/)])
  }
})

test('the description needs no token', async () => {
  expect((await rest('/openapi.json')).status).toBe(200)
})
