import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sessionCookie } from '@/lib/access/cookies'
import { hashOf, newSecret } from '@/lib/access/secrets'
import { cookieOf } from '@/lib/access/session-cookie'
import { admitBearer } from '@/lib/access/who'
import {
  ask,
  type Body,
  core,
  enterprise,
  filtered,
  fromEntra,
  ids,
  openDirectory,
  org,
  patch,
  scim,
  token,
  tokenOf,
} from './directory.fixtures'
import { parseFilter } from './filter'

beforeAll(openDirectory)
afterAll(() => org.drop())

describe('the door', () => {
  test.each<[string, Record<string, string>, number, RegExp]>([
    ['no token', { authorization: '' }, 401, /Bearer tok_/],
    ['a made-up token', { authorization: `Bearer tok_${'a'.repeat(16)}_${'b'.repeat(43)}` }, 401, /token/],
  ])('%s', async (_, headers, status, sentence) => {
    const answer = await scim('GET', 'Users', undefined, headers)
    expect(answer.status).toBe(status)
    expect(answer.body).toMatchObject({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      status: String(status),
    })
    expect(answer.body.detail).toMatch(sentence)
    expect(answer.headers.get('content-type')).toBe('application/scim+json')
    expect(answer.headers.get('www-authenticate')).toBe('Bearer')
  })
  test.each(['hr', 'reader'] as const)('a token of %s without the scope: 403', async (who) => {
    const answer = await scim('GET', 'Users', undefined, { authorization: `Bearer ${tokenOf[who]}` })
    expect([answer.status, answer.body.detail]).toEqual([403, 'This token lacks the scope “scim”.'])
  })
  test('a cookie is not even read', async () => {
    const sessionId = newSecret()
    await org.test.database.asGate((db) =>
      db.execute(sql`select authz.open_session(a.id, ${hashOf(sessionId)}, 'administrator', '') from
        (select ${1}::bigint as id) a`),
    )
    const cookie = `${sessionCookie().name}=${await cookieOf(sessionId)}`
    expect((await scim('GET', 'Users', undefined, { authorization: '', cookie })).status).toBe(401)
  })
  test('the token reaches nothing else', async () => {
    const { viewer } = await admitBearer(org.test.database, `Bearer ${token}`, '192.0.2.1')
    expect(viewer).toMatchObject({ scopes: ['scim'], persona: 'p_admin' })
  })
  test.each<[string, string, unknown, Record<string, string>, number]>([
    ['GET', 'Groups', undefined, {}, 404],
    ['GET', 'Users/nobody', undefined, {}, 404],
    ['GET', 'Users/E5/more', undefined, {}, 404],
    ['GET', 'Users/%E0%A4%A', undefined, {}, 400],
    ['PUT', 'Users', {}, {}, 405],
    ['POST', 'Users', '{', {}, 400],
    ['POST', 'Users', [], {}, 400],
    ['POST', 'Users', {}, {}, 400],
    ['POST', 'Users', '{}', { 'content-type': 'text/plain' }, 415],
    ['POST', 'Users', JSON.stringify({ userName: 'x'.repeat(300_000) }), {}, 413],
    ['POST', 'Users', { userName: 'a\0b' }, {}, 400],
    ['POST', 'Users', { userName: 'odd', wings: 2 }, {}, 400],
    ['POST', 'Users', { userName: 'odd', active: 'perhaps' }, {}, 400],
    ['POST', 'Users', { userName: 'odd', emails: [{ value: 'none' }] }, {}, 400],
    ['POST', 'Users', { userName: 'y'.repeat(80) }, {}, 400],
    ['GET', 'Users?count=many', undefined, {}, 400],
  ])('%s %s: refused in a sentence', async (method, path, body, headers, status) => {
    const before = await filtered('active eq true')
    const answer = await scim(method, path, body, headers)
    expect(answer.status).toBe(status)
    expect(answer.body.detail).toMatch(/^\S.*[.…]$/)
    expect((await filtered('active eq true')).body.totalResults).toBe(before.body.totalResults)
  })
  test('describes itself', async () => {
    const config = await scim('GET', 'ServiceProviderConfig')
    expect(config.body).toMatchObject({
      patch: { supported: true },
      etag: { supported: true },
      bulk: { supported: false },
    })
    expect(ids(await scim('GET', 'ResourceTypes'))).toEqual(['User'])
    expect(ids(await scim('GET', 'Schemas'))).toEqual([core, enterprise])
    expect((await scim('GET', `Schemas/${enterprise}`)).body.name).toBe('EnterpriseUser')
  })
})

