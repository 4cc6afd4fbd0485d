import { call } from '@orpc/server'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest'
import { wishProcedures as wishes } from '@/lib/openings/procedures'
import { coverByWeek } from './cover'
import { keepSecondments } from './keep'
import { type Caller, createPlacements, days, type Placements, share } from './placement.fixtures'
import { hostedProcedures as hosted, secondmentProcedures as secondments } from './procedures'

let org: Placements
const importing = (statement: ReturnType<typeof sql>) =>
  org.test.database.asJob('import', (db) => db.execute(statement))
const privately = (statement: ReturnType<typeof sql>) =>
  org.test.database.asJob('privacy', (db) => db.execute(statement))
beforeAll(async () => {
  org = await createPlacements()
})
beforeEach(async () => {
  await org.setToday(org.today)
  await org.at(sql`delete from secondment`)
  await privately(sql`delete from standing`)
  await importing(sql`delete from opening_entry where criterion = 'y'`)
  await importing(sql`update person set hired_on = '2020-01-01'`)
})
afterAll(() => org.drop())

const rule = (name: string) => ({
  ...{ status: 409, data: { verdicts: expect.arrayContaining([expect.objectContaining({ rule: name })]) } },
})
const offer = () => call(secondments.volunteer, { openingId: 'OP1', ...days }, org.as('employee'))

test('weeks are counted to the last day that has a name of ten letters, and end there', () => {
  const home = { members: [{ key: 'a', holds: [] }], away: [], stands: [], floor: { heads: 1, holders: [] } }
  const weeks = coverByWeek(home, '9999-12-20', '9999-12-31')
  expect(weeks.map(({ from, to }) => [from, to])).toEqual([
    ['9999-12-20', '9999-12-26'],
    ['9999-12-27', '9999-12-31'],
  ])
})

describe('an end without an end', () => {
  it('is not asked for: no longer than the settings allow, and ten years for PostgreSQL', async () => {
    const { id } = await org.propose()
    await org.step(id, 'employee', 'consent')
    await org.step(id, 'manager', 'release', { cover: share })
    const { version } = await call(hosted.get, { id }, org.as('director'))
    await call(hosted.step, { id, version, deed: 'accept' }, org.as('director'))
    await org.setToday(days.from)
    await keepSecondments(org.test.database, null)
    const asked = { reason: 'For ever.', end: '9999-12-31' }
    for (const caller of ['employee', 'manager'] as const)
      await expect(org.step(id, caller, 'ask-extension', asked)).rejects.toMatchObject({
        ...{ status: 409, message: expect.stringMatching(/longer than 24 months/) },
      })
    expect(await org.get(id)).toMatchObject({ state: 'active', askedEnd: null })
    await org.at(sql`delete from secondment`)
    await org.setToday(org.today)
    await org.propose({ asks: false })
    const forEver = org.at(sql`update secondment set during = daterange(lower(during), '2099-01-01')`)
    await expect(forEver).rejects.toMatchObject({ code: '23514' })
  })
})

describe('HR keeps the rules when days move, and when a draft is asked later', () => {
  const move = async (id: string, to: string) => {
    const { version } = await org.get(id)
    return call(secondments.move, { id, version, from: days.from, to }, org.as('hr'))
  }
  it('to days that the opening does not offer: the rule is named', async () => {
    const { id } = await org.propose()
    await expect(move(id, '2028-06-30')).rejects.toMatchObject(rule('window'))
    await expect(move(id, '2027-08-31')).resolves.toMatchObject({ version: 2 })
  })
  it('a draft whose person no longer brings what the opening asks for', async () => {
    const { id } = await org.propose({ asks: false })
    await importing(
      sql`insert into opening_entry (opening_id, criterion, level) select id, 'y', 5 from opening where opening_id = 'OP1'`,
    )
    await expect(org.step(id, 'hr', 'ask')).rejects.toMatchObject(rule('entry'))
    await importing(sql`delete from opening_entry where criterion = 'y'`)
    await expect(org.step(id, 'hr', 'ask')).resolves.toMatchObject({ state: 'interest' })
  })
})

