import { beforeAll, describe, expect, test } from 'vitest'
import { findClash } from './clash'
import { howFirm, moreBudget, oneMoreSeat, type Planned, whyNot, withoutPerson } from './explain'
import { optionAt } from './instance'
import { inventOrganisation } from './organisations.fixtures'
import { findStops } from './pareto'
import { isOf, type Pair } from './pins'
import { onePoint, replan } from './replan'
import { solve } from './solve'

const { instance, rankOf } = inventOrganisation({ people: 60, openings: 15, per: 'week', seed: 3 })
const { options } = instance
const pairAt = (at: number): Pair => ({ ...optionAt(options, at), from: null })
const holds = (pair: Pair, chosen: readonly number[]) => chosen.some((at) => isOf(pair, optionAt(options, at)))
let planned: Planned

beforeAll(async () => {
  const { chosen, value } = await solve(instance)
  planned = { instance, pins: [], chosen, value }
})

describe('answers by solving again', () => {
  test('why not: the points that the plan would lose are exactly what the placement lacks', async () => {
    const outside = Array.from({ length: options.count }, (_, at) => pairAt(at)).filter(
      ({ person, opening }, at, all) => {
        const isFirst = all[at - 1]?.person !== person || all[at - 1]?.opening !== opening
        return isFirst && !holds(all[at]!, planned.chosen)
      },
    )
    let costly = 0
    for (const pair of [3, 40, 90, 150].map((at) => outside[at]!)) {
      const answer = (await whyNot(planned, pair))!
      expect(answer).toMatchObject({ isProven: true })
      expect(answer.difference).toBeLessThanOrEqual(0)
      const lacks = -answer.difference
      const raised = (by: number) => ({
        ...instance,
        options: {
          ...options,
          value: options.value.map((own, at) => (isOf(pair, optionAt(options, at)) ? own + by : own)),
        },
      })
      expect((await solve(raised(lacks))).value).toBe(planned.value)
      expect(holds(pair, (await solve(raised(lacks + 1))).chosen)).toBe(true)
      if (lacks > 1) expect(holds(pair, (await solve(raised(lacks - 1))).chosen)).toBe(false)
      expect(holds(pair, answer.moves.come)).toBe(true)
      if (lacks > 1) costly++
    }
    expect(costly).toBeGreaterThan(1)
  })

  test('how firm: without a placement, or without the person, the plan is worth no more', async () => {
    for (const at of planned.chosen.slice(0, 3)) {
      const pair = pairAt(at)
      const firm = (await howFirm(planned, pair))!
      expect(firm.difference).toBeLessThanOrEqual(0)
      expect(holds(pair, firm.moves.gone)).toBe(true)
      const alone = (await withoutPerson(planned, pair.person))!
      expect(alone.difference).toBeLessThanOrEqual(firm.difference)
      expect(alone.moves.come.map((one) => options.person[one])).not.toContain(pair.person)
    }
  })

  test('one more seat and more money bring something somewhere, and never less than nothing', async () => {
    const seats = await Promise.all(instance.openings.map((_, at) => oneMoreSeat(planned, at)))
    expect(Math.min(...seats.map(({ difference }) => difference))).toBeGreaterThanOrEqual(0)
    expect(Math.max(...seats.map(({ difference }) => difference))).toBeGreaterThan(0)
    expect((await moreBudget(planned, 10)).difference).toBeGreaterThan(0)
  })
})

describe('pins', () => {
  const atOpening = (opening: number) =>
    [...new Set(Array.from(options.person).filter((_, at) => options.opening[at] === opening))].map(
      (person): Pair => ({ person, opening, from: null }),
    )
  const single = instance.openings.findIndex(({ free }, at) => free[0] === 1 && atOpening(at).length > 3)

  test('a pin stands in the plan, at its price', async () => {
    const pair = atOpening(single).find((one) => !holds(one, planned.chosen))!
    const { difference } = (await whyNot(planned, pair))!
    const answer = await replan(instance, { pins: [pair], kept: { pairs: [], worth: 0 } })
    expect(answer).toMatchObject({ isProven: true, value: planned.value + difference })
    expect(holds(pair, answer!.chosen)).toBe(true)
  })

  test('two people cannot have one seat: both pins and the rule are named, and nothing else', async () => {
    const [first, ...others] = atOpening(single)
    const isNear = ({ person }: Pair) =>
      instance.floors.some(({ members }) => members.includes(person) && members.includes(first!.person))
    const second = others.find((pair) => !isNear(pair))
    const elsewhere = planned.chosen.map(pairAt).find(({ person, opening }) => {
      return opening !== single && person !== first!.person && person !== second!.person
    })!
    const clash = await findClash(instance, [first!, elsewhere, second!])
    expect(clash).toEqual({ pins: [0, 2], rules: [{ rule: 'seats', key: instance.openings[single]!.key }] })
    expect(await whyNot({ ...planned, pins: [first!] }, second!)).toBeNull()
    const other = others.find(({ person }) => person !== elsewhere.person)!
    expect(await findClash(instance, [other, elsewhere])).toBeNull()
    expect(await findClash(instance, [other, { ...elsewhere, person: other.person }])).toMatchObject({ rules: [] })
  })

  test('a pin that nothing fills clashes by itself', async () => {
    const person = instance.people.findIndex(
      (_, at) => !holds({ person: at, opening: single, from: null }, optionsOf(single)),
    )
    expect(await findClash(instance, [{ person, opening: single, from: null }])).toEqual({ pins: [0], rules: [] })
  })

  const optionsOf = (opening: number) =>
    Array.from({ length: options.count }, (_, at) => at).filter((at) => options.opening[at] === opening)
})

describe('plans that give way', () => {
  test('fewer proposals move the more they are worth, and the plan is worth less', async () => {
    const gone = new Set(planned.chosen.slice(0, 3).map((at) => options.opening[at]!))
    const left = {
      ...instance,
      openings: instance.openings.map((one, at) => (gone.has(at) ? { ...one, free: one.free.map(() => 0) } : one)),
    }
    const pairs = planned.chosen.map((at): Pair => optionAt(options, at)).filter(({ opening }) => !gone.has(opening))
    const steps = []
    for (const worth of [0, onePoint, 100 * onePoint])
      steps.push((await replan(left, { pins: [], kept: { pairs, worth } }))!)
    const [free, point, firm] = steps
    expect(firm!.moved).toBe(0)
    expect(point!.moved).toBeLessThanOrEqual(free!.moved)
    expect(free!.value).toBeGreaterThanOrEqual(point!.value)
    expect(point!.value).toBeGreaterThanOrEqual(firm!.value)
    expect(free!.moved).toBeGreaterThan(0)
  })

  test('stops from the organisation first to people first: more choices, less value', async () => {
    const isChoice = (at: number) => rankOf(options.person[at]!, options.opening[at]!) !== null
    const stops = await findStops(instance, isChoice, { pins: [] })
    expect(stops).toHaveLength(3)
    expect(stops[0]).toMatchObject({ value: planned.value, isProven: true })
    for (const [at, stop] of stops.entries()) {
      expect(stop.onChoice).toBe(stop.chosen.filter(isChoice).length)
      if (at === 0) continue
      expect(stop.onChoice).toBeGreaterThan(stops[at - 1]!.onChoice)
      expect(stop.value).toBeLessThanOrEqual(stops[at - 1]!.value)
    }
  })
})
