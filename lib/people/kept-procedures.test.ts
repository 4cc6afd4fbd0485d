import { call } from '@orpc/server'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AddPersonInput, MovePersonInput } from './change-shapes'
import { createKeptOrganisation, type KeptOrganisation } from './keepers.fixtures'
import { today } from './organisation.fixtures'
import { peopleProcedures as people, unitProcedures as units } from './procedures'

let org: KeptOrganisation
beforeAll(async () => {
  process.env.PUBLIC_URL = 'https://gravitas.example'
  org = await createKeptOrganisation()
})
afterAll(() => org.drop())

const yesterday = '2026-11-22'
const record = (employeeId: string) => call(people.record, { employeeId }, org.hr('E2'))
const versioned = async <T extends { employeeId: string }>(input: T) => ({
  ...input,
  version: await org.versionOf(input.employeeId),
})
const add = (input: Partial<AddPersonInput> & { employeeId: string }, by = org.hr('E2')) =>
  call(people.add, { name: 'New One', unitId: 'B', managerId: 'E3', ...input }, by)
const move = async (input: Omit<MovePersonInput, 'version'>, by = org.hr('E2')) =>
  call(people.move, await versioned(input), by)
const end = async (employeeId: string, lastDay: string | null, by = org.hr('E2')) =>
  call(people.end, await versioned({ employeeId, lastDay }), by)

describe('adding', () => {
  it('gives a post from the day on, and no account', async () => {
    const added = await add({ employeeId: 'N1', email: 'n1@example.com', startsOn: '2026-12-01', isAssessed: true })
    expect(added).toEqual({ employeeId: 'N1', version: 1, waiting: false })
    expect(await record('N1')).toMatchObject({
      ...{ startsOn: '2026-12-01', lastDay: null, unit: null, manager: null, planned: [] },
      ...{ account: { state: 'none' }, assessment: { isAssessed: true } },
      units: [{ unit: { unitId: 'B' }, from: '2026-12-01', until: null }],
      managers: [{ manager: { employeeId: 'E3' }, from: '2026-12-01', until: null }],
    })
  })

  it('frees the e-mail of somebody who has left', async () => {
    await add({ employeeId: 'N2', email: 'E9@example.com' })
    expect(
      await org.command(sql`select email from person where employee_id in ('E9', 'N2') order by employee_id`),
    ).toEqual([{ email: null }, { email: 'E9@example.com' }])
  })

  it.each<[string, Partial<AddPersonInput>, number, RegExp]>([
    ['a taken id', { employeeId: 'E5' }, 409, /Eve/],
    ['a taken e-mail', { email: 'E5@EXAMPLE.com' }, 409, /Eve/],
    ['an unknown unit', { unitId: 'Z' }, 400, /no unit Z/],
    ['an unknown manager', { managerId: 'E99' }, 400, /nobody with the employee id E99/],
    ['a manager who left', { managerId: 'E9' }, 400, /not there any more/],
    ['a manager yet to come', { managerId: 'N1' }, 400, /starts on 2026-12-01/],
    ['a second head', { managerId: null }, 400, /Ada Top heads/],
    ['a start in the past', { startsOn: yesterday }, 400, /from today on/],
    ['an unknown profile', { targetProfile: 'zz' }, 400, /no role profile zz/],
    ['a NUL', { name: 'a\0b' }, 400, /nothing here can hold/],
    ['no name', { name: '  ' }, 400, /must not be empty|not understood/],
  ])('refuses %s with a sentence', async (_, input, status, message) => {
    const before = await org.command(sql`select count(*) as n from person`)
    await expect(add({ employeeId: 'N9', ...input })).rejects.toMatchObject({
      status,
      ...(status === 400 && /empty/.test(message.source) ? {} : { message: expect.stringMatching(message) }),
    })
    expect(await org.command(sql`select count(*) as n from person`)).toEqual(before)
  })
})

