import { call } from '@orpc/server'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest'
import { keepSecondments } from './keep'
import { createPlacements, type Placements, share } from './placement.fixtures'
import { hostedProcedures as hosted, secondmentProcedures as secondments } from './procedures'

let org: Placements
beforeAll(async () => {
  org = await createPlacements()
})
beforeEach(async () => {
  await org.setToday(org.today)
  await org.at(sql`delete from secondment`)
  await org.test.database.asJob('privacy', (db) => db.execute(sql`delete from message`))
})
afterAll(() => org.drop())

const hostList = () => call(hosted.list, undefined, org.as('director'))
const hostStep = async (id: string, deed: 'accept' | 'decline' | 'ask-end', more: object = {}) => {
  const { version } = await call(hosted.get, { id }, org.as('director'))
  return call(hosted.step, { id, version, deed, ...more }, org.as('director'))
}
const keep = () => keepSecondments(org.test.database, null)
/** Proposed, consented, released and accepted. */
const confirm = async () => {
  const { id } = await org.propose()
  await org.step(id, 'employee', 'consent')
  await org.step(id, 'manager', 'release', { cover: share })
  await hostStep(id, 'accept')
  return id
}

test('the whole way: asked, consented, released with cover, accepted, begun, ended, closed', async () => {
  const { id, state, dueOn } = await org.propose()
  expect([state, dueOn]).toEqual(['interest', '2026-12-07'])
  expect(await org.told('E5')).toEqual(['secondment-waits interest'])
  expect(await org.step(id, 'employee', 'consent')).toMatchObject({ state: 'release', dueOn: '2026-12-07', version: 2 })
  expect(await org.told('E4')).toEqual(['secondment-waits release'])
  expect(await hostList()).toEqual({ hosted: [] })
  await org.step(id, 'manager', 'release', { cover: [{ option: 'acting', employeeId: 'E6' }] })
  expect(await org.told('E3')).toEqual(['secondment-waits selection'])
  expect((await hostList()).hosted).toMatchObject([
    {
      ...{
        person: { employeeId: 'E5', name: 'Eve O_Neill' },
        state: 'selection',
        targets: [],
        may: ['accept', 'decline'],
      },
      ...{ entry: [{ criterion: 'x', level: 2 }], home: { name: 'Mia Manager' } },
    },
  ])
  expect(await hostStep(id, 'accept')).toMatchObject({ state: 'confirmed', dueOn: '2027-02-01' })
  await org.setToday('2027-02-01')
  await keep()
  expect(await org.get(id)).toMatchObject({ state: 'active', dueOn: '2027-05-01' })
  expect((await hostList()).hosted[0]?.targets).toEqual([{ criterion: 'x', from: 2, to: 2.333 }])
  await org.setToday('2027-06-10')
  await keep()
  expect(await org.get(id)).toMatchObject({ state: 'ending', dueOn: '2027-07-31' })
  await org.setToday('2027-08-01')
  expect(await hostList()).toEqual({ hosted: [] })
  await keep()
  expect(await org.get(id)).toMatchObject({ state: 'returned', waitsFor: 'home', dueOn: '2027-08-31' })
  await org.step(id, 'hr', 'close')
  const { events, state: last } = await org.get(id, 'employee')
  expect(last).toBe('closed')
  expect(events.map(({ deed, by }) => `${deed} ${by?.name ?? 'clock'}`)).toEqual([
    ...['propose Hana Rights', 'consent Eve O_Neill', 'release Mia Manager', 'accept Dirk Director'],
    ...['begin clock', 'near-end clock', 'end clock', 'close Hana Rights'],
  ])
})

describe('who sees a placement', () => {
  it('a draft is HR’s alone', async () => {
    const { id } = await org.propose({ asks: false })
    await expect(org.get(id)).resolves.toMatchObject({ state: 'draft', may: ['ask', 'drop'] })
    for (const caller of ['employee', 'manager', 'director', 'head'] as const) {
      await expect(org.get(id, caller)).rejects.toMatchObject({ status: 404 })
    }
    expect(await org.told('E5')).toEqual([])
  })
  it('once asked: the person, the line, HR; each with what they may do', async () => {
    const { id } = await org.propose()
    expect((await org.get(id, 'employee')).may).toEqual(['consent', 'withdraw'])
    expect((await org.get(id, 'manager')).may).toEqual([])
    expect((await org.get(id, 'head')).may).toEqual([])
    expect((await org.get(id)).may).toEqual(['withdraw'])
    const { secondments: own } = await call(secondments.list, {}, org.as('manager'))
    expect(own.map(({ person }) => person.employeeId)).toEqual(['E5'])
    expect((await org.lastLook())?.purpose).toBe('secondments')
  })
  it('a look by the host is logged as a host’s', async () => {
    const { id } = await org.propose()
    await org.step(id, 'employee', 'consent')
    await org.step(id, 'manager', 'release', { cover: share })
    await hostList()
    expect(await org.lastLook()).toMatchObject({ purpose: 'hosted', role: 'host', subjects: [org.keys.person('E5')] })
  })
})

