import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as table from './schema'
import { plantSmallOrganisation, who } from './small-organisation'
import { createTestDatabase, type TestDatabase } from './test-database'

let base: TestDatabase
beforeAll(async () => {
  base = await createTestDatabase()
  await plantSmallOrganisation(base)
})
afterAll(() => base.drop())
beforeEach(() => command(sql`delete from session`))

type Row = Record<string, unknown>
const gate = (query: ReturnType<typeof sql>): Promise<Row[]> =>
  base.database.asGate(async (db) => (await db.execute(query)).rows)
const command = (query: ReturnType<typeof sql>): Promise<Row[]> =>
  base.database.asJob('command', async (db) => (await db.execute(query)).rows)
const as = (personId: number, query: ReturnType<typeof sql>): Promise<Row[]> =>
  base.database.asViewer(
    { personId, persona: 'p_member', readOnly: false },
    async (db) => (await db.execute(query)).rows,
  )
const open = (account: number, idHash: string, hat = 'work') =>
  gate(sql`select authz.open_session(${account}, ${idHash}, ${hat}, 'Firefox')`)
const lookUp = (idHash: string) => gate(sql`select * from authz.look_up_session(${idHash})`)

describe('an account', () => {
  test.each([
    ['person3@example.com', [{ account_id: 3, person_id: 3, password_hash: 'hash 3', may_sign_in: true }]],
    ['PERSON3@Example.com', [{ account_id: 3, person_id: 3, password_hash: 'hash 3', may_sign_in: true }]],
    ['person9@example.com', [{ account_id: 9, person_id: 9, password_hash: 'hash 9', may_sign_in: true }]],
    ['person10@example.com', [{ account_id: 10, person_id: 10, password_hash: 'hash 10', may_sign_in: false }]],
    ['person11@example.com', [{ account_id: 11, person_id: 11, password_hash: 'hash 11', may_sign_in: false }]],
    ['nobody@example.com', []],
    ['', []],
    ['%', []],
  ])('%s', async (email, found) => {
    expect(await gate(sql`select * from authz.find_account(${email})`)).toEqual(found)
  })

  test('is out of everybody else’s reach', async () => {
    await expect(as(who.hr, sql`select * from authz.find_account('person3@example.com')`)).rejects.toMatchObject({
      code: '42501',
    })
    await expect(as(who.hr, sql`select * from authz.look_up_session('planted')`)).rejects.toMatchObject({
      code: '42501',
    })
    await expect(gate(sql`select name from person`)).rejects.toMatchObject({ code: '42501' })
    await expect(gate(sql`select authz.visible_ids()`)).rejects.toMatchObject({ code: '42501' })
  })
})

