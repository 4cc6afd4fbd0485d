import { call } from '@orpc/server'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { agreementProcedures as agreements, peerProcedures as peers } from './procedures'
import { createRound, cycle, type Round } from './round.fixtures'

let round: Round
type Caller = Parameters<Round['as']>[0]
beforeAll(async () => {
  round = await createRound()
})
afterAll(() => round.drop())

const E5 = { cycle, employeeId: 'E5' }
const get = (caller: Caller, employeeId = 'E5') => call(agreements.get, { cycle, employeeId }, round.as(caller))
const ask = (peerId: string, caller: Caller = 'manager') => call(peers.ask, { ...E5, peerId }, round.as(caller))
const list = (caller: Caller = 'manager') => call(peers.list, E5, round.as(caller))
const unask = (peerId: string) => call(peers.unask, { ...E5, peerId }, round.as('manager'))

describe('peers', () => {
  it('are named by the manager, and told', async () => {
    await ask('E6')
    expect(await list()).toEqual({
      ...{ asksPeers: true, may: true, recommended: 3 },
      peers: [{ employeeId: 'E6', name: 'Finn Ångström', hasSubmitted: false }],
    })
    const told = await round.rows(sql`select about, person_id from message where kind = 'peer-asked'`)
    expect(told).toEqual([{ about: { cycle }, person_id: round.id('E6') }])
  })
  it.each<[string, string, Caller, number, RegExp]>([
    ['the same twice', 'E6', 'manager', 409, /already/],
    ['the person', 'E5', 'manager', 400, /not the person/],
    ['oneself', 'E4', 'manager', 400, /not yourself/],
    ['nobody', 'E77', 'manager', 400, /employed today/],
    ['by the employee', 'E6', 'employee', 403, /manager of the day/],
    ['by HR', 'E6', 'hr', 403, /manager of the day/],
  ])('not %s', async (_, peerId, caller, status, message) => {
    await expect(ask(peerId, caller)).rejects.toMatchObject({ status, message: expect.stringMatching(message) })
  })
  const find = async (q: string, caller: Caller = 'manager') =>
    (await call(peers.find, { ...E5, q }, round.as(caller))).people.map(({ employeeId }) => employeeId)
  it.each<[string, string, string[]]>([
    ['out of the manager’s reach, by part of a name', 'newcom', ['E7']],
    ['by a whole employee id', 'E3', ['E3']],
    ['not by part of one', 'E', []],
    ['not the person', 'E5', []],
    ['not oneself', 'mia', []],
    ['no sign as a joker', '%%', []],
  ])('are found %s', async (_, q, found) => {
    if (q.length > 1) expect(await find(q)).toEqual(found)
    else await expect(find(q)).rejects.toMatchObject({ status: 400 })
  })
  it('who is found sees that somebody looked, and nothing but the name is told', async () => {
    expect(await call(peers.find, { ...E5, q: 'newcomer' }, round.as('manager'))).toEqual({
      people: [{ employeeId: 'E7', name: 'Gil Newcomer' }],
    })
    expect(await round.lastLook()).toMatchObject({ purpose: 'peer search', subjects: [round.id('E7')] })
  })
  it.each<[Caller, string, number]>([
    ['employee', 'E5', 403],
    ['hr', 'E5', 403],
    ['administrator', 'E5', 403],
  ])('are found by nobody else: %s', async (caller, employeeId, status) => {
    const found = call(peers.find, { cycle, employeeId, q: 'newcomer' }, round.as(caller))
    await expect(found).rejects.toMatchObject({ status })
  })
  it('may be somebody whom the manager does not see', async () => {
    await ask('E7')
    expect((await list()).peers).toMatchObject([{ employeeId: 'E6' }, { employeeId: 'E7', name: 'Gil Newcomer' }])
    await unask('E7')
  })
  it.each<Caller>(['employee', 'hr', 'head'])('%s learns no names', async (caller) => {
    expect(await list(caller)).toMatchObject({ may: false, peers: [] })
    if (caller === 'employee') expect((await get(caller)).peers).toBeNull()
  })
  it('are taken off again before they submit', async () => {
    await unask('E6')
    expect((await list()).peers).toEqual([])
    await expect(unask('E6')).rejects.toMatchObject({ status: 409, message: expect.stringMatching(/any more/) })
  })
  it('stay once they have', async () => {
    await round.fill('E6', 'E5', [5, 5, 5], { as: 'peer' })
    await expect(unask('E6')).rejects.toMatchObject({
      status: 409,
      message: expect.stringMatching(/their answers stay/),
    })
  })
  test('nobody is asked after the manager’s deadline', async () => {
    await round.setDeadline('manager', '2026-11-22')
    await expect(ask('E9')).rejects.toMatchObject({
      status: 409,
      message: expect.stringMatching(/time for rating is over/),
    })
    expect((await list()).may).toBe(false)
    await round.setDeadline('manager', '2026-12-11')
  })
  it('are a mean from three on, with a word where it is far from the manager’s', async () => {
    await round.fillBoth('E5', [4, 3, 5], [2, 4, null])
    await round.fill('E7', 'E5', [4, 4, null], { as: 'peer' })
    expect((await get('manager')).criteria.map((one) => one.peers)).toEqual([null, null, null])
    await round.fill('E8', 'E5', [4, 4, null], { as: 'peer' })
    for (const caller of ['manager', 'employee', 'hr'] as const) {
      const found = (await get(caller)).criteria.map((one) => [one.peers, one.discuss])
      expect(found, caller).toEqual([
        [{ mean: 4.3, count: 3 }, true],
        [{ mean: 4.3, count: 3 }, false],
        [null, false],
      ])
    }
    expect((await get('manager')).peers).toEqual({ asked: 3, answered: 3 })
  })
  test('nobody is added or taken off once their mean stands open', async () => {
    expect((await list()).may).toBe(false)
    await expect(ask('E9')).rejects.toMatchObject({
      status: 409,
      message: expect.stringMatching(/mean of peers stands open/),
    })
  })
})

