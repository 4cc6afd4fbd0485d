import { describe, expect, test } from 'vitest'
import { auditPlan } from './audit'
import { recomputeBound } from './bound'
import { asRound, gap1 } from './gap1.fixtures'
import { planGreedily, worthOf } from './greedy'
import { type Instance, optionAt, packOptions } from './instance'
import { buildModel } from './model'
import { dice, inventFew, inventOrganisation, plantPlan } from './organisations.fixtures'
import { pin } from './pins'
import { solve } from './solve'

const small = { people: 60, openings: 15, per: 'week', seed: 3 } as const
const planOf = ({ options }: Instance, chosen: readonly number[]) => chosen.map((at) => optionAt(options, at))
const listOf = ({ options }: Instance) => Array.from({ length: options.count }, (_, at) => optionAt(options, at))

describe('a plan is the best of all', () => {
  test.each(gap1.map((problem, at) => [at + 1, problem] as const))('gap1-%i of OR-Library', async (_, problem) => {
    const instance = asRound(problem)
    const demands = instance.people.map(({ key }, job) => ({
      ...{ key, least: 1, wants: (at: number) => instance.options.person[at] === job },
    }))
    const { status, value, bound, chosen } = await solve(instance, { demands })
    expect({ status, value, bound, jobs: chosen.length }).toEqual({
      ...{ status: 'optimal', value: problem.optimum, bound: problem.optimum, jobs: 15 },
    })
  })

  test('against every subset of up to twelve placements, with room that changes on the way', async () => {
    let placed = 0
    for (let seed = 1; seed <= 60; seed++) {
      const instance = inventFew(seed)
      const { status, value, chosen } = await solve(instance)
      expect({ seed, status, value }).toEqual({ seed, status: 'optimal', value: bestOfAll(instance) })
      placed += chosen.length
    }
    expect(placed).toBeGreaterThan(60)
  })

  test.each([
    { people: 60, openings: 15, per: 'month', seed: 1 },
    { people: 60, openings: 15, per: 'week', seed: 2 },
    { people: 120, openings: 30, per: 'week', seed: 4 },
  ] as const)('planted: $people people, $openings openings by $per', async (size) => {
    const planted = plantPlan(inventOrganisation(size).instance, { seed: size.seed + 100, pinned: 3 })
    const { instance, pins, best } = planted
    expect(pricedKinds(planted)).toEqual(['budget', 'demand', 'heads', 'holders', 'person', 'seats'])
    const demands = pins.map((pair) => pin(instance, pair))
    const { status, value, bound, chosen } = await solve(instance, { demands })
    expect({ status, value, bound }).toEqual({ status: 'optimal', value: best, bound: best })
    expect(auditPlan(instance, planOf(instance, chosen))).toEqual([])
  })

  function bestOfAll(instance: Instance) {
    const options = listOf(instance)
    let best = 0
    for (let subset = 0; subset < 1 << options.length; subset++) {
      const plan = options.filter((_, at) => subset & (1 << at))
      const value = plan.reduce((sum, option) => sum + option.value, 0)
      if (value > best && auditPlan(instance, plan).length === 0) best = value
    }
    return best
  }

  function pricedKinds({ prices, model, instance }: ReturnType<typeof plantPlan>) {
    const groups = [...model.openings, ...model.floors]
    const kindOf = (row: number) => {
      if (row < instance.people.length) return 'person'
      const group = groups.find(({ start, periods }) => row >= start && row < start + periods.length)
      return group?.kind ?? (model.most[row]! < 0 ? 'demand' : 'budget')
    }
    return [...new Set(prices.flatMap((price, row) => (price > 0 ? [kindOf(row)] : [])))].sort()
  }
})

