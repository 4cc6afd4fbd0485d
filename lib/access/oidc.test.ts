import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { client, startProvider } from '@/bin/lib/sign-in-provider.mjs'
import { createTestDatabase, type TestDatabase } from '@/db/test-database'
import { addressHeader } from './address'
import { answerAuth } from './auth-door'
import { intentCookie, sessionCookie } from './cookies'
import { inviteOne } from './invitations'
import { hashOf, newSecret } from './secrets'
import { cookieOf, sessionIdIn } from './session-cookie'
import { emailOf, people, plantPeople } from './test-people'
import { viewerOfSession } from './who'

const home = 'http://localhost:3000'
const callback = `${home}/api/auth/callback/oidc`
process.env.AUTH_SECRET = 'a secret for tests only'
process.env.PUBLIC_URL = home

const vouched = (email: string, isVerified: boolean | undefined = true) => ({ email, email_verified: isVerified })
const accounts = {
  linked: vouched('an old one at work@example.com'),
  disabled: vouched(emailOf('disabled')),
  leaver: vouched(emailOf('leaver')),
  both: vouched(emailOf('both')),
  /** The e-mail of an account here, and nothing connected. */
  namesake: vouched(emailOf('employee')),
  invitee: vouched(emailOf('invited')),
  unverified: vouched(emailOf('invited'), false),
  unsaid: { email: emailOf('invited') },
  other: vouched('other@example.com'),
}
type Subject = keyof typeof accounts
type Parts = { header: Record<string, unknown>; payload: Record<string, unknown> }
let provider: Awaited<ReturnType<typeof startProvider>>
let second: Awaited<ReturnType<typeof startProvider>>
let planted: TestDatabase

const ask = <T extends Record<string, unknown>>(query: ReturnType<typeof sql>) =>
  planted.database.asJob('command', async (db) => (await db.execute<T>(query)).rows)
const connected = (who: number, subject: string) =>
  ask(sql`insert into identity (account_id, issuer, subject) values (${who}, ${provider.issuer}, ${subject})`)
const identities = async () => {
  const rows = await ask<{ one: string }>(
    sql`select account_id || ' ' || subject as one from identity order by subject`,
  )
  return rows.map(({ one }) => one)
}

beforeAll(async () => {
  planted = await createTestDatabase()
  await plantPeople(planted)
  provider = await startProvider({ redirectUris: [callback], accounts })
  second = await startProvider({ redirectUris: [callback], accounts })
  Object.assign(process.env, {
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: client.id,
    OIDC_CLIENT_SECRET: client.secret,
  })
  await connected(people.employee, 'linked')
  await connected(people.disabled, 'disabled')
  await connected(people.leaver, 'leaver')
  await connected(people.both, 'both')
})
const said = vi.spyOn(console, 'error').mockImplementation(() => {})
/** Why the library refused, as the operator reads it: each case has to fail for its own reason. */
const why = () => said.mock.calls.flat().join('\n')

afterEach(async () => {
  said.mockClear()
  provider.setTamper(null)
  process.env.OIDC_ISSUER = provider.issuer
  await ask(sql`delete from sign_in_failure`)
  await ask(sql`delete from session`)
})
afterAll(async () => {
  await Promise.all([provider.stop(), second.stop()])
  await planted.drop()
})

/** A browser's cookies, kept apart for each of our two hosts. */
function browser() {
  const jars = new Map<string, Map<string, string>>()
  const jarOf = (url: string) => fresh(new URL(url).host)
  const fresh = (host: string) => {
    const jar = jars.get(host) ?? new Map<string, string>()
    jars.set(host, jar)
    return jar
  }
  async function go(address: string, init: RequestInit = {}): Promise<Response> {
    const jar = jarOf(address)
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = new Headers({ ...(init.headers as Record<string, string>), cookie, [addressHeader]: '192.0.2.7' })
    const request = { ...init, headers, redirect: 'manual' as const }
    const isOurs = address.startsWith(home)
    const response = isOurs
      ? await answerAuth(new Request(address, request), planted.database)
      : await fetch(address, request)
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = line.split(';')[0]!.split(/=(.*)/s)
      if (value && !/max-age=0|1970/i.test(line)) jar.set(name, value)
      else jar.delete(name)
    }
    return response
  }
  return { go, ours: () => jarOf(home), jarOf }
}
type Browser = ReturnType<typeof browser>

const posted = (fields: Record<string, string>) => ({
  ...{ method: 'POST', body: new URLSearchParams(fields), headers: { origin: home } },
})