describe('what stands in the way', () => {
  it('the rules of placements, named', async () => {
    const wrong = org.propose({ employeeId: 'E8' })
    await expect(wrong).rejects.toMatchObject({
      status: 409,
      data: { verdicts: expect.arrayContaining([expect.objectContaining({ rule: 'own-unit' })]) },
    })
  })
  it('HR proposes nobody to themselves, and nobody else proposes', async () => {
    await expect(org.propose({ employeeId: 'E2' })).rejects.toMatchObject({ status: 403 })
    const asked = { employeeId: 'E5', openingId: 'OP1', from: '2027-02-01', to: '2027-07-31' }
    await expect(call(secondments.propose, asked, org.as('manager'))).rejects.toMatchObject({ status: 403 })
  })
  it('an opening without a free seat, and a person without free time', async () => {
    await org.propose()
    await expect(org.propose({ employeeId: 'E6' })).rejects.toMatchObject({
      ...{ status: 409, message: expect.stringMatching(/No seat/) },
    })
    const again = org.propose({ from: '2027-07-01', to: '2027-11-30' })
    await expect(again).rejects.toMatchObject({ status: 409, message: expect.stringMatching(/percent|rules/) })
  })
  it('an older version, with both', async () => {
    const { id } = await org.propose()
    await call(secondments.move, { id, version: 1, from: '2027-03-01', to: '2027-08-31' }, org.as('hr'))
    const consent = call(secondments.step, { id, version: 1, deed: 'consent' }, org.as('employee'))
    await expect(consent).rejects.toMatchObject({
      status: 409,
      data: { yours: { version: 1 }, stored: { version: 2 } },
    })
    expect(await org.get(id)).toMatchObject({ state: 'interest', from: '2027-03-01', to: '2027-08-31' })
  })
  it('days that somebody agreed to do not move', async () => {
    const { id } = await org.propose()
    const { version } = await org.step(id, 'employee', 'consent')
    const moving = call(secondments.move, { id, version, from: '2027-03-01', to: '2027-08-31' }, org.as('hr'))
    await expect(moving).rejects.toMatchObject({ status: 409 })
  })
  it('a release without cover, cover by the secondee, cover that nobody may see', async () => {
    const { id } = await org.propose()
    await org.step(id, 'employee', 'consent')
    const release = (cover?: object[]) => org.step(id, 'manager', 'release', cover ? { cover } : {})
    await expect(release()).rejects.toMatchObject({ status: 400, message: expect.stringMatching(/cover/i) })
    await expect(release([{ option: 'acting', employeeId: 'E5' }])).rejects.toMatchObject({ status: 400 })
    await expect(release([{ option: 'acting', employeeId: 'E7' }])).rejects.toMatchObject({ status: 400 })
    await expect(release([{ option: 'vacant' }])).rejects.toMatchObject({ status: 400 })
    await expect(org.step(id, 'employee', 'release', { cover: share })).rejects.toMatchObject({ status: 403 })
    await expect(release([{ option: 'vacant', consequence: 'No audit until March.' }])).resolves.toMatchObject({
      state: 'selection',
    })
  })
})

describe('a refusal', () => {
  const refuse = async () => {
    const { id } = await org.propose()
    await org.step(id, 'employee', 'consent')
    await org.step(id, 'manager', 'refuse', { reason: 'The audit runs.', alternative: 'Shadowing in May.' })
    return id
  }
  const decide = async (id: string, upholds: boolean) => {
    const { version } = await org.get(id)
    return call(secondments.decideAppeal, { id, version, upholds, decision: 'Heard both.' }, org.as('hr'))
  }
  it('is read by the person with its reason and the other offer, and frees the seat', async () => {
    const id = await refuse()
    const { events, mayAppeal } = await org.get(id, 'employee')
    expect(events.at(-1)).toMatchObject({ deed: 'refuse', reason: 'The audit runs.', alternative: 'Shadowing in May.' })
    expect(mayAppeal).toBe(true)
    await expect(org.propose({ employeeId: 'E6' })).resolves.toMatchObject({ state: 'interest' })
  })
  it('lapses when nobody appeals in time', async () => {
    const id = await refuse()
    await org.setToday('2026-12-07')
    await keep()
    expect((await org.get(id)).state).toBe('refused')
    await org.setToday('2026-12-08')
    await keep()
    expect((await org.get(id)).state).toBe('dropped')
  })
  it('goes back to the manager when HR upholds an appeal, and not before', async () => {
    const id = await refuse()
    await expect(org.step(id, 'hr', 'uphold', { reason: 'x' })).rejects.toMatchObject({ status: 400 })
    await expect(call(secondments.appeal, { id, reason: 'Unfair.' }, org.as('manager'))).rejects.toMatchObject({
      status: 403,
    })
    await call(secondments.appeal, { id, reason: 'It was promised.' }, org.as('employee'))
    expect(await org.told('E2')).toContain('secondment-waits refused')
    await org.setToday('2026-12-08')
    await keep()
    expect((await org.get(id)).state).toBe('refused')
    expect(await decide(id, true)).toMatchObject({ state: 'release' })
    expect((await org.get(id, 'employee')).appeals).toMatchObject([{ state: 'upheld', decision: 'Heard both.' }])
  })
  it('stands when HR rejects it', async () => {
    const id = await refuse()
    await call(secondments.appeal, { id, reason: 'It was promised.' }, org.as('employee'))
    expect(await decide(id, false)).toMatchObject({ state: 'dropped' })
  })
})

