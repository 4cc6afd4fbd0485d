import { call } from '@orpc/server'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { assessmentProcedures as assessments } from '@/lib/assessments/form-procedures'
import { createOrganisation, type Organisation } from '@/lib/people/organisation.fixtures'
import { byHand, closesIn, fillForm, launched, messagesOf } from './cycles.fixtures'
import { keepCycles } from './keep'
import { runProcedures as cycles } from './procedures'

let org: Organisation
beforeAll(async () => {
  org = await createOrganisation()
})
afterAll(() => org.drop())
/** Each test has a cycle of its own, and only that one runs. */
let name = ''
let count = 0
beforeEach(async () => {
  await byHand(org, `update cycle set status = 'published' where kind = 'run'`)
  name = `Cycle ${++count}`
  await launched(org, name)
})

const keep = () => keepCycles(org.test.database, null)
const heard = async (who: Parameters<typeof messagesOf>[1]) =>
  (await messagesOf(org, who, name)).map(({ kind }) => kind).filter((kind) => kind !== 'cycle-launched')
const statusOf = async () =>
  (await byHand(org, `select status, as_of_on as "asOf" from cycle where name = $1`, [name]))[0]
const formsOf = (who: string) =>
  byHand(
    org,
    `select a.rater_type as type, a.status, a.is_automatic as automatic, a.revealed_at is not null as revealed
      from assessment a join cycle c on c.id = a.cycle_id join person s on s.id = a.subject_id
      where c.name = $1 and s.employee_id = $2 order by 1 desc`,
    [name, who],
  )
const everything = async () =>
  (
    await byHand(
      org,
      `select (select count(*)::int from message) as messages, (select count(*)::int from rating) as ratings,
        (select max(version) from assessment) as forms, (select count(*)::int from result) as results,
        (select sum(version)::int from participant) as parts, (select sum(version)::int from cycle) as cycles`,
    )
  )[0]

describe('before a deadline', () => {
  it('reminds by the schedule, once each, and only whoever is late', async () => {
    await fillForm(org, { cycle: name, subject: 'E5', rater: 'E5', submits: true })
    await closesIn(org, name, 'self', 6 * 24)
    await keep()
    await keep()
    expect([await heard('E5'), await heard('E6')]).toEqual([[], ['deadline-near']])
    expect((await messagesOf(org, 'E6', name)).at(-1)?.about).toMatchObject({ stage: 'self', days: 7, count: 1 })
  })

  it('tells the person a day before whoever stands above, who hears a count and no name', async () => {
    await closesIn(org, name, 'self', 40)
    await keep()
    expect(await heard('E6')).toEqual(['deadline-near', 'escalated'])
    expect(await heard('E4')).not.toContain('escalated')
    const closesAt = await byHand(
      org,
      `update cycle_deadline d set closes_at = date_trunc('second', authz.now()) + interval '20 hours' from cycle c
        where c.id = d.cycle_id and c.name = $1 and d.stage = 'self' returning d.closes_at`,
      [name],
    )
    expect(closesAt).toHaveLength(1)
    await keep()
    // The deadline is another one now: the person hears of it first, whoever stands above not yet.
    expect(await heard('E4')).not.toContain('escalated')
    await byHand(org, `update message set created_at = now() - interval '25 hours' where kind = 'escalated'`)
    await keep()
    await keep()
    const above = (await messagesOf(org, 'E4', name)).filter(({ kind }) => kind === 'escalated')
    expect(above).toHaveLength(1)
    expect(above[0]!.about).toMatchObject({ stage: 'self', count: 2 })
    expect(JSON.stringify(above)).not.toMatch(/E5|E6|Eve|Finn/)
  })
})

describe('whoever stands in', () => {
  /** Dirk (E3) stands in for Mia (E4), from a day on. */
  const standIn = (from: string) =>
    byHand(
      org,
      `insert into deputy (public_id, manager_id, deputy_id, valid, named_by)
        values (gen_random_uuid(), $1, $2, daterange($3, '2026-12-31'), $1)`,
      [org.keys.person('E4'), org.keys.person('E3'), from],
    )
  const counts = async (who: 'E1' | 'E3' | 'E4', kind: string) =>
    (await messagesOf(org, who, name)).filter((one) => one.kind === kind).map(({ about }) => about.count ?? null)
  afterEach(() => byHand(org, 'delete from deputy'))

  it('is reminded, chased and warned beside the manager, and whoever stands above counts each form once', async () => {
    await standIn('2026-11-20')
    await byHand(org, `update participant set state = 'excused' where subject_id = $1`, [org.keys.person('E7')])
    await closesIn(org, name, 'self', -1)
    await closesIn(org, name, 'manager', 20)
    const chase = { name, stage: 'manager' } as const
    expect(await call(cycles.chase, chase, org.as('hr'))).toEqual({ told: 2, waiting: 2 })
    await keep()
    await byHand(org, `update message set created_at = now() - interval '25 hours' where kind = 'escalated'`)
    await keep()
    for (const who of ['E3', 'E4'] as const) {
      expect(await counts(who, 'chased'), who).toEqual([2])
      expect(await counts(who, 'deadline-near'), who).toEqual([2])
    }
    expect([await counts('E4', 'escalated'), await counts('E3', 'escalated')]).toEqual([[null], [null]])
    expect(await counts('E1', 'escalated')).toEqual([1])
    await closesIn(org, name, 'manager', -1)
    await keep()
    for (const who of ['E3', 'E4'] as const) expect(await heard(who), who).toContain('deadline-passed')
  })

  it('hears nothing before their first day', async () => {
    await standIn('2026-11-24')
    await byHand(org, `update participant set state = 'excused' where subject_id = $1`, [org.keys.person('E7')])
    await closesIn(org, name, 'manager', 20)
    await keep()
    expect([await counts('E4', 'deadline-near'), await counts('E3', 'deadline-near')]).toEqual([[2], []])
  })
})

