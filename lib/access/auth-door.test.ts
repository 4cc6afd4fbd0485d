import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/db/test-database'
import { addressHeader } from './address'
import { answerAuth } from './auth-door'
import { csrfCookie, deviceCookie, sessionCookie } from './cookies'
import { hashOf, newSecret } from './secrets'
import { sessionIdIn } from './session-cookie'
import { signInSentence } from './sign-in-words'
import { emailOf, people, plantPeople, testPassword } from './test-people'
import { viewerOfSession } from './who'

process.env.AUTH_SECRET = 'a secret for tests only'
process.env.PUBLIC_URL = 'http://localhost:3000'
const wrong = 'not the password at all'
let planted: TestDatabase

beforeAll(async () => {
  planted = await createTestDatabase()
  await plantPeople(planted)
})
afterAll(() => planted.drop())

const ask = <T extends Record<string, unknown>>(query: ReturnType<typeof sql>) =>
  planted.database.asJob('command', async (db) => (await db.execute<T>(query)).rows)

const jar = (response: Response) => response.headers.getSetCookie()
const pairs = (lines: string[]) => lines.map((line) => line.split(';')[0]).join('; ')

async function post(action: string, fields: Record<string, string>, extra: Record<string, string> = {}) {
  const { origin } = new URL(process.env.PUBLIC_URL!)
  const csrf = await answerAuth(new Request(`${origin}/api/auth/csrf`), planted.database)
  const { csrfToken } = (await csrf.json()) as { csrfToken: string }
  const cookie = [pairs(jar(csrf)), extra.cookie].filter(Boolean).join('; ')
  const headers = { origin, [addressHeader]: '192.0.2.99', ...extra, cookie }
  const body = new URLSearchParams({ csrfToken, json: 'true', ...fields })
  return answerAuth(new Request(`${origin}/api/auth/${action}`, { method: 'POST', headers, body }), planted.database)
}
const credentials = { email: emailOf('employee'), password: testPassword }
const into = (fields: Record<string, string>, extra?: Record<string, string>) =>
  post('callback/credentials', fields, extra)
const cookieNamed = (lines: string[], name: string) =>
  lines
    .find((line) => line.startsWith(`${name}=`))
    ?.slice(name.length + 1)
    .split(';')[0]

test.each([
  ['http://localhost:3000', 'gravitas-session', false],
  ['https://gravitas.example', '__Host-gravitas-session', true],
])('%s: cookie %s', async (address, name, isSecure) => {
  process.env.PUBLIC_URL = address
  process.env.NEXTAUTH_URL = address
  const lines = jar(await into(credentials))
  for (const one of [name, deviceCookie().name]) expect(cookieNamed(lines, one)).toBeDefined()
  const all = [...lines, ...jar(await answerAuth(new Request(`${address}/api/auth/csrf`), planted.database))]
  expect(all.some((line) => line.startsWith(`${csrfCookie().name}=`))).toBe(true)
  for (const line of all) {
    expect(line.startsWith('__Host-')).toBe(isSecure)
    expect(Buffer.byteLength(line.split(';')[0] ?? '')).toBeLessThan(4096)
    expect(line).toMatch(/; HttpOnly/)
    expect(line).toMatch(/; SameSite=Lax/)
    expect(line).toMatch(/; Path=\//)
    expect(/; Secure/.test(line)).toBe(isSecure)
    expect(line).not.toMatch(/; Domain/)
  }
  process.env.PUBLIC_URL = 'http://localhost:3000'
  process.env.NEXTAUTH_URL = 'http://localhost:3000'
})

test('the cookie carries a session id of 256 bits and nothing of the person', async () => {
  const cookie = cookieNamed(jar(await into(credentials)), sessionCookie().name)
  const id = await sessionIdIn(cookie)
  expect(Buffer.from(id!, 'base64url')).toHaveLength(32)
  expect(await viewerOfSession(planted.database, cookie)).toMatchObject({ personId: people.employee })
})

test('a wrong password answers 401 with a code that reads as a sentence, and sets no session', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {})
  const response = await into({ ...credentials, password: wrong })
  expect(said.mock.calls).toEqual([['Sign-in refused: CredentialsSignin from 192.0.2.99']])
  said.mockRestore()
  const { url } = (await response.json()) as { url: string }
  expect(response.status).toBe(401)
  expect(signInSentence(new URL(url).searchParams.get('error'))).toBe('That e-mail and password do not match.')
  expect(cookieNamed(jar(response), sessionCookie().name)).toBeUndefined()
})

