import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { cycleId, openRound, part, type Round } from './rounds.fixtures'
import { today, who } from './small-organisation'

let round: Round
beforeAll(async () => {
  round = await openRound()
})
afterAll(() => round.base.drop())
beforeEach(() => round.again())

const { employee, managerA, managerB, head, hr, directorOfA, peer, employeeB, administrator } = who
const refused = { code: '42501' }
const stand = (deputy: number, from: string, until: string, manager: number = managerA, by = manager) =>
  round.change(
    by,
    `insert into deputy (public_id, manager_id, deputy_id, valid, named_by)
      values (gen_random_uuid(), ${manager}, ${deputy}, '[${from},${until})', ${by})`,
  )
const assign = (subject: number, rater: number | null, reason = 'Away.') =>
  round.change(
    hr,
    `update participant set assigned_rater_id = ${rater}, assigned_reason = '${reason}' where id = ${part(subject)}`,
  )
const ratees = async (person: number) =>
  (
    await round.rows<{ id: number }>(
      person,
      'select id from authz.ratee_participant_ids() id where id > 900 order by 1',
    )
  ).map(({ id }) => id - 900)
const sees = async (person: number, subject: number) =>
  (await round.rows(person, `select id from person where id = ${subject}`)).length === 1

describe('who rates', () => {
  test('the person themselves and the manager of the day; not the one above, HR, a director or a colleague', async () => {
    await round.begin(employee, employee, 'self')
    await round.begin(managerA, employee, 'manager')
    for (const other of [head, hr, directorOfA, peer, managerB])
      await expect(round.begin(other, employee, 'manager'), `${other}`).rejects.toMatchObject(refused)
    await expect(round.begin(administrator, employee, 'manager')).rejects.toMatchObject(refused)
    expect(await ratees(managerA)).toEqual([employee, peer])
  })

  test('a form is about whom the participant is, and nobody else', async () => {
    const about = (participant: number, subject: number, cycle: number = cycleId) =>
      round.change(
        managerA,
        `insert into assessment (participant_id, cycle_id, subject_id, rater_id, rater_type)
          values (${participant}, ${cycle}, ${subject}, ${managerA}, 'manager')`,
      )
    await expect(about(part(employee), employeeB)).rejects.toMatchObject({ code: '23503' })
    await expect(about(part(employee), employee, 2)).rejects.toMatchObject({ code: '23503' })
    await expect(about(part(employeeB), employee)).rejects.toMatchObject(refused)
  })

  test('the manager before loses the form at the next request and keeps its answers; the next has one of their own', async () => {
    const form = await round.fill(managerA, employee, 'manager', 2)
    await round.change(managerA, `update assessment set hand_over_note = 'Ask about X.' where id = ${form}`)
    await round.moveEmployee()
    await expect(round.answer(managerA, form, 5, 2)).rejects.toMatchObject(refused)
    expect(await round.submit(managerA, form)).toBe(0)
    expect(await round.rows(managerA, `select level from answer where assessment_id = ${form}`)).toHaveLength(2)
    expect(await sees(managerA, employee)).toBe(false)
    const notes = (person: number) => round.rows(person, `select note from authz.hand_over_notes(${part(employee)})`)
    expect(await notes(managerB)).toEqual([{ note: 'Ask about X.' }])
    expect(await notes(managerA)).toHaveLength(1)
    for (const none of [employee, hr, head, peer]) expect(await notes(none), `${none}`).toEqual([])
    const next = await round.hand(managerB, employee, 'manager', 3)
    expect(next).not.toBe(form)
    const mine = (person: number) =>
      round.rows(
        person,
        `select is_mine from authz.asked_of_me() where subject_id = ${employee} and cycle_id = ${cycleId}`,
      )
    expect(await mine(managerA)).toEqual([{ is_mine: false }])
    expect(await mine(managerB)).toEqual([{ is_mine: true }])
  })

  test('a deputy from the first day to the last, and not a day longer', async () => {
    await stand(managerB, '2026-11-24', '2026-11-26')
    expect([await ratees(managerB), await sees(managerB, employee)]).toEqual([[employeeB], false])
    await round.onDay(24)
    expect([await ratees(managerB), await sees(managerB, employee)]).toEqual([[employee, peer, employeeB], true])
    const form = await round.fill(managerB, employee, 'manager', 3)
    await round.onDay(25)
    expect(await round.answer(managerB, form, 4, 2)).toBe(1)
    await round.onDay(26)
    expect([await ratees(managerB), await sees(managerB, employee)]).toEqual([[employeeB], false])
    await expect(round.answer(managerB, form, 5, 2)).rejects.toMatchObject(refused)
  })

  test('is named by the manager or HR, one at a time; a report who stands in rates colleagues and not themselves', async () => {
    await expect(stand(employee, today, '2026-12-01', managerA, employee)).rejects.toMatchObject(refused)
    expect(await stand(employee, today, '2026-12-01', managerA, hr)).toBe(1)
    await expect(stand(peer, '2026-11-30', '2026-12-02')).rejects.toMatchObject({ code: '23P01' })
    expect(await ratees(employee)).toEqual([peer])
    await expect(round.begin(employee, employee, 'manager')).rejects.toMatchObject({
      code: expect.stringMatching(/42501|23514/),
    })
    await round.hand(employee, employee, 'self', 4)
    await round.hand(managerA, employee, 'manager', 2)
    const own = `insert into agreement (participant_id, cycle_id, subject_id, criterion_id, level, reason, status, agreed_by, agreed_on)
      values (${part(employee)}, ${cycleId}, ${employee}, 2, 5, 'Mine.', 'agreed', ${employee}, '${today}')`
    await expect(round.change(employee, own)).rejects.toMatchObject(refused)
    expect(
      await round.change(employee, `update deputy set valid = '[2026-11-23,2027-12-01)' where deputy_id = ${employee}`),
    ).toBe(0)
    expect(
      await round.change(managerA, `update deputy set valid = '[2026-11-23,2026-11-24)' where deputy_id = ${employee}`),
    ).toBe(1)
  })

  test('whom HR assigned, with a reason, instead of the manager; nobody for themselves', async () => {
    await expect(assign(employee, peer, '')).rejects.toMatchObject({ code: '23514' })
    await expect(assign(employee, employee)).rejects.toMatchObject({ code: '23514' })
    expect(
      await round
        .change(managerA, `update participant set state = 'excused' where id = ${part(employee)}`)
        .catch((e) => e.code),
    ).toBe('42501')
    expect(await sees(peer, employee)).toBe(false)
    await assign(employee, peer)
    expect([await ratees(peer), await ratees(managerA)]).toEqual([[employee], [peer]])
    expect(await sees(peer, employee)).toBe(true)
    await expect(round.begin(managerA, employee, 'manager')).rejects.toMatchObject(refused)
    await round.hand(peer, employee, 'manager', 3)
    await round.job(`update cycle set status = 'closing' where id = ${cycleId}`)
    expect(await sees(peer, employee)).toBe(false)
  })

  test('no second manager begins once the blind first pass is over', async () => {
    await stand(managerB, today, '2026-12-01')
    const late = await round.fill(managerB, employee, 'manager', 5)
    await round.hand(employee, employee, 'self', 4)
    await round.hand(managerA, employee, 'manager', 2)
    await expect(round.answer(managerB, late, 4, 2)).rejects.toMatchObject(refused)
    expect(await round.submit(managerB, late)).toBe(0)
    await round.change(
      managerA,
      `update deputy set valid = '[${today},2026-11-24)' where deputy_id = ${managerB} and lower(valid) = '${today}'`,
    )
    await round.moveEmployee()
    await expect(round.begin(managerB, employee, 'manager')).rejects.toMatchObject({
      code: expect.stringMatching(/42501|23505/),
    })
  })
})

