import { call } from '@orpc/server'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { assessmentProcedures as forms } from '@/lib/assessments/form-procedures'
import { agreementProcedures as agreements, conversationProcedures as conversations } from './procedures'
import { createRound, cycle, type Round } from './round.fixtures'
import type { AgreeInput } from './shapes'

let round: Round
type Caller = Parameters<Round['as']>[0]
beforeAll(async () => {
  round = await createRound()
  await round.fillBoth('E5', [4, 3, 5], [2, 2, null])
  await round.fill('E6', 'E6', [5, 5, 5])
})
afterAll(() => round.drop())

const E5 = { cycle, employeeId: 'E5' }
const get = (caller: Caller, employeeId = 'E5') => call(agreements.get, { cycle, employeeId }, round.as(caller))
const one = async (criterion: string, caller: Caller = 'manager') =>
  (await get(caller)).criteria.find((found) => found.criterion === criterion)!
const agree = (levels: AgreeInput['levels'], caller: Caller = 'manager') =>
  call(agreements.agree, { ...E5, levels }, round.as(caller))
const level = (criterion: string, wanted: number, version: number, reason = '') => ({
  ...{ criterion, level: wanted, version, reason },
})

describe('before both have submitted', () => {
  it.each<Caller>(['manager', 'head', 'hr', 'director'])('%s sees no level of the other side', async (caller) => {
    const found = await get(caller, 'E6')
    expect(found).toMatchObject({ isRevealed: false, criteria: [], self: { status: 'submitted' }, manager: null })
    expect(found.may).toEqual({ settle: false, dispute: false, acknowledge: false })
  })
  it('nothing is agreed', async () => {
    const deed = call(agreements.agree, { cycle, employeeId: 'E6', levels: [level('x', 2, 0)] }, round.as('manager'))
    await expect(deed).rejects.toMatchObject({
      status: 409,
      message: expect.stringMatching(/once both have submitted/),
    })
  })
  it('the list of what waits says that they have, and not what', async () => {
    const { cycles } = await call(agreements.waiting, undefined, round.as('manager'))
    expect(cycles.map(({ cycle: name, criteria }) => [name, criteria])).toEqual([[cycle, 3]])
    expect(
      cycles[0]!.people.map(({ person, form, hasSubmitted, toAgree, mayAgree }) => [
        ...[person.employeeId, form, hasSubmitted, toAgree, mayAgree],
      ]),
    ).toEqual([
      ['E5', 'submitted', true, 2, true],
      ['E6', 'none', true, 0, false],
    ])
    expect((await round.lastLook())?.purpose).toBe('waiting')
  })
  it('counting what waits is no look at anybody', async () => {
    await get('manager')
    const { cycles } = await call(agreements.toSettle, undefined, round.as('manager'))
    expect(cycles).toEqual([{ cycle, agreeBy: '2026-12-18T17:00:00.000Z', people: 1, disputed: 0 }])
    expect((await call(agreements.toSettle, undefined, round.as('employee'))).cycles).toEqual([])
    expect((await round.lastLook())?.purpose).toBe('comparison')
  })
})

