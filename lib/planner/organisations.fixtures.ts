import { planGreedily } from './greedy'
import { costAt, type Instance, type Option, optionAt, packOptions } from './instance'
import { buildModel, eachEntry } from './model'
import { type Pair, pin } from './pins'

/** Mulberry32: the same organisations on every machine. */
export function dice(seed: number) {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  return {
    ...{ next, whole },
    chance: (p: number) => next() < p,
    pick: <T>(list: readonly T[]) => list[whole(0, list.length - 1)]!,
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  }
}
type Dice = ReturnType<typeof dice>

export interface Organisation {
  instance: Instance
  /** A person's rank of an opening, 1 first. */
  rankOf: (person: number, opening: number) => number | null
}

interface Size {
  people: number
  openings: number
  per: 'week' | 'month'
  seed: number
  /** Of what everything would cost. */
  budget?: number
}

const criteria = 24
const preferences = [3_000, 2_000, 1_000, 500, 250]

/**
 * A year in an invented organisation: units of 3 to 12 people in six regions, of whom about a third is eligible for an opening;
 * 70 % of heads stay at home, money for 60 % of all places. Holders of one criterion are counted in every second unit.
 */
export function inventOrganisation({ people: count, openings: places, per, seed, budget = 0.6 }: Size): Organisation {
  const roll = dice(seed)
  const periods = per === 'week' ? 52 : 12
  const profile = Array.from({ length: criteria }, () => ({ target: roll.whole(3, 5), weight: roll.whole(1, 5) }))
  const { people, units } = inventPeople(roll, { count, places, periods, per })
  const openings = Array.from({ length: places }, () => inventOpening(roll, { periods, per, units: units.length }))
  const options: Option[] = []
  for (const [person, one] of people.entries()) {
    for (const [opening, other] of openings.entries()) {
      if (!isEligible(one, other)) continue
      const value = valueAt(one, other, profile, opening)
      if (value <= 0) continue
      for (let from = Math.max(other.first, one.notice); from <= other.latest; from++) {
        const to = from + other.length - 1
        if (one.absence && from <= one.absence[1] && one.absence[0] <= to) continue
        options.push({
          person,
          opening,
          from,
          to,
          value: value - (from - other.first) * 5,
          rate: one.rate,
          isAway: true,
        })
      }
    }
  }
  const cost = openings.reduce((sum, { length, seats }) => sum + 52_000 * length * seats, 0)
  const all = people.map((_, person) => person)
  return {
    instance: {
      periods,
      people: people.map((_, at) => ({ key: `P${at}` })),
      openings: openings.map(({ seats }, at) => ({ key: `H${at}`, free: Array(periods).fill(seats) })),
      floors: units.flatMap((members, at) => floorsOf(members, at, periods)),
      budgets: [
        { key: 'all', members: all, openings: null, first: 0, last: periods - 1, most: Math.floor(cost * budget) },
      ],
      options: packOptions(options),
    },
    rankOf: (person, opening) => people[person]!.ranks.get(opening) ?? null,
  }
}

function floorsOf(members: number[], unit: number, periods: number): Instance['floors'] {
  const free = (most: number) => Array<number>(periods).fill(most)
  const heads = {
    key: `U${unit}`,
    kind: 'heads' as const,
    members,
    free: free(members.length - Math.ceil(members.length * 0.7)),
  }
  if (unit % 2 !== 0) return [heads]
  const holders = members.filter((_, at) => at % 2 === 0)
  return [heads, { key: `U${unit} holders`, kind: 'holders', members: holders, free: free(holders.length > 2 ? 1 : 0) }]
}

function inventPeople(
  roll: Dice,
  { count, places, periods, per }: { count: number; places: number; periods: number; per: Size['per'] },
) {
  const units: number[][] = []
  const people = []
  while (people.length < count) {
    const size = Math.min(roll.whole(3, 12), count - people.length)
    const [unit, region] = [units.length, roll.whole(0, 5)]
    units.push(Array.from({ length: size }, (_, at) => people.length + at))
    for (let at = 0; at < size; at++) {
      const ability = roll.normal() * 0.6 + 2.9
      const level = () => Math.max(0, Math.min(5, Math.round(ability + roll.normal() * 0.9)))
      const start = roll.whole(0, periods - 1)
      const absence: [number, number] | null = roll.chance(0.35) ? [start, start + roll.whole(2, 10)] : null
      const ranks = new Map(
        Array.from({ length: roll.whole(0, 5) }, (_, rank) => [roll.whole(0, places - 1), rank + 1]),
      )
      people.push({
        ...{ unit, region, absence, ranks },
        levels: Array.from({ length: criteria }, level),
        isMobile: roll.chance(0.45),
        notice: per === 'week' ? roll.whole(2, 12) : roll.whole(0, 3),
        urgency: roll.pick([1, 1, 1, 1, 1.25, 1.5]),
        aspires: roll.chance(0.3),
        /** Cover by grade, in minor units of money: whole hundreds a period. */
        rate: roll.pick([3, 4, 5, 6, 8]) * 10_000,
      })
    }
  }
  return { people, units }
}
type Person = ReturnType<typeof inventPeople>['people'][number]

