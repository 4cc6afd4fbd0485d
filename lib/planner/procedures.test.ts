import { setTimeout } from 'node:timers/promises'
import { call } from '@orpc/server'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createPlacements, type Placements, widenGap } from '@/lib/secondments/placement.fixtures'
import { secondmentProcedures as secondments } from '@/lib/secondments/procedures'
import { recomputeBound } from './bound'
import { buildModel } from './model'
import { makeRound } from './options'
import { tellPerson } from './person'
import { plannerProcedures as planner } from './procedures'
import { reasonsOf } from './reasons'
import { workPlans } from './run-job'
import type { ScenarioInputs } from './shapes'
import { toldProcedures } from './told-procedures'

const inputs: ScenarioInputs = {
  ...{ gaps: [], population: [], horizon: { from: '2027-01-01', to: '2027-12-31' }, per: 'month', budget: null },
  ...{ pins: [], forbids: [], dates: [], covers: [], sliders: { gaps: 1, wishes: 1, disruption: 1 } },
  rules: { awayPerUnit: null, awayPerManager: null, staysInPlace: false, switches: {} },
}
const newly = {
  ...inputs,
  rules: { ...inputs.rules, switches: { cover: 'override', 'away-per-unit': 'override' } as const },
}
const nowhere = '00000000-0000-4000-8000-000000000000'

let org: Placements
beforeAll(async () => {
  org = await createPlacements()
  await widenGap(org)
})
afterAll(() => org.drop())

const compose = (more: Partial<ScenarioInputs> = {}) =>
  call(planner.compose, { name: 'Widest gap', inputs: { ...newly, ...more } }, org.as('hr'))
const work = () => workPlans(org.test.database, null)
const planOf = async (more: Partial<ScenarioInputs> = {}) => {
  const { id } = await compose(more)
  const asked = await call(planner.run, { id }, org.as('hr'))
  expect(asked).toMatchObject({ status: 'waiting', outcome: null })
  await work()
  return call(planner.plan, { id: asked.id }, org.as('hr'))
}

describe('a scenario', () => {
  test('is HR’s to compose and change; the head reads it, nobody else', async () => {
    const made = await compose()
    expect(await call(planner.get, { id: made.id }, org.as('head'))).toEqual(made)
    await expect(call(planner.get, { id: made.id }, org.as('director'))).rejects.toMatchObject({ status: 403 })
    await expect(call(planner.compose, { name: 'X', inputs }, org.as('head'))).rejects.toMatchObject({ status: 403 })
    const input = { id: made.id, version: 1, name: 'Another', inputs: newly }
    expect(await call(planner.change, input, org.as('hr'))).toMatchObject({ name: 'Another', version: 2 })
    await expect(call(planner.change, input, org.as('hr'))).rejects.toMatchObject({
      status: 409,
      data: { stored: { version: 2 }, yours: { name: 'Another' } },
    })
    await call(planner.discard, { id: made.id, version: 2 }, org.as('hr'))
    await expect(call(planner.get, { id: made.id }, org.as('hr'))).rejects.toMatchObject({ status: 404 })
  })

  test('a horizon without sense and days outside an opening are refused in words', async () => {
    const short = { ...newly, horizon: { from: '2027-01-01', to: '2027-01-02' } }
    await expect(call(planner.compose, { name: 'X', inputs: short }, org.as('hr'))).rejects.toMatchObject({
      ...{ status: 400, data: { issues: [{ path: 'inputs.horizon' }] } },
    })
    const made = await compose({ dates: [{ openingId: 'OP1', from: '2026-01-01', to: '2027-06-30' }] })
    await expect(call(planner.run, { id: made.id }, org.as('hr'))).rejects.toMatchObject({
      ...{ status: 400, data: { issues: [{ path: 'inputs.dates' }] } },
    })
  })
})