describe('after a deadline', () => {
  it('hands in drafts that hold something, and shows the other side once its time is over too', async () => {
    await fillForm(org, { cycle: name, subject: 'E5', rater: 'E5', submits: false })
    await fillForm(org, { cycle: name, subject: 'E5', rater: 'E4', submits: true })
    await closesIn(org, name, 'self', -1)
    await keep()
    expect(await formsOf('E5')).toEqual([
      { type: 'self', status: 'submitted', automatic: true, revealed: true },
      { type: 'manager', status: 'submitted', automatic: false, revealed: true },
    ])
    expect(await formsOf('E6')).toEqual([{ type: 'self', status: 'draft', automatic: false, revealed: false }])
    expect([await heard('E5'), await heard('E6')]).toEqual([['deadline-passed'], ['deadline-passed']])
    const before = await everything()
    await keep()
    expect(await everything()).toEqual(before)
  })

  it('hands in nothing where the plan says so', async () => {
    const { version } = await call(cycles.plan, { name }, org.as('hr'))
    await call(cycles.setPlan, { name, version, submitsDrafts: false }, org.as('hr'))
    await fillForm(org, { cycle: name, subject: 'E5', rater: 'E5', submits: false })
    await closesIn(org, name, 'self', -1)
    await keep()
    expect(await formsOf('E5')).toMatchObject([{ status: 'draft' }])
  })

  it('reveals a manager’s form when the person let their time pass; a person’s stays sealed, for HR may give more time', async () => {
    await fillForm(org, { cycle: name, subject: 'E5', rater: 'E4', submits: true })
    await fillForm(org, { cycle: name, subject: 'E6', rater: 'E6', submits: true })
    await keep()
    const revealed = async (who: string) => (await formsOf(who)).filter((form) => form.revealed).map(({ type }) => type)
    expect([await revealed('E5'), await revealed('E6')]).toEqual([[], []])
    await closesIn(org, name, 'self', -2)
    await closesIn(org, name, 'manager', -1)
    await keep()
    expect([await revealed('E5'), await revealed('E6')]).toEqual([['manager'], []])
    await closesIn(org, name, 'manager', 5)
    await fillForm(org, { cycle: name, subject: 'E6', rater: 'E4', submits: true })
    expect(await revealed('E6')).toEqual(['self', 'manager'])
  })

  it('a pause stops reminders and drafts alike', async () => {
    await fillForm(org, { cycle: name, subject: 'E5', rater: 'E5', submits: false })
    const { version } = await call(cycles.plan, { name }, org.as('hr'))
    await call(cycles.pause, { name, version }, org.as('hr'))
    await closesIn(org, name, 'self', -1)
    await keep()
    expect(await heard('E6')).toEqual(['cycle-paused'])
    expect(await formsOf('E5')).toMatchObject([{ status: 'draft' }])
  })
})

