import { sql } from 'drizzle-orm'
import { encode } from 'next-auth/jwt'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/db/test-database'
import { cookieOf } from './session-cookie'
import { type Caller, SignInRefused, signIn } from './sign-in'
import { emailOf, people, plantPeople, testPassword } from './test-people'
import { viewerOfSession } from './who'

const verified = vi.hoisted(() => ({ count: 0 }))
vi.mock('@node-rs/argon2', async (original) => {
  const real = await original<typeof import('@node-rs/argon2')>()
  const verify: typeof real.verify = (...given) => {
    verified.count++
    return real.verify(...given)
  }
  return { ...real, verify }
})

process.env.AUTH_SECRET = 'a secret for tests only'
process.env.PUBLIC_URL = 'http://localhost:3000'
const wrong = 'not the password at all'
let planted: TestDatabase

beforeAll(async () => {
  planted = await createTestDatabase()
  await plantPeople(planted)
  await ask(sql`with made as (
      insert into person (employee_id, name, email, employed) values
        ('E-firit', 'Firit', 'firit@example.com', '[2020-01-01,)'), ('E-kay', 'Kay', 'kay@example.com', '[2020-01-01,)')
      returning id
    ) insert into account (person_id) select id from made`)
})
afterAll(() => planted.drop())
afterEach(() => planted.database.asJob('command', (db) => db.execute(sql`delete from sign_in_failure`)))

const from = (address: string, device?: string): Caller => ({ address, agent: 'test', device })
const attempt = (email: string, password: string, caller = from('192.0.2.1'), hat?: string) =>
  signIn(planted.database, { email, password, hat }, caller).catch((error: unknown) => {
    if (error instanceof SignInRefused) return error.problem
    throw error
  })
const fail = async (times: number, email: string, caller: (at: number) => Caller) => {
  for (let at = 0; at < times; at++) expect(await attempt(email, wrong, caller(at))).toBe('CredentialsSignin')
}
const viewerOf = async (sessionId: string) => viewerOfSession(planted.database, await cookieOf(sessionId))
const ask = <T extends Record<string, unknown>>(query: ReturnType<typeof sql>) =>
  planted.database.asJob('command', async (db) => (await db.execute<T>(query)).rows)

describe('who gets in', () => {
  test.each([
    ['the password', emailOf('employee'), testPassword, 'in'],
    ['another case of the e-mail', 'Employee@Example.com ', testPassword, 'in'],
    ['a wrong password', emailOf('employee'), wrong, 'CredentialsSignin'],
    ['nothing', '', '', 'CredentialsSignin'],
    ['an unknown e-mail', 'nobody@example.com', testPassword, 'CredentialsSignin'],
    ['a disabled account', emailOf('disabled'), testPassword, 'CredentialsSignin'],
    ['somebody who has left', emailOf('leaver'), testPassword, 'CredentialsSignin'],
    ['an account without a password', emailOf('invited'), '', 'CredentialsSignin'],
    ['a person without an account', emailOf('fresh'), testPassword, 'CredentialsSignin'],
    ['an e-mail that no database holds', 'a\0b@example.com', testPassword, 'CredentialsSignin'],
  ])('%s: one argon2 verification', async (_, email, password, outcome) => {
    verified.count = 0
    const got = await attempt(email, password)
    expect(typeof got === 'string' ? got : 'in').toBe(outcome)
    expect(verified.count).toBe(1)
  })

  test.each([
    ['employee', undefined, 'work', 'p_member'],
    ['employee', 'administrator', 'work', 'p_member'],
    ['both', undefined, 'work', 'p_member'],
    ['both', 'administrator', 'administrator', 'p_admin'],
    ['administrator', undefined, 'administrator', 'p_admin'],
  ] as const)('%s who asks for the hat %s works as %s', async (who, hat, wears, persona) => {
    const signedIn = await attempt(emailOf(who), testPassword, from('192.0.2.1'), hat)
    const viewer = typeof signedIn === 'string' ? null : await viewerOf(signedIn.sessionId)
    expect(viewer).toMatchObject({ personId: people[who], hat: wears, persona, via: 'session' })
  })
})

