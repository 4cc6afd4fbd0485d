import { call } from '@orpc/server'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest'
import { openingProcedures as openings } from '@/lib/openings/procedures'
import { notChosenProcedures as notChosen } from './not-chosen-procedures'
import { type Caller, createPlacements, type Placements, share } from './placement.fixtures'
import { hostedProcedures as hosted } from './procedures'

let org: Placements
beforeAll(async () => {
  org = await createPlacements()
})
beforeEach(async () => {
  await org.setToday(org.today)
  await org.at(sql`delete from not_chosen`)
  await org.at(sql`delete from secondment`)
  await org.at(sql`update opening set status = 'published'`)
  await org.test.database.asJob('privacy', async (db) => {
    await db.execute(sql`delete from message`)
    await db.execute(sql`delete from wish`)
  })
  for (const who of ['E4', 'E6', 'E8'] as const) await wish(who)
})
afterAll(() => org.drop())

type Who = Parameters<Placements['keys']['person']>[0]
const wish = (who: Who) =>
  org.test.database.asJob('privacy', async (db) => {
    const id = org.keys.person(who)
    await db.execute(sql`insert into wish (person_id) values (${id})`)
    await db.execute(sql`insert into preference (person_id, rank, opening_id) select ${id}, 1, id from opening`)
  })
const told = async (who: Who) => {
  const { rows } = await org.test.database.asJob('mail', (db) =>
    db.execute<{ kind: string; about: Record<string, unknown> }>(sql`select kind, about from message
      where person_id = ${org.keys.person(who)} and (kind = 'not-chosen' or kind like 'look%') order by id`),
  )
  return rows
}
const own = async (caller: Caller) => (await call(notChosen.own, undefined, org.as(caller))).decisions
const asked = async () => (await call(notChosen.asked, undefined, org.as('hr'))).decisions
const reasons = async () => {
  const rows = await org.at<{ who: number; way: string; reason: string }>(
    sql`select person_id as who, way, reason from not_chosen order by id`,
  )
  const named = (['E4', 'E6', 'E7', 'E8'] as const).map((who) => [org.keys.person(who), who] as const)
  return rows.map(({ who, way, reason }) => `${new Map(named).get(Number(who))} ${way} ${reason}`).sort()
}
const toHost = async () => {
  const { id } = await org.propose()
  await org.step(id, 'employee', 'consent')
  await org.step(id, 'manager', 'release', { cover: share })
  const { version } = await call(hosted.get, { id }, org.as('director'))
  return { id, version }
}

describe('HR asks somebody by hand', () => {
  it('whoever else wished is told once, without names or levels, and reads the rule that excludes them', async () => {
    await org.propose()
    // E8 is of the host’s own unit.
    expect(await reasons()).toEqual(['E4 hand others', 'E6 hand others', 'E8 hand own-unit'])
    const about = { opening: 'Depot lead', openingId: 'OP1', count: 1, due: '2026-12-07' }
    for (const who of ['E4', 'E6', 'E8'] as const) expect(await told(who)).toEqual([{ kind: 'not-chosen', about }])
    expect(await told('E5')).toEqual([])
    expect(await own('manager')).toMatchObject([
      { way: 'hand', reason: 'others', facts: {}, decidedOn: '2026-11-23', appealUntil: '2026-12-07', mayAsk: true },
    ])
    expect(JSON.stringify(await own('manager'))).not.toMatch(/Eve|Finn|E5|E6/)
  })
  it('an entry level that is not reached is named with the person’s own level', async () => {
    await org.test.database.asJob('import', (db) =>
      db.execute(sql`insert into opening_entry (opening_id, criterion, level) select id, 'y', 3 from opening`),
    )
    await org.propose()
    const [mine] = await own('manager')
    expect(mine).toMatchObject({ reason: 'entry', facts: { criterion: 'y', level: 2000, needed: 3000 } })
    await org.test.database.asJob('import', (db) => db.execute(sql`delete from opening_entry where criterion = 'y'`))
  })
  it('what HR alone knows is not told', async () => {
    await org.test.database.asJob('privacy', (db) =>
      db.execute(sql`insert into standing (person_id, is_under_process) values (${org.keys.person('E4')}, true)`),
    )
    await org.propose()
    expect(await own('manager')).toMatchObject([{ reason: 'hr-only', facts: {} }])
    await org.test.database.asJob('privacy', (db) => db.execute(sql`delete from standing`))
  })
  it('a draft tells nobody; once it is asked, everybody', async () => {
    const { id } = await org.propose({ asks: false })
    expect(await reasons()).toEqual([])
    await org.step(id, 'hr', 'ask')
    expect(await reasons()).toHaveLength(3)
  })
  it('who has left is told nothing', async () => {
    await org.test.database.asJob('privacy', (db) => db.execute(sql`delete from wish`))
    await wish('E9')
    await org.propose()
    expect([await reasons(), await told('E9')]).toEqual([[], []])
  })
  it('nothing is left of it when the proposal is refused', async () => {
    await expect(org.propose({ employeeId: 'E8' })).rejects.toMatchObject({ status: 409 })
    expect(await reasons()).toEqual([])
  })
})

