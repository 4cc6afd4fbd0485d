import { expect, test } from 'vitest'
import { plannedGain, rangeOf } from './gain'
import { DEFAULT_PLACEMENT } from './policy'
import { routes } from './routes'
import { readOpenings, readPeople } from './sample.fixtures'

const { objective } = DEFAULT_PLACEMENT
const route = {
  key: 'r',
  typicalMonths: 6,
  gains: [
    { criterion: 'a', typical: 1.5, ceiling: 3 },
    { criterion: 'b', typical: 1, ceiling: 3 },
  ],
}
const aims = [
  { criterion: 'a', target: 4, weight: 5 },
  { criterion: 'b', target: 2, weight: 3 },
  { criterion: 'c', target: 5, weight: 2 },
]
const sixMonths = { from: '2027-01-01', to: '2027-06-30' }
const ask = (levels: Record<string, number | null>, more: Partial<Parameters<typeof plannedGain>[0]> = {}) =>
  plannedGain({
    ...{ route, aims, objective, span: sixMonths, levels: new Map(Object.entries(levels)) },
    develops: [{ criterion: 'a', exposure: 100 }],
    ...more,
  })

test.each<[what: string, Parameters<typeof ask>, points: number]>([
  // 100 × 5 × 1.5 / 4 ÷ 10 = 18.75 points
  ['the typical gain, by weight and target', [{ a: 1000 }], 18_750],
  ['no further than the ceiling', [{ a: 2500 }], 6_250],
  ['nothing above the ceiling', [{ a: 3500 }], 0],
  ['nothing without a level of record', [{ a: null }], 0],
  ['half the exposure, half the gain', [{ a: 1000 }, { develops: [{ criterion: 'a', exposure: 50 }] }], 9_375],
  ['three months of six, half the gain', [{ a: 1000 }, { span: { from: '2027-01-01', to: '2027-03-31' } }], 9_375],
  ['twice the months, no more than all', [{ a: 1000 }, { span: { from: '2027-01-01', to: '2027-12-31' } }], 18_750],
  // The gap of b is half a level: 100 × 3 × .5 / 2 ÷ 10
  ['no more than the gap', [{ b: 1500 }, { develops: [{ criterion: 'b', exposure: 100 }] }], 7_500],
  // Not listed by the route: half a level up to 3.
  [
    'half a level where the route lists nothing',
    [{ c: 1000 }, { develops: [{ criterion: 'c', exposure: 100 }] }],
    2_000,
  ],
  ['nothing that the profile does not ask for', [{ d: 0 }, { develops: [{ criterion: 'd', exposure: 100 }] }], 0],
])('%s', (_, asked, points) => {
  expect(ask(...asked).points).toBe(points)
})

test('chosen gaps count double, and say whether they are helped', () => {
  const develops = [
    { criterion: 'a', exposure: 100 },
    { criterion: 'b', exposure: 100 },
  ]
  const levels = { a: 1000, b: 1500 }
  expect(ask(levels, { develops, chosen: new Set(['a']) })).toMatchObject({
    points: 26_250,
    weighted: 45_000,
    helpsChosen: true,
  })
  expect(ask(levels, { develops, chosen: new Set(['c']) })).toMatchObject({
    points: 26_250,
    weighted: 26_250,
    helpsChosen: false,
  })
  expect(ask(levels, { develops })).toMatchObject({ points: 26_250, weighted: 26_250, helpsChosen: true })
})

/** Tenths of a point as mock/planner shows them; it leaves the months aside, so that each placement counts in full here. */
test.each([
  ['E0104', 'OP03', 53],
  ['E0113', 'OP01', 53],
  ['E0105', 'OP02', 48],
  ['E0117', 'OP05', 46],
  ['E0106', 'OP04', 43],
  ['E0125', 'OP08', 38],
  ['E0107', 'OP07', 37],
  ['E0103', 'OP12', 28],
  ['E0144', 'OP06', 23],
])('%s at %s gains %i tenths of a point', (employeeId, openingId, tenths) => {
  const { person, aims: own } = readPeople().find((one) => one.person.employeeId === employeeId)!
  const opening = readOpenings().find((one) => one.openingId === openingId)!
  const { points } = plannedGain({
    ...{ levels: person.levels, aims: own, develops: opening.criteria, objective },
    route: { ...routes.get(opening.routeKey)!, typicalMonths: 1 },
    span: { from: opening.earliestStart, to: opening.latestEnd },
  })
  expect(Math.round(points / 100)).toBe(tenths)
})

test('half a level less and more on every criterion, between nothing and the gap', () => {
  const develops = ['a', 'b'].map((criterion) => ({ criterion, exposure: 100 }))
  // a gains 1.5 of 3 missing: 1 to 2 levels are worth 12.5 to 25 points. b gains 1 where 1 is missing: .5 to 1, 7.5 to 15.
  const { criteria, points } = ask({ a: 1000, b: 1000 }, { develops })
  expect(points).toBe(18_750 + 15_000)
  expect(rangeOf(criteria, aims)).toEqual({ low: 12_500 + 7_500, high: 25_000 + 15_000 })
  // Where nothing is gained, no luck adds any; a short stay may gain nothing.
  expect(rangeOf(ask({ a: 3500 }).criteria, aims)).toEqual({ low: 0, high: 0 })
  const short = ask({ a: 1000 }, { span: { from: '2027-01-01', to: '2027-01-31' } })
  expect(rangeOf(short.criteria, aims)).toEqual({ low: 0, high: 9_375 })
})