describe('people who come and go', () => {
  const day = '2026-11-23'
  it('a leaver takes part no more, and what was written stays', async () => {
    await fillForm(org, { cycle: name, subject: 'E7', rater: 'E7', submits: false })
    await byHand(org, `update person set employed = '[2020-01-01,${day})' where employee_id = 'E7'`)
    await keep()
    const [part] = await byHand(
      org,
      `select p.state, (select count(*)::int from answer k join assessment a on a.id = k.assessment_id
        where a.participant_id = p.id) as answers from participant p join cycle c on c.id = p.cycle_id
        join person s on s.id = p.subject_id where c.name = $1 and s.employee_id = 'E7'`,
      [name],
    )
    expect(part).toEqual({ state: 'left', answers: 3 })
    await byHand(org, `update person set employed = '[2020-01-01,)' where employee_id = 'E7'`)
    expect(await call(cycles.addPeople, { name, employeeIds: ['E7'] }, org.as('hr'))).toEqual({ added: 1 })
  })

  it('a new manager is told once, and so are the old one and the person; both drafts stay', async () => {
    await byHand(org, `update cycle_plan set launched_at = '2026-11-01' where launched_at is not null`)
    await fillForm(org, { cycle: name, subject: 'E6', rater: 'E4', submits: false })
    await org.test.database.asJob('import', async (db) => {
      const [who, next] = [org.keys.person('E6'), org.keys.person('E3')]
      await db.$client.query(
        `update reporting_line set valid = daterange(lower(valid), $2) where person_id = $1 and upper_inf(valid)`,
        [who, day],
      )
      await db.$client.query(`insert into reporting_line (person_id, manager_id, valid) values ($1, $2, $3)`, [
        ...[who, next, `[${day},)`],
      ])
    })
    await keep()
    await keep()
    for (const who of ['E3', 'E4', 'E6'] as const) expect(await heard(who), who).toEqual(['rater-changed'])
    await fillForm(org, { cycle: name, subject: 'E6', rater: 'E3', submits: true })
    expect(await formsOf('E6')).toMatchObject([
      { type: 'self', status: 'draft' },
      { type: 'manager' },
      { type: 'manager' },
    ])
    const [before] = (await call(cycles.handOvers, undefined, org.as('manager'))).mine
    expect(before).toMatchObject({ cycle: name, person: { employeeId: 'E6' }, note: '', isSubmitted: false })
    const text = 'We met in October; ask for the business case.'
    const note = { cycle: name, employeeId: 'E6', version: before!.version, note: text }
    await call(assessments.handOver, note, org.as('manager'))
    const stale = call(assessments.handOver, { ...note, note: 'Older.' }, org.as('manager'))
    await expect(stale).rejects.toMatchObject({ code: 'CONFLICT', data: { stored: { handOverNote: text } } })
    expect(await heard('E3')).toEqual(['rater-changed', 'rater-changed'])
    const { mine } = await call(cycles.handOvers, undefined, org.as('manager'))
    expect(mine).toMatchObject([{ note: text, version: before!.version + 1 }])
    const { received } = await call(cycles.handOvers, undefined, org.as('director'))
    expect(received).toMatchObject([{ person: { employeeId: 'E6' }, from: { employeeId: 'E4' }, note: text }])
    await expect(call(assessments.handOver, note, org.as('employee'))).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await closesIn(org, name, 'self', -2)
    await closesIn(org, name, 'manager', -1)
    await keep()
    // The old manager's draft is nobody's rating: it stays a draft.
    expect((await formsOf('E6')).map(({ status }) => status).sort()).toEqual(['draft', 'draft', 'submitted'])
  })
})

describe('closing', () => {
  it('hands in, reveals, publishes as of the closing day, tells everybody, and does it once', async () => {
    await fillForm(org, { cycle: name, subject: 'E5', rater: 'E5', submits: false })
    await fillForm(org, { cycle: name, subject: 'E5', rater: 'E4', submits: false })
    const { version } = await call(cycles.plan, { name }, org.as('hr'))
    const closing = await call(cycles.close, { name, version, reason: 'The merger.' }, org.as('hr'))
    expect(closing).toMatchObject({ status: 'closing', closedReason: 'The merger.' })
    await Promise.all([keep(), keep(), keep()])
    expect(await statusOf()).toEqual({ status: 'published', asOf: '2026-11-23' })
    expect(await formsOf('E5')).toMatchObject([
      { status: 'submitted', revealed: true },
      { status: 'submitted', revealed: true },
    ])
    const [{ results, source }] = await byHand(
      org,
      `select count(*)::int as results, min((select p.sources[1] from result_person p join person s on s.id = p.person_id
        where p.result_id = r.id and s.employee_id = 'E5')) as source from result r join cycle c on c.id = r.cycle_id
        where c.name = $1`,
      [name],
    )
    expect([results, source]).toEqual([1, 'manager'])
    for (const who of ['E4', 'E5', 'E6'] as const) expect(await heard(who), who).toEqual(['cycle-published'])
    const before = await everything()
    await keep()
    expect(await everything()).toEqual(before)
  })

  it('hooks are told of the launch, the close and the publication by the cycle’s name', async () => {
    const { version } = await call(cycles.plan, { name }, org.as('hr'))
    await call(cycles.close, { name, version, reason: 'Enough.' }, org.as('hr'))
    await keep()
    const admin = { personId: org.keys.person('admin'), persona: 'p_admin', readOnly: true } as const
    const { rows } = await org.test.database.asViewer(admin, (db) =>
      db.$client.query(
        `select actor, action from audit_entry where subject = 'cycle' and subject_id = $1 order by id`,
        [name],
      ),
    )
    expect(rows).toEqual([
      { actor: 'person', action: 'cycle.drafted' },
      { actor: 'person', action: 'cycle.launched' },
      { actor: 'person', action: 'cycle.closed' },
      { actor: 'cycle', action: 'cycle.published' },
    ])
  })
})
