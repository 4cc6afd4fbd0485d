import { call } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Caller, createOrganisation, type Organisation } from '@/lib/people/organisation.fixtures'
import { byHand, deadlines, draftOf, few, fillForm, launched, messagesOf } from './cycles.fixtures'
import { runProcedures as cycles } from './procedures'
import type { Population } from './shapes'

let org: Organisation
beforeAll(async () => {
  org = await createOrganisation()
})
afterAll(() => org.drop())
const hr = () => org.as('hr')
const rule = (more: Partial<Population>) => ({
  ...{ units: [], jobTitles: [], profiles: [], people: [], without: [], ...more },
})

describe('a draft', () => {
  it('starts as usual, is changed, renamed and discarded', async () => {
    const made = await call(cycles.draft, { name: 'Draft one' }, hr())
    expect(made).toMatchObject({
      ...{ status: 'draft', isBlind: true, evidenceRule: 'ask', remindDays: [7, 2], submitsDrafts: true },
      ...{ edition: '1.0.0', defaultProfile: 'lead', deadlines: [], version: 1 },
    })
    const changed = await call(
      cycles.setPlan,
      {
        ...{ name: 'Draft one', version: 1, newName: 'Draft two' },
        deadlines,
        timeZone: 'Asia/Kolkata',
        population: few,
      },
      hr(),
    )
    expect(changed).toMatchObject({ name: 'Draft two', version: 2, people: [{ employeeId: 'E5' }, {}, {}] })
    expect(changed.deadlines.map(({ closesAt }) => closesAt)[0]).toBe('2026-12-04T11:30:00.000Z')
    await call(cycles.discard, { name: 'Draft two', version: 2 }, hr())
    await expect(call(cycles.plan, { name: 'Draft two' }, hr())).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('blames the name for nothing else that is taken', async () => {
    await call(cycles.draft, draftOf('Just before'), org.as('hr'))
    await byHand(
      org,
      `insert into cycle (id, name, kind, framework_version_id, status)
        select id + 1, 'In the way', 'run', framework_version_id, 'draft' from cycle where name = 'Just before'`,
    )
    await expect(call(cycles.draft, draftOf('Free name'), org.as('hr'))).rejects.toMatchObject({
      ...{ status: 409, message: expect.not.stringContaining('Free name') },
    })
    await byHand(org, `delete from cycle where name in ('In the way', 'Just before')`)
  })

  it('refuses a taken name, what is not there, and a stale version with both', async () => {
    await call(cycles.draft, draftOf('Taken'), hr())
    await expect(call(cycles.draft, { name: 'Taken' }, hr())).rejects.toMatchObject({ code: 'CONFLICT' })
    const unknown = { name: 'U', population: rule({ units: ['Z'], people: ['E99'] }), defaultProfile: 'nope' }
    await expect(call(cycles.draft, unknown, hr())).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      data: { issues: [{ path: 'population.units' }, { path: 'population.people' }, { path: 'defaultProfile' }] },
    })
    await expect(call(cycles.setPlan, { name: 'Taken', version: 9, isBlind: false }, hr())).rejects.toMatchObject({
      code: 'CONFLICT',
      data: { yours: { isBlind: false }, stored: { isBlind: true, version: 1 } },
    })
    await call(cycles.discard, { name: 'Taken', version: 1 }, hr())
  })

  it('is seen by nobody but HR', async () => {
    await call(cycles.draft, { name: 'Hidden' }, hr())
    for (const caller of ['employee', 'manager', 'head', 'administrator'] satisfies Caller[]) {
      await expect(call(cycles.plan, { name: 'Hidden' }, org.as(caller)), caller).rejects.toMatchObject({
        code: 'FORBIDDEN',
      })
      await expect(
        call(cycles.plan, { name: 'Hidden' }, org.as(caller, { mayInstead: () => true })),
        caller,
      ).rejects.toMatchObject({ status: expect.toSatisfy((status) => [403, 404].includes(status as number)) })
    }
  })
})