test('without scripts a failure comes back to our own sign-in page', async () => {
  const quiet = vi.spyOn(console, 'error').mockImplementation(() => {})
  const response = await into({ ...credentials, password: wrong, json: '' })
  quiet.mockRestore()
  expect(response.status).toBe(302)
  const error = await answerAuth(new Request(response.headers.get('location')!), planted.database)
  const page = await answerAuth(new Request(error.headers.get('location')!), planted.database)
  expect(page.headers.get('location')).toMatch(/^\/sign-in\?.*error=CredentialsSignin/)
})

test.each([
  ['foreign', { origin: 'https://evil.example' }],
  ['null', { origin: 'null' }],
])('a post from %s origin is refused and opens nothing', async (_, extra) => {
  const count = sql`select count(*)::int as sessions from session`
  const before = await ask(count)
  expect((await into(credentials, extra)).status).toBe(403)
  expect(await ask(count)).toEqual(before)
})

test('without the page’s own token nothing opens', async () => {
  const response = await into({ ...credentials, csrfToken: newSecret() })
  expect(cookieNamed(jar(response), sessionCookie().name)).toBeUndefined()
})

test('signing in anew ends the session that this browser had', async () => {
  const name = sessionCookie().name
  const first = cookieNamed(jar(await into(credentials)), name)!
  const second = cookieNamed(jar(await into(credentials, { cookie: `${name}=${first}` })), name)!
  expect(await sessionIdIn(second)).not.toBe(await sessionIdIn(first))
  expect(await viewerOfSession(planted.database, first)).toBeNull()
  expect(await viewerOfSession(planted.database, second)).not.toBeNull()
})

test('signing out ends the session in the database', async () => {
  const cookie = cookieNamed(jar(await into(credentials)), sessionCookie().name)!
  const id = await sessionIdIn(cookie)
  await post('signout', {}, { cookie: `${sessionCookie().name}=${cookie}` })
  const [row] = await ask<{ ended: boolean }>(
    sql`select ended_at is not null as ended from session where id_hash = ${hashOf(id!)}`,
  )
  expect(row?.ended).toBe(true)
  expect(await viewerOfSession(planted.database, cookie)).toBeNull()
})

describe('a body of more than 10,000 bytes: 413', () => {
  const { origin } = new URL('http://localhost:3000')
  const sent = (headers: Record<string, string>, body: ReadableStream<Uint8Array>) =>
    answerAuth(
      new Request(`${origin}/api/auth/signin`, {
        ...{ method: 'POST', headers: { origin, ...headers }, body },
        duplex: 'half',
      } as RequestInit),
      planted.database,
    )
  /** `é` in chunks of 500 letters and 1,000 bytes, as many as are asked for. */
  const endless = (most: number) => {
    const chunk = new TextEncoder().encode('é'.repeat(500))
    const given = { chunks: 0, isCancelled: false }
    const stream = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          if (given.chunks < most) controller.enqueue(chunk)
          else controller.close()
          given.chunks++
        },
        cancel: () => {
          given.isCancelled = true
        },
      },
      { highWaterMark: 0 },
    )
    return { given, stream }
  }

  test('announced: nothing is read', async () => {
    const { given, stream } = endless(5)
    const response = await sent({ 'content-length': '10001' }, stream)
    expect([response.status, await response.json()]).toEqual([413, { message: 'That is more than signing in needs.' }])
    expect(given.chunks).toBe(0)
  })

  test('in chunks: reading stops at the limit', async () => {
    const { given, stream } = endless(1000)
    expect((await sent({}, stream)).status).toBe(413)
    expect(given).toEqual({ chunks: 11, isCancelled: true })
  })

  test('10,000 are read', async () => {
    expect((await sent({ 'content-length': '10000' }, endless(10).stream)).status).not.toBe(413)
  })
})

test('the log endpoint of the library is closed', async () => {
  expect((await post('_log', { code: 'x', level: 'error' })).status).toBe(404)
})
