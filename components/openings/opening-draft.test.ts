import { expect, test } from 'vitest'
import { fieldsOf, newDraft } from './opening-draft'

const draft = newDraft('2026-11-23', 'U1', 'mentoring-coaching', { employeeId: 'E1', name: 'Ada' })

test('a new place starts in three months, lasts three to nine, and is the viewer’s to answer for', () => {
  expect(fieldsOf(draft)).toMatchObject({
    ...{ earliestStart: '2027-02-22', latestEnd: '2028-02-21', minDays: 92, maxDays: 273, seats: 1, share: 100 },
    ...{ sponsorId: 'E1', supervisorId: null, languages: [], applyBy: null, clearance: null },
  })
})

test('a fixed place lasts all of its days, whatever was typed', () => {
  const fixed = fieldsOf({ ...draft, isFixed: true, earliestStart: '2027-02-01', latestEnd: '2027-02-28' })
  expect([fixed.minDays, fixed.maxDays]).toEqual([28, 28])
})

test('languages come one by one, without blanks', () => {
  expect(fieldsOf({ ...draft, languages: ' Spanish, ,German ' }).languages).toEqual(['Spanish', 'German'])
})
