import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { cycleId, openRound, part, type Round } from './rounds.fixtures'
import { today, who } from './small-organisation'

let round: Round
beforeAll(async () => {
  round = await openRound()
})
afterAll(() => round.base.drop())
beforeEach(() => round.again())

const { employee, managerA, managerB, head, hr, peer, employeeB, administrator } = who
const refused = { code: '42501' }

interface Settled {
  level?: number
  reason?: string
  status?: string
  subject?: number
  participant?: number
  criterion?: number
  as?: number
}
const agree = (
  by: number,
  {
    level = 2,
    reason = '',
    status = 'agreed',
    subject = employee,
    participant = part(employee),
    criterion = 2,
    as = by,
  }: Settled = {},
) =>
  round.change(
    by,
    `insert into agreement (participant_id, cycle_id, subject_id, criterion_id, level, reason, status, agreed_by, agreed_on)
      values (${participant}, ${cycleId}, ${subject}, ${criterion}, ${level}, '${reason}', '${status}', ${as}, '${today}')`,
  )
const set = (by: number, what: string) =>
  round.change(by, `update agreement set ${what} where participant_id = ${part(employee)}`)
const reveal = async () => {
  await round.hand(employee, employee, 'self', 4)
  await round.hand(managerA, employee, 'manager', 2)
}

describe('an agreed level', () => {
  test('is for whoever rates, once both forms are open, and about nobody else', async () => {
    await round.hand(managerA, employee, 'manager', 2)
    await expect(agree(managerA)).rejects.toMatchObject(refused)
    await round.hand(employee, employee, 'self', 4)
    for (const other of [employee, peer, head, hr, managerB])
      for (const level of [2, 3]) await expect(agree(other, { level }), `${other}`).rejects.toMatchObject(refused)
    await expect(agree(managerA, { subject: employeeB })).rejects.toMatchObject({ code: '23503' })
    await expect(agree(managerA, { participant: part(employeeB), subject: employeeB })).rejects.toMatchObject(refused)
    await expect(agree(managerA, { as: head })).rejects.toMatchObject({ code: expect.stringMatching(/GV403|42501/) })
    await expect(agree(managerA, { criterion: 1 })).rejects.toMatchObject({ code: 'GV400' })
    expect(await agree(managerA)).toBe(1)
  })

  test('needs a reason where it is not the manager’s first', async () => {
    await reveal()
    await expect(agree(managerA, { level: 3, reason: '  ' })).rejects.toMatchObject({ code: 'GV400' })
    expect(await agree(managerA, { level: 3, reason: 'Evidence of the spring.' })).toBe(1)
    await expect(set(managerA, "level = 4, reason = ''")).rejects.toMatchObject({ code: 'GV400' })
  })

  test('is the manager’s alone while a draft', async () => {
    await reveal()
    await agree(managerA, { status: 'draft', level: 5 })
    const see = async (person: number) =>
      (await round.rows(person, 'select 1 from agreement where participant_id > 100')).length
    for (const other of [employee, hr, head]) expect(await see(other), `${other}`).toBe(0)
    expect(await see(managerA)).toBe(1)
    expect(await set(employee, "status = 'disputed', objection = 'No.'")).toBe(0)
    await set(managerA, "status = 'agreed', level = 2")
    for (const other of [employee, hr, head]) expect(await see(other), `${other}`).toBe(1)
    expect(await see(peer)).toBe(0)
    await expect(set(managerA, "status = 'draft'")).rejects.toMatchObject({ code: 'GV403' })
  })

  test('is disputed by the person assessed alone, who changes nothing else of it', async () => {
    await reveal()
    await agree(managerA)
    await expect(set(managerA, "status = 'disputed', objection = 'x'")).rejects.toMatchObject({ code: 'GV403' })
    await expect(set(employee, "status = 'disputed'")).rejects.toMatchObject({ code: '23514' })
    await expect(set(employee, 'level = 5')).rejects.toMatchObject({ code: 'GV403' })
    await expect(set(employee, "reason = 'x'")).rejects.toMatchObject({ code: 'GV403' })
    expect(await set(employee, "status = 'disputed', objection = 'I led three.'")).toBe(1)
    expect(await round.rows(hr, "select 1 from agreement where status = 'disputed'")).toHaveLength(1)
    await expect(set(managerA, "status = 'agreed', objection = ''")).rejects.toMatchObject({ code: 'GV409' })
    expect(await set(managerA, "status = 'agreed', objection = '', level = 3, reason = 'True.'")).toBe(1)
  })

  test('until its deadline, for both', async () => {
    await reveal()
    await agree(managerA)
    await round.job(`update cycle_deadline set closes_at = authz.now() where cycle_id = ${cycleId} and stage = 'agree'`)
    await expect(set(employee, "status = 'disputed', objection = 'Late.'")).rejects.toMatchObject({ code: 'GV409' })
    expect(await set(managerA, "level = 3, reason = 'Late.'")).toBe(0)
    await expect(agree(managerA, { criterion: 3 })).rejects.toMatchObject(refused)
  })

  test('the talk: notes are the manager’s, taking note the employee’s', async () => {
    await reveal()
    const open = (by: number, subject: number = employee) =>
      round.change(
        by,
        `insert into conversation (participant_id, subject_id, notes) values (${part(employee)}, ${subject}, 'n')`,
      )
    await expect(open(employee)).rejects.toMatchObject(refused)
    await expect(open(managerA, employeeB)).rejects.toMatchObject({ code: '23503' })
    await open(managerA)
    const keep = (by: number, what: string) =>
      round.change(by, `update conversation set ${what} where participant_id > 100`)
    await expect(keep(employee, "notes = 'mine'")).rejects.toMatchObject({ code: 'GV403' })
    await expect(keep(managerA, 'acknowledged_at = now()')).rejects.toMatchObject({ code: 'GV403' })
    expect([await keep(managerA, "notes = 'more'"), await keep(employee, 'acknowledged_at = now()')]).toEqual([1, 1])
    expect(await keep(peer, "notes = 'x'")).toBe(0)
  })
})

