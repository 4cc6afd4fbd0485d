import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { addressHeader } from '@/lib/access/address'
import { sessionCookie } from '@/lib/access/cookies'
import { serveQueue } from '@/lib/access/queue'
import { hashOf, newSecret } from '@/lib/access/secrets'
import { cookieOf } from '@/lib/access/session-cookie'
import { makeToken } from '@/lib/access/tokens'
import { admitBearer, viewerOfSession } from '@/lib/access/who'
import { queues } from '@/lib/jobs/queues'
import { createOrganisation } from '@/lib/people/organisation.fixtures'
import { answerScim } from './door'
import { parseFilter } from './filter'
import { retryManagers } from './retry'

process.env.AUTH_SECRET = 'a secret for tests only'
process.env.PUBLIC_URL = 'https://gravitas.example'
const core = 'urn:ietf:params:scim:schemas:core:2.0:User'
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'
let org: Awaited<ReturnType<typeof createOrganisation>>
let token: string
let tokenOf: Record<'hr' | 'reader', string>

const ask = <T extends Record<string, unknown>>(query: ReturnType<typeof sql>) =>
  org.test.database.asJob('command', async (db) => (await db.execute<T>(query)).rows)

beforeAll(async () => {
  org = await createOrganisation()
  const database = org.test.database
  const accounts = ['admin', 'E2', 'E5'].map((who) => sql`(${org.keys.person(who)})`)
  await ask(sql`insert into account (person_id) values ${sql.join(accounts, sql`, `)}`)
  token = await database.asJob('command', (db) => makeToken(db, 'admin@example.com', ['scim'], 30))
  tokenOf = {
    hr: await database.asJob('command', (db) => makeToken(db, 'e2@example.com', ['read', 'write'], 30)),
    reader: await database.asJob('command', (db) => makeToken(db, 'admin@example.com', ['read', 'write'], 30)),
  }
})
afterEach(() => serveQueue(null))
afterAll(() => org.drop())