describe('limits on failures', () => {
  test('ten for an account from one address, then not even the right password; others go on', async () => {
    await fail(10, emailOf('employee'), () => from('198.51.100.1'))
    expect(await attempt(emailOf('employee'), testPassword, from('198.51.100.1'))).toBe('TooMany')
    expect(await attempt(emailOf('employee'), testPassword, from('198.51.100.2'))).toHaveProperty('sessionId')
    expect(await attempt(emailOf('both'), testPassword, from('198.51.100.1'))).toHaveProperty('sessionId')
  })

  test.each([
    ['an account', 'employeE@example.com', ['EMPLOYEE@example.com', 'employee@eXample.com']],
    ['an account, by letters that only the database lowers alike', 'firİt@example.com', ['firit@example.com']],
    ['an account, by the Kelvin sign', 'Kay@example.com', ['kay@example.com', 'KAY@example.com']],
    ['a stranger', 'nİbody@example.com', ['nibody@example.com', 'NİBODY@example.com']],
  ])('%s has ten however the e-mail is written', async (_, first, others) => {
    await fail(10, first, () => from('198.51.100.3'))
    for (const other of others) expect(await attempt(other, testPassword, from('198.51.100.3'))).toBe('TooMany')
  })

  test('an e-mail that looks like a bucket is one of its own', async () => {
    await fail(10, `account:${people.employee}`, () => from('198.51.100.4'))
    expect(await attempt(emailOf('employee'), testPassword, from('198.51.100.4'))).toHaveProperty('sessionId')
  })

  test.each([
    ['2001:db8:1:2::1', '2001:DB8:1:2:ffff:0:0:9', 'TooMany'],
    ['2001:db8:1:2::1', '2001:db8:1:3::1', 'in'],
    ['::ffff:cb00:7105', '::ffff:cb00:7106', 'in'],
    ['203.0.113.5', '203.0.113.6', 'in'],
  ])('ten from %s, then from %s: %s', async (first, next, outcome) => {
    await fail(10, emailOf('employee'), () => from(first))
    const got = await attempt(emailOf('employee'), testPassword, from(next))
    expect(typeof got === 'string' ? got : 'in').toBe(outcome)
  })

  test('tries sent at once are counted one after another', async () => {
    const tries = Array.from({ length: 30 }, () => attempt(emailOf('employee'), wrong, from('198.51.100.9')))
    const outcomes = await Promise.all(tries)
    expect(outcomes.filter((outcome) => outcome === 'CredentialsSignin')).toHaveLength(10)
  })

  /** As if each failure so far had happened this often, and from as many places. */
  const repeat = (times: number) =>
    ask(sql`insert into sign_in_failure (bucket) select bucket from sign_in_failure, generate_series(2, ${times}::int)`)

  test.each([
    [49, 'in'],
    [50, 'TooMany'],
  ])('%i from one address, whoever is tried: %s', async (times, outcome) => {
    await fail(1, 'nobody@example.com', () => from('203.0.113.1'))
    await repeat(times)
    const got = await attempt(emailOf('employee'), testPassword, from('203.0.113.1'))
    expect(typeof got === 'string' ? got : 'in').toBe(outcome)
    expect(await attempt(emailOf('employee'), testPassword, from('203.0.113.2'))).toHaveProperty('sessionId')
  })

  test.each([
    [99, 'in'],
    [100, 'TooMany'],
  ])(
    '%i for an account from strange devices: %s for a stranger, never for the owner’s device',
    async (times, outcome) => {
      const first = await attempt(emailOf('employee'), testPassword, from('192.0.2.7'))
      if (typeof first === 'string') throw new Error(first)
      await fail(1, emailOf('employee'), () => from('203.0.113.9'))
      await repeat(times)
      const stranger = await attempt(emailOf('employee'), testPassword, from('192.0.2.8'))
      expect(typeof stranger === 'string' ? stranger : 'in').toBe(outcome)
      const home = from('192.0.2.7', first.device)
      expect(await attempt(emailOf('employee'), testPassword, home)).toHaveProperty('device', first.device)
    },
  )

  test('a known device has ten of its own', async () => {
    const first = await attempt(emailOf('employee'), testPassword, from('192.0.2.7'))
    if (typeof first === 'string') throw new Error(first)
    const home = from('192.0.2.7', first.device)
    await fail(10, emailOf('employee'), () => home)
    expect(await attempt(emailOf('employee'), testPassword, home)).toBe('TooMany')
    expect(await attempt(emailOf('both'), testPassword, home)).toHaveProperty('sessionId')
  })

  test('successes do not count, and forgive the failures before them', async () => {
    for (let round = 0; round < 3; round++) {
      await fail(9, emailOf('both'), () => from('192.0.2.30'))
      expect(await attempt(emailOf('both'), testPassword, from('192.0.2.30'))).toHaveProperty('sessionId')
    }
  })

  test('failures are forgotten after a quarter of an hour', async () => {
    await fail(10, emailOf('employee'), () => from('192.0.2.40'))
    await ask(sql`update sign_in_failure set at = at - interval '15 minutes'`)
    expect(await attempt(emailOf('employee'), testPassword, from('192.0.2.40'))).toHaveProperty('sessionId')
  })

  test('the table says nothing about who was tried', async () => {
    await attempt(emailOf('employee'), wrong)
    const buckets = (await ask<{ bucket: string }>(sql`select bucket from sign_in_failure`)).map((row) => row.bucket)
    expect(buckets).toHaveLength(3)
    expect(buckets.join()).not.toMatch(/employee|192\.0/)
  })
})

