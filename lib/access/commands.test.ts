import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/db/test-database'
import { firstAdministrator } from './first-administrator'
import { grantCommand } from './grant-command'
import { acceptInvitation, lookAtInvitation, spentLink } from './invitations'
import { inviteCommand } from './invite-command'
import { signIn } from './sign-in'
import { emailOf, people, plantPeople, testPassword } from './test-people'
import { tokenCommand } from './token-command'
import { admitBearer } from './who'

process.env.AUTH_SECRET = 'a secret for tests only'
process.env.PUBLIC_URL = 'https://gravitas.example'
let planted: TestDatabase
beforeAll(async () => {
  planted = await createTestDatabase()
})
afterAll(() => planted.drop())

type Command = typeof tokenCommand
const run = (command: Command, ...args: string[]) => command(planted.database, args)
const ask = <T extends Record<string, unknown>>(query: ReturnType<typeof sql>) =>
  planted.database.asJob('command', async (db) => (await db.execute<T>(query)).rows)
const secretIn = (text: string) => /invitation\/([\w-]{43})/.exec(text)?.[1] ?? ''
const caller = { address: '192.0.2.1', agent: '', device: undefined }

test('an empty start prints one link for the first administrator, and later nothing', async () => {
  const first = await firstAdministrator(planted.database)
  expect(first).toMatch(/admin@localhost.*\nhttps:\/\/gravitas\.example\/invitation\/[\w-]{43}$/)
  expect(await firstAdministrator(planted.database)).toBe('')
  expect(await acceptInvitation(planted.database, secretIn(first), testPassword)).toBeNull()
  const { personId } = await signIn(planted.database, { email: 'admin@localhost', password: testPassword }, caller)
  expect(await ask(sql`select role from role_grant where person_id = ${personId}`)).toEqual([{ role: 'administrator' }])
  await plantPeople(planted)
})

test('an invitation sets a password once', async () => {
  const secret = secretIn(await run(inviteCommand, '--email', emailOf('fresh')))
  expect(await lookAtInvitation(planted.database, secret)).toEqual({ name: 'Name of fresh', email: emailOf('fresh') })
  const feeds = () =>
    planted.database.asJob('privacy', (db) => db.execute(sql`select person_id from calendar_feed order by person_id`))
  for (const who of ['fresh', 'both'] as const)
    await planted.database.asJob('privacy', (db) =>
      db.execute(sql`insert into calendar_feed (person_id, secret_hash) values (${people[who]}, ${who})`),
    )
  expect(await acceptInvitation(planted.database, secret, 'too short')).toMatch(/15 characters/)
  expect((await feeds()).rowCount).toBe(2)
  expect(await acceptInvitation(planted.database, secret, 'a wholly new password')).toBeNull()
  expect(await acceptInvitation(planted.database, secret, 'another new password')).toBe(spentLink)
  const credentials = { email: emailOf('fresh'), password: 'a wholly new password' }
  expect(await signIn(planted.database, credentials, caller)).toHaveProperty('sessionId')
  expect(await ask(sql`select 1 as found from invitation where secret_hash = ${secret}`)).toEqual([])
  // Whoever sets a password anew ends their calendar's address too, and nobody else's.
  expect((await feeds()).rows).toEqual([{ person_id: people.both }])
})

test('a new invitation ends the older ones of that account alone', async () => {
  const made: string[] = []
  for (const who of ['invited', 'both', 'invited'] as const) {
    made.push(secretIn(await run(inviteCommand, '--email', emailOf(who))))
  }
  const found = await Promise.all(made.map((secret) => lookAtInvitation(planted.database, secret)))
  expect(found.map((invitation) => invitation?.name)).toEqual([undefined, 'Name of both', 'Name of invited'])
})

test('an invitation lives for 72 hours', async () => {
  const secret = secretIn(await run(inviteCommand, '--email', emailOf('invited')))
  await ask(sql`update invitation set expires_at = now() where used_at is null`)
  expect(await acceptInvitation(planted.database, secret, testPassword)).toBe(spentLink)
})

test('--all invites whoever is here, has an e-mail, no password and no live link', async () => {
  await ask(sql`update invitation set used_at = now(), expires_at = now() + interval '1 hour'`)
  await ask(sql`update account set password_hash = 'set' where password_hash is null`)
  await ask(sql`insert into person (employee_id, name, email, employed) values
    ('E-new', 'New', 'new@example.com', '[2020-01-01,)'), ('E-mute', 'Mute', null, '[2020-01-01,)'),
    ('E-gone', 'Gone', 'gone@example.com', '[2020-01-01,2021-01-01)')`)
  const lines = (await run(inviteCommand, '--all')).split('\n').filter((line) => line.includes('/invitation/'))
  expect(lines.map((line) => line.split(' ')[0])).toEqual(['new@example.com'])
  expect(await run(inviteCommand, '--all')).toMatch(/a link that still works/)
  await ask(sql`update invitation set expires_at = now() where used_at is null`)
  expect(await run(inviteCommand, '--all')).toContain('new@example.com')
})

