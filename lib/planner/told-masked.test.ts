import { call } from '@orpc/server'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPlacements, type Placements, widenGap } from '@/lib/secondments/placement.fixtures'
import { plannerProcedures } from './procedures'
import { workPlans } from './run-job'
import { toldProcedures } from './told-procedures'

const planner = { ...plannerProcedures, ...toldProcedures }
const inputs = {
  ...{ gaps: [], population: [], horizon: { from: '2027-01-01', to: '2027-12-31' }, per: 'month' as const },
  ...{ budget: null, pins: [], forbids: [], dates: [], covers: [], sliders: { gaps: 1, wishes: 1, disruption: 1 } },
  rules: {
    ...{ awayPerUnit: null, awayPerManager: null, staysInPlace: false },
    switches: { cover: 'override', 'away-per-unit': 'override' } as const,
  },
}
const kinds = [
  ['E4', 'process', {}],
  ['E5', 'probation', { until: '2028-01-01' }],
  ['E6', 'contract', { ends: '2027-01-15' }],
] as const
const secret = /probation|contract|process|2028-01-01|2027-01-15/

let org: Placements
beforeAll(async () => {
  org = await createPlacements()
  await widenGap(org)
})
afterAll(() => org.drop())

async function planned() {
  const { id } = await call(planner.compose, { name: 'Gap', inputs }, org.as('hr'))
  const run = await call(planner.run, { id }, org.as('hr'))
  await workPlans(org.test.database, null)
  return call(planner.plan, { id: run.id }, org.as('hr'))
}

test('publishing tells the head no ground that HR alone may know', async () => {
  const { id, version, outcome } = await planned()
  const { employeeId, openingId } = outcome!.placements[0]!
  const standing = { probationUntil: '2028-01-01', contractEndsOn: '2027-01-15', isUnderProcess: true }
  await org.test.database.asJob('plan', (db) =>
    db.execute(sql`update plan_run set facts = jsonb_set(facts, '{people}', (
      select jsonb_agg(case when p ->> 'employeeId' = ${employeeId}
        then p || jsonb_build_object('standing', ${JSON.stringify(standing)}::jsonb) else p end)
      from jsonb_array_elements(facts -> 'people') p)) where public_id = ${id}::uuid`),
  )
  const refusal = await call(
    planner.publish,
    { id, version, scenarioVersion: 1, reason: 'The widest gap' },
    org.as('head'),
  ).catch((e) => e)
  expect(refusal).toMatchObject({ status: 409 })
  expect(refusal.data).toEqual({ faults: [{ rule: 'hr-only', key: `${employeeId} at ${openingId}`, day: null }] })
})

test('what HR alone keeps about somebody is told to HR with its days, to the head as one ground without them', async () => {
  await org.test.database.asJob('privacy', (db) =>
    db.execute(sql`insert into standing (person_id, probation_until, contract_ends_on, is_under_process) values
      (${org.keys.person('E4')}, null, null, true), (${org.keys.person('E5')}, '2028-01-01', null, false),
      (${org.keys.person('E6')}, null, '2027-01-15', true)`),
  )
  const plan = await planned()
  const { id } = plan
  for (const [employeeId] of kinds) {
    const question = { ask: 'why-not' as const, employeeId, openingId: 'OP1' }
    await call(planner.ask, { id, question }, org.as('hr'))
  }
  await workPlans(org.test.database, null)

  const ask = (caller: 'hr' | 'head') => ({
    person: (employeeId: string) => call(planner.person, { id, employeeId }, org.as(caller)),
    told: () => call(planner.told, { id }, org.as(caller)),
    plan: () => call(planner.plan, { id }, org.as(caller)),
    answers: async () => (await call(planner.answers, { id }, org.as(caller))).answers.map(({ answer }) => answer),
  })
  const [hr, head] = [ask('hr'), ask('head')]
  for (const [employeeId, reason, facts] of kinds) {
    expect((await hr.person(employeeId)).pairs).toMatchObject([{ state: 'excluded', reason, facts }])
    expect((await head.person(employeeId)).pairs).toEqual([
      { openingId: 'OP1', state: 'excluded', best: null, reason: 'hr-only', facts: {} },
    ])
  }

  const { exclusions } = await hr.told()
  expect(exclusions).toEqual(expect.arrayContaining(kinds.map(([, reason]) => ({ reason, pairs: 1 }))))
  const counted = (await head.told()).exclusions
  expect(counted[0]).toEqual({ reason: 'hr-only', pairs: 3 })
  expect((await hr.plan()).outcome!.excluded).toMatchObject({ process: 1, probation: 1, contract: 1 })
  const counts = Object.fromEntries(counted.map(({ reason, pairs }) => [reason, pairs]))
  expect((await head.plan()).outcome!.excluded).toEqual(counts)

  const rulesOf = (answers: Awaited<ReturnType<typeof hr.answers>>) =>
    answers.map((one) => one?.kind === 'excluded' && one.failures.map(({ rule }) => rule))
  expect(rulesOf(await hr.answers())).toEqual([['process'], ['probation'], ['contract', 'process']])
  expect(rulesOf(await head.answers())).toEqual([['hr-only'], ['hr-only'], ['hr-only']])

  const all = await Promise.all([head.told(), head.plan(), head.answers(), ...kinds.map(([who]) => head.person(who))])
  expect(JSON.stringify(all)).not.toMatch(secret)
  // The head reads as much of everything else.
  const { exclusions: _, ...others } = await hr.told()
  expect(await head.told()).toMatchObject(others)
})