describe('correcting', () => {
  it('writes what changed, and tells a stale hand both versions', async () => {
    const version = await org.versionOf('E5')
    await call(people.correct, { employeeId: 'E5', version, jobTitle: 'Lead', name: 'Eve O_Neill' }, org.hr('E2'))
    const stale = call(people.correct, { employeeId: 'E5', version, jobTitle: 'Other' }, org.hr('E7'))
    await expect(stale).rejects.toMatchObject({
      status: 409,
      data: { yours: { jobTitle: 'Other' }, stored: { jobTitle: 'Lead', version: version + 1 } },
    })
    const [noted] = await org.test.database.asViewer(
      { personId: org.keys.person('admin'), persona: 'p_admin', readOnly: true },
      async (db) =>
        (
          await db.execute(
            sql`select fields, actor_id from audit_entry where action = 'person.corrected' order by id desc limit 1`,
          )
        ).rows,
    )
    expect(noted).toEqual({ fields: ['job_title'], actor_id: org.keys.person('E2') })
  })

  it('two at once have one effect', async () => {
    const version = await org.versionOf('E6')
    const both = ['E2', 'E7'] as const
    const done = await Promise.allSettled(
      both.map((who) => call(people.correct, { employeeId: 'E6', version, grade: `of ${who}` }, org.hr(who))),
    )
    expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await org.versionOf('E6')).toBe(version + 1)
  })

  it('is nobody’s for themselves, and an administrator’s without ability', async () => {
    const own = await versioned({ employeeId: 'E2', jobTitle: 'Queen' })
    await expect(call(people.correct, own, org.hr('E2'))).rejects.toMatchObject({ status: 403 })
    const ability = await versioned({ employeeId: 'E5', isAssessed: false })
    await expect(call(people.correct, ability, org.administrator('admin'))).rejects.toMatchObject({ status: 403 })
    const fact = await versioned({ employeeId: 'E5', location: 'Kiel' })
    expect(await call(people.correct, fact, org.administrator('admin'))).toMatchObject({ waiting: false })
  })
})

describe('moving', () => {
  it('plans, shows and takes back', async () => {
    await move({ employeeId: 'E8', unitId: 'A', managerId: 'E4', from: '2027-01-01' })
    const planned = await record('E8')
    expect(planned).toMatchObject({
      unit: { unitId: 'B' },
      planned: [{ from: '2027-01-01', unit: { unitId: 'A' }, manager: { employeeId: 'E4' } }],
    })
    expect((await call(people.roster, { state: 'moving', limit: 50 }, org.hr('E2'))).people).toMatchObject([
      { employeeId: 'E8', movesOn: '2027-01-01' },
    ])
    await call(people.cancelMove, await versioned({ employeeId: 'E8', from: '2027-01-01' }), org.hr('E2'))
    const after = await record('E8')
    expect(after.planned).toEqual([])
    expect(after.units.at(-1)).toMatchObject({ unit: { unitId: 'B' }, from: '2026-11-15', until: null })
    expect((await call(people.roster, { state: 'moving', limit: 50 }, org.hr('E2'))).total).toBe(0)
  })

  it('takes effect today, for those who see and are seen', async () => {
    await move({ employeeId: 'E6', managerId: 'E3', unitId: 'B', from: today })
    expect(await record('E6')).toMatchObject({ unit: { unitId: 'B' }, manager: { employeeId: 'E3' }, planned: [] })
    await expect(call(people.get, { employeeId: 'E6' }, org.as('manager'))).rejects.toMatchObject({ status: 404 })
    await move({ employeeId: 'E6', managerId: 'E4', unitId: 'A1', from: today })
    expect((await call(people.get, { employeeId: 'E6' }, org.as('manager'))).name).toContain('Finn')
  })

  it.each<[string, Omit<MovePersonInput, 'version'>, number, RegExp]>([
    ['into the past', { employeeId: 'E5', unitId: 'B', from: yesterday }, 400, /today or later/],
    ['nowhere', { employeeId: 'E5', from: today }, 400, /where to/],
    ['under one’s own report', { employeeId: 'E4', managerId: 'E5', from: today }, 400, /own manager/],
    ['under oneself', { employeeId: 'E4', managerId: 'E4', from: today }, 400, /own manager/],
    ['of the head', { employeeId: 'E1', managerId: 'E4', from: today }, 409, /heads the organisation/],
    ['of oneself', { employeeId: 'E2', unitId: 'A', from: today }, 403, /Nobody changes/],
    ['of nobody', { employeeId: 'E77', unitId: 'A', from: today }, 404, /nobody by this/],
  ])('refuses a move %s', async (_, input, status, message) => {
    const by = org.hr('E2')
    const version = input.employeeId === 'E77' ? 1 : await org.versionOf(input.employeeId)
    await expect(call(people.move, { ...input, version }, by)).rejects.toMatchObject({
      ...{ status, message: expect.stringMatching(message) },
    })
  })
})

