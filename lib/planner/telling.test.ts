import { beforeAll, describe, expect, test } from 'vitest'
import { type Effect, effectOf } from './effect'
import { makeRound } from './options'
import { leftOut, tellPerson } from './person'
import { placementsOf } from './plan'
import { sampleFacts } from './sample.fixtures'
import { solve } from './solve'
import { type ToldPlacement, tellPlacements } from './telling'

const facts = sampleFacts()
const round = makeRound(facts)
const tell = async () => {
  const plan = placementsOf(round, (await solve(round.instance, {})).chosen)
  return { plan, told: tellPlacements(facts, round, plan) }
}

describe('the plan of the sample, told', () => {
  let made: Awaited<ReturnType<typeof tell>>
  let effect: Effect
  const of = (employeeId: string) => made.told.find((one) => one.employeeId === employeeId) as ToldPlacement
  beforeAll(async () => {
    made = await tell()
    effect = effectOf(facts, made.told)
  })

  test('points and moves add up, and what each counts for is what the solver counted', () => {
    const { points, onChosen, needCover, moves } = effect
    expect({ points, onChosen, needCover, moves }).toEqual({
      ...{ points: 43_590, onChosen: 23_204, needCover: 8, moves: 8 },
    })
    const counted = made.told.map(({ employeeId, worth }) => [employeeId, worth.total])
    const { options, people } = round.instance
    const offered = Array.from({ length: options.count }, (_, at) =>
      [people[options.person[at]!]!.key, options.value[at]].join(),
    )
    for (const one of counted) expect(offered).toContain(one.join())
  })

  test('the chosen gaps: levels missing among those placed, and who stays below the minimum', () => {
    expect(effect.gaps[0]).toEqual({
      ...{ criterion: 'investment-appraisal', before: 23_000, after: 19_508 },
      ...{ underBefore: 40, underAfter: 40, of: 44 },
    })
    expect(effect.gained[0]).toEqual({ criterion: 'business-role-experience', people: 5, levels: 7_305 })
    const total = (list: readonly { levels: number }[]) => list.reduce((sum, { levels }) => sum + levels, 0)
    const gains = made.told.flatMap(({ gains }) => gains.map(({ from, to }) => ({ levels: to - from })))
    expect(total(effect.gained)).toBe(total(gains))
  })

  test('a placement says what it meets, whom it beats, what leaves home and who could cover', () => {
    const catherine = of('E0103')
    expect(catherine).toMatchObject({ openingId: 'OP12', rivals: 2, rank: 2, needsMove: true })
    expect(catherine.sole).toHaveLength(7)
    expect(catherine.home).toEqual({ heads: 4, stay: 3, held: 12, cover: { employeeId: 'E0123', holds: 4 } })
    expect(of('E0116').entry).toEqual([
      { criterion: 'financial-acumen', level: 2_000, needed: 2_000 },
      { criterion: 'performance-insight', level: 3_000, needed: 3_000 },
    ])
  })

  test('homes: heads, what must stay, and stretches that join without overlap', () => {
    const home = effect.homes.find(({ unitId }) => unitId === 'U11')
    expect(home).toMatchObject({ heads: 4, floor: 2 })
    expect(home?.stretches).toEqual([
      { from: '2027-01-18', to: '2027-09-30', away: 1 },
      { from: '2027-10-04', to: '2028-03-31', away: 1 },
    ])
  })

  test('two away at once make three stretches, and a small share of the week none', () => {
    const [one, other] = made.told as [ToldPlacement, ToldPlacement]
    const span = (from: string, to: string, share: number) => ({ ...one, from, to, share })
    const two = [span('2027-01-01', '2027-03-31', 100), span('2027-03-01', '2027-04-30', 50)]
    expect(effectOf(facts, two).homes[0]?.stretches.map(({ from, away }) => [from, away])).toEqual([
      ['2027-01-01', 1],
      ['2027-03-01', 2],
      ['2027-04-01', 1],
    ])
    expect(effectOf(facts, [{ ...other, share: 20 }]).homes[0]?.stretches).toEqual([])
  })

  test('everybody is placed or left out, and the spread counts them all', () => {
    const left = leftOut(facts, round, made.plan)
    expect(left).toHaveLength(48 - 11)
    for (const by of ['unit', 'location'] as const) {
      const rows = effect.spread.filter((row) => row.by === by)
      expect(rows.reduce((sum, { candidates }) => sum + candidates, 0)).toBe(48)
      expect(rows.reduce((sum, { placed }) => sum + placed, 0)).toBe(11)
    }
    const pairs = left.reduce((sum, { openings }) => sum + openings, 0)
    const placed = made.told.map(({ employeeId }) => tellPerson(facts, made.plan, employeeId)!)
    const could = placed.flatMap(({ pairs }) => pairs.filter(({ state }) => state !== 'excluded'))
    expect(pairs + could.length).toBe(98)
  })

  test('one person, opening by opening: the rule that excludes with its numbers', () => {
    const told = tellPerson(facts, made.plan, 'E0103')
    expect(told?.pairs).toHaveLength(12)
    expect(told?.pairs[0]).toMatchObject({ openingId: 'OP12', state: 'planned' })
    const other = tellPerson(facts, made.plan, 'E0116')
    const entry = other?.pairs.find(({ reason }) => reason === 'entry')
    expect(entry?.facts.needed).toBeGreaterThan(Number(entry?.facts.level ?? -1))
    expect(tellPerson(facts, made.plan, 'nobody')).toBeNull()
  })

  test('the reasons of all people together are those that the round counted', () => {
    const counts: Record<string, number> = {}
    for (const { employeeId } of facts.people) {
      for (const { reason } of tellPerson(facts, made.plan, employeeId)!.pairs)
        if (reason) counts[reason] = (counts[reason] ?? 0) + 1
    }
    expect(counts).toEqual(round.excluded)
  })
})