describe('when', () => {
  test('until the deadline to the second, each stage its own, in the organisation’s time', async () => {
    const own = await round.begin(employee, employee, 'self')
    const managers = await round.begin(managerA, employee, 'manager')
    const may = async (rater: number, form: number) => (await round.answer(rater, form, 3, 2).catch(() => 0)) === 1
    const until = (stage: string, interval: string) =>
      round.job(
        `update cycle_deadline set closes_at = authz.now() + interval '${interval}' where cycle_id = ${cycleId} and stage = '${stage}'`,
      )
    expect([await may(employee, own), await may(managerA, managers)]).toEqual([true, true])
    await until('self', '-1 second')
    expect([await may(employee, own), await may(managerA, managers)]).toEqual([false, true])
    await until('self', '1 hour')
    await until('manager', '-1 second')
    expect([await may(employee, own), await may(managerA, managers)]).toEqual([true, false])
    await round.again()
  })

  test('not while the cycle is paused, closing or a draft, nor for whoever is excused or has left it', async () => {
    const own = await round.begin(employee, employee, 'self')
    const may = async () => (await round.answer(employee, own, 3, 2).catch(() => 0)) === 1
    for (const status of ['paused', 'closing', 'draft']) {
      await round.job(`update cycle set status = '${status}' where id = ${cycleId}`)
      expect([status, await may()]).toEqual([status, false])
    }
    await round.job(`update cycle set status = 'open' where id = ${cycleId}`)
    for (const state of ['excused', 'left']) {
      await round.job(`update participant set state = '${state}' where id = ${part(employee)}`)
      expect([state, await may()]).toEqual([state, false])
    }
    await round.job(`update participant set state = 'active' where id = ${part(employee)}`)
    expect(await may()).toBe(true)
  })

  test('whole forms only: every criterion answered, then submitted', async () => {
    const own = await round.begin(employee, employee, 'self')
    await round.answer(employee, own, 3, 2)
    await expect(round.submit(employee, own)).rejects.toMatchObject({
      code: 'GV400',
      message: expect.stringContaining('1 criteria have no answer'),
    })
    await round.change(
      employee,
      `insert into answer (assessment_id, criterion_id, rater_id, kind) values (${own}, 3, 3, 'not-observed')`,
    )
    expect(await round.submit(employee, own)).toBe(1)
    for (const column of ["status = 'draft', rater_type = 'manager'", 'revealed_at = now()', 'is_automatic = true'])
      await expect(round.change(employee, `update assessment set ${column} where id = ${own}`)).rejects.toMatchObject(
        refused,
      )
    await expect(
      round.change(employee, `update assessment set hand_over_note = 'x' where id = ${own}`),
    ).rejects.toMatchObject({ code: 'GV403' })
  })
})