describe('an administrator’s own reach', () => {
  it.each<[string, 'E3' | 'E4', Omit<MovePersonInput, 'version'>]>([
    ['under oneself', 'E4', { employeeId: 'E8', managerId: 'E4', from: today }],
    ['under one’s report', 'E4', { employeeId: 'E8', managerId: 'E5', from: today }],
    ['under oneself one day', 'E4', { employeeId: 'E8', managerId: 'E4', from: '2027-03-01' }],
    ['under somebody in a directed unit', 'E3', { employeeId: 'E2', managerId: 'E5', from: today }],
    ['into a directed unit', 'E3', { employeeId: 'E2', unitId: 'A', from: today }],
    ['into a unit below it', 'E3', { employeeId: 'E2', unitId: 'A1', from: today }],
  ])('ends at a move %s', async (_, who, input) => {
    await expect(move(input, org.administrator(who))).rejects.toMatchObject({
      ...{ status: 403, message: expect.stringMatching(/Ask HR/) },
    })
  })

  it('does not grow a directed unit by units', async () => {
    const grown = { unitId: 'B', version: 1, parentUnitId: 'A1' }
    await expect(call(units.correct, grown, org.administrator('E3'))).rejects.toMatchObject({ status: 403 })
    const added = { unitId: 'X', name: 'X', parentUnitId: 'A', kind: 'unit' }
    await expect(call(units.add, added, org.administrator('E3'))).rejects.toMatchObject({ status: 403 })
  })

  it('is kept by the database itself, whatever the code asks', async () => {
    const as = (who: string, ...statements: ReturnType<typeof sql>[]) =>
      org.test.database
        .asViewer({ personId: org.keys.person(who), persona: 'p_admin', readOnly: false }, async (db) => {
          for (const statement of statements) await db.execute(statement)
          throw new Error('done')
        })
        .catch((error: Error & { code?: string }) => error.code ?? error.message)
    const [ivo, mia] = [org.keys.person('E8'), org.keys.person('E4')]
    const cut = sql`delete from reporting_line where person_id = ${ivo} and lower(valid) >= authz.today()`
    const shorten = sql`update reporting_line set valid = daterange(lower(valid), authz.today()) where person_id = ${ivo} and valid @> authz.today()`
    const under = (manager: number) =>
      sql`insert into reporting_line values (${ivo}, ${manager}, daterange(authz.today(), null))`
    expect(await as('E4', cut, shorten, under(mia))).toBe('42501')
    expect(await as('E4', cut, shorten, under(org.keys.person('E1')))).toBe('done')
    const lengthen = sql`update reporting_line set valid = '[2019-01-01,)' where person_id = ${ivo}`
    expect(await as('E4', lengthen)).toBe('GV403')
    expect(await as('E4', sql`update person set email = 'x@y.z' where id = ${ivo}`)).toBe('42501')
    expect(await as('E4', sql`update person set is_assessed = true where id = ${ivo}`)).toBe('42501')
    const own = sql`update person set is_disabled = true where id = ${mia}`
    expect(await as('E4', own, sql`select 1 / (select count(*) from person where id = ${mia} and is_disabled)`)).toBe(
      '22012',
    )
    expect(await as('E4', sql`update person set employed = '[2019-01-01,)' where id = ${ivo}`)).toBe('GV403')
    expect(await as('E4', sql`select authz.set_email(${org.keys.person('E2')}, 'x@y.z')`)).toBe('GV403')
    expect(await as('E4', sql`select authz.make_links(array[${org.keys.person('E2')}]::bigint[], '{x}')`)).toBe('GV403')
  })
})

