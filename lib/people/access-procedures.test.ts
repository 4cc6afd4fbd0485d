import { call, createRouterClient } from '@orpc/server'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  changeProcedures as changes,
  grantProcedures as grants,
  tokenProcedures as tokens,
} from '@/lib/access/procedures'
import { admitBearer } from '@/lib/access/who'
import { createKeptOrganisation, type KeptOrganisation } from './keepers.fixtures'
import { today } from './organisation.fixtures'
import { peopleProcedures as people } from './procedures'

let org: KeptOrganisation
beforeAll(async () => {
  process.env.PUBLIC_URL = 'https://gravitas.example'
  org = await createKeptOrganisation()
})
afterAll(() => org.drop())

const list = async (by = org.hr('E2')) => (await call(grants.list, undefined, by)).grants
const propose = (employeeId: string, role: 'hr' | 'director' | 'administrator' | 'viewer', more = {}) =>
  call(grants.propose, { employeeId, role, ...more }, org.administrator('admin'))
const holds = async (who: string, role: string) =>
  (
    await org.command(sql`select from role_grant g join person p on p.id = g.person_id where p.employee_id = ${who}
    and role = ${role} and confirmed_at is not null and valid @> ${today}::date`)
  ).length > 0

describe('a grant', () => {
  it('is proposed by an administrator, waits for HR, and is in force once confirmed', async () => {
    const proposed = await propose('E5', 'director', { unitId: 'B', until: '2026-12-31' })
    expect(await holds('E5', 'director')).toBe(false)
    expect(await call(grants.waiting, undefined, org.hr('E2'))).toEqual({ grants: 1, changes: 0 })
    expect(await call(grants.waiting, undefined, org.administrator('admin'))).toEqual({ grants: 0, changes: 0 })
    expect((await list())[0]).toMatchObject({
      ...{ state: 'waiting', mayConfirm: true, mayReject: true, mayEnd: false, until: '2026-12-31' },
      ...{ proposedBy: { name: 'Administrator' }, confirmedBy: null, unit: { unitId: 'B' } },
    })
    expect((await list(org.administrator('admin')))[0]).toMatchObject({ mayConfirm: false, mayReject: true })
    await call(grants.confirm, proposed, org.hr('E2'))
    expect(await holds('E5', 'director')).toBe(true)
    await call(grants.end, { ...proposed, version: 2 }, org.hr('E7'))
    expect(await holds('E5', 'director')).toBe(false)
  })

  it('is confirmed once, also by two at the same moment', async () => {
    const proposed = await propose('E6', 'viewer', { unitId: 'A' })
    const both = await Promise.allSettled(
      (['E2', 'E7'] as const).map((who) => call(grants.confirm, proposed, org.hr(who))),
    )
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const noted = await org.test.database.asViewer(
      { personId: org.keys.person('admin'), persona: 'p_admin', readOnly: true },
      async (db) =>
        (
          await db.execute(
            sql`select action, fields from audit_entry where subject_id = ${String(org.keys.person('E6'))} order by id`,
          )
        ).rows,
    )
    expect(noted).toEqual([
      { action: 'grant.proposed', fields: ['viewer'] },
      { action: 'grant.confirmed', fields: ['viewer'] },
    ])
  })

  it('is never one’s own', async () => {
    await expect(call(grants.propose, { employeeId: 'E4', role: 'hr' }, org.administrator('E4'))).rejects.toMatchObject(
      {
        ...{ status: 403 },
      },
    )
    const proposed = await propose('E7', 'director', { unitId: 'A' })
    await expect(call(grants.confirm, proposed, org.hr('E7'))).rejects.toMatchObject({ status: 403 })
    expect(await call(grants.waiting, undefined, org.hr('E7'))).toEqual({ grants: 0, changes: 0 })
    await call(grants.reject, proposed, org.administrator('admin'))
    await expect(call(grants.confirm, proposed, org.hr('E2'))).rejects.toMatchObject({ status: 404 })
  })

  it.each<[string, () => Promise<unknown>, number, RegExp]>([
    ['a director of nothing', () => propose('E5', 'director'), 400, /say which/],
    ['HR of a unit', () => propose('E5', 'hr', { unitId: 'A' }), 400, /leave the unit out/],
    ['yesterday', () => propose('E5', 'hr', { from: '2026-11-22' }), 400, /today or later/],
    ['a last day before the first', () => propose('E5', 'hr', { until: '2026-11-01' }), 400, /before the first/],
    ['what is held', () => propose('E2', 'hr'), 409, /holds this already/],
    ['nobody', () => propose('E99', 'hr'), 404, /nobody/],
    ['somebody who left', () => propose('E9', 'hr'), 400, /not there any more/],
    [
      'a proposal of HR',
      () => call(grants.propose, { employeeId: 'E5', role: 'hr' }, org.hr('E2')),
      403,
      /administrator/,
    ],
  ])('refuses %s with a sentence', async (_, ask, status, message) => {
    await expect(ask()).rejects.toMatchObject({ status, message: expect.stringMatching(message) })
  })

  it('of the last in HR stays, also when two end each other’s at once', async () => {
    const both = (await list()).filter(({ role }) => role === 'hr')
    expect(both.map(({ mayEnd }) => mayEnd)).toEqual([true, false])
    const of = (who: string) => both.find(({ person }) => person.employeeId === who)!
    const end = (who: 'E2' | 'E7', whose: string) =>
      call(grants.end, { grantId: of(whose).grantId, version: of(whose).version }, org.hr(who))
    const done = await Promise.allSettled([end('E2', 'E7'), end('E7', 'E2')])
    expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect([await holds('E2', 'hr'), await holds('E7', 'hr')].filter(Boolean)).toHaveLength(1)
    const last = (await holds('E2', 'hr')) ? 'E2' : 'E7'
    const version = await org.versionOf(last)
    for (const act of [
      () => call(people.disable, { employeeId: last, version }, org.administrator('admin')),
      () => call(people.end, { employeeId: last, version, lastDay: '2026-12-31' }, org.administrator('admin')),
    ]) {
      await expect(act()).rejects.toMatchObject({
        status: 409,
        message: expect.stringMatching(/Nobody else would hold/),
      })
    }
    await org.command(sql`update role_grant set valid = '[2020-01-01,)' where role = 'hr'`)
  })

  it('is guarded by the database itself', async () => {
    const as = (persona: 'p_hr' | 'p_admin', who: string, statement: ReturnType<typeof sql>) =>
      org.test.database
        .asViewer({ personId: org.keys.person(who), persona, readOnly: false }, async (db) => {
          const { rowCount } = await db.execute(statement)
          throw new Error(`${rowCount} rows`)
        })
        .catch((error: Error & { code?: string }) => error.code ?? error.message)
    const admin = org.keys.person('admin')
    const eve = org.keys.person('E5')
    const insert = (columns: string, values: ReturnType<typeof sql>) =>
      sql`insert into role_grant (${sql.join(
        columns.split(', ').map((name) => sql.identifier(name)),
        sql`, `,
      )}) values (${values})`
    const plain = 'person_id, role, valid, proposed_by'
    const open = sql`daterange(authz.today(), null)`
    expect(await as('p_admin', 'admin', insert(plain, sql`${eve}, 'hr', ${open}, ${admin}`))).toBe('1 rows')
    expect(await as('p_admin', 'admin', insert(plain, sql`${eve}, 'hr', ${open}, ${eve}`))).toBe('42501')
    expect(await as('p_admin', 'admin', insert(plain, sql`${admin}, 'hr', ${open}, ${admin}`))).toBe('42501')
    expect(
      await as('p_admin', 'admin', insert(`${plain}, confirmed_at`, sql`${eve}, 'hr', ${open}, ${admin}, now()`)),
    ).toBe('42501')
    expect(await as('p_hr', 'E2', insert(plain, sql`${eve}, 'hr', ${open}, ${org.keys.person('E2')}`))).toBe('42501')
    await propose('E5', 'hr')
    const waits = sql`where person_id = ${eve} and confirmed_at is null`
    expect(await as('p_hr', 'E2', sql`update role_grant set valid = '[2020-01-01,)' ${waits}`)).toBe('GV403')
    expect(
      await as(
        'p_hr',
        'E2',
        sql`update role_grant set confirmed_at = now(), confirmed_by = ${org.keys.person('E7')} ${waits}`,
      ),
    ).toBe('GV403')
    expect(await as('p_hr', 'E5', sql`update role_grant set confirmed_at = now() ${waits}`)).toBe('0 rows')
    expect(await as('p_hr', 'E2', sql`update role_grant set valid = '[2019-01-01,)' where role = 'director'`)).toBe(
      'GV403',
    )
    expect(await as('p_hr', 'E2', sql`delete from role_grant where confirmed_at is not null`)).toBe('0 rows')
  })
})