describe('once both have', () => {
  it.each<[Caller, string]>([
    ['manager', 'manager'],
    ['employee', 'employee'],
    ['head', 'reader'],
    ['hr', 'reader'],
    ['director', 'reader'],
  ])('%s sees both sides as %s', async (caller, viewpoint) => {
    const found = await get(caller)
    expect(found.viewpoint).toBe(viewpoint)
    expect(
      found.criteria.map(({ criterion, self, manager, target }) => [
        ...[criterion, self?.level, manager?.level, target],
      ]),
    ).toEqual([
      ['x', 4, 2, 2],
      ['y', 3, 2, null],
      ['z', 5, null, null],
    ])
    expect(found.manager?.by).toEqual({ employeeId: 'E4', name: 'Mia Manager' })
    expect(found.may).toEqual({
      settle: caller === 'manager',
      dispute: caller === 'employee',
      acknowledge: caller === 'employee',
    })
    const look = await round.lastLook()
    if (caller !== 'employee') expect(look).toMatchObject({ purpose: 'comparison', subjects: [round.id('E5')] })
  })
  it('both are told how far the two lie apart with everybody, as the newest result has it', async () => {
    expect((await get('employee')).typical).toBeNull()
    const found = JSON.stringify({ people: 44, p10: -200, median: 400, p90: 1100 })
    const { rows } = await round.test.database.asJob('import', (db) =>
      db.execute(sql`update result set self_difference = ${found}::jsonb where version = 2 returning id`),
    )
    expect(rows).toHaveLength(1)
    for (const caller of ['employee', 'manager'] as const) {
      expect((await get(caller)).typical).toEqual({ cycle: '2026-H2', people: 44, low: -0.2, median: 0.4, high: 1.1 })
    }
    expect((await get('manager', 'E6')).typical).toBeNull()
  })
  it('somebody out of reach reads the same as nobody', async () => {
    const hidden = await get('manager', 'E7').catch((error: Error) => error)
    const missing = await get('manager', 'E99').catch((error: Error) => error)
    expect([hidden, missing].map((error) => (error as { status?: number }).status)).toEqual([404, 404])
    expect(String(hidden)).toBe(String(missing))
  })
  it('an administrator is told where to turn', async () => {
    await expect(get('administrator')).rejects.toMatchObject({ status: 403 })
  })
})

describe('a draft', () => {
  it('is kept with its reason, and the employee sees nothing of it', async () => {
    const keep = { ...E5, ...level('x', 3, 0, 'Seen in May.') }
    const { levels } = await call(agreements.keep, keep, round.as('manager'))
    expect(levels).toMatchObject([{ criterion: 'x', level: 3, reason: 'Seen in May.', status: 'draft', version: 1 }])
    for (const caller of ['employee', 'head', 'hr'] as const) expect((await one('x', caller)).agreement).toBeNull()
    expect((await one('x')).agreement).toMatchObject({ level: 3, version: 1 })
  })
  it('an older one is refused with both', async () => {
    const keep = call(agreements.keep, { ...E5, ...level('x', 1, 0) }, round.as('manager'))
    await expect(keep).rejects.toMatchObject({
      ...{ status: 409, message: expect.stringMatching(/while you were looking/) },
      data: {
        criterion: 'x',
        yours: { level: 1, version: 0 },
        stored: { level: 3, reason: 'Seen in May.', version: 1 },
      },
    })
  })
  it.each<[Caller, number, RegExp]>([
    ['employee', 403, /agreed by your manager/],
    ['head', 403, /manager of the day/],
    ['hr', 403, /manager of the day/],
    ['director', 403, /manager of the day/],
    ['administrator', 403, /./],
  ])('%s keeps none', async (caller, status, message) => {
    const keep = call(agreements.keep, { ...E5, ...level('y', 1, 0) }, round.as(caller))
    await expect(keep).rejects.toMatchObject({ status, message: expect.stringMatching(message) })
  })
})

