import { call, type ORPCError } from '@orpc/server'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import * as tables from '@/db/schema'
import { type Caller, createOrganisation, type Organisation } from '@/lib/people/organisation.fixtures'
import { launchTestCycle } from './cycles.fixtures'
import { assessmentProcedures as forms } from './form-procedures'
import type { AnswerInput } from './form-shapes'

let org: Organisation
let cycle: Awaited<ReturnType<typeof launchTestCycle>>
let count = 0
beforeAll(async () => {
  process.env.AUTH_SECRET = 'a secret for tests only'
  org = await createOrganisation()
})
afterAll(() => org.drop())

type Given = Partial<z.input<typeof AnswerInput>>
const all = ['x', 'y', 'z']
const fresh = async (plan: Partial<Parameters<typeof launchTestCycle>[1]> = {}) => {
  const people = ['E4', 'E5', 'E6', 'E8'].map(org.keys.person)
  cycle = await launchTestCycle(org.test, { name: `Run ${++count}`, people, ...plan })
  return cycle
}
const about = (employeeId = 'E5') => ({ cycle: cycle.name, employeeId })
const get = (by: Caller = 'employee', employeeId = 'E5') => call(forms.get, about(employeeId), org.as(by))
const give = (more: Given = {}, by: Caller = 'employee', employeeId = 'E5') =>
  call(forms.answer, { ...about(employeeId), criterion: 'x', kind: 'rated', level: 0, version: 0, ...more }, org.as(by))
const begin = (by: Caller, employeeId: string) => call(forms.begin, about(employeeId), org.as(by))
const giveAll = async (by: Caller = 'employee', employeeId = 'E5') => {
  for (const criterion of all) await give({ criterion, kind: 'not-observed', level: null }, by, employeeId)
}
const submit = async (by: Caller = 'employee', employeeId = 'E5') =>
  call(forms.submit, { ...about(employeeId), version: (await get(by, employeeId)).form!.version }, org.as(by))
const withdraw = async (by: Caller = 'employee', employeeId = 'E5') =>
  call(forms.withdraw, { ...about(employeeId), version: (await get(by, employeeId)).form!.version }, org.as(by))
const errorOf = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: ORPCError<string, unknown>) => error,
  )
const auditOf = (action: string) =>
  org.test.database.asViewer({ personId: org.keys.person('admin'), persona: 'p_admin', readOnly: true }, (db) =>
    db.select().from(tables.auditEntry).where(eq(tables.auditEntry.action, action)),
  )