describe('what waits for a second person', () => {
  const waiting = async (by = org.hr('E7')) => (await call(changes.list, undefined, by)).changes

  it('is a new e-mail of a director: confirmed by HR, not by who asked', async () => {
    const version = await org.versionOf('E3')
    const asked = await call(people.correct, { employeeId: 'E3', version, email: 'new@example.com' }, org.hr('E2'))
    expect(asked).toEqual({ employeeId: 'E3', version, waiting: true })
    const [change] = await waiting()
    expect(change).toMatchObject({
      kind: 'email',
      email: 'new@example.com',
      mayConfirm: true,
      requestedBy: { employeeId: 'E2' },
    })
    expect((await waiting(org.hr('E2')))[0]).toMatchObject({ mayConfirm: false, mayReject: true })
    const changeId = change!.changeId
    await expect(call(changes.confirm, { changeId }, org.hr('E2'))).rejects.toMatchObject({ status: 403 })
    expect(await call(changes.confirm, { changeId }, org.hr('E7'))).toEqual({ link: null })
    expect(await org.command(sql`select email from person where employee_id = 'E3'`)).toEqual([
      { email: 'new@example.com' },
    ])
    await expect(call(changes.confirm, { changeId }, org.hr('E7'))).rejects.toMatchObject({ status: 404 })
  })

  it('is a link for the head: made and shown at the confirmation alone', async () => {
    expect(await call(people.invite, { employeeId: 'E1' }, org.administrator('admin'))).toEqual({
      link: null,
      waiting: true,
    })
    const again = call(people.invite, { employeeId: 'E1' }, org.hr('E2'))
    await expect(again).rejects.toMatchObject({ status: 409, message: expect.stringMatching(/waits for HR already/) })
    expect(await org.command(sql`select from invitation`)).toEqual([])
    const { changeId } = (await waiting(org.hr('E2')))[0]!
    const { link } = await call(changes.confirm, { changeId }, org.hr('E2'))
    expect(link).toMatchObject({ employeeId: 'E1', link: expect.stringMatching(/invitation\/[\w-]{43}$/) })
    expect(await org.command(sql`select from invitation`)).toHaveLength(1)
  })

  it('can be rejected, and is never about oneself', async () => {
    await call(people.invite, { employeeId: 'E7' }, org.administrator('admin'))
    const { changeId } = (await waiting())[0]!
    await expect(call(changes.confirm, { changeId }, org.hr('E7'))).rejects.toMatchObject({ status: 403 })
    await expect(call(changes.reject, { changeId }, org.administrator('E4'))).rejects.toMatchObject({ status: 403 })
    await call(changes.reject, { changeId }, org.hr('E2'))
    expect(await waiting()).toEqual([])
  })
})

