import { call } from '@orpc/server'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { notChosenProcedures as notChosen } from '@/lib/secondments/not-chosen-procedures'
import { createPlacements, type Placements, widenGap } from '@/lib/secondments/placement.fixtures'
import { reasonsIn } from './not-chosen'
import { tellPerson } from './person'
import { plannerProcedures as planner } from './procedures'
import { workPlans } from './run-job'
import { sampleFacts } from './sample.fixtures'

describe('reasons in a plan of the sample', () => {
  const facts = sampleFacts()
  const candidates = facts.people.filter(({ isCandidate }) => isCandidate).map(({ employeeId }) => employeeId)
  const pairs = candidates.flatMap((employeeId) =>
    (tellPerson(facts, [], employeeId)?.pairs ?? []).map((pair) => ({ employeeId, ...pair })),
  )
  const possible = pairs.filter(({ state }) => state === 'possible')
  const [first] = possible
  const openingId = first!.openingId
  const [goes, other] = possible.filter((pair) => pair.openingId === openingId)
  const plan = [{ employeeId: goes!.employeeId, openingId, ...goes!.best! }]
  const of = (employeeId: string, at = openingId) => reasonsIn(facts, plan, [{ employeeId, openingId: at }])

  test('whoever goes is left out, and whoever could have gone reads that no rule stood against it', () => {
    expect(of(goes!.employeeId)).toEqual([])
    expect(of(other!.employeeId)).toEqual([{ employeeId: other!.employeeId, openingId, reason: 'others', facts: {} }])
  })
  test('whoever goes elsewhere reads that', () => {
    const elsewhere = possible.find((pair) => pair.employeeId === goes!.employeeId && pair.openingId !== openingId)
    expect(of(goes!.employeeId, elsewhere!.openingId)).toMatchObject([{ reason: 'elsewhere', facts: {} }])
  })
  test('a rule is named with one’s own level, as HR is told it', () => {
    const short = pairs.find(({ reason, facts: said }) => reason === 'entry' && said.level !== null)!
    expect(of(short.employeeId, short.openingId)).toMatchObject([{ reason: 'entry', facts: short.facts }])
    expect(Number(short.facts.level)).toBeLessThan(Number(short.facts.needed))
  })
  test('whoever was not among the candidates reads that the plan was not about them', () => {
    expect(of('E-nobody')).toMatchObject([{ reason: 'not-weighed', facts: {} }])
  })
})

describe('a published plan', () => {
  let org: Placements
  beforeAll(async () => {
    org = await createPlacements()
    await widenGap(org)
    await org.test.database.asJob('privacy', async (db) => {
      for (const who of ['E4', 'E5', 'E6', 'E7', 'E8'] as const) {
        const id = org.keys.person(who)
        await db.execute(sql`insert into wish (person_id) values (${id})`)
        await db.execute(sql`insert into preference (person_id, rank, opening_id) select ${id}, 1, id from opening`)
      }
    })
  })
  afterAll(() => org.drop())

  test('tells once whoever wished and is not in it, each their own reason; a plan that is refused tells nobody', async () => {
    const inputs = {
      ...{ gaps: [], population: [], horizon: { from: '2027-01-01', to: '2027-12-31' }, per: 'month' as const },
      ...{ budget: null, pins: [], forbids: [{ employeeId: 'E6', openingId: null }], dates: [] },
      sliders: { gaps: 1, wishes: 1, disruption: 1 },
      rules: {
        ...{ awayPerUnit: null, awayPerManager: null, staysInPlace: false },
        switches: { cover: 'override', 'away-per-unit': 'override' } as const,
      },
    }
    const { id } = await call(planner.compose, { name: 'Gap', inputs }, org.as('hr'))
    const run = await call(planner.run, { id }, org.as('hr'))
    await workPlans(org.test.database, null)
    const plan = await call(planner.plan, { id: run.id }, org.as('hr'))
    const goes = plan.outcome!.placements.map(({ employeeId }) => employeeId)
    expect(goes).toEqual(['E5'])
    const count = async (statement: ReturnType<typeof sql>) => {
      const { rows } = await org.test.database.asJob('privacy', (db) =>
        db.execute<{ who: number; what: string }>(statement),
      )
      const named = new Map(
        (['E4', 'E5', 'E6', 'E7', 'E8'] as const).map((who) => [org.keys.person(who), who] as const),
      )
      return rows.map(({ who, what }) => `${named.get(Number(who))} ${what}`).sort()
    }
    const reasons = () => count(sql`select person_id as who, way || ' ' || reason as what from not_chosen`)
    const messages = () => count(sql`select person_id as who, kind as what from message where kind = 'not-chosen'`)
    const input = { id: plan.id, version: plan.version, scenarioVersion: 1, reason: 'The widest gap first' }
    await expect(call(planner.publish, { ...input, version: 99 }, org.as('head'))).rejects.toMatchObject({
      status: 409,
    })
    expect([await reasons(), await messages()]).toEqual([[], []])

    const key = { idempotencyKey: crypto.randomUUID(), needsKey: true }
    const publish = () => call(planner.publish, input, org.as('head', key))
    expect(await publish()).toEqual(await publish())
    await expect(call(planner.publish, input, org.as('head'))).rejects.toMatchObject({ status: 409 })
    const left = { E4: 'gain', E6: 'forbidden', E7: 'rated', E8: 'own-unit' }
    expect(await reasons()).toEqual(Object.entries(left).map(([who, why]) => `${who} plan ${why}`))
    expect(await messages()).toEqual(Object.keys(left).map((who) => `${who} not-chosen`))
    const { decisions } = await call(notChosen.own, undefined, org.as('manager'))
    expect(decisions).toMatchObject([{ way: 'plan', reason: 'gain', facts: {}, opening: { title: 'Depot lead' } }])
  })
})