describe('agreeing', () => {
  it.each([
    ['another level without a reason', [level('y', 3, 0)], 400, /Give the reason/],
    ['what the manager did not observe, without a reason', [level('z', 3, 0)], 400, /Give the reason/],
    ['a criterion that is none', [level('q', 3, 0)], 400, /no criterion q/],
    ['off the scale', [level('y', 6, 0, 'So.')], 400, /ends at 5/],
    ['one criterion twice', [level('y', 2, 0), level('y', 2, 0)], 400, /once/],
    ['one stale among two', [level('y', 2, 0), level('x', 2, 0)], 409, /while you were looking/],
  ])('refuses %s', async (_, levels, status, message) => {
    await expect(agree(levels)).rejects.toMatchObject({ status, message: expect.stringMatching(message) })
    expect((await one('y')).agreement).toBeNull()
  })

  it('sets levels of record, many at once, and tells the employee once a day', async () => {
    await agree([level('x', 3, 1, 'Seen in May.'), level('y', 2, 0)])
    expect(
      (await get('employee')).criteria.map(({ agreement }) => agreement && [agreement.level, agreement.status]),
    ).toEqual([[3, 'agreed'], [2, 'agreed'], null])
    await agree([level('y', 2, 1)])
    const told = await round.rows(sql`select kind, about, person_id from message`)
    expect(told).toEqual([{ kind: 'level-agreed', about: { cycle }, person_id: round.id('E5') }])
    const noted = await round.test.database.asViewer(
      { personId: round.id('admin'), persona: 'p_admin', readOnly: true },
      async (db) => (await db.execute(sql`select action, subject, fields from audit_entry order by id`)).rows,
    )
    expect(noted).toEqual([
      { action: 'level.agreed', subject: 'person', fields: ['x', 'y'] },
      { action: 'level.agreed', subject: 'person', fields: ['y'] },
    ])
  })
  it('a draft does not undo it', async () => {
    const keep = call(agreements.keep, { ...E5, ...level('y', 1, 2, 'Later.') }, round.as('manager'))
    await expect(keep).rejects.toMatchObject({ status: 409, data: { stored: { level: 2, status: 'agreed' } } })
  })
})

describe('the employee', () => {
  const deed = { ...E5, criterion: 'x', version: 2 }
  it('disagrees with a word, and the level stays', async () => {
    await expect(call(agreements.dispute, { ...deed, objection: '  ' }, round.as('employee'))).rejects.toMatchObject({
      status: 400,
    })
    const { levels } = await call(agreements.dispute, { ...deed, objection: 'See June.' }, round.as('employee'))
    expect(levels).toMatchObject([{ level: 3, status: 'disputed', objection: 'See June.', version: 3 }])
    const { cycles } = await call(agreements.waiting, undefined, round.as('manager'))
    expect(cycles[0]!.people[0]).toMatchObject({ disputed: 1, toAgree: 0 })
    const { cycles: counts } = await call(agreements.toSettle, undefined, round.as('manager'))
    expect(counts).toMatchObject([{ people: 0, disputed: 1 }])
    const told = await round.rows(sql`select about, person_id from message where kind = 'level-disputed'`)
    expect(told).toEqual([{ about: { cycle }, person_id: round.id('E4') }])
  })
  it.each<[string, Caller, { version?: number; criterion?: string }, number, RegExp]>([
    ['an older version', 'employee', {}, 409, /while you were looking/],
    ['what is not agreed', 'employee', { criterion: 'z', version: 0 }, 409, /Nothing is agreed/],
    ['for somebody else', 'manager', { version: 3 }, 403, /Whoever was assessed/],
  ])('refuses %s', async (_, caller, change, status, message) => {
    const again = call(agreements.dispute, { ...deed, objection: 'No.', ...change }, round.as(caller))
    await expect(again).rejects.toMatchObject({ status, message: expect.stringMatching(message) })
  })
  it('takes it back', async () => {
    const back = await call(agreements.takeBack, { ...deed, version: 3 }, round.as('employee'))
    expect(back.levels).toMatchObject([{ status: 'agreed', objection: '', version: 4 }])
  })
  it('the manager answers a disagreement by agreeing on another level', async () => {
    await call(agreements.dispute, { ...deed, version: 4, objection: 'See June.' }, round.as('employee'))
    await agree([level('x', 4, 5, 'June it is.')])
    expect((await one('x', 'employee')).agreement).toMatchObject({ level: 4, status: 'agreed', objection: '' })
  })
  it('takes note', async () => {
    await expect(call(agreements.acknowledge, E5, round.as('manager'))).rejects.toMatchObject({ status: 403 })
    const own = async () => (await call(forms.list, undefined, round.as('employee'))).forms[0]
    expect(await own()).toMatchObject({ raterType: 'self', toNote: 2 })
    const talk = await call(agreements.acknowledge, E5, round.as('employee'))
    expect(talk).toMatchObject({ acknowledgedAt: expect.stringMatching(/^2\d{3}-/), isOutdated: false })
    expect(await own()).toMatchObject({ raterType: 'self', toNote: 0 })
    const { forms: given } = await call(forms.list, undefined, round.as('manager'))
    expect(given.map(({ toNote }) => toNote)).toEqual(given.map(() => 0))
  })
  it('takes note again where a level was agreed since, on the same day too', async () => {
    const { version } = (await one('x', 'employee')).agreement!
    await agree([level('x', 3, version, 'April after all.')])
    expect((await get('employee')).conversation).toMatchObject({ isOutdated: true })
    expect(await call(agreements.acknowledge, E5, round.as('employee'))).toMatchObject({ isOutdated: false })
  })
})

