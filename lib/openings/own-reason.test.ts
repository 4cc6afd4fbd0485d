import { expect, test } from 'vitest'
import { notChosenReasons } from '@/db/values'
import { ruleKeys } from './eligibility'
import { ownReason } from './own-reason'

const entry = { criterion: 'x', level: 2000, needed: 3000 }
test.each([
  ['entry', entry, 'entry', entry],
  ['not-now', { until: '2027-06-01' }, 'not-now', { until: '2027-06-01' }],
  ['gain', {}, 'gain', {}],
  ['forbidden', {}, 'forbidden', {}],
  // What HR alone knows, and what speaks of somebody else.
  ['process', {}, 'hr-only', {}],
  ['probation', { until: '2027-01-01' }, 'hr-only', {}],
  ['contract', { ends: '2027-01-01' }, 'hr-only', {}],
  ['supervisor', { criterion: 'x', level: 1000, needed: 3000 }, 'hr-only', {}],
  ['single-holder', { criterion: 'x' }, 'single-holder', {}],
  ['no such rule', { level: 1 }, 'hr-only', {}],
])('%s is told as %3$s, with nothing that is not theirs', (ground, facts, reason, told) => {
  expect(ownReason(ground, facts)).toEqual({ reason, facts: told })
})

test('every rule that can exclude somebody is told, by itself or through HR', () => {
  const through = ruleKeys.filter((key) => ownReason(key, {}).reason === 'hr-only')
  // Clearance and languages never exclude: the host asks.
  expect(through).toEqual(['probation', 'contract', 'process', 'clearance', 'languages', 'supervisor'])
  expect(notChosenReasons).toHaveLength(29)
})
