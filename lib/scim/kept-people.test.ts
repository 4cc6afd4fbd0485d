import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { serveQueue } from '@/lib/access/queue'
import { hashOf, newSecret } from '@/lib/access/secrets'
import { cookieOf } from '@/lib/access/session-cookie'
import { makeToken } from '@/lib/access/tokens'
import { admitBearer, viewerOfSession } from '@/lib/access/who'
import { ask, enterprise, filtered, fromEntra, openDirectory, org, patch, scim } from './directory.fixtures'
import { retryManagers } from './retry'

beforeAll(openDirectory)
afterEach(() => serveQueue(null))
afterAll(() => org.drop())

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
  const serve = () => serveQueue(async () => void (await retryManagers(org.test.database)))
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
