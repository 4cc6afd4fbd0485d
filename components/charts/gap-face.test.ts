import { expect, test } from 'vitest'
import type { Measure } from '@/db/values'
import type { GapCell } from '@/lib/analytics/shapes'
import { translator } from '@/lib/messages/translator'
import { DEFAULT_POLICY } from '@/lib/readiness/policy'
import { faceOf, wordsOf } from './gap-face'

const print = (value: number) => value.toFixed(1)
const cell = (over: Partial<GapCell>): GapCell => ({
  unit: 'U',
  criterion: 'c',
  people: 12,
  assessed: 11,
  below: 11,
  meanLevel: 1.4545,
  meanGap: 2.5455,
  histogram: [0, 6, 5, 0, 0, 0],
  isStale: false,
  ...over,
})
const met = cell({ below: 0, meanLevel: 4.25, meanGap: 0 })
const nobody = cell({ assessed: 0, below: 0, meanLevel: null, meanGap: null })

test.each<[string, GapCell | undefined, number | undefined, Measure, string, string | null, boolean]>([
  ['mean gap', cell({}), 4, 'gap', '2.5', 'b3', false],
  ['people below, coloured by the gap', cell({}), 4, 'below', '11', 'b3', false],
  ['mean level, coloured by the gap', cell({}), 4, 'level', '1.5', 'b3', false],
  ['nobody below prints the surplus', met, 4, 'gap', '+0.3', 'a1', false],
  ['nobody below, people', met, 4, 'below', '0', 'a1', false],
  ['exactly at target', cell({ below: 0, meanLevel: 3, meanGap: 0 }), 3, 'gap', '0', 'z0', false],
  ['number and step are rounded alike', cell({ meanGap: 2.04 }), 4, 'gap', '2.0', 'b2', false],
  ['just under two thirds rated', cell({ assessed: 7, below: 7 }), 4, 'gap', '2.5', 'b3', true],
  ['two thirds rated', cell({ assessed: 8, below: 8 }), 4, 'gap', '2.5', 'b3', false],
  ['old ratings', cell({ isStale: true }), 4, 'gap', '2.5', 'b3', true],
])('%s', (_, each, target, measure, text, step, isHatched) => {
  expect(faceOf(each, target, measure, print, DEFAULT_POLICY)).toEqual({ kind: 'value', text, step, isHatched })
})

test.each<[string, GapCell | undefined, number | undefined, string, string]>([
  ['nobody rated', nobody, 4, 'empty', ''],
  ['no cell at all', undefined, 4, 'empty', ''],
  ['not asked by the role', cell({}), undefined, 'not-asked', '–'],
])('%s has no step', (_, each, target, kind, text) => {
  for (const measure of ['gap', 'below', 'level'] as const) {
    expect(faceOf(each, target, measure, print, DEFAULT_POLICY)).toEqual({ kind, text, step: null, isHatched: false })
  }
})

test.each<[GapCell | undefined, number | undefined, string]>([
  [cell({}), 4, '2.5 levels below target 4 on average. 11 of 11 below, 11 of 12 rated, mean level 1.5.'],
  [met, 4, 'Nobody below target 4, 0.3 levels above on average. 11 of 12 rated, mean level 4.3.'],
  [cell({ below: 0, meanLevel: 3, meanGap: 0 }), 3, 'Nobody below target 3. 11 of 12 rated, mean level 3.0.'],
  [cell({}), undefined, 'Not part of this role. 11 of 12 rated, mean level 1.5.'],
  [nobody, 4, 'Nobody of 12 is rated.'],
  [undefined, 4, 'Nobody of 12 is rated.'],
])('a cell in words', (each, target, expected) => {
  const { key, values } = wordsOf(each, target, 12, print)
  expect(translator('en', 'organisation.cell')(key, values as never)).toBe(expected)
})