describe('a host decides', () => {
  it('with the last seat whoever wished since is told; who was told before is not told again', async () => {
    const { id, version } = await toHost()
    await wish('E7')
    await call(hosted.step, { id, version, deed: 'accept' }, org.as('director'))
    expect(await reasons()).toEqual(['E4 hand others', 'E6 hand others', 'E7 filled filled', 'E8 hand own-unit'])
    expect(await told('E7')).toHaveLength(1)
    expect(await told('E4')).toHaveLength(1)
  })
  it('while a seat is left nobody is', async () => {
    await org.test.database.asJob('import', (db) => db.execute(sql`update opening set seats = 2`))
    const { id, version } = await toHost()
    await wish('E7')
    await call(hosted.step, { id, version, deed: 'accept' }, org.as('director'))
    expect(await told('E7')).toEqual([])
    await org.test.database.asJob('import', (db) => db.execute(sql`update opening set seats = 1`))
  })
  it('whoever is not selected may ask HR, and is told by the placement alone', async () => {
    const { id, version } = await toHost()
    await call(hosted.step, { id, version, deed: 'decline', reason: 'Somebody knows the depot.' }, org.as('director'))
    expect(await own('employee')).toMatchObject([{ way: 'declined', reason: 'declined', mayAsk: true }])
    expect(await told('E5')).toEqual([])
    expect(await org.told('E5')).toContain('secondment-moved not-selected')
  })
  it('an opening marked as filled tells whoever wished, once', async () => {
    const move = async (to: 'filled' | 'published') => {
      const { version } = await call(openings.get, { openingId: 'OP1' }, org.as('director'))
      await call(openings.move, { openingId: 'OP1', version, to }, org.as('director'))
    }
    await move('filled')
    await move('published')
    await move('filled')
    expect(await reasons()).toEqual(['E4 filled filled', 'E6 filled filled', 'E8 filled filled'])
    expect(await told('E6')).toHaveLength(1)
  })
})

describe('asking HR to look again', () => {
  const ask = async (caller: Caller = 'manager') => {
    const [mine] = await own('manager')
    return call(notChosen.ask, { id: mine!.id, reason: 'I was promised it.' }, org.as(caller))
  }
  const answer = (id: string, caller: Caller = 'hr') =>
    call(notChosen.answer, { id, upholds: true, answer: 'You come first in spring.' }, org.as(caller))

  it('HR hears it with a clock and answers, and the person reads the answer', async () => {
    await org.propose()
    const { id, appeal } = await ask()
    expect(appeal).toMatchObject({ state: 'open', askedOn: '2026-11-23', dueOn: '2026-12-07' })
    expect((await told('E2')).map(({ kind }) => kind)).toEqual(['look-asked'])
    expect(await asked()).toMatchObject([
      { id, person: { employeeId: 'E4' }, mayAsk: false, appeal: { state: 'open' } },
    ])
    expect(await org.lastLook()).toMatchObject({ purpose: 'secondments', subjects: [org.keys.person('E4')] })
    await answer(id)
    expect(await own('manager')).toMatchObject([
      { mayAsk: false, appeal: { state: 'upheld', decision: 'You come first in spring.', decidedOn: '2026-11-23' } },
    ])
    expect((await told('E4')).map(({ kind }) => kind)).toEqual(['not-chosen', 'look-answered'])
    await expect(answer(id)).rejects.toMatchObject({ status: 409 })
  })
  it('once, within two weeks, and by nobody else', async () => {
    await org.propose()
    await expect(ask('employee')).rejects.toMatchObject({ status: 404 })
    await expect(ask('director')).rejects.toMatchObject({ status: 404 })
    await expect(ask('hr')).rejects.toMatchObject({ status: 403 })
    await org.setToday('2026-12-08')
    await expect(ask()).rejects.toMatchObject({ status: 409 })
    await org.setToday('2026-12-07')
    const { id } = await ask()
    await expect(ask()).rejects.toMatchObject({ status: 409 })
    await expect(answer(id, 'manager')).rejects.toMatchObject({ status: 403 })
  })
})

test('nobody else reads it: not the line, not the host, not the head', async () => {
  await org.propose()
  expect(await own('head')).toEqual([])
  for (const caller of ['employee', 'director', 'head'] as const) {
    expect(await own(caller)).toEqual([])
    await expect(call(notChosen.asked, undefined, org.as(caller))).rejects.toMatchObject({ status: 403 })
  }
  // A manager’s own reasons alone, though one of their reports has some too.
  expect(await own('manager')).toHaveLength(1)
})

test('a proposal sent again under its key is one message', async () => {
  const context = { ...org.as('hr').context, idempotencyKey: crypto.randomUUID(), needsKey: true }
  const input = { employeeId: 'E5', openingId: 'OP1', from: '2027-02-01', to: '2027-07-31' }
  const { secondmentProcedures } = await import('./procedures')
  await call(secondmentProcedures.propose, input, { context })
  await call(secondmentProcedures.propose, input, { context })
  expect(await told('E4')).toHaveLength(1)
})
