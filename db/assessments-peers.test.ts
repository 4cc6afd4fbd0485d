import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { cycleId, openRound, part, type Round } from './rounds.fixtures'
import { who } from './small-organisation'

let round: Round
beforeAll(async () => {
  round = await openRound()
})
afterAll(() => round.base.drop())
beforeEach(() => round.again())

const { employee, managerA, head, hr, peer, employeeB, managerB, directorOfA, formerDirector } = who
const colleagues = [peer, employeeB, managerB, formerDirector]
const means = (person: number) =>
  round.rows<{ milli: number; peers: number }>(
    person,
    `select milli, peers from authz.peer_means(${part(employee)}) order by criterion_id`,
  )
const ask = (colleague: number) => round.fill(colleague, employee, 'peer', colleague % 3, managerA)

describe('peers', () => {
  test('are seen as a mean only: of three, once the manager’s form is open, by those who see the person', async () => {
    const forms = [await ask(peer), await ask(employeeB), await ask(managerB)]
    await round.submit(peer, forms[0]!)
    await round.submit(employeeB, forms[1]!)
    await round.hand(employee, employee, 'self', 4)
    await round.hand(managerA, employee, 'manager', 2)
    expect(await means(managerA)).toEqual([])
    await round.submit(managerB, forms[2]!)
    const mean = { milli: 1000, peers: 3 }
    for (const person of [managerA, employee, head, hr, directorOfA])
      expect(await means(person), `${person}`).toEqual([mean, mean])
    for (const person of [peer, managerB, employeeB]) expect(await means(person), `${person}`).toEqual([])
    expect(await round.stored(`select id from rating where cycle_id = ${cycleId} and rater_type = 'peer'`)).toEqual([])
  })

  test('no further one submits once the mean is open: two means would tell the answer between them', async () => {
    const forms: number[] = []
    for (const colleague of colleagues) forms.push(await ask(colleague))
    for (const at of [0, 1, 2]) await round.submit(colleagues[at]!, forms[at]!)
    expect(await means(managerA)).toEqual([])
    await round.hand(employee, employee, 'self', 4)
    await round.hand(managerA, employee, 'manager', 2)
    expect(await means(managerA)).toHaveLength(2)
    expect(await round.submit(formerDirector, forms[3]!)).toBe(0)
    await round.job(`update assessment set status = 'submitted', submitted_at = now() where id = ${forms[3]}`)
    expect((await means(managerA)).map(({ peers }) => peers)).toEqual([3, 3])
    await expect(round.begin(head, employee, 'peer', managerA)).rejects.toMatchObject({ code: '42501' })
  })

  test('at the same moment two do not both become the last', async () => {
    const forms: number[] = []
    for (const colleague of colleagues) forms.push(await ask(colleague))
    for (const at of [0, 1]) await round.submit(colleagues[at]!, forms[at]!)
    await round.hand(employee, employee, 'self', 4)
    await round.hand(managerA, employee, 'manager', 2)
    const late = [2, 3].map((at) =>
      round.submit(colleagues[at]!, forms[at]!).catch((error: { code: string }) => error.code),
    )
    const became = await Promise.all(late)
    expect(became.filter((one) => one === 1)).toHaveLength(1)
    expect((await means(managerA)).map(({ peers }) => peers)).toEqual([3, 3])
  })

  test('stay with what they submitted, and are not known to the person assessed, HR’s own person included', async () => {
    const form = await ask(peer)
    await round.submit(peer, form)
    await expect(round.withdraw(peer, form)).rejects.toMatchObject({ code: 'GV403' })
    const seen = (person: number) => round.rows(person, `select rater_id from assessment where id = ${form}`)
    expect(await seen(employee)).toEqual([])
    expect(await seen(managerA)).toHaveLength(1)
    expect(await seen(hr)).toHaveLength(1)
    await round.job(
      `insert into participant (id, cycle_id, subject_id, target_profile) values (950, ${cycleId}, ${hr}, 'p')`,
    )
    await round.base.database.asJob('cycle', (db) =>
      db.execute(sql`insert into assessment (participant_id, cycle_id, subject_id, rater_id, rater_type)
        values (950, ${cycleId}, ${hr}, ${peer}, 'peer')`),
    )
    expect(await round.rows(hr, `select id from assessment where participant_id = 950`)).toEqual([])
    expect(await round.rows(head, `select id from assessment where participant_id = 950`)).toHaveLength(1)
    await round.job('delete from assessment where participant_id = 950')
    await round.job('delete from participant where id = 950')
  })

  test('are asked by whoever rates, for their own people, not themselves, and only where the cycle asks peers', async () => {
    const wrong: [rater: number, about: number, by: number][] = [
      [managerA, employee, managerA],
      [peer, employeeB, managerA],
      [employeeB, employee, employee],
      [employee, employee, managerA],
    ]
    for (const [rater, about, by] of wrong)
      await expect(round.begin(rater, about, 'peer', by)).rejects.toMatchObject({
        code: expect.stringMatching(/42501|23514/),
      })
    await round.job(`update cycle_plan set asks_peers = false where cycle_id = ${cycleId}`)
    await expect(round.begin(peer, employee, 'peer', managerA)).rejects.toMatchObject({ code: '42501' })
    await round.job(`update cycle_plan set asks_peers = true where cycle_id = ${cycleId}`)
    const form = await round.begin(peer, employee, 'peer', managerA)
    expect(await round.change(employee, `delete from assessment where id = ${form}`)).toBe(0)
    expect(await round.change(managerA, `delete from assessment where id = ${form}`)).toBe(1)
  })

  test('a peer learns a name and a unit of whom they are asked about, and nothing else', async () => {
    await round.begin(employeeB, employee, 'peer', managerA)
    const asked = await round.rows(
      employeeB,
      `select name, unit, rater_type from authz.asked_of_me() where subject_id = ${employee}`,
    )
    expect(asked).toEqual([{ name: 'Person 3', unit: 'A one', rater_type: 'peer' }])
    expect(await round.rows(employeeB, `select id from person where id = ${employee}`)).toEqual([])
    expect(await round.rows(employeeB, `select id from participant where subject_id = ${employee}`)).toEqual([])
  })
})

test('peers’ answers from a file are HR’s alone, who brought them', async () => {
  await round.base.database.asJob('import', (db) =>
    db.execute(sql`insert into rating (subject_id, rater_id, rater_type, criterion_id, cycle_id, level, status, rated_on)
      values (${employee}, ${peer}, 'peer', 1, 1, 1, 'submitted', '2026-11-01')`),
  )
  const seen = (person: number) => round.rows(person, `select id from rating where rater_type = 'peer'`)
  for (const person of [employee, managerA, head, directorOfA, peer])
    expect(await seen(person), `${person}`).toEqual([])
  expect(await seen(hr)).toHaveLength(1)
})