describe('ending', () => {
  it('asks for another manager first, and names whose', async () => {
    await expect(end('E4', '2026-12-31')).rejects.toMatchObject({
      ...{ status: 409, message: expect.stringMatching(/manages Eve O_Neill, Finn .*from 2027-01-01/) },
    })
    await expect(end('E1', '2026-12-31')).rejects.toMatchObject({ status: 409 })
    await expect(end('E5', '2026-11-21')).rejects.toMatchObject({ status: 400 })
  })

  it('plans a last day, keeps it in the way of others, and takes it back', async () => {
    await end('E8', '2026-12-31')
    expect(await record('E8')).toMatchObject({ lastDay: '2026-12-31', unit: { unitId: 'B' } })
    await expect(add({ employeeId: 'N8', managerId: 'E8' })).rejects.toMatchObject({ status: 400 })
    const late = move({ employeeId: 'E8', unitId: 'A', from: '2027-01-01' })
    await expect(late).rejects.toMatchObject({ status: 400, message: expect.stringMatching(/last day is 2026-12-31/) })
    await end('E8', null)
    expect(await record('E8')).toMatchObject({ lastDay: null, units: [{}, { until: null }] })
  })

  it('at once ends session, token and password within one request', async () => {
    await add({ employeeId: 'N5', email: 'n5@example.com' })
    const [made] = await org.command<{ id: number }>(sql`select id from person where employee_id = 'N5'`)
    await org.command(sql`insert into account (person_id, password_hash) values (${made!.id}, 'set')`)
    await org.command(sql`insert into session (id_hash, account_id, hat, ends_at)
      select 'n5', id, 'work', now() + interval '1 hour' from account where person_id = ${made!.id}`)
    await end('N5', yesterday)
    expect(
      await org.command(sql`select a.password_hash, s.ended_at is not null as ended from account a
        join session s on s.account_id = a.id where a.person_id = ${made!.id}`),
    ).toEqual([{ password_hash: null, ended: true }])
    expect(
      (await call(people.roster, { state: 'left', limit: 50 }, org.hr('E2'))).people.map((one) => one.employeeId),
    ).toEqual(expect.arrayContaining(['N5', 'E9']))
  })
})

describe('disabling', () => {
  it('ends session, token and a request under way, and stays ended when enabled', async () => {
    const look = await org.openDoors('E5')
    expect(await look()).toEqual({ session: 1, token: 1 })
    const seen = await org.test.database.asViewer(
      { personId: org.keys.person('E5'), persona: 'p_member', readOnly: true },
      async (db) => {
        const count = async () => (await db.execute(sql`select id from person`)).rows.length
        const before = await count()
        await call(people.disable, await versioned({ employeeId: 'E5' }), org.hr('E2'))
        return [before, await count()]
      },
    )
    expect(seen).toEqual([1, 0])
    expect(await look()).toEqual({ session: 0, token: 0 })
    await call(people.enable, await versioned({ employeeId: 'E5' }), org.administrator('admin'))
    expect(await look()).toEqual({ session: 0, token: 0 })
  })
})

describe('units', () => {
  it('are added, renamed, hung elsewhere and removed while empty', async () => {
    await call(units.add, { unitId: 'C', name: 'Care', parentUnitId: 'R', kind: 'unit' }, org.administrator('admin'))
    expect(
      await call(units.correct, { unitId: 'C', version: 1, name: 'Cure', parentUnitId: 'B' }, org.hr('E2')),
    ).toEqual({
      ...{ unitId: 'C', version: 2 },
    })
    const stale = call(units.correct, { unitId: 'C', version: 1, name: 'Cause' }, org.hr('E2'))
    await expect(stale).rejects.toMatchObject({ status: 409, data: { stored: { name: 'Cure', parentUnitId: 'B' } } })
    const inside = call(units.correct, { unitId: 'B', version: 1, parentUnitId: 'C' }, org.hr('E2'))
    await expect(inside).rejects.toMatchObject({ status: 400, message: expect.stringMatching(/inside itself/) })
    await call(units.remove, { unitId: 'C', version: 2 }, org.hr('E2'))
    const full = call(units.remove, { unitId: 'A', version: 1 }, org.hr('E2'))
    await expect(full).rejects.toMatchObject({ status: 409, message: expect.stringMatching(/1 person and 1 unit/) })
    const top = call(units.correct, { unitId: 'R', version: 1, parentUnitId: 'A' }, org.hr('E2'))
    await expect(top).rejects.toMatchObject({ status: 400 })
  })
})