describe('another end', () => {
  const begin = async () => {
    const id = await confirm()
    await org.setToday('2027-02-01')
    await keep()
    return id
  }
  it('is later once HR grants it with cover for the whole time', async () => {
    const id = await begin()
    await org.step(id, 'employee', 'ask-extension', { reason: 'The site opens later.', end: '2027-09-30' })
    await expect(org.step(id, 'hr', 'extend')).rejects.toMatchObject({ status: 400 })
    await org.step(id, 'hr', 'extend', { cover: share })
    expect(await org.get(id)).toMatchObject({
      state: 'active',
      to: '2027-09-30',
      askedEnd: null,
      cover: [{ to: '2027-09-30' }],
    })
    await org.step(id, 'manager', 'ask-extension', { reason: 'Once more.', end: '2027-12-31' })
    const again = await org.get(id)
    expect(again).toMatchObject({ lacksApproval: true, waitsFor: 'director', dueOn: '2027-03-01' })
    expect(await org.told('E3')).toContain('secondment-waits extending')
    // PostgreSQL refuses it by itself, whatever the server checked.
    const alone = org.test.database.asViewer(
      { personId: org.keys.person('E2'), persona: 'p_hr', readOnly: false },
      (db) =>
        db.execute(sql`insert into secondment_event (secondment_id, deed, from_state, to_state, of_version, by_id, on_day)
          select s.id, 'extend', 'extending', 'active', s.version, ${org.keys.person('E2')}, '2027-02-01'
          from secondment s where s.public_id = ${id}::uuid`),
    )
    await expect(alone).rejects.toThrow(/needs a director’s approval/)
    const untold = { cover: share, reason: 'The director approved.' }
    await expect(org.step(id, 'hr', 'extend', untold)).rejects.toMatchObject({ status: 400 })
    for (const caller of ['hr', 'manager', 'employee'] as const)
      await expect(org.step(id, caller, 'approve', { reason: 'So.' })).rejects.toMatchObject({ status: 403 })
    await expect(org.step(id, 'director', 'approve')).rejects.toMatchObject({ status: 400 })
    expect((await org.get(id, 'director')).may).toContain('approve')
    const asking = (who: 'E3' | 'E4') =>
      org.at(
        sql`update secondment_event set by_id = ${org.keys.person(who)} where deed = 'ask-extension' and asked_end = '2027-12-31'`,
      )
    await asking('E3')
    await expect(org.step(id, 'director', 'approve', { reason: 'I asked.' })).rejects.toMatchObject({ status: 403 })
    await asking('E4')
    await org.step(id, 'director', 'approve', { reason: 'The programme runs on.' })
    expect(await org.get(id)).toMatchObject({ lacksApproval: false, askedEnd: '2027-12-31', dueOn: again.dueOn })
    await expect(org.step(id, 'director', 'approve', { reason: 'x' })).rejects.toMatchObject({ status: 409 })
    await org.step(id, 'hr', 'extend', { cover: share })
    expect(await org.get(id)).toMatchObject({ state: 'active', to: '2027-12-31' })
  })
  it('is earlier by a host’s word, after its notice; then the host sees nobody any more', async () => {
    const id = await begin()
    await expect(hostStep(id, 'ask-end', { reason: 'The depot closes.', end: '2027-02-28' })).rejects.toMatchObject({
      status: 400,
    })
    await hostStep(id, 'ask-end', { reason: 'The depot closes.', end: '2027-03-31' })
    await org.setToday('2027-04-01')
    expect(await hostList()).toEqual({ hosted: [] })
    await keep()
    expect(await org.get(id)).toMatchObject({ state: 'returned', to: '2027-03-31' })
  })
})

test('a late decision is said once, to whoever is late and above', async () => {
  const { id } = await org.propose()
  await org.step(id, 'employee', 'consent')
  await org.setToday('2026-12-08')
  await keep()
  await keep()
  const late = async (who: 'E4' | 'E1' | 'E2') =>
    (await org.told(who)).filter((kind) => kind.startsWith('secondment-late'))
  expect([await late('E4'), await late('E1'), await late('E2')]).toEqual(Array(3).fill(['secondment-late release']))
})

test('a volunteer is asked as anybody is, and says yes', async () => {
  const wish = { openingId: 'OP1', from: '2027-02-01', to: '2027-07-31' }
  const { id } = await call(secondments.volunteer, wish, org.as('employee'))
  expect(await org.get(id, 'employee')).toMatchObject({ state: 'interest', origin: 'volunteered' })
  await expect(org.step(id, 'employee', 'consent')).resolves.toMatchObject({ state: 'release' })
})