describe('a plan keeps the rules, and its proof stands by itself', () => {
  const organisations = Number(process.env.ORGANISATIONS ?? 50)

  test(`${organisations} invented organisations`, { timeout: 60_000 + organisations * 6_000 }, async () => {
    let placed = 0
    for (let seed = 1; seed <= organisations; seed++) {
      const roll = dice(seed)
      const size = {
        people: roll.whole(8, 40),
        openings: roll.whole(3, 10),
        per: roll.pick(['week', 'month'] as const),
      }
      const { instance } = inventOrganisation({ ...size, seed, budget: roll.whole(3, 9) / 10 })
      const { status, value, bound, chosen, duals, priced } = await solve(instance)
      const plan = planOf(instance, chosen)
      expect({ seed, status, breaches: auditPlan(instance, plan) }).toEqual({ seed, status: 'optimal', breaches: [] })
      expect(value).toBe(plan.reduce((sum, option) => sum + option.value, 0))
      expect(bound).toBe(value)
      const certified = recomputeBound(buildModel(instance), duals)
      expect(certified).toBe(priced)
      expect(certified).toBeGreaterThanOrEqual(value)
      placed += chosen.length
    }
    expect(placed).toBeGreaterThan(organisations * 3)
  })

  test('prices below nothing are no certificate', async () => {
    const { instance } = inventOrganisation(small)
    const model = buildModel(instance)
    const duals = new Float64Array(model.most.length)
    expect(recomputeBound(model, duals)).toBeGreaterThan(0)
    duals[3] = -1
    expect(() => recomputeBound(model, duals)).toThrow('no certificate')
  })
})

describe('what must be true of any best plan', () => {
  const { instance } = inventOrganisation(small)
  const bestValue = async (round: Instance, wishes = {}) => {
    const { status, value } = await solve(round, wishes)
    expect(status).toBe('optimal')
    return value
  }

  test('more room is never worth less, less choice never more', async () => {
    const best = await solve(instance)
    const wider = instance.openings.map(({ key, free }) => ({ key, free: free.map((seats) => seats + 1) }))
    expect(await bestValue({ ...instance, openings: wider })).toBeGreaterThan(best.value)
    const budgets = instance.budgets.map((budget) => ({ ...budget, most: Math.floor(budget.most * 1.1) }))
    expect(await bestValue({ ...instance, budgets })).toBeGreaterThan(best.value)
    const gone = best.chosen[0]!
    expect(await bestValue(instance, { forbids: (at: number) => at === gone })).toBeLessThanOrEqual(best.value)
  })

  test('neither the order of people nor of placements matters', async () => {
    const count = instance.people.length
    const turned = (person: number) => (person * 7 + 5) % count
    const back = new Map(instance.people.map((_, person) => [turned(person), person]))
    const options = listOf(instance).map((option) => ({ ...option, person: turned(option.person) }))
    const shuffled: Instance = {
      ...instance,
      people: instance.people.map((_, at) => instance.people[back.get(at)!]!),
      floors: instance.floors.map((floor) => ({ ...floor, members: floor.members.map(turned) })),
      options: packOptions(options.reverse()),
    }
    expect(await bestValue(shuffled)).toBe(await bestValue(instance))
    expect(packOptions(listOf(instance).reverse())).toEqual(instance.options)
  })

  test('the same round gives the same bytes', async () => {
    const bytes = async () => {
      const { seconds, ...solved } = await solve(instance)
      return JSON.stringify({ ...solved, duals: [...solved.duals] })
    }
    expect(await bytes()).toBe(await bytes())
  })

  test('greedy plans keep the rules and are worth no more', async () => {
    const best = await bestValue(instance)
    for (const by of ['value', 'value-per-cost'] as const) {
      const plan = planGreedily(instance, by)
      expect(auditPlan(instance, planOf(instance, plan))).toEqual([])
      const worth = worthOf(instance.options, plan)
      expect(worth).toBeLessThanOrEqual(best)
      expect(worth).toBeGreaterThan(best / 2)
    }
  })

  test('without time it says how much better a plan could be', async () => {
    const { status, value, bound, chosen } = await solve(instance, { seconds: 0 })
    expect(status).toBe('stopped')
    expect(auditPlan(instance, planOf(instance, chosen))).toEqual([])
    expect(bound).toBeGreaterThanOrEqual(await bestValue(instance))
    expect(value).toBeGreaterThan(0)
  })
})