describe('tokens', () => {
  const make = (scopes: ('read' | 'write' | 'import' | 'scim')[], by = org.hr('E2')) =>
    call(tokens.make, { name: 'Feed', scopes, days: 30 }, by)
  const lookUp = async (text: string) => (await admitBearer(org.test.database, `Bearer ${text}`, '192.0.2.1')).viewer

  it('wear the hat they were made under, and end with it', async () => {
    const work = await make(['read'])
    const hat = await make(['scim', 'read'], org.administrator('E4'))
    expect(await lookUp(work.token)).toMatchObject({ hat: 'work', persona: 'p_hr', scopes: ['read'] })
    expect(await lookUp(hat.token)).toMatchObject({ hat: 'administrator', persona: 'p_admin' })
    await org.command(sql`update role_grant set confirmed_at = null where person_id = ${org.keys.person('E4')}`)
    expect(await lookUp(hat.token)).toBeNull()
    await org.command(sql`update role_grant set confirmed_at = now() where person_id = ${org.keys.person('E4')}`)
    const [noted] = await org.command(sql`select last_used_on = (now() at time zone 'utc')::date as today from token
      where public_id = ${work.tokenId}`)
    expect(noted).toEqual({ today: true })
  })

  it('are listed to their owner, and all of them to an administrator, without a secret', async () => {
    const mine = await call(tokens.list, undefined, org.hr('E2'))
    expect(mine).toMatchObject({ mayScopes: ['read', 'write', 'import'], tokens: [{ name: 'Feed', isOwn: true }] })
    const all = await call(tokens.list, undefined, org.administrator('admin'))
    expect(all.tokens.map(({ owner }) => owner.employeeId).sort()).toEqual(['E2', 'E4'])
    expect(JSON.stringify(all)).not.toMatch(/tok_|secret/)
  })

  it('end at the next request: one’s own, anybody’s for an administrator', async () => {
    const { token, tokenId } = await make(['read'])
    await expect(call(tokens.end, { tokenId }, org.hr('E7'))).rejects.toMatchObject({ status: 404 })
    await call(tokens.end, { tokenId }, org.administrator('admin'))
    expect(await lookUp(token)).toBeNull()
  })

  it('never reach further than their maker, and make no others', async () => {
    await expect(make(['scim'])).rejects.toMatchObject({ status: 403 })
    await expect(
      call(tokens.make, { name: 'x', scopes: ['import'], days: 1 }, org.as('employee')),
    ).rejects.toMatchObject({
      ...{ status: 403 },
    })
    await expect(call(tokens.make, { name: 'x', scopes: ['read'], days: 366 }, org.hr('E2'))).rejects.toMatchObject({
      ...{ status: 400 },
    })
    const { context } = org.hr('E2')
    const viewer = (await context.who())!
    const asToken = { ...context, who: async () => ({ ...viewer, via: 'token' as const }) }
    const client = createRouterClient({ tokens }, { context: asToken })
    await expect(client.tokens.make({ name: 'x', scopes: ['read'], days: 1 })).rejects.toMatchObject({ status: 403 })
    const raw = org.test.database.asViewer(
      { personId: org.keys.person('E5'), persona: 'p_member', readOnly: false },
      (db) => db.execute(sql`select authz.make_token('x', 'x', 'x', '{scim}', 1)`),
    )
    await expect(raw).rejects.toMatchObject({ code: 'GV403' })
  })
})
