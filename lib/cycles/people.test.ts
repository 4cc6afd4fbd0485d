import { call } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Caller, createOrganisation, type Organisation } from '@/lib/people/organisation.fixtures'
import { byHand, launched, messagesOf } from './cycles.fixtures'
import { runProcedures as cycles, deputyProcedures as deputies } from './procedures'

let org: Organisation
beforeAll(async () => {
  org = await createOrganisation()
  await launched(org, 'C')
})
afterAll(() => org.drop())
const hr = () => org.as('hr')
const name = 'C'
const partOf = async (employeeId: string) => {
  const { people } = await call(cycles.participants, { name, limit: 200 }, hr())
  return people.find((one) => one.employeeId === employeeId)!
}

describe('who takes part', () => {
  it('late joiners come in by name or by the rule, once', async () => {
    expect(await call(cycles.addPeople, { name, employeeIds: ['E8'] }, hr())).toEqual({ added: 1 })
    expect(await call(cycles.addPeople, { name, employeeIds: ['E8'] }, hr())).toEqual({ added: 0 })
    expect(await partOf('E8')).toMatchObject({ state: 'active', targetProfile: 'lead', manager: { employeeId: 'E3' } })
    expect((await messagesOf(org, 'E8', name)).map(({ kind }) => kind)).toEqual(['cycle-launched'])
    const { version } = await call(cycles.plan, { name }, hr())
    const population = { units: ['R'], jobTitles: [], profiles: [], people: [], without: [] }
    await call(cycles.setPlan, { name, version, population }, hr())
    expect((await call(cycles.progress, { name }, hr())).joiners).toBe(1)
    expect(await call(cycles.addPeople, { name, employeeIds: [] }, hr())).toEqual({ added: 1 })
    expect(await partOf('E4')).toMatchObject({ manager: { employeeId: 'E1' } })
  })

  it.each(['E9', 'E1', 'E99'])('%s cannot join', async (employeeId) => {
    await expect(call(cycles.addPeople, { name, employeeIds: [employeeId] }, hr())).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    })
  })

  it('somebody is excused with a reason, out of every count, and a stale version is refused', async () => {
    const { version } = await partOf('E7')
    await expect(
      call(cycles.excuse, { name, employeeId: 'E7', version: version + 1, reason: 'Ill' }, hr()),
    ).rejects.toMatchObject({ code: 'CONFLICT', data: { stored: { version } } })
    await call(cycles.excuse, { name, employeeId: 'E7', version, reason: 'Parental leave' }, hr())
    expect(await partOf('E7')).toMatchObject({ state: 'excused', stateReason: 'Parental leave' })
    const { all, excused } = await call(cycles.progress, { name }, hr())
    expect([all.people, excused]).toEqual([4, 1])
  })
})

describe('who rates', () => {
  it('HR says who, with a reason; all are told, and the manager rates no more', async () => {
    const { version } = await partOf('E6')
    const wanted = { name, employeeId: 'E6', version, rater: 'E3' }
    await expect(call(cycles.reassign, wanted, hr())).rejects.toMatchObject({ data: { issues: [{ path: 'reason' }] } })
    await expect(call(cycles.reassign, { ...wanted, rater: 'E6', reason: 'x' }, hr())).rejects.toMatchObject({
      data: { issues: [{ path: 'rater' }] },
    })
    await call(cycles.reassign, { ...wanted, reason: 'They fell out.' }, hr())
    expect(await partOf('E6')).toMatchObject({ isAssigned: true, manager: { employeeId: 'E3' } })
    for (const who of ['E6', 'E4', 'E3'] as const)
      expect((await messagesOf(org, who, name)).at(-1)?.kind, who).toBe('rater-changed')
    const rates = (who: 'E3' | 'E4') =>
      org.test.database.asViewer(
        { personId: org.keys.person(who), persona: 'p_member', readOnly: true },
        async (db) => (await db.$client.query('select * from authz.ratee_participant_ids()')).rows.length,
      )
    expect([await rates('E4'), await rates('E3')]).toEqual([1, 2])
    await call(cycles.reassign, { name, employeeId: 'E6', version: version + 1, rater: null }, hr())
    expect([await rates('E4'), await rates('E3')]).toEqual([2, 1])
  })

  it.each<Caller>(['manager', 'director', 'head', 'employee', 'administrator'])(
    '%s says nothing of it',
    async (caller) => {
      const wanted = { name, employeeId: 'E6', version: 3, rater: 'E3', reason: 'x' }
      await expect(call(cycles.reassign, wanted, org.as(caller))).rejects.toMatchObject({ code: 'FORBIDDEN' })
      const bold = org.as(caller, { mayInstead: () => true })
      await expect(call(cycles.reassign, wanted, bold)).rejects.toMatchObject({
        status: expect.toSatisfy((status) => [403, 404].includes(status as number)),
      })
      expect((await partOf('E6')).isAssigned).toBe(false)
    },
  )
})

