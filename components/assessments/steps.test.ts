import { describe, expect, it } from 'vitest'
import { addressOf, around, firstOpen, type Step, stepAt, stepsOf, toConfirm } from './steps'

const full = ['a', 'b', 'c'].map((key) => ({ key, mayConfirm: false }))
const delta = [
  { key: 'a', mayConfirm: true },
  { key: 'b', mayConfirm: false },
  { key: 'c', mayConfirm: true },
]
const given =
  (answers: Record<string, { kind: string; isConfirmed?: boolean }> = {}) =>
  (key: string) =>
    answers[key] ?? { kind: null }
const on = (key: string): Step => ({ kind: 'criterion', key })
const review: Step = { kind: 'review' }
const rated = { kind: 'rated' }
const way = (...args: Parameters<typeof stepsOf>) => stepsOf(...args).map(addressOf)

describe('the way through a form', () => {
  it.each([
    ['every criterion, then the review', way(full, given(), on('a')), ['a', 'b', 'c', ':review']],
    ['asked ones, the list to confirm, the review', way(delta, given(), on('b')), ['b', ':confirm', ':review']],
    ['one opened from the list is on the way', way(delta, given(), on('c')), ['b', 'c', ':confirm', ':review']],
    ['one answered anew stays on the way', way(delta, given({ a: rated }), on('b')), ['a', 'b', ':confirm', ':review']],
    [
      'nothing to confirm once all is confirmed',
      way(delta, given({ a: { ...rated, isConfirmed: true }, c: { ...rated, isConfirmed: true } }), review),
      ['b', ':review'],
    ],
  ])('%s', (_, got, expected) => expect(got).toEqual(expected))

  it.each([
    ['the first', full, on('a'), undefined, on('b')],
    ['a middle one', full, on('b'), on('a'), on('c')],
    ['the last', full, on('c'), on('b'), review],
    ['the review', full, review, on('c'), undefined],
  ])('around %s', (_, criteria, at, before, after) => {
    expect(around(stepsOf(criteria, given(), at), at)).toEqual({ before, after })
  })

  it.each([
    ['at the first without an answer', firstOpen(full, given({ a: rated })), on('b')],
    ['at the list to confirm when the rest is answered', firstOpen(delta, given({ b: rated })), { kind: 'confirm' }],
    ['at the review when all is answered', firstOpen(full, given({ a: rated, b: rated, c: rated })), review],
  ])('goes on %s', (_, got, expected) => expect(got).toEqual(expected))

  it('leaves to confirm what nobody has answered', () => {
    expect(toConfirm(delta, given({ a: rated }))).toEqual([{ key: 'c', mayConfirm: true }])
  })

  it.each([on('b'), review, { kind: 'confirm' } as const])('is said in the address and read back: %o', (step) => {
    expect(stepAt(addressOf(step), full)).toEqual(step)
  })
  it('reads nothing from an address of another form', () => expect(stepAt('zz', full)).toBeNull())
})