describe('a session', () => {
  const nothing = {
    holds_hr: false,
    holds_all: false,
    holds_director: false,
    holds_administrator: false,
    has_reports: false,
  }
  test.each([
    [who.employee, 'work', {}],
    [who.managerA, 'work', { has_reports: true }],
    [who.head, 'work', { has_reports: true, holds_all: true }],
    [who.hr, 'work', { holds_hr: true }],
    [who.directorOfA, 'work', { holds_director: true }],
    [who.rootDirector, 'work', { holds_director: true, holds_all: true }],
    [who.formerDirector, 'work', {}],
    [who.administrator, 'administrator', { holds_administrator: true, has_post: false, employee_id: null }],
  ])('of person %i as %s knows what they hold', async (person, hat, titles) => {
    await open(person, 'id', hat)
    const [viewer] = await lookUp('id')
    expect(viewer).toEqual({
      ...{ account_id: person, person_id: person, employee_id: `E${person}`, name: `Person ${person}` },
      ...{
        email: `person${person}@example.com`,
        hat,
        scopes: null,
        language: null,
        time_zone: 'UTC',
        may_act: true,
        has_post: true,
        ...nothing,
        ...titles,
      },
    })
  })

  test.each([
    [who.disabledHr, 'work'],
    [who.leftHr, 'work'],
    [who.hr, 'administrator'],
    [who.nobody, 'work'],
  ])('of person %i as %s is refused', async (person, hat) => {
    await expect(open(person, 'id', hat)).rejects.toMatchObject({ code: '42501' })
    expect(await lookUp('id')).toEqual([])
  })

  test.each([
    ['ended', sql`update session set ended_at = now()`, sql`update session set ended_at = null`],
    [
      'idle for an hour',
      sql`update session set seen_at = now() - interval '60 minutes'`,
      sql`update session set seen_at = now()`,
    ],
    [
      'twelve hours old',
      sql`update session set ends_at = now()`,
      sql`update session set ends_at = now() + interval '1 hour'`,
    ],
    [
      'without its grant',
      sql`update role_grant set confirmed_at = null where person_id = 9`,
      sql`update role_grant set confirmed_at = now() where person_id = 9`,
    ],
  ])('%s is none, on the next request', async (_what, end, restore) => {
    await open(who.administrator, 'id', 'administrator')
    expect(await lookUp('id')).toHaveLength(1)
    await command(end)
    expect(await lookUp('id')).toEqual([])
    await command(restore)
    expect(await lookUp('id')).toHaveLength(1)
  })

  test('of a disabled person is none, on the next request and for good', async () => {
    await open(who.administrator, 'id', 'administrator')
    expect(await lookUp('id')).toHaveLength(1)
    await command(sql`update person set is_disabled = true where id = 9`)
    expect(await lookUp('id')).toEqual([])
    await command(sql`update person set is_disabled = false where id = 9`)
    expect(await lookUp('id')).toEqual([])
  })

  test('lasts twelve hours and is touched once a minute', async () => {
    await open(who.employee, 'id')
    const read = async () =>
      (
        await command(sql`select seen_at::text, ends_at - created_at = interval '12 hours' as half_a_day from session`)
      )[0]
    const before = await read()
    expect(before?.half_a_day).toBe(true)
    await lookUp('id')
    expect((await read())?.seen_at).toBe(before?.seen_at)
    await command(sql`update session set seen_at = now() - interval '59 minutes'`)
    await lookUp('id')
    expect((await command(sql`select seen_at > now() - interval '1 minute' as fresh from session`))[0]?.fresh).toBe(
      true,
    )
  })

  test('is listed and ended by its own person only', async () => {
    await open(who.employee, 'one')
    await open(who.employee, 'two')
    await open(who.peer, 'other')
    const mine = await as(who.employee, sql`select * from authz.my_sessions('two')`)
    expect(mine.map((session) => session.is_current).sort()).toEqual([false, true])
    const [theirs] = await command(sql`select public_id as id from session where id_hash = 'other'`)
    expect(await as(who.employee, sql`select authz.end_my_session(${theirs?.id}) as ended`)).toEqual([{ ended: false }])
    expect(await as(who.employee, sql`select authz.end_my_sessions('two') as ended`)).toEqual([{ ended: 1 }])
    expect([await lookUp('one'), await lookUp('two'), await lookUp('other')].map((rows) => rows.length)).toEqual([
      0, 1, 1,
    ])
    expect(await as(who.peer, sql`select authz.end_my_session(${theirs?.id}) as ended`)).toEqual([{ ended: true }])
    await gate(sql`select authz.end_session('two')`)
    expect([...(await lookUp('two')), ...(await lookUp('other'))]).toEqual([])
  })

  test('leaves its openings and ends in the audit, each once', async () => {
    const scope = { personId: who.administrator, persona: 'p_admin', readOnly: true } as const
    const count = () => base.database.asViewer(scope, (db) => db.$count(table.auditEntry, sql`action like 'session.%'`))
    const before = await count()
    await open(who.employee, 'id')
    for (let turn = 0; turn < 2; turn += 1) await gate(sql`select authz.end_session('id')`)
    expect(await count()).toBe(before + 2)
  })
})

describe('a token', () => {
  const lookUpToken = (id: string, secret: string) => gate(sql`select * from authz.look_up_token(${id}, ${secret})`)
  test('is its creator with its scopes', async () => {
    expect(await lookUpToken('planted', 'secret')).toMatchObject([
      { person_id: who.employee, hat: 'work', scopes: ['read'], may_act: true },
    ])
  })
  test('with a wrong secret, id or after its end is nobody', async () => {
    expect([...(await lookUpToken('planted', 'wrong')), ...(await lookUpToken('other', 'secret'))]).toEqual([])
    for (const column of ['ended_at', 'expires_at']) {
      await command(sql`update token set ${sql.identifier(column)} = now()`)
      expect(await lookUpToken('planted', 'secret'), column).toEqual([])
      await command(sql`update token set ended_at = null, expires_at = now() + interval '1 day'`)
      expect(await lookUpToken('planted', 'secret'), column).toHaveLength(1)
    }
  })
  test('lives for a year at most', async () => {
    await expect(command(sql`update token set expires_at = created_at + interval '367 days'`)).rejects.toMatchObject({
      code: '23514',
    })
  })
})

