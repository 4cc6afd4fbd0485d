import { expect, test } from 'vitest'
import { firstFailure, judge, type RuleKey, type Verdict } from './eligibility'
import { plannedGain } from './gain'
import { DEFAULT_PLACEMENT, type PlacementPolicy } from './policy'
import { routes } from './routes'
import { readOpenings, readPeople } from './sample.fixtures'

const today = '2026-11-23'
const around = { today, noticeDays: null, blackouts: [], supervisorLevels: null }
/** The gaps that mock/planner chooses. */
const chosen = new Set(['investment-appraisal', 'business-role-experience', 'prioritisation', 'strategic-alignment'])

const pairs = readPeople().flatMap(({ person, aims }) =>
  readOpenings().map((opening) => ({
    person,
    aims,
    opening,
    span: { from: opening.earliestStart, to: opening.latestEnd },
  })),
)
const judged = (policy: PlacementPolicy) =>
  pairs.map((pair) => ({ ...pair, verdicts: judge({ ...pair, around, policy }) }))
const failsBy = (verdicts: Verdict[], rules: RuleKey[]) =>
  firstFailure(verdicts.filter(({ rule }) => rules.includes(rule)))?.rule

test('158 pairs of the sample are eligible before dates and home rules', () => {
  const asked: RuleKey[] = ['rated', 'own-unit', 'entry']
  const eligible = judged(DEFAULT_PLACEMENT).filter(({ verdicts }) => !failsBy(verdicts, asked))
  expect(pairs).toHaveLength(576)
  expect(eligible).toHaveLength(158)
})

test('with time in post held and four chosen gaps, each of the other 478 is excluded by the rule that the plan names', () => {
  const policy: PlacementPolicy = {
    ...DEFAULT_PLACEMENT,
    rules: { ...DEFAULT_PLACEMENT.rules, 'time-in-post': 'hold' },
  }
  const asked: RuleKey[] = ['rated', 'own-unit', 'time-in-post', 'entry']
  const reasons = judged(policy).map(({ person, aims, opening, span, verdicts }) => {
    const gain = plannedGain({
      ...{
        route: routes.get(opening.routeKey)!,
        develops: opening.criteria,
        span,
        levels: person.levels,
        aims,
        chosen,
      },
      objective: policy.objective,
    })
    return failsBy(verdicts, asked) ?? (gain.helpsChosen ? 'eligible' : 'gains nothing chosen')
  })
  const counts = Object.fromEntries([...new Set(reasons)].map((one) => [one, reasons.filter((r) => r === one).length]))
  expect(counts).toEqual({
    ...{ rated: 24, 'own-unit': 36, 'time-in-post': 19, entry: 341, 'gains nothing chosen': 58, eligible: 98 },
  })
})

test('dates, shares and places of the sample exclude nobody who was never asked', () => {
  const asked: RuleKey[] = ['rated', 'own-unit', 'entry']
  const others = judged(DEFAULT_PLACEMENT).flatMap(({ verdicts }) =>
    verdicts.filter(({ rule, outcome }) => outcome === 'fails' && !asked.includes(rule)),
  )
  expect(others).toEqual([])
})