describe('sessions', () => {
  const opened = async () => {
    const signedIn = await attempt(emailOf('employee'), testPassword)
    if (typeof signedIn === 'string') throw new Error(signedIn)
    return signedIn.sessionId
  }

  test.each([
    ['live', sql`select 1`, true],
    ['59 minutes idle', sql`update session set seen_at = now() - interval '59 minutes'`, true],
    ['an hour idle', sql`update session set seen_at = now() - interval '60 minutes'`, false],
    ['twelve hours old', sql`update session set ends_at = now()`, false],
    ['ended', sql`update session set ended_at = now()`, false],
  ])('%s', async (_, change, isLive) => {
    const id = await opened()
    await ask(change)
    expect((await viewerOf(id)) !== null).toBe(isLive)
  })

  test('a cookie that was touched, is too old or sealed with another key or none opens no live session', async () => {
    const sid = await opened()
    const good = await cookieOf(sid)
    const at = good.length - 8
    const claims = [{ alg: 'none', typ: 'JWT' }, { sid }].map((part) =>
      Buffer.from(JSON.stringify(part)).toString('base64url'),
    )
    const bad = [
      `${good.slice(0, at)}${good[at] === 'A' ? 'B' : 'A'}${good.slice(at + 1)}`,
      await encode({ token: { sid }, secret: 'another secret', maxAge: 60 }),
      await encode({ token: { sid }, secret: process.env.AUTH_SECRET!, maxAge: -60 }),
      `${claims.join('.')}.`,
    ]
    const found = [good, ...bad].map(async (cookie) => (await viewerOfSession(planted.database, cookie)) !== null)
    expect(await Promise.all(found)).toEqual([true, false, false, false, false])
  })

  test('a password of years ago still opens', async () => {
    await ask(sql`update account set password_set_at = now() - interval '9 years' where person_id = ${people.employee}`)
    expect(await opened()).toHaveLength(43)
  })

  test('a person who is disabled is out at the next request, and nothing is kept of the id itself', async () => {
    const id = await opened()
    expect(await viewerOf(id)).not.toBeNull()
    await ask(sql`update person set is_disabled = true where id = ${people.employee}`)
    expect(await viewerOf(id)).toBeNull()
    await ask(sql`update person set is_disabled = false where id = ${people.employee}`)
    const [row] = await ask<{ found: number }>(sql`select count(*)::int as found from session where id_hash = ${id}`)
    expect(row?.found).toBe(0)
  })

  test.each([
    ['no cookie', undefined],
    ['noise', 'x.y.z'],
    ['a cookie of another secret', 'eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..abc.def.ghi'],
  ])('%s is nobody', async (_, cookie) => {
    expect(await viewerOfSession(planted.database, cookie)).toBeNull()
  })
})