describe('the check', () => {
  it('names every problem with whom it is about, and blocks where it must', async () => {
    await byHand(org, `insert into bank_holiday values ('2026-12-18', 'Feast') on conflict do nothing`)
    await call(cycles.setLeave, { employeeId: 'E6', from: '2026-12-01', to: '2026-12-31' }, hr())
    const input = draftOf('Checked', {
      population: rule({ units: ['R'], people: ['E3'] }),
      defaultProfile: null,
      deadlines: { self: '2026-12-05T17:00', manager: '2026-12-01T17:00', agree: '2026-12-18T17:00' },
    })
    await call(cycles.draft, input, hr())
    const { problems, people } = await call(cycles.check, { name: 'Checked' }, hr())
    expect(people).toBe(6)
    expect(problems.map(({ kind, isBlocking, count, stage }) => [kind, isBlocking, count, stage])).toEqual([
      ['deadline-order', true, 0, 'manager'],
      ['no-profile', true, 5, null],
      ['weekend', false, 0, 'self'],
      ['holiday', false, 0, 'agree'],
      ['no-account', false, 6, null],
      ['on-leave', false, 1, null],
      ['not-assessed', false, 1, null],
    ])
    expect(problems.find(({ kind }) => kind === 'on-leave')?.people).toEqual([
      { employeeId: 'E6', name: 'Finn Ångström' },
    ])
    await expect(call(cycles.launch, { name: 'Checked', version: 1 }, hr())).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      data: {
        issues: [
          { path: 'manager', message: 'deadline-order' },
          { path: 'plan', message: 'no-profile' },
        ],
      },
    })
    expect((await call(cycles.plan, { name: 'Checked' }, hr())).status).toBe('draft')
  })

  it('says when nobody is asked and no deadline set', async () => {
    await call(cycles.draft, { name: 'Empty' }, hr())
    const { problems } = await call(cycles.check, { name: 'Empty' }, hr())
    expect(problems.map(({ kind }) => kind)).toEqual(['nobody', 'no-deadline', 'no-deadline', 'no-deadline'])
  })
})

describe('a launch', () => {
  it('makes participants with their targets, own forms, messages and audit in one go', async () => {
    const plan = await launched(org, 'Launched')
    // However many people: the statements do not grow with them.
    expect(org.counted.statements).toBeLessThanOrEqual(17)
    expect(plan).toMatchObject({ status: 'open', version: 2, launchedAt: expect.any(String) })
    const parts = await byHand(
      org,
      `select s.employee_id, p.target_profile, (select count(*)::int from assessment a where a.participant_id = p.id
        and a.rater_type = 'self' and a.status = 'draft') as forms from participant p join person s on s.id = p.subject_id
        join cycle c on c.id = p.cycle_id where c.name = 'Launched' order by 1`,
    )
    expect(parts).toEqual([
      { employee_id: 'E5', target_profile: 'light', forms: 1 },
      { employee_id: 'E6', target_profile: 'lead', forms: 1 },
      { employee_id: 'E7', target_profile: 'lead', forms: 1 },
    ])
    for (const who of ['E5', 'E6', 'E7', 'E4', 'E3'] as const)
      expect(await messagesOf(org, who, 'Launched'), who).toMatchObject([
        { kind: 'cycle-launched', about: { stage: 'self', wallTime: '2026-12-04T17:00', timeZone: 'Europe/Berlin' } },
      ])
    expect(await messagesOf(org, 'E8', 'Launched')).toEqual([])
  })

  it('at the same moment from two desks happens once', async () => {
    const { version } = await call(cycles.draft, draftOf('Raced'), hr())
    const tries = await Promise.allSettled(
      [1, 2, 3, 4].map(() => call(cycles.launch, { name: 'Raced', version }, hr())),
    )
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const refused = tries.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []))
    expect(refused).toEqual(['CONFLICT', 'CONFLICT', 'CONFLICT'])
    const [{ parts, told }] = await byHand(
      org,
      `select (select count(*)::int from participant p join cycle c on c.id = p.cycle_id where c.name = 'Raced') as parts,
        (select count(*)::int from message where about ->> 'cycle' = 'Raced') as told`,
    )
    expect([parts, told]).toEqual([3, 5])
  })

  it('keeps how it asks, and lets deadlines move later only', async () => {
    const { version } = await call(cycles.plan, { name: 'Launched' }, hr())
    await expect(call(cycles.setPlan, { name: 'Launched', version, isBlind: false }, hr())).rejects.toMatchObject({
      code: 'CONFLICT',
    })
    const earlier = { name: 'Launched', version, deadlines: { self: '2026-12-01T17:00' } }
    await expect(call(cycles.extend, earlier, hr())).rejects.toMatchObject({
      data: { issues: [{ path: 'deadlines.self', message: 'is not later' }] },
    })
    const past = { name: 'Launched', version, deadlines: { self: '2026-12-12T17:00' } }
    await expect(call(cycles.extend, past, hr())).rejects.toMatchObject({
      data: { issues: [{ path: 'deadlines.manager' }] },
    })
    const moved = await call(
      cycles.extend,
      { name: 'Launched', version, deadlines: { self: '2026-12-07T17:00', manager: '2026-12-14T12:00' } },
      hr(),
    )
    expect(moved.deadlines.map(({ wallTime }) => wallTime)).toEqual([
      ...['2026-12-07T17:00', '2026-12-14T12:00', '2026-12-18T17:00'],
    ])
    expect((await messagesOf(org, 'E5', 'Launched')).map(({ kind }) => kind)).toEqual([
      ...['cycle-launched', 'deadline-moved', 'deadline-moved'],
    ])
  })

  it('pauses, goes on, and refuses what does not fit', async () => {
    const { version } = await call(cycles.plan, { name: 'Launched' }, hr())
    const paused = await call(cycles.pause, { name: 'Launched', version }, hr())
    expect(paused.status).toBe('paused')
    await expect(call(cycles.pause, { name: 'Launched', version: version + 1 }, hr())).rejects.toMatchObject({
      code: 'CONFLICT',
    })
    await expect(call(cycles.chase, { name: 'Launched', stage: 'self' }, hr())).rejects.toMatchObject({
      code: 'CONFLICT',
    })
    expect((await call(cycles.resume, { name: 'Launched', version: version + 1 }, hr())).status).toBe('open')
    const early = { name: 'Launched', version: version + 2 }
    await expect(call(cycles.close, early, hr())).rejects.toMatchObject({ data: { issues: [{ path: 'reason' }] } })
    await expect(call(cycles.discard, early, hr())).rejects.toMatchObject({ code: 'CONFLICT' })
  })
})