test('failures are counted by bucket and time, and forgotten', async () => {
  const count = () =>
    gate(sql`select * from authz.count_failures('{a,b,c}'::text[], now() - interval '15 minutes') order by 1`)
  const figures = (a: number, b: number) => [
    { bucket: 'a', failures: a },
    { bucket: 'b', failures: b },
    { bucket: 'c', failures: 0 },
  ]
  expect(await count()).toEqual(figures(0, 0))
  await gate(sql`select authz.add_failure('{a,b}'::text[])`)
  await gate(sql`select authz.add_failure('{a}'::text[])`)
  expect(await count()).toEqual(figures(2, 1))
  await command(sql`update sign_in_failure set at = now() - interval '16 minutes' where bucket = 'b'`)
  expect(await count()).toEqual(figures(2, 0))
  await gate(sql`select authz.clear_failures('{a}'::text[])`)
  expect(await count()).toEqual(figures(0, 0))
})

test('a device is known to the account it signed in to', async () => {
  const knows = async (account: number) =>
    (await gate(sql`select authz.is_known_device(${account}, 'device') as known`))[0]?.known
  expect(await knows(who.peer)).toBe(false)
  for (let turn = 0; turn < 2; turn += 1) await gate(sql`select authz.remember_device(${who.peer}, 'device')`)
  expect([await knows(who.peer), await knows(who.employee)]).toEqual([true, false])
})

describe('an invitation', () => {
  const find = (secret: string) => gate(sql`select * from authz.find_invitation(${secret})`)
  const use = async (secret: string) =>
    (await gate(sql`select authz.use_invitation(${secret}, 'new hash') as account`))[0]?.account
  beforeEach(async () => {
    await command(sql`delete from invitation`)
    await command(sql`insert into invitation (secret_hash, account_id, expires_at) values
      ('first', ${who.peer}, now() + interval '72 hours'), ('second', ${who.peer}, now() + interval '72 hours'),
      ('left', ${who.leftHr}, now() + interval '72 hours')`)
  })

  test('sets a password once and ends what was open', async () => {
    await open(who.peer, 'before')
    expect(await find('first')).toMatchObject([
      { account_id: who.peer, name: 'Person 4', email: 'person4@example.com' },
    ])
    expect(await use('first')).toBe(who.peer)
    expect([await use('first'), await use('second')]).toEqual([null, null])
    expect([...(await find('first')), ...(await find('second')), ...(await lookUp('before'))]).toEqual([])
    expect(await gate(sql`select password_hash from authz.find_account('person4@example.com')`)).toEqual([
      { password_hash: 'new hash' },
    ])
  })

  test('ends tokens and forgets devices of that account alone', async () => {
    await command(sql`insert into token (public_id, secret_hash, account_id, scopes, expires_at) values
      ('of the peer', 'secret', ${who.peer}, '{read}', now() + interval '1 day')`)
    await command(sql`insert into known_device (account_id, device_hash) values
      (${who.peer}, 'tablet'), (${who.employee}, 'tablet')`)
    const look = () =>
      gate(sql`select authz.is_known_device(${who.peer}, 'tablet') as device,
        authz.is_known_device(${who.employee}, 'tablet') as other_device,
        exists (select from authz.look_up_token('of the peer', 'secret')) as token,
        exists (select from authz.look_up_token('planted', 'secret')) as other_token`)
    expect(await look()).toEqual([{ device: true, other_device: true, token: true, other_token: true }])
    expect(await use('first')).toBe(who.peer)
    expect(await look()).toEqual([{ device: false, other_device: true, token: false, other_token: true }])
  })

  test('is no way in when unknown, late or for someone who left', async () => {
    expect([await use('unknown'), await use('left')]).toEqual([null, null])
    await command(
      sql`update invitation set created_at = now() - interval '72 hours', expires_at = now() + interval '9 hours'`,
    )
    expect([...(await find('first')), await use('first')]).toEqual([null])
  })
})

test('the sign-in page knows the organisation’s name and whether it is the sample', async () => {
  const read = () => gate(sql`select authz.organisation_name() as name, authz.is_sample() as sample`)
  expect(await read()).toEqual([{ name: 'Meridian', sample: false }])
  await command(sql`update organisation set is_sample = true`)
  expect(await read()).toEqual([{ name: 'Meridian', sample: true }])
})