/** From our button to the provider's address with a code for us. */
async function comeBack(who: Browser, subject: string, fields: Record<string, string> = {}): Promise<string> {
  const page = await who.go(`${home}/api/auth/signin/oidc`, posted(fields))
  expect(page.status).toBe(200)
  const [, found = ''] = /<a href="([^"]+)"/.exec(await page.text()) ?? []
  let at = found.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
  for (let hops = 0; hops < 8; hops++) {
    const isForm = new URL(at).pathname.startsWith('/interaction/')
    const response = isForm
      ? await who.go(at, { method: 'POST', body: new URLSearchParams({ subject }) })
      : await who.go(at)
    const next = response.headers.get('location')
    if (!next) throw new Error(`The provider stopped at ${at}: ${response.status}`)
    at = new URL(next, at).href
    if (at.startsWith(home)) return at
  }
  throw new Error('The provider went on for ever.')
}

/** Where we end up, and who is signed in then. */
async function arrive(who: Browser, address: string) {
  let response = await who.go(address)
  for (let location = response.headers.get('location'); location?.includes('/api/auth/'); ) {
    response = await who.go(new URL(location, home).href)
    location = response.headers.get('location')
  }
  const landed = new URL(response.headers.get('location') ?? '', home)
  const viewer = await viewerOfSession(planted.database, who.ours().get(sessionCookie().name))
  const [{ sessions } = { sessions: -1 }] = await ask<{ sessions: number }>(
    sql`select count(*)::int as sessions from session`,
  )
  return { at: landed.pathname, error: landed.searchParams.get('error'), personId: viewer?.personId ?? null, sessions }
}
const refused = (error: string, at = '/sign-in') => ({ at, error, personId: null, sessions: 0 })
const signInAs = async (subject: string, fields?: Record<string, string>) => {
  const who = browser()
  return arrive(who, await comeBack(who, subject, fields))
}

describe('who gets in', () => {
  test('whoever is connected: by issuer and subject, whatever the e-mail, where they wanted to go', async () => {
    expect(await signInAs('linked', { callbackUrl: '/people/E1' })).toEqual({
      ...{ at: '/people/E1', error: null, personId: people.employee, sessions: 1 },
    })
    const [row] = await ask<{ n: number }>(
      sql`select count(*)::int as n from session where hat = 'work' and ends_at > now()`,
    )
    expect(row?.n).toBe(1)
  })
  test('in the hat that was asked for, where it is theirs', async () => {
    const who = browser()
    await arrive(who, await comeBack(who, 'both', { hat: 'administrator' }))
    const viewer = await viewerOfSession(planted.database, who.ours().get(sessionCookie().name))
    expect(viewer).toMatchObject({ hat: 'administrator', persona: 'p_admin' })
  })
  test('what one journey was for does not count for another', async () => {
    const who = browser()
    await comeBack(who, 'both', { hat: 'administrator' })
    const earlier = who.ours().get(intentCookie().name)!
    const address = await comeBack(who, 'both')
    who.ours().set(intentCookie().name, earlier)
    await arrive(who, address)
    const viewer = await viewerOfSession(planted.database, who.ours().get(sessionCookie().name))
    expect(viewer).toMatchObject({ personId: people.both, hat: 'work' })
  })
  test.each<[string, Subject, string]>([
    ['nobody connected, though the e-mail is an account’s', 'namesake', 'UnknownIdentity'],
    ['disabled', 'disabled', 'ClosedAccount'],
    ['left', 'leaver', 'ClosedAccount'],
  ])('not %s', async (_, subject, error) => {
    const before = await identities()
    expect(await signInAs(subject)).toEqual(refused(error))
    expect(await identities()).toEqual(before)
  })
  test('not whoever cancels at the provider', async () => {
    expect(await signInAs('')).toEqual(refused('Callback'))
  })
  test('not after too many refusals from one address', async () => {
    for (let at = 0; at < 50; at++)
      await ask(sql`insert into sign_in_failure (bucket) values (${bucketOf('192.0.2.7')})`)
    expect(await signInAs('linked')).toEqual(refused('TooMany'))
  })
})
const bucketOf = (address: string) => `address ${hashOf(address).slice(0, 22)}`