function inventOpening(roll: Dice, { periods, per, units }: { periods: number; per: Size['per']; units: number }) {
  const length = per === 'week' ? roll.pick([8, 12, 13, 16, 26]) : roll.pick([2, 3, 3, 4, 6])
  const first = roll.whole(Math.round(periods * 0.05), Math.max(1, periods - length - 1))
  return {
    ...{ unit: roll.whole(0, units - 1), region: roll.whole(0, 5), isRemote: roll.chance(0.3), length, first },
    latest: Math.min(periods - length, first + (per === 'week' ? roll.whole(0, 6) : roll.whole(0, 1))),
    seats: roll.pick([1, 1, 1, 2, 2, 3]),
    gains: new Map(
      Array.from({ length: roll.whole(2, 5) }, () => [roll.whole(0, criteria - 1), roll.pick([0.5, 0.75, 1, 1.25])]),
    ),
    entry: Array.from({ length: roll.whole(1, 3) }, () => ({
      criterion: roll.whole(0, criteria - 1),
      level: roll.whole(2, 3),
    })),
  }
}
type Opening = ReturnType<typeof inventOpening>

const isEligible = (person: Person, opening: Opening) =>
  person.unit !== opening.unit &&
  (person.region === opening.region || person.isMobile || opening.isRemote) &&
  opening.entry.every(({ criterion, level }) => person.levels[criterion]! >= level)

function valueAt(person: Person, opening: Opening, profile: { target: number; weight: number }[], at: number): number {
  const weights = profile.reduce((sum, { weight }) => sum + weight, 0)
  let closed = 0
  for (const [criterion, gain] of opening.gains) {
    const { target, weight } = profile[criterion]!
    closed += (weight * Math.min(Math.max(0, target - person.levels[criterion]!), gain)) / target
  }
  const rank = person.ranks.get(at)
  const moves = person.region !== opening.region && !opening.isRemote
  const wished = (rank ? preferences[rank - 1]! : 0) + (person.aspires ? 600 : 0) - (moves ? 750 : 0)
  return Math.round(((100_000 * closed) / weights) * person.urgency) + wished
}

/** Some placements of four people at three openings over six periods, with seats and floors that change on the way: at most twelve. */
export function inventFew(seed: number): Instance {
  const roll = dice(seed)
  const periods = 6
  const changing = (most: number) => Array.from({ length: periods }, () => roll.whole(0, most))
  const options = Array.from({ length: roll.whole(6, 12) }, (): Option => {
    const from = roll.whole(0, periods - 1)
    const span = { from, to: roll.whole(from, periods - 1) }
    const [person, opening] = [roll.whole(0, 3), roll.whole(0, 2)]
    return { person, opening, ...span, value: roll.whole(1, 40), rate: roll.whole(1, 9), isAway: roll.chance(0.8) }
  })
  return {
    periods,
    people: ['A', 'B', 'C', 'D'].map((key) => ({ key })),
    openings: ['X', 'Y', 'Z'].map((key) => ({ key, free: changing(2) })),
    floors: [
      { key: 'U', kind: 'heads', members: [0, 1, 2], free: changing(2) },
      { key: 'U holders', kind: 'holders', members: [1, 2], free: changing(1) },
    ],
    budgets: [
      { key: 'all', members: [0, 1, 2, 3], openings: null, first: 0, last: 3, most: roll.whole(5, 60) },
      { key: 'Z', members: [0, 1, 2, 3], openings: [2], first: 2, last: 5, most: roll.whole(0, 30) },
    ],
    options: packOptions(options),
  }
}

/**
 * The same round with values by which a plan is provably the best: prices for rows that the plan fills, each of its placements
 * worth exactly the price of what it takes, every other one that or less. Its value is then `Σ price · most`, and none can be
 * more, by weak duality. The budget becomes what the plan spends, so that it is full too.
 */
export function plantPlan(given: Instance, { seed, pinned }: { seed: number; pinned: number }) {
  const roll = dice(seed)
  const chosen = planGreedily(given, 'value')
  const spent = chosen.reduce((sum, at) => sum + costAt(given.options, at), 0)
  const instance = { ...given, budgets: given.budgets.map((budget) => ({ ...budget, most: spent })) }
  const pins = chosen.slice(0, pinned).map((at): Pair => ({ ...optionAt(given.options, at), from: null }))
  const model = buildModel(
    instance,
    pins.map((pair) => pin(instance, pair)),
  )
  const filled = new Float64Array(model.most.length)
  for (const at of chosen) {
    eachEntry(model, at, (row, entry) => {
      filled[row]! += entry
    })
  }
  const prices = Array.from(filled, (used, row) => (used === model.most[row] ? roll.whole(10, 2_000) : 0))
  const taken = new Set(chosen)
  const value = instance.options.value.map((_, at) => {
    let worth = 0
    eachEntry(model, at, (row, entry) => {
      worth += prices[row]! * entry
    })
    return taken.has(at) || roll.chance(0.15) ? worth : worth - roll.whole(0, 800)
  })
  const best = prices.reduce((sum, price, row) => sum + price * model.most[row]!, 0)
  return { instance: { ...instance, options: { ...instance.options, value } }, pins, best, prices, model }
}
