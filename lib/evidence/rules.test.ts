import { describe, expect, it, test } from 'vitest'
import { criteriaOf, monthsOld, splitByUse } from './rules'

const piece = (id: string, uses: [cycle: string, criterion: string, isMine?: boolean][], isOwn = true) => ({
  ...{ id, isOwn, isShared: false },
  uses: uses.map(([cycle, criterion, isMine = true]) => ({ cycle, criterion, isMine })),
})

test('a piece is used where the viewer’s own form in this cycle says so', () => {
  const all = [
    piece('here', [['H1', 'a']]),
    piece('elsewhere', [['H1', 'b']]),
    piece('before', [['H0', 'a']]),
    piece('by the other side', [['H1', 'a', false]]),
    piece('theirs', [['H1', 'a', false]], false),
  ]
  const { used, others } = splitByUse(all, 'H1', 'a')
  expect(used.map(({ id }) => id)).toEqual(['here'])
  expect(others.map(({ id }) => id)).toEqual(['elsewhere', 'before', 'by the other side'])
})

describe('tagging sends all criteria of the form', () => {
  const tagged = piece('p', [
    ['H1', 'a'],
    ['H1', 'b'],
    ['H0', 'c'],
  ])
  it.each<[string, boolean, string[]]>([
    ['c', true, ['a', 'b', 'c']],
    ['a', true, ['b', 'a']],
    ['a', false, ['b']],
    ['z', false, ['a', 'b']],
  ])('%s %s', (criterion, isUsed, all) => expect(criteriaOf(tagged, 'H1', criterion, isUsed)).toEqual(all))
})

test.each([
  ['2026-11-23', 0],
  ['2026-10-24', 0],
  ['2026-10-23', 1],
  ['2026-03-12', 8],
  ['2025-11-24', 11],
  ['2025-11-23', 12],
  ['2026-12-01', 0],
])('%s is %i months old on 23 Nov 2026', (day, months) => expect(monthsOld(day, '2026-11-23')).toBe(months))