describe('an ID token that is not for us opens nothing', () => {
  const past = Math.floor(Date.now() / 1000) - 3_600
  const put = (change: Record<string, unknown>) => (parts: Parts) => ({
    ...parts,
    payload: { ...parts.payload, ...change },
  })
  test.each<[string, RegExp, (parts: Parts) => Parts]>([
    ['another issuer', /unexpected iss/, put({ iss: 'https://evil.example' })],
    ['another audience', /aud mismatch|aud is missing/, put({ aud: 'another-client' })],
    [
      'several audiences, and another one authorised',
      /azp mismatch/,
      put({ aud: [client.id, 'another'], azp: 'another' }),
    ],
    ['another nonce', /nonce mismatch/, put({ nonce: newSecret() })],
    ['no nonce', /nonce mismatch/, put({ nonce: undefined })],
    ['expired', /expired/, put({ exp: past, iat: past - 60 })],
    ['no expiry', /exp/, put({ exp: undefined })],
    ['no subject', /sub/, put({ sub: undefined })],
    ['alg none', /unexpected JWT alg/, ({ payload }) => ({ header: { alg: 'none' }, payload })],
    [
      'signed with the client’s secret',
      /unexpected JWT alg/,
      ({ header, payload }) => ({ header: { ...header, alg: 'HS256' }, payload }),
    ],
    [
      'signed with an unknown key',
      /key/,
      ({ header, payload }) => ({ header: { ...header, kid: 'another' }, payload }),
    ],
  ])('%s', async (_, reason, tamper) => {
    provider.setTamper(tamper)
    expect(await signInAs('linked')).toEqual(refused('OAuthCallback'))
    expect(why()).toMatch(reason)
  })
  test('the same, untouched, opens a session', async () => {
    provider.setTamper((parts: Parts) => parts)
    expect(await signInAs('linked')).toMatchObject({ personId: people.employee, sessions: 1 })
  })
})

describe('an answer that is not this journey’s opens nothing', () => {
  const changed = (address: string, change: Record<string, string | null>) => {
    const url = new URL(address)
    for (const [name, value] of Object.entries(change)) {
      if (value === null) url.searchParams.delete(name)
      else url.searchParams.set(name, value)
    }
    return url.href
  }
  test.each<[string, RegExp, (address: string) => string]>([
    ['another state', /state mismatch/, (address) => changed(address, { state: newSecret() })],
    ['no state', /state missing/, (address) => changed(address, { state: null })],
    ['another issuer (mix-up)', /iss mismatch/, (address) => changed(address, { iss: second.issuer })],
    ['no issuer, though the provider promises it', /iss missing/, (address) => changed(address, { iss: null })],
    ['another code', /invalid_grant/, (address) => changed(address, { code: newSecret() })],
    ['no code', /code missing/, (address) => changed(address, { code: null })],
  ])('%s', async (_, reason, change) => {
    const who = browser()
    expect(await arrive(who, change(await comeBack(who, 'linked')))).toEqual(refused('OAuthCallback'))
    expect(why()).toMatch(reason)
  })
  test('in another browser', async () => {
    const address = await comeBack(browser(), 'linked')
    expect(await arrive(browser(), address)).toEqual(refused('OAuthCallback'))
  })
  test('with the state of one journey and the code of another', async () => {
    const [mine, theirs] = [browser(), browser()]
    const [answer, stolen] = [await comeBack(mine, 'both'), await comeBack(theirs, 'linked')]
    const code = new URL(stolen).searchParams.get('code')
    expect(await arrive(mine, changed(answer, { code }))).toEqual(refused('OAuthCallback'))
  })
  test('a second time, also with the cookies of the first', async () => {
    const who = browser()
    const address = await comeBack(who, 'linked')
    const before = new Map(who.ours())
    expect(await arrive(who, address)).toMatchObject({ personId: people.employee, sessions: 1 })
    await ask(sql`delete from session`)
    expect(await arrive(who, address)).toMatchObject({ error: 'OAuthCallback', sessions: 0 })
    for (const [name, value] of before) who.ours().set(name, value)
    expect(await arrive(who, address)).toMatchObject({ error: 'OAuthCallback', sessions: 0 })
  })
  test('from another provider than the one that is set: code and state of the one, asked at the other', async () => {
    const who = browser()
    const address = await comeBack(who, 'linked')
    process.env.OIDC_ISSUER = second.issuer
    expect(await arrive(who, address)).toEqual(refused('OAuthCallback'))
    expect(await arrive(who, changed(address, { iss: second.issuer }))).toEqual(refused('OAuthCallback'))
  })
  test('the same subject of another provider is somebody else', async () => {
    process.env.OIDC_ISSUER = second.issuer
    expect(await signInAs('linked')).toEqual(refused('UnknownIdentity'))
  })
  test('a provider that calls itself otherwise than it is set', async () => {
    const who = browser()
    const address = await comeBack(who, 'linked')
    process.env.OIDC_ISSUER = `${provider.issuer}/`
    expect(await arrive(who, address)).toEqual(refused('OAuthCallback'))
  })
})