describe('finding', () => {
  test.each<[string, string[]]>([
    ['userName eq "E5@EXAMPLE.com"', ['E5']],
    ['USERNAME Eq "e5@example.com"', ['E5']],
    [`${core}:userName eq "e5@example.com"`, ['E5']],
    ['emails.value eq "e6@example.com"', ['E6']],
    ['emails[type eq "work"].value eq "e6@example.com"', ['E6']],
    ['id eq "E7"', ['E7']],
    [`${enterprise}:employeeNumber eq "E7"`, ['E7']],
    ['id eq "E7" or id eq "E8" and userName eq "e8@example.com"', ['E7', 'E8']],
    ['(id eq "E7" or id eq "E8") and userName eq "e8@example.com"', ['E8']],
    ['active eq false', ['E9']],
    ['active eq "True" and id eq "E9"', []],
    ['externalId eq "none"', []],
    ['userName eq "\' or 1=1 --"', []],
    ['userName eq "%"', []],
    ['userName eq "E5@example.com\\" or id eq \\"E1"', []],
  ])('%s', async (filter, expected) => {
    const answer = await filtered(filter)
    expect([answer.status, ids(answer)]).toEqual([200, expected])
  })
  test.each([
    ...[
      'userName',
      'userName eq',
      'userName eq e5',
      'userName co "e"',
      'wings eq "2"',
      'id eq "E1" and',
      '(id eq "E1"',
    ],
    ...[
      'id eq "E1") ',
      "userName eq 'x'; drop table person",
      'active eq "perhaps"',
      'id eq "E1" id eq "E2"',
      'rating eq "5"',
    ],
    ...[
      `${'('.repeat(11)}id eq "E1"${')'.repeat(11)}`,
      Array(31).fill('id eq "E1"').join(' or '),
      `id eq "${'x'.repeat(1000)}"`,
    ],
  ])('%s: invalidFilter', async (filter) => {
    const answer = await filtered(filter)
    expect([answer.status, answer.body.scimType]).toEqual([400, 'invalidFilter'])
  })
  test('a filter that is only long or deep is refused without reading on', () => {
    expect(() => parseFilter('('.repeat(100_000))).toThrow(/at most 1000/)
  })
  test('pages: every user once, also past the end, and a count of none', async () => {
    const all = await scim('GET', 'Users?count=200')
    const found: unknown[] = []
    for (let start = 1; start <= 9; start += 4) {
      const page = await scim('GET', `Users?startIndex=${start}&count=4`)
      expect(page.body).toMatchObject({ totalResults: 9, startIndex: start, itemsPerPage: ids(page)?.length })
      found.push(...(ids(page) ?? []))
    }
    expect(found).toEqual(ids(all))
    expect(new Set(found).size).toBe(9)
    expect((await scim('GET', 'Users?startIndex=100')).body).toMatchObject({ totalResults: 9, Resources: [] })
    expect((await scim('GET', 'Users?startIndex=-3&count=-1')).body).toMatchObject({
      totalResults: 9,
      startIndex: 1,
      Resources: [],
    })
  })
  test('nothing speaks of ability, and the look is logged', async () => {
    const { body } = await scim('GET', 'Users/E5')
    expect(Object.keys(body).sort()).toEqual(
      ['active', 'displayName', 'emails', 'id', 'meta', 'name', 'schemas', 'title', 'userName', enterprise].sort(),
    )
    expect(body[enterprise]).toEqual({
      ...{ employeeNumber: 'E5', department: 'Team A1' },
      manager: { value: 'E4', $ref: 'https://gravitas.example/scim/v2/Users/E4', displayName: 'Mia Manager' },
    })
    const looks = await org.test.database.asJob('privacy', (db) =>
      db.execute(
        sql`select from access_log where purpose = 'directory' and subject_ids @> array[${org.keys.person('E5')}]::bigint[]`,
      ),
    )
    expect(looks.rowCount).toBeGreaterThan(0)
  })
})