const viewerOf = async (header: string) => (await admitBearer(planted.database, header, '192.0.2.1')).viewer

test('a token reads as its creator until it ends', async () => {
  const made = await run(tokenCommand, '--email', emailOf('employee'), '--scopes', 'read', '--days', '30')
  const text = /tok_\w{16}_[\w-]{43}/.exec(made)?.[0] ?? ''
  const bearer = (token: string) => viewerOf(`Bearer ${token}`)
  expect(await bearer(text)).toMatchObject({
    personId: people.employee,
    via: 'token',
    scopes: ['read'],
    sessionHash: null,
  })
  expect(await bearer(`${text.slice(0, -1)}${text.endsWith('A') ? 'B' : 'A'}`)).toBeNull()
  expect(await bearer(text.slice(0, -1))).toBeNull()
  expect(await viewerOf(text)).toBeNull()
  expect(await ask(sql`select 1 as found from token where secret_hash like '%' || right(${text}, 43) || '%'`)).toEqual(
    [],
  )
  await ask(sql`update token set expires_at = created_at`)
  expect(await bearer(text)).toBeNull()
})

test('a token of an administrator without a post sees no ratings', async () => {
  const made = await run(tokenCommand, '--email', emailOf('administrator'), '--scopes', 'read', '--days', '1')
  const viewer = await viewerOf(`Bearer ${/tok_\S+/.exec(made)?.[0]}`)
  expect(viewer).toMatchObject({ persona: 'p_admin', roles: ['administrator'] })
})

test('a grant is in force at once; a second time changes nothing', async () => {
  expect(await run(grantCommand, '--email', emailOf('employee'), '--role', 'hr')).toMatch(/is now hr\./)
  expect(await run(grantCommand, '--email', emailOf('employee'), '--role', 'hr')).toMatch(/already/)
  expect(await run(grantCommand, '--email', emailOf('employee'), '--role', 'director', '--unit', 'U1')).toMatch(
    /over U1/,
  )
  const held = await ask(sql`select role from role_grant where person_id = ${people.employee} order by role`)
  expect(held).toEqual([{ role: 'director' }, { role: 'hr' }])
})

test('each deed left one audit row, of ids and names of fields only', async () => {
  const scope = { personId: people.administrator, persona: 'p_admin', readOnly: true } as const
  const query = sql`select action, count(*)::int as times, bool_and(subject_id ~ '^[0-9]+$') as "isId"
    from audit_entry where actor = 'command' group by 1 order by 1`
  const found = await planted.database.asViewer(scope, async (db) => (await db.execute(query)).rows)
  expect(found).toEqual([
    { action: 'grant.made', times: 3, isId: true },
    { action: 'invitation.made', times: 8, isId: true },
    { action: 'token.made', times: 2, isId: true },
  ])
})

test.each<[string, Command, string[], RegExp]>([
  ['a token without anything', tokenCommand, [], /^Usage/],
  ['an unknown scope', tokenCommand, ['--email', emailOf('both'), '--scopes', 'all', '--days', '1'], /no scope "all"/],
  ['366 days', tokenCommand, ['--email', emailOf('both'), '--scopes', 'read', '--days', '366'], /1 and 365/],
  ['half a day', tokenCommand, ['--email', emailOf('both'), '--scopes', 'read', '--days', '0.5'], /whole number/],
  ['a stranger’s token', tokenCommand, ['--email', 'x@y.z', '--scopes', 'read', '--days', '1'], /Nobody here/],
  ['a leaver’s token', tokenCommand, ['--email', emailOf('leaver'), '--scopes', 'read', '--days', '1'], /may not act/],
  ['an invitation for both', inviteCommand, ['--email', 'a@b.c', '--all'], /^Usage/],
  ['a stranger’s invitation', inviteCommand, ['--email', 'x@y.z'], /Nobody here/],
  ['a leaver’s invitation', inviteCommand, ['--email', emailOf('leaver')], /has left/],
  ['an unknown role', grantCommand, ['--email', emailOf('both'), '--role', 'king'], /Roles: hr/],
  ['a stranger as HR', grantCommand, ['--email', 'x@y.z', '--role', 'hr'], /Nobody here/],
  ['a director of nothing', grantCommand, ['--email', emailOf('both'), '--role', 'director'], /needs a unit/],
  [
    'a director of nowhere',
    grantCommand,
    ['--email', emailOf('both'), '--role', 'director', '--unit', 'U9'],
    /no unit U9/,
  ],
  ['HR of a unit', grantCommand, ['--email', emailOf('both'), '--role', 'hr', '--unit', 'U1'], /leave --unit out/],
])('%s is refused with a sentence', async (_, command, args, sentence) => {
  await expect(run(command, ...args)).rejects.toThrow(sentence)
})