describe('the conversation', () => {
  const keep = (version: number, notes: string, caller: Caller = 'manager') =>
    call(conversations.keep, { ...E5, meetsAt: '2026-11-25T14:00:00+01:00', notes, version }, round.as(caller))
  it('is kept by the manager and read by both', async () => {
    const { version } = (await get('manager')).conversation!
    const kept = await keep(version, 'We spoke about May.')
    expect(kept).toMatchObject({ meetsAt: '2026-11-25T13:00:00.000Z', notes: 'We spoke about May.' })
    expect((await get('employee')).conversation).toEqual(kept)
  })
  it('an older one is refused with both', async () => {
    await expect(keep(1, 'Mine.')).rejects.toMatchObject({
      ...{ status: 409, data: { yours: { notes: 'Mine.', version: 1 }, stored: { notes: 'We spoke about May.' } } },
    })
  })
  it('is not the employee’s to write', async () => {
    await expect(keep(3, 'Mine.', 'employee')).rejects.toMatchObject({ status: 403 })
  })
})

describe('time', () => {
  const y = () => one('y').then(({ agreement }) => [level('y', 2, agreement?.version ?? 0)])
  test('a paused cycle agrees nothing', async () => {
    const levels = await y()
    await round.setCycle('paused')
    await expect(agree(levels)).rejects.toMatchObject({ status: 409, message: expect.stringMatching(/is not open/) })
    await expect(call(agreements.acknowledge, E5, round.as('employee'))).rejects.toMatchObject({ status: 409 })
    await round.setCycle('open')
    await agree(levels)
  })
  test('after the last day nothing is agreed and nothing disputed', async () => {
    const levels = await y()
    await round.setDeadline('agree', '2026-11-22')
    await expect(agree(levels)).rejects.toMatchObject({
      status: 409,
      message: expect.stringMatching(/time .* is over/),
    })
    const word = { ...E5, criterion: 'y', version: levels[0]!.version, objection: 'No.' }
    await expect(call(agreements.dispute, word, round.as('employee'))).rejects.toMatchObject({
      ...{ status: 409, message: expect.stringMatching(/time .* is over/) },
    })
    await round.setDeadline('agree', '2026-12-18')
  })
})

test('of ten managers’ windows that agree at once one does, and nine are shown what it was', async () => {
  await round.fill('E4', 'E6', [1, 1, 1])
  const tries = await Promise.allSettled(
    Array.from({ length: 10 }, (_, at) =>
      call(
        agreements.agree,
        { cycle, employeeId: 'E6', levels: [level('x', at % 6, 0, `Try ${at}.`)] },
        round.as('manager'),
      ),
    ),
  )
  const won = tries.flatMap((one) => (one.status === 'fulfilled' ? one.value.levels : []))
  expect(won).toHaveLength(1)
  expect(tries.flatMap((one) => (one.status === 'rejected' ? one.reason.status : []))).toEqual(Array(9).fill(409))
  expect((await get('manager', 'E6')).criteria[0]!.agreement).toMatchObject({ reason: won[0]!.reason, version: 1 })
})