describe('whoever offers to go', () => {
  const own = () => org.keys.person('E5')
  it.each([
    ['a process', sql`true, null::date, null::date`],
    ['probation', sql`false, '2027-03-01'::date, null::date`],
    ['a contract that ends', sql`false, null::date, '2027-06-30'::date`],
  ])('is not let past %s that HR alone has noted, nor told what it is', async (_, noted) => {
    await privately(sql`insert into standing (person_id, is_under_process, probation_until, contract_ends_on)
      select ${own()}, ${noted}`)
    await expect(offer()).rejects.toMatchObject({ status: 409, message: expect.stringMatching(/HR alone may see/) })
    const alone = org.test.database.asViewer({ personId: own(), persona: 'p_member', readOnly: false }, (db) =>
      db.execute(sql`insert into secondment (public_id, person_id, opening_id, seat_no, share, during, state, origin, state_since)
        select gen_random_uuid(), ${own()}, id, 1, 100, '[2027-02-01,2027-08-01)', 'interest', 'volunteered', '2026-11-23'
        from opening`),
    )
    await expect(alone).rejects.toMatchObject({ code: 'GV409' })
  })
  it('goes by what is noted, once it is over', async () => {
    await privately(sql`insert into standing (person_id, probation_until) values (${own()}, '2027-01-31')`)
    await expect(offer()).resolves.toMatchObject({ state: 'interest' })
  })
  it('sets no rule aside', async () => {
    await importing(sql`update person set hired_on = '2026-10-01' where id = ${own()}`)
    await expect(offer()).rejects.toMatchObject({
      ...rule('time-in-post'),
      message: expect.stringMatching(/HR alone may set aside/),
    })
  })
})

describe('nobody decides twice in one matter', () => {
  /** What somebody did becomes what another did: one person who holds both parts. */
  const did = (deed: string, who: 'E2' | 'E3') =>
    org.at(sql`update secondment_event set by_id = ${org.keys.person(who)} where deed = ${deed}`)
  it('an appeal against a refusal of their own', async () => {
    const { id } = await org.propose()
    await org.step(id, 'employee', 'consent')
    await org.step(id, 'manager', 'refuse', { reason: 'Too few of us.', alternative: 'In autumn.' })
    await call(secondments.appeal, { id, reason: 'It was promised.' }, org.as('employee'))
    await did('refuse', 'E2')
    const { version } = await org.get(id)
    const decision = { id, version, upholds: false, decision: 'I meant it.' }
    await expect(call(secondments.decideAppeal, decision, org.as('hr'))).rejects.toMatchObject({ status: 403 })
    const alone = await org.test.database.asViewer(
      { personId: org.keys.person('E2'), persona: 'p_hr', readOnly: false },
      (db) =>
        db.execute(sql`update appeal set state = 'rejected', decision = 'No', decided_by = ${org.keys.person('E2')},
          decided_on = '2026-11-23'`),
    )
    expect(alone.rowCount).toBe(0)
    expect((await org.get(id)).appeals).toMatchObject([{ state: 'open' }])
  })
})

describe('whoever only rates somebody', () => {
  const see = async (caller: Caller) => {
    const { notNowUntil } = await call(wishes.get, { employeeId: 'E6' }, org.as(caller))
    const { secondments: found } = await call(secondments.list, {}, org.as(caller))
    return { notNowUntil, placed: found.map(({ person }) => person.employeeId) }
  }
  it('reads neither their wishes nor where they may go: a deputy', async () => {
    await org.propose({ employeeId: 'E6' })
    await privately(sql`insert into wish (person_id, not_now_until) values (${org.keys.person('E6')}, '2027-01-01')`)
    await org.test.database.asJob('cycle', (db) =>
      db.execute(sql`insert into deputy (public_id, manager_id, deputy_id, valid, named_by)
        values (gen_random_uuid(), ${org.keys.person('E4')}, ${org.keys.person('E5')}, '[2026-11-01,2027-01-01)',
          ${org.keys.person('E4')})`),
    )
    expect(await see('manager')).toEqual({ notNowUntil: '2027-01-01', placed: ['E6'] })
    expect(await see('employee')).toEqual({ notNowUntil: null, placed: [] })
  })
})
