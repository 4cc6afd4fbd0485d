import { expect, it } from 'vitest'
import { Plan } from '@/lib/cycles/shapes'
import { fieldsOf, formOf, remindDaysOf } from './plan-form'

it.each([
  ['7, 2', [7, 2]],
  ['2 7 7', [7, 2]],
  ['0, 91, x, 14', [14]],
  ['1,2,3,4,5,6,7', [7, 6, 5, 4, 3, 2]],
  ['', []],
])('reminders “%s” are %j', (text, days) => {
  expect(remindDaysOf(text)).toEqual(days)
})

it('what is stored comes back as it was', () => {
  const plan = Plan.parse({
    ...{ name: 'C', status: 'draft', edition: '1.0.0', defaultProfile: null, isBlind: true, asksPeers: false },
    ...{ evidenceRule: 'ask', isDelta: false, submitsDrafts: true, remindDays: [7, 2], timeZone: 'UTC' },
    population: { units: ['A'], jobTitles: [], profiles: ['p'], people: ['E1'], without: [] },
    deadlines: [{ stage: 'self', wallTime: '2026-12-04T17:00', closesAt: '2026-12-04T17:00:00Z', kind: 'plain' }],
    people: [{ employeeId: 'E1', name: 'Ada' }],
    ...{ without: [], launchedAt: null, closedAt: null, closedReason: '', version: 1 },
  })
  expect(fieldsOf(formOf(plan))).toEqual({
    ...{ edition: '1.0.0', defaultProfile: null, isBlind: true, asksPeers: false, evidenceRule: 'ask' },
    ...{ isDelta: false, submitsDrafts: true, remindDays: [7, 2], timeZone: 'UTC', population: plan.population },
    deadlines: { self: '2026-12-04T17:00', manager: null, agree: null },
  })
})