describe('what people were told at the launch stays', () => {
  const refusedNow = { code: 'GV409' }
  test('the cycle goes its way only', async () => {
    const to = (status: string) => round.change(hr, `update cycle set status = '${status}' where id = ${cycleId}`)
    await expect(to('draft')).rejects.toMatchObject(refusedNow)
    await expect(to('published')).rejects.toMatchObject(refusedNow)
    await expect(round.change(hr, `update cycle set name = 'Other' where id = ${cycleId}`)).rejects.toMatchObject(
      refusedNow,
    )
    expect([await to('paused'), await to('open')]).toEqual([1, 1])
    expect(await round.change(hr, `delete from cycle where id = ${cycleId}`)).toBe(0)
    for (const other of [head, managerA, administrator])
      await expect(round.change(other, `update cycle set status = 'paused'`), `${other}`).rejects.toMatchObject(refused)
    await expect(
      round.change(hr, `update cycle set as_of_on = '${today}' where id = ${cycleId}`),
    ).rejects.toMatchObject(refused)
    expect(await round.change(hr, `update cycle set status = 'closing' where id = 1`)).toBe(0)
    expect(await to('closing')).toBe(1)
    await expect(to('open')).rejects.toMatchObject(refusedNow)
  })

  test('how it asks: blind stays blind, by no way around', async () => {
    const plan = (what: string) => round.change(hr, `update cycle_plan set ${what} where cycle_id = ${cycleId}`)
    for (const what of [
      'is_blind = false',
      'asks_peers = false',
      "evidence_rule = 'enforce'",
      "time_zone = 'Asia/Tokyo'",
      'launched_at = null',
    ])
      await expect(plan(what), what).rejects.toMatchObject(refusedNow)
    await expect(round.change(hr, `delete from cycle_plan where cycle_id = ${cycleId}`)).rejects.toMatchObject(
      refusedNow,
    )
    expect(await plan("remind_days = '{3}'")).toBe(1)
    await round.job("update cycle_plan set remind_days = '{7,2}'")
  })

  test('a deadline only moves later', async () => {
    const move = (at: string) =>
      round.change(hr, `update cycle_deadline set closes_at = '${at}' where cycle_id = ${cycleId} and stage = 'self'`)
    await expect(move('2026-11-25T11:59:59Z')).rejects.toMatchObject(refusedNow)
    expect(await move('2026-11-26T12:00:00Z')).toBe(1)
    await expect(round.change(hr, `delete from cycle_deadline where cycle_id = ${cycleId}`)).rejects.toMatchObject(
      refusedNow,
    )
    await expect(round.change(managerA, `update cycle_deadline set closes_at = '2027-01-01'`)).rejects.toMatchObject(
      refused,
    )
  })

  test('before it, HR lays out and discards as it likes', async () => {
    await round.change(
      hr,
      `insert into cycle (name, kind, framework_version_id, status) values ('Draft', 'run', 2, 'draft')`,
    )
    const [{ id }] = (await round.rows<{ id: number }>(hr, `select id from cycle where name = 'Draft'`)) as [
      { id: number },
    ]
    await round.change(hr, `insert into cycle_plan (cycle_id, population, time_zone) values (${id}, '{}', 'UTC')`)
    expect(await round.change(hr, `update cycle_plan set is_blind = false where cycle_id = ${id}`)).toBe(1)
    expect(await round.rows(head, `select id from cycle where id = ${id}`)).toEqual([])
    expect(await round.change(hr, `delete from cycle where id = ${id}`)).toBe(1)
    await expect(
      round.change(
        hr,
        `insert into cycle (name, kind, framework_version_id, status) values ('Open', 'run', 2, 'open')`,
      ),
    ).rejects.toMatchObject(refused)
  })
})