describe('a user of Entra', () => {
  test('is created under unit and manager, found again, and not twice', async () => {
    const made = await scim('POST', 'Users', fromEntra('N1', { manager: { value: 'E4' } }))
    expect([made.status, made.headers.get('location')]).toEqual([201, 'https://gravitas.example/scim/v2/Users/N1'])
    expect(made.headers.get('etag')).toBe((made.body.meta as Body).version)
    expect(made.body).toMatchObject({
      ...{ id: 'N1', externalId: 'ext-N1', userName: 'user.N1@example.com', displayName: 'User N1', active: true },
      ...{ title: 'Project manager', name: { formatted: 'User N1', givenName: 'User', familyName: 'N1' } },
      [enterprise]: { employeeNumber: 'N1', department: 'Team A1', costCenter: '77', manager: { value: 'E4' } },
    })
    expect(ids(await filtered('externalId eq "ext-N1"'))).toEqual(['N1'])
    expect(ids(await filtered('userName eq "USER.n1@example.com"'))).toEqual(['N1'])
    for (const again of [
      fromEntra('N1'),
      { ...fromEntra('N1x'), userName: 'USER.N1@example.com' },
      { ...fromEntra('N1y'), externalId: 'ext-N1' },
    ]) {
      const answer = await scim('POST', 'Users', again)
      expect([answer.status, answer.body.scimType]).toEqual([409, 'uniqueness'])
    }
    const others = await scim('POST', 'Users', { ...fromEntra('N1z'), emails: [{ value: 'e5@example.com' }] })
    expect([others.status, others.body.scimType]).toEqual([409, 'uniqueness'])
  })
  test('is changed by its PATCH: operations in capitals, paths with filters and schemas', async () => {
    const answer = await patch('N1', [
      { op: 'Replace', path: 'displayName', value: 'Renamed' },
      { op: 'Add', path: 'emails[type eq "work"].value', value: 'renamed@example.com' },
      { op: 'Replace', path: `${enterprise}:department`, value: 'B' },
      { op: 'Add', path: `${enterprise}:manager`, value: 'E3' },
      { op: 'Add', path: 'addresses[type eq "work"].locality', value: 'Oslo' },
      { op: 'Remove', path: 'title' },
    ])
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({
      ...{ displayName: 'Renamed', emails: [{ value: 'renamed@example.com' }] },
      [enterprise]: { department: 'B', manager: { value: 'E3' } },
    })
    expect(answer.body.title).toBeUndefined()
    const [line] = await ask(sql`select u.unit_id, m.employee_id from person p
      join unit_membership w on w.person_id = p.id and upper_inf(w.valid) join unit u on u.id = w.unit_id
      join reporting_line l on l.person_id = p.id and upper_inf(l.valid) join person m on m.id = l.manager_id
      where p.employee_id = 'N1'`)
    expect(line).toEqual({ unit_id: 'B', employee_id: 'E3' })
  })
  test.each<[string, object, string]>([
    ['another employee number', { op: 'replace', path: `${enterprise}:employeeNumber`, value: 'N2' }, 'mutability'],
    ['another id', { op: 'replace', path: 'id', value: 'N2' }, 'mutability'],
    ['no userName', { op: 'remove', path: 'userName' }, 'mutability'],
    ['removing nothing by name', { op: 'remove' }, 'noTarget'],
    ['an unknown attribute', { op: 'replace', path: 'wings', value: 2 }, 'invalidPath'],
    ['an unknown operation', { op: 'copy', path: 'title', value: 'x' }, 'invalidSyntax'],
    ['a rating', { op: 'replace', path: 'isAssessed', value: true }, 'invalidPath'],
    ['a userName of another', { op: 'replace', path: 'userName', value: 'held@example.com' }, 'uniqueness'],
  ])('%s: refused, and nothing of the request is written', async (_, operation, scimType) => {
    await scim('POST', 'Users', { ...fromEntra('HELD'), userName: 'held@example.com', emails: [] })
    const before = await scim('GET', 'Users/N1')
    const answer = await patch('N1', [{ op: 'replace', path: 'title', value: 'Half' }, operation])
    expect([answer.status, answer.body.scimType]).toEqual([scimType === 'uniqueness' ? 409 : 400, scimType])
    expect((await scim('GET', 'Users/N1')).body).toEqual(before.body)
  })
  test('an e-mail that is the userName goes with it', async () => {
    await scim('POST', 'Users', { ...fromEntra('MOVES'), emails: undefined })
    const { body } = await patch('MOVES', [{ op: 'replace', value: { userName: 'moved@example.com' } }])
    expect(body).toMatchObject({ userName: 'moved@example.com', emails: [{ value: 'moved@example.com' }] })
  })
})

describe('If-Match', () => {
  test('412 for an older version, and nothing written; the present one, several and * pass', async () => {
    const first = await scim('GET', 'Users/E8')
    const etag = first.headers.get('etag')!
    expect((await scim('GET', 'Users/E8', undefined, { 'if-none-match': etag })).status).toBe(304)
    const change = (title: string, match: string) =>
      patch('E8', [{ op: 'replace', path: 'title', value: title }], { 'if-match': match })
    expect((await change('One', etag)).status).toBe(200)
    const stale = await change('Two', etag)
    expect([stale.status, stale.body.status]).toEqual([412, '412'])
    expect((await scim('PUT', 'Users/E8', { userName: 'e8', title: 'Three' }, { 'if-match': etag })).status).toBe(412)
    expect((await scim('DELETE', 'Users/E8', undefined, { 'if-match': etag })).status).toBe(412)
    const now = await scim('GET', 'Users/E8')
    expect(now.body.title).toBe('One')
    expect((await change('Four', `"other", ${now.headers.get('etag')}`)).status).toBe(200)
    expect((await change('Five', '*')).status).toBe(200)
  })
  test('a change of the person by page is another version too', async () => {
    const etag = (await scim('GET', 'Users/E8')).headers.get('etag')
    await ask(sql`update person set version = version + 1 where employee_id = 'E8'`)
    expect((await scim('GET', 'Users/E8')).headers.get('etag')).not.toBe(etag)
  })
})