describe('counts', () => {
  it('name disputed levels to HR, of whoever still takes part', async () => {
    const name = 'Disputed'
    await launched(org, name)
    const disputed = async () =>
      (await call(cycles.runs, undefined, org.as('hr'))).runs.find((run) => run.name === name)?.disputed
    expect(await disputed()).toBe(0)
    await byHand(
      org,
      `insert into agreement (participant_id, cycle_id, subject_id, criterion_id, level, status, agreed_by, agreed_on, objection)
        select p.id, c.id, p.subject_id, k.id, 2, 'disputed', $2, '2026-11-23', 'No.' from participant p
        join cycle c on c.id = p.cycle_id and c.name = $1 join criterion k on k.framework_version_id = c.framework_version_id
        where p.subject_id = $3`,
      [name, org.keys.person('E4'), org.keys.person('E5')],
    )
    expect(await disputed()).toBe(3)
    await byHand(org, `update participant set state = 'excused' where subject_id = $1`, [org.keys.person('E5')])
    expect(await disputed()).toBe(0)
  })

  it('say who is where, by unit and by rater, and hold no level', async () => {
    await launched(org, 'Counted')
    await fillForm(org, { cycle: 'Counted', subject: 'E5', rater: 'E5', submits: true })
    await fillForm(org, { cycle: 'Counted', subject: 'E6', rater: 'E6', submits: false })
    await fillForm(org, { cycle: 'Counted', subject: 'E5', rater: 'E4', submits: true })
    const { all, units, managers } = await call(cycles.progress, { name: 'Counted' }, hr())
    expect(all).toEqual({
      people: 3,
      self: { waiting: 1, begun: 1, submitted: 1 },
      rated: { waiting: 2, begun: 0, submitted: 1 },
      agree: { waiting: 2, open: 1, agreed: 0, disputed: 0 },
    })
    expect(units.map(({ unit, people }) => [unit?.unitId, people])).toEqual([
      ['B', 1],
      ['A1', 2],
    ])
    expect(managers.map(({ manager, people, self }) => [manager?.employeeId, people, self.submitted])).toEqual([
      ['E3', 1, 0],
      ['E4', 2, 1],
    ])
    const stuck = await call(cycles.participants, { name: 'Counted', stuck: 'self', manager: 'E4' }, hr())
    expect(stuck).toMatchObject({ total: 1, people: [{ employeeId: 'E6', self: 'begun', rated: 'waiting' }] })
    expect(JSON.stringify([all, units, managers, stuck])).not.toMatch(/level/)
    for (const caller of ['manager', 'head', 'director', 'employee'] satisfies Caller[])
      await expect(call(cycles.progress, { name: 'Counted' }, org.as(caller)), caller).rejects.toMatchObject({
        code: 'FORBIDDEN',
      })
  })

  it('chasing reaches whoever is late, once a day', async () => {
    const first = await call(cycles.chase, { name: 'Counted', stage: 'self' }, hr())
    expect(first).toEqual({ told: 2, waiting: 2 })
    expect(await call(cycles.chase, { name: 'Counted', stage: 'self' }, hr())).toEqual({ told: 0, waiting: 2 })
    expect(await call(cycles.chase, { name: 'Counted', stage: 'manager', unit: 'A1' }, hr())).toEqual({
      ...{ told: 1, waiting: 1 },
    })
    expect((await messagesOf(org, 'E4', 'Counted')).at(-1)).toMatchObject({ kind: 'chased', about: { count: 1 } })
    expect((await messagesOf(org, 'E5', 'Counted')).map(({ kind }) => kind)).not.toContain('chased')
  })
})
