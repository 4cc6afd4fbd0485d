import { call } from '@orpc/server'
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Caller } from '@/lib/people/organisation.fixtures'
import {
  about,
  auditOf,
  begin,
  cycle,
  errorOf,
  fresh,
  get,
  give,
  giveAll,
  org,
  startForms,
  submit,
  withdraw,
} from './form.fixtures'
import { assessmentProcedures as forms } from './form-procedures'

startForms()

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

describe('a deadline that moves', () => {
  it('leaves a blind form as it is once its writer reads the other side, and opens all others', async () => {
    await fresh()
    await begin('manager', 'E5')
    await giveAll('manager')
    await cycle.closeIn('self', -1)
    expect(await get()).toMatchObject({ closed: 'late' })
    expect(await submit('manager')).toMatchObject({ closed: 'revealed' })
    await cycle.closeIn('self', 60)
    expect(await get()).toMatchObject({ closed: 'seen' })
    const error = await errorOf(give())
    expect(error).toMatchObject({ status: 409, message: expect.stringMatching(/can read what your manager answered/) })
    expect(await submitByHand()).toBe(0)
    expect(await get('manager', 'E6')).toMatchObject({ closed: null })
  })

  it('opens the form again where nothing was blind', async () => {
    await fresh({ isBlind: false })
    await begin('manager', 'E5')
    await giveAll('manager')
    await submit('manager')
    await cycle.closeIn('self', -1)
    await cycle.closeIn('self', 60)
    expect(await get()).toMatchObject({ closed: null })
  })

  /** Forms that the employee could still touch, past every check of the application. */
  const submitByHand = () =>
    org.test.database.asViewer(
      { personId: org.keys.person('E5'), persona: 'p_member', readOnly: false },
      async (db) => {
        const { rowCount } = await db.execute(
          sql`update assessment set version = version + 1 where cycle_id = ${cycle.id}`,
        )
        return rowCount
      },
    )
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