describe('one criterion, all whom one rates', () => {
  const batch = (caller: Caller, criterion = 'x', name: string = cycle) =>
    call(agreements.batch, { cycle: name, criterion }, round.as(caller))
  it('holds the manager’s own answers and nobody else’s', async () => {
    await round.fill('E6', 'E6', [5, 5, 5])
    await round.fill('E4', 'E6', [1, 2, 3], { isSubmitted: false, comment: 'So far.' })
    const { rows } = await batch('manager')
    expect(
      rows.map(({ person, isOpen, status, target, level, comment, version }) => [
        ...[person.employeeId, isOpen, status, target, level, comment, version],
      ]),
    ).toEqual([
      ['E5', false, 'submitted', 2, 2, '', 1],
      ['E6', true, 'draft', 4, 1, 'So far.', 1],
    ])
  })
  it.each<[string, Caller, string, string, number]>([
    ['nobody to rate', 'employee', 'x', cycle, 404],
    ['no such cycle', 'manager', 'x', 'None', 404],
    ['no such criterion', 'manager', 'q', cycle, 400],
    ['the administrator', 'administrator', 'x', cycle, 403],
  ])('%s', async (_, caller, criterion, name, status) => {
    await expect(batch(caller, criterion, name)).rejects.toMatchObject({ status })
  })
})

describe('a manager change in the middle', () => {
  it('passes draft levels and the note to the new manager, with the former one’s name', async () => {
    await round.fillBoth('E7', [3, 3, 3], [2, 2, 2], 'E3')
    await round.rows(
      sql`update assessment set hand_over_note = 'Ask about the audit.' where rater_id = ${round.id('E3')}`,
    )
    const keep = { cycle, employeeId: 'E7', criterion: 'x', level: 3, reason: 'Half.', version: 0 }
    await call(agreements.keep, keep, round.as('director'))
    await round.test.database.asJob('import', async (db) => {
      await db.execute(sql`update reporting_line set valid = daterange(lower(valid), '2026-11-23')
        where person_id = ${round.id('E7')} and upper_inf(valid)`)
      await db.execute(sql`insert into reporting_line values (${round.id('E7')}, ${round.id('E4')}, '[2026-11-23,)')`)
    })
    const found = await get('manager', 'E7')
    expect(found.handOver).toEqual([{ by: { employeeId: 'E3', name: 'Dirk Director' }, note: 'Ask about the audit.' }])
    expect(found.criteria[0]!.agreement).toMatchObject({ level: 3, status: 'draft', version: 1 })
    const levels = [{ criterion: 'x', level: 3, reason: 'Half.', version: 1 }]
    await call(agreements.agree, { cycle, employeeId: 'E7', levels }, round.as('manager'))
    expect((await get('manager', 'E7')).criteria[0]!.agreement).toMatchObject({ status: 'agreed', version: 2 })
  })
})
