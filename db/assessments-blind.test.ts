import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { cycleId, openRound, part, type Round } from './rounds.fixtures'
import { who } from './small-organisation'
import { asOwner } from './test-database'
import { personas } from './values'

let round: Round
beforeAll(async () => {
  round = await openRound()
})
afterAll(() => round.base.drop())
beforeEach(() => round.again())

const { employee, managerA, managerB, head, hr, directorOfA, administrator, peer, employeeB } = who
const everyone = Object.values(who)

/** Tables and functions through which this word is readable by somebody other than its writer. */
async function readers(word: string, writer: number): Promise<string[]> {
  const tables = await asOwner(round.base.ownerUrl, async (owner) => {
    const { rows } = await owner.query<{ persona: string; name: string; columns: string }>(
      `select r.rolname as persona, c.relname as name, string_agg(quote_ident(a.attname), ', ') as columns
       from pg_class c join pg_attribute a on a.attrelid = c.oid and attnum > 0 and not attisdropped
       cross join pg_roles r where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
         and r.rolname = any ($1) and has_column_privilege(r.oid, c.oid, a.attnum, 'select') group by 1, 2`,
      [personas],
    )
    return rows
  })
  const participants = [employee, managerA, peer, employeeB].map(part)
  const functions = [
    'select * from authz.asked_of_me()',
    'select * from authz.my_data(null, $$$$, 5000)',
    ...participants.flatMap((id) => [
      `select * from authz.hand_over_notes(${id})`,
      `select * from authz.peer_means(${id})`,
    ]),
  ]
  const found = new Set<string>()
  for (const persona of personas.filter((one) => one !== 'p_host')) {
    const queries = tables
      .filter((one) => one.persona === persona)
      .map(({ name, columns }) => ({ name, query: `select ${columns} from ${name}` }))
    const asked = persona === 'p_admin' ? [] : functions.map((query) => ({ name: query.split('.')[1] ?? '', query }))
    const all = [...queries, ...asked]
      .map(
        ({ name, query }) =>
          `select '${name}' as name where exists (select from (${query}) t where t::text like '%${word}%')`,
      )
      .join(' union all ')
    for (const viewer of everyone.filter((one) => one !== writer)) {
      const hits = await round.as(viewer, (db) => db.execute<{ name: string }>(all), persona)
      for (const { name } of hits.rows) found.add(`${viewer} ${persona} ${name}`)
    }
  }
  return [...found].sort()
}

/** The employee's form with a piece of evidence, and the manager's with a note. */
async function fillBoth() {
  const own = await round.fill(employee, employee, 'self', 4)
  const managers = await round.fill(managerA, employee, 'manager', 2)
  await round.change(
    employee,
    `insert into evidence (subject_id, owner_id, kind, title, dated_on) values (3, 3, 'text', 'canary 3', '2026-11-01')`,
  )
  const [{ id: evidence }] = (await round.rows<{ id: number }>(
    employee,
    "select id from evidence where title = 'canary 3'",
  )) as [{ id: number }]
  await round.change(employee, `insert into evidence_use values (${evidence}, ${own}, 2)`)
  await round.change(managerA, `update assessment set hand_over_note = 'canary 2' where id = ${managers}`)
  return { own, managers }
}

describe('before both have submitted, nobody reads the other’s answers, comments, evidence or note', () => {
  test('drafts, over all tables and functions', async () => {
    await fillBoth()
    expect(await readers('canary 3', employee)).toEqual([])
    expect(await readers('canary 2', managerA)).toEqual([])
  })

  test('one side submitted; and as soon as both are, those who may', async () => {
    const { own, managers } = await fillBoth()
    await round.submit(managerA, managers)
    expect(await readers('canary 2', managerA)).toEqual([])
    await round.submit(employee, own)
    const found = await readers('canary 3', employee)
    expect(found).toEqual(expect.arrayContaining([`${managerA} p_member rating`, `${managerA} p_member evidence`]))
    expect(found).toEqual(
      expect.arrayContaining([`${hr} p_hr rating`, `${head} p_all rating`, `${directorOfA} p_pmo rating`]),
    )
    for (const none of [peer, managerB, employeeB, administrator])
      expect(found.filter((line) => line.startsWith(`${none} `))).toEqual([])
    const managersAnswers = await readers('canary 2', managerA)
    expect(managersAnswers).toContain(`${employee} p_member rating`)
    expect(managersAnswers.filter((line) => /assessment|note/.test(line))).toEqual([])
  })

  test('a form tells that it is there and whether it is submitted, and no progress', async () => {
    const { managers } = await fillBoth()
    const see = (person: number) =>
      round.rows(person, `select status, version, submitted_at from assessment where id = ${managers}`)
    const before = await see(hr)
    await round.answer(managerA, managers, 5, 2)
    expect(await see(hr)).toEqual(before)
    await expect(round.rows(employee, 'select hand_over_note from assessment')).rejects.toMatchObject({ code: '42501' })
  })

  test('no probe tells an answer: not a conflict, not a foreign key, not a count', async () => {
    const { managers } = await fillBoth()
    const insert = (form: number, criterion: number) =>
      `insert into answer (assessment_id, criterion_id, rater_id, kind, level) values (${form}, ${criterion}, ${employee}, 'rated', 1)`
    for (const form of [managers, 999_999])
      for (const more of [
        '',
        ' on conflict do nothing',
        ' on conflict (assessment_id, criterion_id) do update set level = 0',
      ])
        await expect(round.change(employee, insert(form, 2) + more), `${form}${more}`).rejects.toMatchObject({
          code: '42501',
        })
    expect(await round.change(employee, `update answer set level = 0 where assessment_id = ${managers}`)).toBe(0)
    expect(await round.change(employee, `update assessment set version = 9 where id = ${managers}`)).toBe(0)
    await expect(round.rows(employee, 'select authz.reveal_forms(903)')).rejects.toMatchObject({ code: '42501' })
    const tag = `insert into evidence_use select e.id, ${managers}, 2 from evidence e where owner_id = ${employee}`
    await expect(round.change(employee, tag)).rejects.toMatchObject({ code: '42501' })
  })
})

