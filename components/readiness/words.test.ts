import { expect, test } from 'vitest'
import { groupLooks } from './group-looks'
import { midSentence } from './use-words'

test.each([
  ['Business role experience', 'en-GB', 'business role experience'],
  ['PMO services and culture', 'en-GB', 'PMO services and culture'],
  ['A sense of proportion', 'en-GB', 'a sense of proportion'],
  ['Éclat', 'en-GB', 'éclat'],
  ['Strategische Ausrichtung', 'de-DE', 'Strategische Ausrichtung'],
  ['', 'en-GB', ''],
])('%s in a sentence in %s', (name, locale, expected) => {
  expect(midSentence(name, locale)).toBe(expected)
})

test('looks of one day and role share a line, each purpose once, in the order they came', () => {
  const at = (time: string, role: string, purpose: string) => ({ at: `2026-11-${time}:00.000Z`, role, purpose })
  const lines = groupLooks([
    at('23T10:01', 'hr', 'readiness'),
    at('23T10:00', 'manager', 'team'),
    at('23T09:59', 'hr', 'levels, readiness'),
    at('22T09:00', 'hr', 'cell'),
  ])
  expect(lines).toEqual([
    { day: '2026-11-23', role: 'hr', purposes: ['readiness', 'levels'] },
    { day: '2026-11-23', role: 'manager', purposes: ['team'] },
    { day: '2026-11-22', role: 'hr', purposes: ['cell'] },
  ])
})