describe('what is asked of me', () => {
  it('is one’s own form for an employee, with deadline and progress', async () => {
    await fresh()
    await give()
    const { forms: asked } = await call(forms.list, undefined, org.as('employee'))
    expect(asked).toMatchObject([
      {
        ...{ raterType: 'self', answered: 1, criteria: 3, closed: null, person: { employeeId: 'E5' } },
        ...{ cycle: { name: cycle.name }, deadline: { closesAt: '2026-12-04T17:00:00.000Z', timeZone: 'UTC' } },
      },
    ])
  })

  it('is one’s own and the direct reports’ for a manager, nobody else’s', async () => {
    await fresh()
    const { forms: asked } = await call(forms.list, undefined, org.as('manager'))
    const here = asked.filter((form) => form.cycle.name === cycle.name)
    expect(here.map(({ raterType, person }) => [raterType, person.employeeId])).toEqual([
      ['self', 'E4'],
      ['manager', 'E5'],
      ['manager', 'E6'],
    ])
  })

  it('is nothing for HR, and refused to the administrator', async () => {
    expect(await call(forms.list, undefined, org.as('hr'))).toEqual({ forms: [] })
    await expect(call(forms.list, undefined, org.as('administrator'))).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})

describe('reading a form', () => {
  it('gives the descriptors, the person’s own prompt, the level from before and the rater’s name', async () => {
    await fresh()
    const form = await get()
    expect(form).toMatchObject({ raterType: 'self', closed: null, other: { name: 'Mia Manager', hasSubmitted: false } })
    expect(form.domains[0]!.criteria[0]).toMatchObject({
      ...{ key: 'x', levels: [{ level: 0, separatesNext: 'Doing it' }, { level: 1 }], why: null, mayConfirm: false },
      previous: { level: 2000, rung: 2, source: 'manager', ratedOn: '2026-10-01', cycle: '2026-H2' },
    })
  })

  it('is logged where it is about somebody else', async () => {
    await fresh()
    await get('manager')
    expect(await org.lastLook()).toEqual({ purpose: 'assessment', role: 'manager', subjects: [org.keys.person('E5')] })
  })

  it.each<[Caller, string]>([
    ['employee', 'E6'],
    ['hr', 'E5'],
    ['head', 'E5'],
    ['director', 'E5'],
    ['manager', 'E8'],
  ])('%s finds no form about %s, as if there were none', async (by, employeeId) => {
    await fresh()
    await expect(get(by, employeeId)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(get(by, 'nobody')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('never holds the other side’s answers', async () => {
    await fresh()
    await give({ comment: 'Mine alone.' })
    await begin('manager', 'E5')
    await give({ level: 1, comment: 'The manager’s.' }, 'manager')
    expect(JSON.stringify(await get())).not.toMatch(/manager’s\./)
    expect(JSON.stringify(await get('manager'))).not.toMatch(/Mine alone/)
  })
})

describe('beginning', () => {
  it('makes one form, however often', async () => {
    await fresh()
    const first = await begin('manager', 'E6')
    expect(first.isNew).toBe(true)
    const again = await Promise.all(Array.from({ length: 10 }, () => begin('manager', 'E6')))
    expect(new Set(again.map(({ assessmentId }) => assessmentId))).toEqual(new Set([first.assessmentId]))
    expect(again.every(({ isNew }) => !isNew)).toBe(true)
  })

  it('is asked for before answers come', async () => {
    await fresh()
    expect((await errorOf(give({}, 'manager')))?.message).toMatch(/Begin it/)
  })
})

describe('answering', () => {
  it('takes one statement in its transaction, and none for idempotency', async () => {
    await fresh()
    const first = await give()
    expect(org.counted.statements).toBe(1)
    await give({ level: 1, version: first.version })
    expect(org.counted.statements).toBe(1)
  })

  it('keeps level, comment and basis, and counts versions', async () => {
    await fresh()
    const first = await give({ comment: '  Seen. ', basis: 'observed' })
    expect(first).toMatchObject({ comment: 'Seen.', basis: 'observed', version: 1, isConfirmed: false })
    const second = await give({ kind: 'not-observed', level: null, version: 1 })
    expect((await get()).answers).toEqual([second])
  })

  it('answers a repetition the same, ten times at once, with one effect', async () => {
    await fresh()
    const before = (await auditOf('assessment.saved')).length
    const got = await Promise.all(Array.from({ length: 10 }, () => give({ comment: 'Once.' })))
    expect(got).toEqual(got.map(() => got[0]))
    expect((await get()).answers).toMatchObject([{ comment: 'Once.', version: 1 }])
    expect(await auditOf('assessment.saved')).toHaveLength(before + 1)
  })

  it('refuses a stale one with both versions, and loses neither', async () => {
    await fresh()
    await give({ level: 1 })
    const error = await errorOf(give({ level: 0, comment: 'Other tab.' }))
    expect(error).toMatchObject({
      ...{ code: 'CONFLICT', status: 409 },
      data: { yours: { level: 0, comment: 'Other tab.', version: 0 }, stored: { level: 1, version: 1 } },
    })
    expect((await get()).answers).toMatchObject([{ level: 1, version: 1 }])
  })

  it.each([
    ['a level of the scale', { level: 5 }, 200],
    ['an unknown criterion', { criterion: 'nothing' }, 400],
    ['a level off the scale', { level: 7 }, 400],
    ['a level without its kind', { kind: null, level: 1 }, 400],
    ['a kind without its level', { level: null }, 400],
    ['a version that never was', { version: 5 }, 400],
    ['a comment that is too long', { comment: 'x'.repeat(4001) }, 400],
  ] as const)('%s: %o', async (_, more, status) => {
    await fresh()
    const error = await errorOf(give(more))
    expect(error?.status ?? 200).toBe(status)
  })

  type Case = [why: string, make: () => Promise<unknown>, sentence: RegExp]
  it.each<Case>([
    ['in a paused cycle', () => cycle.set({ status: 'paused' }), /paused/],
    ['after the deadline', () => cycle.closeIn('self', -1), /deadline/],
    [
      'once submitted',
      async () => {
        await giveAll()
        await submit()
      },
      /submitted/,
    ],
    [
      'once both sides can read it',
      async () => {
        await cycle.closeIn('manager', -1)
        await giveAll()
        await submit()
      },
      /Both sides/,
    ],
  ])('is refused %s, and the form says why', async (_, make, sentence) => {
    await fresh()
    await make()
    const error = await errorOf(give({ level: 1, version: 1, comment: 'Too late.' }))
    expect(error).toMatchObject({ status: 409 })
    expect(error?.message).toMatch(sentence)
    expect((await get()).closed).not.toBeNull()
    expect(JSON.stringify((await get()).answers)).not.toMatch(/Too late/)
  })

  it.each(['draft', 'closing', 'published'] as const)('finds no form in a cycle that is %s', async (status) => {
    await fresh()
    await cycle.set({ status })
    await expect(give()).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('never lands on another person’s form, whoever has signed in meanwhile', async () => {
    await fresh()
    const { assessmentId } = (await get()).form!
    await begin('manager', 'E5')
    expect(await errorOf(give({ assessmentId }, 'manager'))).toMatchObject({ status: 409 })
    expect((await get('manager')).answers).toEqual([])
    expect(await give({ assessmentId })).toMatchObject({ version: 1 })
  })

  it('is refused to whoever is not asked', async () => {
    await fresh()
    for (const by of ['hr', 'head', 'director'] as const) {
      await expect(give({}, by)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    }
    await expect(give({}, 'administrator')).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(give()).resolves.toMatchObject({ version: 1 })
  })
})

describe('submitting', () => {
  it('names how many answers are missing', async () => {
    await fresh()
    await give()
    const error = await errorOf(submit())
    expect(error).toMatchObject({ status: 400 })
    expect(error?.message).toMatch(/^2 criteria have no answer yet/)
  })

  it('can be taken back until the other side has submitted; then both read each other', async () => {
    await fresh()
    await giveAll()
    expect(await submit()).toMatchObject({ closed: 'submitted', form: { status: 'submitted', isRevealed: false } })
    expect(await withdraw()).toMatchObject({ closed: null, form: { status: 'draft', submittedAt: null } })
    await submit()
    await begin('manager', 'E5')
    await giveAll('manager')
    expect(await submit('manager')).toMatchObject({ closed: 'revealed', form: { isRevealed: true } })
    expect((await errorOf(withdraw()))?.message).toMatch(/Both sides/)
    expect(await get()).toMatchObject({ closed: 'revealed', other: { hasSubmitted: true } })
  })

  it('refuses a form that changed elsewhere, and one that is not submitted', async () => {
    await fresh()
    await giveAll()
    const stale = await errorOf(call(forms.submit, { ...about(), version: 9 }, org.as('employee')))
    expect(stale).toMatchObject({ status: 409, data: { yours: { version: 9 }, stored: { version: 1 } } })
    expect((await errorOf(withdraw()))?.message).toMatch(/not submitted/)
  })

  it('has one effect when it is repeated ten times under one key', async () => {
    await fresh()
    await giveAll()
    const key = { idempotencyKey: crypto.randomUUID(), needsKey: true }
    const once = () => call(forms.submit, { ...about(), version: 1 }, org.as('employee', key))
    const got = await Promise.all(Array.from({ length: 10 }, once))
    expect(got).toEqual(got.map(() => got[0]))
    expect((await get()).form).toMatchObject({ status: 'submitted', version: 2 })
  })

  it('asks for evidence on 3 and above where the cycle enforces it', async () => {
    await fresh({ evidenceRule: 'enforce' })
    await giveAll()
    await org.test.database.asJob('cycle', (db) =>
      db.execute(sql`update answer set kind = 'rated', level = 3 where criterion_id =
        (select id from criterion where key = 'y') and assessment_id in (select id from assessment where cycle_id = ${cycle.id})`),
    )
    const error = await errorOf(submit())
    expect(error).toMatchObject({ status: 400, data: { issues: [{ path: 'y' }] } })
    await org.test.database.asJob('cycle', (db) =>
      db.execute(sql`with made as (insert into evidence (subject_id, owner_id, kind, title, dated_on)
          values (${org.keys.person('E5')}, ${org.keys.person('E5')}, 'text', 'Report', '2026-03-12') returning id)
        insert into evidence_use (evidence_id, assessment_id, criterion_id) select made.id, a.id, k.id from made, assessment a,
          criterion k where a.cycle_id = ${cycle.id} and a.rater_type = 'self' and a.subject_id = ${org.keys.person('E5')} and k.key = 'y'`),
    )
    expect((await get()).withEvidence).toEqual(['y'])
    expect(await submit()).toMatchObject({ form: { status: 'submitted' } })
  })
})

describe('a delta cycle', () => {
  it('says what may be confirmed and why the rest is asked in full', async () => {
    await fresh({ isDelta: true })
    const asked = (await get()).domains.flatMap(({ criteria }) => criteria)
    expect(asked.map(({ key, why, mayConfirm }) => [key, why, mayConfirm])).toEqual([
      ['x', null, true],
      ['y', null, true],
      ['z', 'new', false],
    ])
    const second = (await get('manager', 'E6')).domains.flatMap(({ criteria }) => criteria)
    expect(second.map(({ key, why, previous }) => [key, why, previous?.rung])).toEqual([
      ['x', null, 4],
      ['y', 'expired', undefined],
      ['z', null, 1],
    ])
  })

  it('takes over the rest in one act, logged as such, without touching what is answered', async () => {
    await fresh({ isDelta: true })
    const before = (await auditOf('assessment.confirmed')).length
    await give({ criterion: 'y', level: 1 })
    const { answers } = await call(forms.confirm, { ...about(), criteria: ['x', 'y'] }, org.as('employee'))
    expect(answers).toMatchObject([
      { criterion: 'x', level: 2, isConfirmed: true },
      { criterion: 'y', level: 1, isConfirmed: false },
    ])
    const logged = await auditOf('assessment.confirmed')
    expect(logged).toHaveLength(before + 1)
    expect(logged.at(-1)?.fields).toEqual(['x'])
  })

  it('refuses to confirm what has to be answered in full', async () => {
    await fresh({ isDelta: true })
    const error = await errorOf(call(forms.confirm, { ...about(), criteria: ['x', 'z'] }, org.as('employee')))
    expect(error).toMatchObject({ status: 400, data: { issues: [{ path: 'z' }] } })
    expect((await get()).answers).toEqual([])
  })
})

describe('handing over', () => {
  it('leaves a note that the next rater reads, and the person does not', async () => {
    await fresh()
    await begin('manager', 'E6')
    const noted = { ...about('E6'), version: 1, note: 'Ask about the depot.' }
    expect(await call(forms.handOver, noted, org.as('manager'))).toMatchObject({
      form: { handOverNote: 'Ask about the depot.', version: 2 },
    })
    await org.test.database.asJob('cycle', (db) =>
      db.execute(sql`update participant set assigned_rater_id = ${org.keys.person('E3')}, assigned_reason = 'Leave'
        where cycle_id = ${cycle.id} and subject_id = ${org.keys.person('E6')}`),
    )
    expect((await get('director', 'E6')).handOver).toEqual(['Ask about the depot.'])
    expect(await get('manager', 'E6')).toMatchObject({ closed: 'passed-on' })
    expect((await errorOf(give({}, 'manager', 'E6')))?.message).toMatch(/Somebody else rates/)
  })

  it('is the manager’s alone', async () => {
    await fresh()
    const error = await errorOf(call(forms.handOver, { ...about(), version: 1, note: 'x' }, org.as('employee')))
    expect(error).toMatchObject({ status: 403 })
  })
})

describe('the key of a device', () => {
  const deviceId = '0'.repeat(32)
  const keyOf = (by: Caller, id = deviceId) => call(forms.deviceKey, { deviceId: id }, org.as(by))

  it('is the same each time, another on another device, and 256 bits long', async () => {
    const { key } = await keyOf('employee')
    expect(await keyOf('employee')).toEqual({ key })
    expect((await keyOf('employee', 'f'.repeat(32))).key).not.toBe(key)
    expect(Buffer.from(key, 'base64')).toHaveLength(32)
  })

  it('is refused to tokens, to strangers and to the administrator', async () => {
    const token = org.as('employee')
    const viewer = (await token.context.who())!
    const byToken = { context: { ...token.context, who: async () => ({ ...viewer, via: 'token' as const }) } }
    await expect(call(forms.deviceKey, { deviceId }, byToken)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(
      call(forms.deviceKey, { deviceId }, org.as('employee', { who: async () => null })),
    ).rejects.toMatchObject({
      code: 'UNAUTHORIZED',
    })
    await expect(keyOf('administrator')).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})
