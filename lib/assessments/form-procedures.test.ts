import { call } from '@orpc/server'
import { describe, expect, it } from 'vitest'
import type { Caller } from '@/lib/people/organisation.fixtures'
import { auditOf, begin, cycle, errorOf, fresh, get, give, giveAll, org, startForms, submit } from './form.fixtures'
import { assessmentProcedures as forms } from './form-procedures'

startForms()

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
        await giveAll()
        await submit()
        await begin('manager', 'E5')
        await giveAll('manager')
        await submit('manager')
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