describe('evidence, messages and calendars', () => {
  const add = (owner: number, subject: number, by: number = owner) =>
    round.rows<{ id: number }>(
      by,
      `insert into evidence (subject_id, owner_id, kind, title, dated_on) values (${subject}, ${owner}, 'text', 'Seen', '2026-11-01') returning id`,
    )
  test('evidence is about oneself or whom one rates, on one’s own form about the same person', async () => {
    const form = await round.begin(managerA, employee, 'manager')
    const [about] = await add(managerA, employee)
    for (const [owner, subject, by] of [
      [managerA, employeeB, managerA],
      [peer, employee, peer],
      [employee, employee, peer],
    ] as const)
      await expect(add(owner, subject, by)).rejects.toMatchObject(refused)
    const use = (evidence: number, on: number, by: number = managerA) =>
      round.change(by, `insert into evidence_use values (${evidence}, ${on}, 2)`)
    expect(await use(about!.id, form)).toBe(1)
    const other = await round.begin(managerA, peer, 'manager')
    await expect(use(about!.id, other)).rejects.toMatchObject(refused)
    const own = await round.begin(employee, employee, 'self')
    await expect(use(about!.id, own, employee)).rejects.toMatchObject(refused)
    await expect(
      round.change(employee, `insert into evidence_chunk values (${about!.id}, 0, '\\x00')`),
    ).rejects.toMatchObject(refused)
    for (const reader of [employee, hr, head])
      expect(await round.rows(reader, `select id from evidence where id = ${about!.id}`)).toEqual([])
  })

  test('shared evidence changes no more, and goes with nobody’s hand', async () => {
    const [piece] = await add(employee, employee)
    const own = await round.fill(employee, employee, 'self', 4)
    await round.change(employee, `insert into evidence_use values (${piece!.id}, ${own}, 2)`)
    expect(await round.change(employee, `update evidence set title = 'Better' where id = ${piece!.id}`)).toBe(1)
    await round.submit(employee, own)
    await round.hand(managerA, employee, 'manager', 2)
    expect(await round.change(employee, `update evidence set title = 'Later' where id = ${piece!.id}`)).toBe(0)
    expect(await round.change(employee, `delete from evidence where id = ${piece!.id}`)).toBe(0)
    expect(await round.change(employee, `delete from evidence_use where evidence_id = ${piece!.id}`)).toBe(0)
    expect(await round.rows(managerA, `select title from evidence where id = ${piece!.id}`)).toEqual([
      { title: 'Better' },
    ])
    expect(await round.rows(peer, `select title from evidence where id = ${piece!.id}`)).toEqual([])
  })

  test('a message is its reader’s alone, and only to be marked as read', async () => {
    const told = `insert into message (public_id, person_id, kind, about) values (gen_random_uuid(), ${peer}, 'chased', '{}')`
    await expect(round.change(managerA, told)).rejects.toMatchObject(refused)
    await round.change(hr, told)
    const count = (person: number) => round.rows(person, `select id from message where kind = 'chased'`)
    for (const other of [managerA, hr, head, administrator]) expect(await count(other), `${other}`).toEqual([])
    expect(await count(peer)).toHaveLength(1)
    expect(await round.change(managerA, 'update message set read_at = now()')).toBe(0)
    expect(await round.change(peer, 'update message set read_at = now()')).toBe(1)
    await expect(round.change(peer, `update message set kind = 'peer-asked'`)).rejects.toMatchObject(refused)
  })

  test('a calendar’s secret is read by nobody, and opens its owner’s as long as they may act', async () => {
    const make = (person: number, by = person) =>
      round.change(by, `insert into calendar_feed (person_id, secret_hash) values (${person}, 'hash ${person}')`)
    await make(peer)
    await expect(make(managerB, managerA)).rejects.toMatchObject(refused)
    for (const reader of [peer, hr, administrator])
      await expect(round.rows(reader, 'select secret_hash from calendar_feed')).rejects.toMatchObject(refused)
    const owner = (hash: string) =>
      round.base.database.asGate(
        async (db) =>
          (await db.execute<{ who: number }>(`select person_id as who from authz.feed_owner('${hash}', '127.0.0.1')`))
            .rows[0]!.who,
      )
    expect([await owner(`hash ${peer}`), await owner('other')]).toEqual([peer, null])
    await round.base.database.asJob('command', (db) =>
      db.execute(`update person set is_disabled = true where id = ${peer}`),
    )
    expect(await owner(`hash ${peer}`)).toBeNull()
    await round.base.database.asJob('command', (db) =>
      db.execute(`update person set is_disabled = false where id = ${peer}`),
    )
    await expect(round.rows(peer, `select authz.feed_owner('hash ${peer}', '127.0.0.1')`)).rejects.toMatchObject(
      refused,
    )
  })
})