describe('revealing', () => {
  const reveal = async () => (await round.job(`select authz.reveal_forms(${part(employee)}) as n`)).rows[0]
  test('happens once when both submit at the same moment, whoever comes first', async () => {
    for (let time = 0; time < 8; time += 1) {
      await round.again()
      const own = await round.fill(employee, employee, 'self', 4)
      const managers = await round.fill(managerA, employee, 'manager', 2)
      await Promise.all([round.submit(employee, own), round.submit(managerA, managers)])
      const ratings = await round.stored(
        `select rater_id, level from rating where cycle_id = ${cycleId} order by 1, criterion_id`,
      )
      expect(ratings.map((one) => Object.values(one))).toEqual([
        ...[managerA, managerA].map((id) => [id, 2]),
        ...[employee, employee].map((id) => [id, 4]),
      ])
      expect(
        await round.stored(`select id from assessment where cycle_id = ${cycleId} and revealed_at is null`),
      ).toEqual([])
    }
  })

  test('one withdraws while the other submits: both see, or neither does, and nothing fails', async () => {
    for (let time = 0; time < 8; time += 1) {
      await round.again()
      const own = await round.hand(employee, employee, 'self', 4)
      const managers = await round.fill(managerA, employee, 'manager', 2)
      const took = await Promise.all([
        round.withdraw(employee, own).catch((error: { code: string }) => error.code),
        round.submit(managerA, managers),
      ])
      expect([0, 1, 'GV409']).toContain(took[0])
      const [{ n }] = (await round.stored(`select count(*)::int as n from rating where cycle_id = ${cycleId}`)) as [
        { n: number },
      ]
      const open = await round.stored(`select id from assessment where cycle_id = ${cycleId} and revealed_at is null`)
      expect([n, open.length]).toEqual(n === 0 ? [0, 2] : [4, 0])
    }
  })

  test('no answer is acknowledged and left out: submitting waits for it, or it is refused', async () => {
    for (let time = 0; time < 8; time += 1) {
      await round.again()
      await round.hand(managerA, employee, 'manager', 2)
      const own = await round.fill(employee, employee, 'self', 4)
      const [said] = await Promise.all([
        round.answer(employee, own, 1, 2).catch((error: { code: string }) => error.code),
        round.submit(employee, own),
      ])
      const [{ level }] = (await round.stored(
        `select level from rating where cycle_id = ${cycleId} and rater_id = ${employee} and criterion_id = 2`,
      )) as [{ level: number }]
      expect([said, level]).toEqual(said === 1 ? [1, 1] : ['GV409', 4])
    }
  })

  test('ends all changes; before it, whoever submitted may take it back until the deadline', async () => {
    const own = await round.hand(employee, employee, 'self', 4)
    expect(await round.withdraw(employee, own)).toBe(1)
    expect(await round.answer(employee, own, 3, 2)).toBe(1)
    await round.submit(employee, own)
    await round.onDay(26)
    expect(await round.withdraw(employee, own)).toBe(0)
    await round.onDay(24)
    await round.hand(managerA, employee, 'manager', 2)
    expect(await round.withdraw(employee, own)).toBe(0)
    await expect(round.answer(employee, own, 1, 2)).rejects.toMatchObject({ code: 'GV409' })
  })

  test('waits for whoever rates today: what the manager before submitted opens nothing', async () => {
    await round.hand(managerA, employee, 'manager', 2)
    await round.moveEmployee()
    await round.hand(employee, employee, 'self', 4)
    expect(await round.stored(`select id from rating where cycle_id = ${cycleId}`)).toEqual([])
    await round.hand(managerB, employee, 'manager', 3)
    const kept = await round.stored(`select distinct rater_id from rating where cycle_id = ${cycleId} order by 1`)
    expect(kept).toEqual([managerA, employee, managerB].map((rater_id) => ({ rater_id })))
  })

  test('of the manager’s form comes with the person’s deadline, by the job', async () => {
    await round.hand(managerA, employee, 'manager', 3)
    expect(await reveal()).toEqual({ n: 0 })
    await round.onDay(26)
    expect(await reveal()).toEqual({ n: 1 })
    expect(await reveal()).toEqual({ n: 0 })
  })

  test('of a person’s form never comes by a deadline, which HR may move: with the manager’s form, or when the cycle closes', async () => {
    await round.hand(employee, employee, 'self', 4)
    await round.onDay(28)
    expect(await reveal()).toEqual({ n: 0 })
    await round.job(`update cycle set status = 'closing' where id = ${cycleId}`)
    expect(await reveal()).toEqual({ n: 1 })
  })

  test('comes at once where the cycle is not blind', async () => {
    await round.job(`update cycle_plan set is_blind = false where cycle_id = ${cycleId}`)
    await round.hand(employee, employee, 'self', 4)
    expect(await round.stored(`select id from rating where cycle_id = ${cycleId}`)).toHaveLength(2)
  })
})