type Body = Record<string, unknown> & { Resources?: Body[]; [enterprise]?: Record<string, unknown> }
async function scim(method: string, path: string, body?: unknown, more: Record<string, string> = {}) {
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
const patch = (id: string, operations: object[], more?: Record<string, string>) =>
  scim('PATCH', `Users/${id}`, { schemas: [patchOp], Operations: operations }, more)
const filtered = (filter: string, more = '') => scim('GET', `Users?filter=${encodeURIComponent(filter)}${more}`)
const ids = ({ body }: { body: Body }) => body.Resources?.map(({ id }) => id)

/** As Microsoft Entra's documentation shows a new user. */
const fromEntra = (number: string, more: object = {}) => ({
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

describe('whoever leaves', () => {
  const open = async (employeeId: string) => {
    const email = `user.${employeeId}@example.com`
    await ask(sql`insert into account (person_id) select id from person where employee_id = ${employeeId}`)
    const bearer = await org.test.database.asJob('command', (db) => makeToken(db, email, ['read'], 30))
    const sessionId = newSecret()
    const [row] = await ask<{ id: number }>(
      sql`select a.id from account a join person p on p.id = a.person_id where p.employee_id = ${employeeId}`,
    )
    await org.test.database.asGate((db) =>
      db.execute(sql`select authz.open_session(${row!.id}, ${hashOf(sessionId)}, 'work', '')`),
    )
    const cookie = await cookieOf(sessionId)
    return async () => [
      (await viewerOfSession(org.test.database, cookie)) !== null,
      (await admitBearer(org.test.database, `Bearer ${bearer}`, '192.0.2.2')).viewer !== null,
    ]
  }
  test.each<[string, (id: string) => ReturnType<typeof scim>, number]>([
    ['Entra', (id) => patch(id, [{ op: 'Replace', path: 'active', value: 'False' }]), 200],
    ['Okta', (id) => patch(id, [{ op: 'replace', value: { active: false } }]), 200],
    ['Okta’s PUT', (id) => scim('PUT', `Users/${id}`, { userName: `user.${id}@example.com`, active: false }), 200],
    ['DELETE', (id) => scim('DELETE', `Users/${id}`), 204],
  ])('%s: sessions and tokens end with the very request', async (by, leave, status) => {
    const id = `L${by.length}`
    await scim('POST', 'Users', fromEntra(id))
    const isOpen = await open(id)
    expect(await isOpen()).toEqual([true, true])
    expect((await leave(id)).status).toBe(status)
    expect(await isOpen()).toEqual([false, false])
    const gone = await scim('GET', `Users/${id}`)
    expect(by === 'DELETE' ? gone.status : gone.body.active).toBe(by === 'DELETE' ? 404 : false)
  })
  test('comes back by active, or by being created again; the sessions of before stay closed', async () => {
    const id = 'BACK'
    await scim('POST', 'Users', fromEntra(id))
    const isOpen = await open(id)
    await patch(id, [{ op: 'Replace', path: 'active', value: 'False' }])
    expect((await patch(id, [{ op: 'Replace', path: 'active', value: 'True' }])).body.active).toBe(true)
    await scim('DELETE', `Users/${id}`)
    expect((await scim('DELETE', `Users/${id}`)).status).toBe(404)
    const again = await scim('POST', 'Users', fromEntra(id))
    expect([again.status, again.body.active]).toEqual([201, true])
    expect(await isOpen()).toEqual([false, false])
  })
  test('who has left for good does not come back by a flag', async () => {
    const answer = await patch('E9', [{ op: 'replace', value: { active: true } }])
    expect([answer.status, answer.body.detail]).toEqual([
      409,
      'E9 has left. Import them with a new post to bring them back.',
    ])
  })
})

describe('managers', () => {
  const managerOf = async (id: string) => {
    const [row] = await ask<{ manager: string }>(sql`select m.employee_id as manager from person p
      join reporting_line l on l.person_id = p.id and upper_inf(l.valid) join person m on m.id = l.manager_id
      where p.employee_id = ${id}`)
    return row?.manager
  }
  const serve = () => serveQueue(({ queue, id }) => queues[queue]!.work(org.test.database, id))
  test.each([
    ['id', 'BOSS1', 'BOSS1'],
    ['externalId', 'BOSS2', 'ext-BOSS2'],
    ['userName', 'BOSS3', 'USER.boss3@example.com'],
  ])('who comes after the report, named by %s: under the head until then, then at once', async (_, boss, name) => {
    serve()
    const report = await scim('POST', 'Users', fromEntra(`R-${boss}`, { manager: { value: name } }))
    expect(report.body[enterprise]).toMatchObject({ manager: { value: name } })
    expect(await managerOf(`R-${boss}`)).toBe('E1')
    await scim('POST', 'Users', fromEntra(boss, { manager: { value: 'E4' } }))
    expect(await managerOf(`R-${boss}`)).toBe(boss)
    expect((await scim('GET', `Users/R-${boss}`)).body[enterprise]?.manager).toMatchObject({ value: boss })
  })
  test('who comes before the report', async () => {
    await scim('POST', 'Users', fromEntra('BOSS4'))
    await scim('POST', 'Users', fromEntra('R4', { manager: { value: 'BOSS4' } }))
    expect(await managerOf('R4')).toBe('BOSS4')
  })
  test('a lost wake-up costs a sweep: also for a manager whom an import brings', async () => {
    await patch('R4', [{ op: 'add', path: `${enterprise}:manager.value`, value: 'LATE' }])
    expect([await retryManagers(org.test.database), await managerOf('R4')]).toEqual([0, 'BOSS4'])
    await scim('POST', 'Users', fromEntra('LATE'))
    expect(await retryManagers(org.test.database)).toBe(1)
    expect([await retryManagers(org.test.database), await managerOf('R4')]).toEqual([0, 'LATE'])
  })
  test('a circle waits until the other end has moved; nobody is ever without a manager', async () => {
    const swap = await patch('LATE', [{ op: 'add', path: `${enterprise}:manager`, value: { value: 'R4' } }])
    expect([swap.status, await managerOf('LATE')]).toEqual([200, 'E1'])
    expect(await retryManagers(org.test.database)).toBe(0)
    await patch('R4', [{ op: 'replace', path: `${enterprise}:manager`, value: [{ value: 'E4' }] }])
    expect(await retryManagers(org.test.database)).toBe(1)
    expect([await managerOf('LATE'), await managerOf('R4')]).toEqual(['R4', 'E4'])
    await patch('R4', [{ op: 'remove', path: `${enterprise}:manager` }])
    expect(await managerOf('R4')).toBe('E4')
  })
  test('the rights of whoever asked are proved anew', async () => {
    await patch('R4', [{ op: 'add', path: `${enterprise}:manager`, value: 'LATER' }])
    await scim('POST', 'Users', fromEntra('LATER'))
    const admin = org.keys.person('admin')
    await ask(sql`update role_grant set confirmed_at = null where person_id = ${admin}`)
    expect([await retryManagers(org.test.database), await managerOf('R4')]).toEqual([0, 'E4'])
    await ask(sql`update role_grant set confirmed_at = now() where person_id = ${admin}`)
    expect([await retryManagers(org.test.database), await managerOf('R4')]).toEqual([1, 'LATER'])
  })
})

describe('departments', () => {
  const unitOf = async (id: string) => {
    const [row] = await ask<{ unit: string }>(sql`select u.unit_id as unit from person p
      join unit_membership w on w.person_id = p.id and upper_inf(w.valid) join unit u on u.id = w.unit_id
      where p.employee_id = ${id}`)
    return row?.unit
  }
  test.each([
    ['A1', 'A1'],
    ['area a', 'A'],
    ['Nowhere', 'R'],
    ['100%', 'R'],
  ])('%s: unit %s; an unknown one is noted', async (department, unit) => {
    const id = `D-${department.replace(/\W/g, '')}`
    await scim('POST', 'Users', fromEntra(id, { department }))
    expect(await unitOf(id)).toBe(unit)
    const entries = await org.test.database.asJob('privacy', (db) =>
      db.execute<{ fields: string[] }>(sql`select fields from audit_entry e join person p on p.id::text = e.subject_id
        where e.subject = 'person' and e.action = 'directory.added' and p.employee_id = ${id}`),
    )
    expect(entries.rows[0]?.fields.includes('unit_is_root')).toBe(unit === 'R')
    await patch(id, [{ op: 'replace', path: `${enterprise}:department`, value: 'Nowhere else' }])
    expect(await unitOf(id)).toBe(unit)
  })
})

test('people of an import are taken over, not doubled: by their number', async () => {
  const { status, body } = await scim('POST', 'Users', { ...fromEntra('E6'), emails: [{ value: 'e6@example.com' }] })
  expect([status, body.id, body.userName, body.displayName]).toEqual([201, 'E6', 'user.E6@example.com', 'User E6'])
  expect((await filtered('id eq "E6"')).body.totalResults).toBe(1)
})

test('two creations of one user at once: one user', async () => {
  const answers = await Promise.all([
    scim('POST', 'Users', fromEntra('TWIN')),
    scim('POST', 'Users', fromEntra('TWIN')),
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
})

test('an organisation without units or without a head says what is missing', async () => {
  const quiet = vi.spyOn(console, 'error').mockImplementation(() => {})
  await ask(sql`update organisation set head_id = null`)
  const answer = await scim('POST', 'Users', fromEntra('FIRST'))
  expect([answer.status, answer.body.detail]).toEqual([
    400,
    expect.stringMatching(/^Nobody heads the organisation yet/),
  ])
  await ask(sql`update organisation set head_id = ${org.keys.person('E1')}`)
  expect((await filtered('id eq "FIRST"')).body.totalResults).toBe(0)
  expect(quiet).not.toHaveBeenCalled()
})