describe('deputies', () => {
  const span = { from: '2026-11-23', to: '2026-12-31' }
  const rated = () =>
    org.test.database.asViewer(
      { personId: org.keys.person('E5'), persona: 'p_member', readOnly: true },
      async (db) => (await db.$client.query('select * from authz.ratee_ids()')).rows.length,
    )

  it('a manager names one they see, who rates from then on, until it ends', async () => {
    const { candidates } = await call(deputies.list, {}, org.as('manager'))
    expect(candidates.map(({ employeeId }) => employeeId)).toEqual(['E1', 'E5', 'E6'])
    const named = await call(deputies.name, { deputyId: 'E5', ...span }, org.as('manager'))
    expect(named.deputies).toMatchObject([{ manager: { employeeId: 'E4' }, deputy: { employeeId: 'E5' }, ...span }])
    expect(await rated()).toBe(1)
    expect((await call(deputies.list, {}, org.as('employee'))).deputies).toHaveLength(1)
    expect(
      await byHand(org, `select about from message where kind = 'deputy-named' and person_id = $1`, [
        org.keys.person('E5'),
      ]),
    ).toEqual([{ about: span }])
    await expect(call(deputies.name, { deputyId: 'E6', ...span }, org.as('manager'))).rejects.toMatchObject({
      code: 'CONFLICT',
    })
    const { id, version } = named.deputies[0]!
    await expect(call(deputies.end, { id, version }, org.as('employee'))).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(call(deputies.end, { id, version }, org.as('director'))).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await call(deputies.end, { id, version }, org.as('manager'))
    expect(await rated()).toBe(0)
    expect((await call(deputies.list, {}, org.as('manager'))).deputies).toEqual([])
  })

  it('a manager names nobody out of sight, nobody for somebody else, and not themselves', async () => {
    for (const input of [
      { deputyId: 'E7', ...span },
      { deputyId: 'E4', ...span },
      { deputyId: 'E5', from: '2026-12-02', to: '2026-12-01' },
      { deputyId: 'E5', from: '2026-01-01', to: '2026-01-02' },
      { managerId: 'E3', deputyId: 'E5', ...span },
    ])
      await expect(call(deputies.name, input, org.as('manager')), JSON.stringify(input)).rejects.toMatchObject({
        code: 'BAD_REQUEST',
      })
    const theirs = { managerId: 'E5', deputyId: 'E6', ...span }
    await expect(call(deputies.name, theirs, org.as('manager'))).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })

  it('HR names anybody for anybody, sees all, and ends what has begun after yesterday', async () => {
    const named = await call(deputies.name, { managerId: 'E3', deputyId: 'E4', ...span }, hr())
    expect(named.deputies).toMatchObject([{ manager: { employeeId: 'E3' }, deputy: { employeeId: 'E4' } }])
    expect((await call(deputies.list, { all: true }, org.as('head'))).deputies).toEqual([])
    await byHand(org, `update deputy set valid = '[2026-11-01,2027-01-01)'`)
    const { id, version } = named.deputies[0]!
    await expect(call(deputies.end, { id, version: version + 1 }, hr())).rejects.toMatchObject({ code: 'CONFLICT' })
    await call(deputies.end, { id, version }, hr())
    expect(await byHand(org, `select upper(valid)::text as "until" from deputy`)).toEqual([{ until: '2026-11-23' }])
  })
})
