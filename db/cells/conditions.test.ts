import { expect, test } from 'vitest'
import { conditionsOf } from './conditions'

test.each([
  ["((status = 'draft'::text) AND ( SELECT authz.holds('hr'::text) AS holds))", 2],
  ["((name = 'a AND (b'::text) AND (NOT has_ratings) AND (id <> 1))", 3],
  ['(person_id = ( SELECT p.id FROM person p WHERE ((p.id = 1) AND (p.id = 2))))', 1],
  ['((subject_id = 1) OR ((rater_id = 1) AND (level = 2)))', 1],
  ['true', 1],
])('%s has %i conditions', (expression, count) => {
  const found = conditionsOf(expression)
  expect(found).toHaveLength(count)
  for (const one of found) expect(expression).toContain(one)
})