describe('a plan', () => {
  test('is the best one, with its reasons and a certificate that stands by itself', async () => {
    const plan = await planOf()
    expect(plan).toMatchObject({ status: 'planned', problem: null, progress: null, policyVersion: 1 })
    const { outcome } = plan
    expect(outcome).toMatchObject({ status: 'optimal', placements: [{ openingId: 'OP1' }] })
    expect(outcome!.bound).toBe(outcome!.value)
    expect(outcome!.placements[0]!.worth.total).toBe(outcome!.value)
    const kept = await org.test.database.asJob('plan', (db) =>
      db.execute<{ facts: Parameters<typeof makeRound>[0]; duals: Buffer }>(
        sql`select facts, duals from plan_run where public_id = ${plan.id}::uuid`,
      ),
    )
    const { facts, duals } = kept.rows[0]!
    const prices = new Float64Array(new Uint8Array(duals).buffer)
    expect(recomputeBound(buildModel(makeRound(facts).instance), prices)).toBe(outcome!.priced)
  })

  test('is told with its reasons as they were when it was made, and of one person, opening by opening', async () => {
    const plan = await planOf()
    const kept = await org.test.database.asJob('plan', (db) =>
      db.execute<{ facts: Parameters<typeof makeRound>[0]; chosen: number[] }>(
        sql`select facts, outcome -> 'chosen' as chosen from plan_run where public_id = ${plan.id}::uuid`,
      ),
    )
    const { facts, chosen } = kept.rows[0]!
    const { names, runId, ...reasons } = await call(toldProcedures.told, { id: plan.id }, org.as('hr'))
    expect(reasons).toEqual(reasonsOf(facts, makeRound(facts), chosen))
    expect(names.people).toHaveLength(facts.people.length)
    expect(names.openings).toHaveLength(facts.openings.length)
    for (const { employeeId } of facts.people.filter(({ isCandidate }) => isCandidate)) {
      const told = await call(toldProcedures.person, { id: plan.id, employeeId }, org.as('hr'))
      expect(told).toEqual(tellPerson(facts, plan.outcome!.placements, employeeId))
    }
    await expect(
      call(toldProcedures.person, { id: plan.id, employeeId: 'nobody' }, org.as('hr')),
    ).rejects.toMatchObject({ status: 404 })
  })

  test('asked twice it is the same, to the digest and the placement', async () => {
    const [one, other] = [await planOf(), await planOf()]
    expect(other.digest).toBe(one.digest)
    expect(other.outcome).toEqual(one.outcome)
    expect((await planOf({ per: 'week' })).digest).not.toBe(one.digest)
  })

  test('respects who is forbidden and who said not now, and says which pins have no plan', async () => {
    const [first] = (await planOf()).outcome!.placements
    const { employeeId } = first!
    const without = await planOf({ forbids: [{ employeeId, openingId: null }] })
    expect(without.outcome!.placements.map((one) => one.employeeId)).not.toContain(employeeId)
    expect(without.outcome!.excluded.forbidden).toBe(1)
    const impossible = await planOf({ pins: [{ employeeId: 'E3', openingId: 'OP1', from: null }] })
    expect(impossible.outcome).toMatchObject({ status: 'infeasible', placements: [], clash: { pins: [0], rules: [] } })
  })

  test('is asked about, exactly; the same question is answered once', async () => {
    const plan = await planOf()
    const { employeeId, openingId } = plan.outcome!.placements[0]!
    const question = { ask: 'how-firm' as const, employeeId, openingId }
    const ask = () => call(planner.ask, { id: plan.id, question }, org.as('hr'))
    expect(await ask()).toMatchObject({ answers: [{ question, status: 'waiting', answer: null }] })
    await work()
    const { answers } = await ask()
    expect(answers).toMatchObject([{ status: 'answered', answer: { kind: 'difference', isProven: true } }])
    expect(answers).toHaveLength(1)
    const own = { ask: 'why-not' as const, employeeId: 'E8', openingId }
    await call(planner.ask, { id: plan.id, question: own }, org.as('hr'))
    await work()
    const read = await call(planner.answers, { id: plan.id }, org.as('head'))
    expect(read.answers[1]).toMatchObject({
      answer: { kind: 'excluded', failures: [{ rule: 'own-unit' }, { rule: 'entry' }] },
    })
  })

  test('is given up while it waits; one at a time for a scenario', async () => {
    const { id } = await compose()
    const asked = await call(planner.run, { id }, org.as('hr'))
    await expect(call(planner.run, { id }, org.as('hr'))).rejects.toMatchObject({ status: 409 })
    expect(await call(planner.giveUp, { id: asked.id }, org.as('hr'))).toMatchObject({ status: 'given-up' })
    await work()
    expect(await call(planner.plan, { id: asked.id }, org.as('hr'))).toMatchObject({
      status: 'given-up',
      outcome: null,
    })
    await expect(call(planner.giveUp, { id: asked.id }, org.as('hr'))).rejects.toMatchObject({ status: 409 })
    await expect(call(planner.plan, { id: nowhere }, org.as('hr'))).rejects.toMatchObject({ status: 404 })
  })

  test('published twice at once asks everybody once, part-time and with seats to spare', async () => {
    const place = (seats: number, share: number) =>
      org.test.database.asJob('import', (db) => db.execute(sql`update opening set seats = ${seats}, share = ${share}`))
    await place(4, 40)
    const plan = await planOf()
    const { version: scenarioVersion } = await call(planner.get, { id: plan.scenarioId }, org.as('hr'))
    const input = { id: plan.id, version: plan.version, scenarioVersion, reason: 'The widest gap first' }
    const tries = await Promise.allSettled(
      Array.from({ length: 2 }, () =>
        call(planner.publish, input, org.as('head', { idempotencyKey: crypto.randomUUID(), needsKey: true })),
      ),
    )
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const one of tries)
      if (one.status === 'rejected')
        expect(one.reason).toMatchObject({
          ...{ status: 409, data: { yours: { version: plan.version }, stored: { version: plan.version + 1 } } },
        })
    expect(await org.at(sql`select from secondment`)).toHaveLength(plan.outcome!.placements.length)
    await org.at(sql`delete from secondment`)

    // Whoever read it as planned while another publication was about to be committed.
    const other = await planOf()
    const late = await org.test.database.asJob('plan', async (db) => {
      await db.execute(sql`update plan_run set status = 'published', approved_at = now(), approval_reason = 'First',
        version = version + 1 where public_id = ${other.id}::uuid`)
      const asked = { id: other.id, version: other.version, scenarioVersion: 1, reason: 'Second' }
      const publishing = Promise.allSettled([call(planner.publish, asked, org.as('head'))])
      const waiting = sql`select from pg_locks join pg_stat_activity using (pid)
        where not granted and datname = current_database()`
      for (let turn = 0; turn < 50 && (await db.execute(waiting)).rows.length === 0; turn++) await setTimeout(10)
      return { publishing }
    })
    expect(await late.publishing).toMatchObject([{ status: 'rejected', reason: { status: 409 } }])
    expect(await org.at(sql`select from secondment`)).toEqual([])
    await org.test.database.asJob('privacy', (db) => db.execute(sql`delete from message`))
    await place(1, 100)
  })

  test('is published by the head alone, with a reason, and asks everybody in it', async () => {
    const plan = await planOf()
    const { employeeId } = plan.outcome!.placements[0]!
    const coverId = employeeId === 'E6' ? 'E5' : 'E6'
    const composed = await call(planner.get, { id: plan.scenarioId }, org.as('hr'))
    const named = { ...composed.inputs, covers: [{ employeeId, coverId }] }
    const { id, name, version } = composed
    const own = { ...named, covers: [{ employeeId, coverId: employeeId }] }
    await expect(call(planner.change, { id, name, version, inputs: own }, org.as('hr'))).rejects.toMatchObject({
      status: 400,
    })
    const { version: scenarioVersion } = await call(planner.change, { id, name, version, inputs: named }, org.as('hr'))
    const input = { id: plan.id, version: plan.version, scenarioVersion, reason: 'The widest gap first' }
    await expect(call(planner.publish, input, org.as('hr'))).rejects.toMatchObject({ status: 403 })
    await expect(call(planner.publish, { ...input, reason: ' ' }, org.as('head'))).rejects.toMatchObject({
      status: 400,
    })
    await expect(call(planner.publish, { ...input, version: 99 }, org.as('head'))).rejects.toMatchObject({
      ...{ status: 409, data: { yours: { version: 99 }, stored: { version: plan.version, status: 'planned' } } },
    })
    // The head looked at it before cover was named.
    await expect(call(planner.publish, { ...input, scenarioVersion: version }, org.as('head'))).rejects.toMatchObject({
      ...{ status: 409, data: { yours: { scenarioVersion: version }, stored: { scenarioVersion } } },
    })
    const published = await call(planner.publish, input, org.as('head'))
    const placed = plan.outcome!.placements[0]!
    expect(published.secondments).toHaveLength(plan.outcome!.placements.length)
    const found = await call(secondments.get, { id: published.secondments[0]! }, org.as('hr'))
    expect(found).toMatchObject({ state: 'interest', origin: 'plan', from: placed.from, to: placed.to })
    const { from, to } = placed
    expect(found.cover).toMatchObject([{ option: 'acting', person: { employeeId: coverId }, from, to }])
    expect(await org.told(placed.employeeId as 'E5')).toEqual(['secondment-waits interest'])
    expect(await call(planner.plan, { id: plan.id }, org.as('hr'))).toMatchObject({
      ...{ status: 'published', approval: { employeeId: 'E1', reason: 'The widest gap first' } },
    })
    await expect(call(planner.publish, { ...input, version: plan.version + 1 }, org.as('head'))).rejects.toMatchObject({
      status: 409,
    })
    const scenario = (await call(planner.list, undefined, org.as('hr'))).scenarios.find(
      ({ runs }) => runs[0]?.id === plan.id,
    )!
    const discard = { id: scenario.id, version: scenario.version }
    await expect(call(planner.discard, discard, org.as('hr'))).rejects.toMatchObject({ status: 409 })
    const next = await planOf()
    expect(next.outcome!.placements.map((one) => one.employeeId)).not.toContain(placed.employeeId)
  })
})