test('a provider that cannot be reached is said so, and a foreign page cannot send anybody there', async () => {
  process.env.OIDC_ISSUER = 'http://127.0.0.1:9'
  const away = await browser().go(`${home}/api/auth/signin/oidc`, posted({}))
  expect(away.headers.get('location')).toBe('/sign-in?error=OAuthSignin')
  const foreign = await browser().go(`${home}/api/auth/signin/oidc`, {
    method: 'POST',
    headers: { origin: 'https://evil.example' },
  })
  expect(foreign.status).toBe(403)
})

describe('the first time, by an invitation', () => {
  const link = async () => {
    const { link: made } = await planted.database.asJob('command', (db) => inviteOne(db, emailOf('invited')))
    return made.split('/').at(-1) ?? ''
  }
  test.each<[string, Subject, string]>([
    ['an e-mail that is not verified', 'unverified', 'UnverifiedEmail'],
    ['an e-mail of which the provider does not say it', 'unsaid', 'UnverifiedEmail'],
    ['somebody else’s e-mail', 'other', 'OtherEmail'],
    ['an identity that is another account’s, whatever it says of its e-mail', 'linked', 'IdentityTaken'],
  ])('%s: refused, and the link still works', async (_, subject, error) => {
    const was = accounts.linked
    if (subject === 'linked') accounts.linked = vouched(emailOf('invited'))
    const invitation = await link()
    expect(await signInAs(subject, { invitation })).toEqual(refused(error))
    accounts.linked = was
    expect(
      await ask(sql`select from invitation where secret_hash = ${hashOf(invitation)} and used_at is null`),
    ).toHaveLength(1)
    expect(await identities()).toEqual(['1004 both', '1002 disabled', '1003 leaver', '1001 linked'])
  })
  test('a link that is spent or made up', async () => {
    expect(await signInAs('invitee', { invitation: newSecret() })).toEqual(refused('SpentLink'))
  })
  test('spends the link, signs in, and from then on without one; what opened the account before is closed', async () => {
    const invitation = await link()
    await ask(sql`update account set password_hash = 'old' where id = ${people.invited}`)
    expect(await signInAs('invitee', { invitation })).toMatchObject({ personId: people.invited, sessions: 1 })
    expect(await signInAs('invitee')).toMatchObject({ personId: people.invited, sessions: 2 })
    expect(await ask(sql`select from account where id = ${people.invited} and password_hash is null`)).toHaveLength(1)
    expect(await signInAs('other', { invitation })).toMatchObject({ error: 'SpentLink' })
    const [entry] = await ask<{ n: number }>(sql`select count(*)::int as n from identity where subject = 'invitee'`)
    expect(entry?.n).toBe(1)
  })
})

describe('connecting while signed in', () => {
  const open = async () => {
    const sessionId = newSecret()
    await planted.database.asGate((db) =>
      db.execute(
        sql`select authz.open_session(${people.administrator}, ${hashOf(sessionId)}, 'administrator', 'test')`,
      ),
    )
    return { sessionId, cookie: await cookieOf(sessionId) }
  }
  test('binds the identity to this account and opens no other session', async () => {
    const who = browser()
    const { cookie } = await open()
    who.ours().set(sessionCookie().name, cookie)
    const landed = await arrive(who, await comeBack(who, 'other', { connect: '1' }))
    expect(landed).toEqual({ at: '/account', error: null, personId: people.administrator, sessions: 1 })
    expect(await signInAs('other')).toMatchObject({ personId: people.administrator })
    who.ours().set(sessionCookie().name, cookie)
    const again = await arrive(who, await comeBack(who, 'namesake', { connect: '1' }))
    expect(again).toMatchObject({ at: '/account', error: 'IdentityTaken' })
  })
  test('not once the session has ended, and not for an identity of somebody else', async () => {
    const who = browser()
    const { sessionId, cookie } = await open()
    who.ours().set(sessionCookie().name, cookie)
    expect(await arrive(who, await comeBack(who, 'linked', { connect: '1' }))).toMatchObject({ error: 'IdentityTaken' })
    const address = await comeBack(who, 'namesake', { connect: '1' })
    await ask(sql`update session set ended_at = now() where id_hash = ${hashOf(sessionId)}`)
    expect(await arrive(who, address)).toMatchObject({ at: '/account', error: 'OtherSession', personId: null })
    expect(await identities()).not.toContain('1005 namesake')
  })
  test('not without a session', async () => {
    const response = await browser().go(`${home}/api/auth/signin/oidc`, posted({ connect: '1' }))
    expect(response.headers.get('location')).toBe('/sign-in?error=OtherSession')
  })
})

test('the sealed session holds an id alone', async () => {
  const who = browser()
  await arrive(who, await comeBack(who, 'linked'))
  expect(await sessionIdIn(who.ours().get(sessionCookie().name))).toMatch(/^[\w-]{43}$/)
})
