import { describe, expect, it, test } from 'vitest'
import type { Block, TeamMember } from './shapes'
import {
  absenceCost,
  blocksOfMember,
  byTeamCost,
  dependence,
  holdings,
  shortNames,
  summariseTeam,
  underCut,
} from './team'

type Levels = Record<string, number | null>
type Rating = Pick<NonNullable<TeamMember['readiness']>, 'band' | 'costs' | 'mustHaves'>

/** What a role asks of five criteria: target, and minimum where it is a must-have. */
const asked = { strategy: [4, 3], appraisal: [4, 3], delivery: [3, 2], people: [3, null], market: [3, null] } as const
const criteria = Object.keys(asked)
const all = new Set(criteria)

/** A member with these levels; costs are ten points a missing level, the band `longer` unless said otherwise. */
function member(name: string, levels: Levels, band: Rating['band'] = 'longer'): TeamMember {
  const known = criteria.map((criterion) => levels[criterion] ?? null)
  const entries = Object.entries(asked).map(([criterion, [target, minimum]], place) => ({
    ...{ criterion, target, minimum, level: known[place] ?? null },
  }))
  const readiness = {
    points: 50,
    likely: [40, 60],
    confidence: 'high',
    coverage: 1,
    between: [band, band],
    isProvisional: false,
    isBorderline: false,
    unassessed: [],
    band,
    blocks: [],
    costs: entries.map(({ criterion, target, minimum, level }) => {
      const gap = level === null ? null : Math.max(0, target - level)
      return { criterion, level, target, minimum, gap, points: gap === null ? null : gap * 10 }
    }),
    mustHaves: entries.flatMap(({ criterion, minimum, level }) => {
      if (minimum === null) return []
      const state = level === null ? 'unknown' : level < minimum ? 'short' : 'met'
      return [{ criterion, state, level, minimum } as const]
    }),
  } satisfies TeamMember['readiness']
  return {
    person: { employeeId: name, name, jobTitle: 'PMO Manager', unit: null },
    readiness: known.every((level) => level === null) ? null : readiness,
    levels: known,
    isNotObserved: known.map(() => false),
  }
}

const niamh = member('Niamh', { strategy: 2, appraisal: 3, delivery: 0, people: 3, market: 4 })
const ingrid = member('Ingrid', { strategy: 2, appraisal: 2, delivery: 0, people: 2, market: 3 })
const samuel = member('Samuel', { strategy: 2, appraisal: 1, delivery: 4, people: 1, market: null })
const team = [niamh, ingrid, samuel]
const nobody = member('Nora', {})

describe('who holds what', () => {
  const held = holdings(team, criteria, all)

  it('counts from level 3 on, and who is not rated as neither holding nor lacking', () => {
    const told = held.map(({ criterion, rated, holders }) => [
      criterion,
      rated,
      holders.map(({ person }) => person.name),
    ])
    expect(told).toEqual([
      ['strategy', 3, []],
      ['appraisal', 3, ['Niamh']],
      ['delivery', 3, ['Samuel']],
      ['people', 3, ['Niamh']],
      ['market', 2, ['Niamh', 'Ingrid']],
    ])
  })

  it('keeps to what the role asks, and to places in the framework', () => {
    const some = holdings(team, criteria, new Set(['delivery', 'market']))
    expect(some.map(({ criterion, place }) => [criterion, place])).toEqual([
      ['delivery', 2],
      ['market', 4],
    ])
  })

  it('a level between two is held from 3.0 on', () => {
    const [below, at] = [2.9, 3].map((level) => holdings([member('A', { strategy: level })], criteria, all)[0])
    expect([below?.holders.length, at?.holders.length]).toEqual([0, 1])
  })

  it('says what rests on one, on whom most, and what on nobody', () => {
    const rests = dependence(team, held)
    expect(rests?.alone.map(({ criterion, holder }) => `${criterion} ${holder.person.name}`)).toEqual([
      'appraisal Niamh',
      'delivery Samuel',
      'people Niamh',
    ])
    expect(rests?.leaning).toEqual({ person: niamh.person, count: 2 })
    expect(rests?.nobody).toEqual(['strategy'])
  })

  it('leans on nobody in particular when two carry as much, or one carries a single criterion', () => {
    const tied = [niamh, member('Omar', { strategy: 3, delivery: 3 })]
    expect(dependence(tied, holdings(tied, criteria, all))?.leaning?.person.name).toBe('Niamh')
    const even = [member('A', { strategy: 3, people: 3 }), member('B', { delivery: 3, market: 3 })]
    expect(dependence(even, holdings(even, criteria, all))?.leaning).toBeNull()
    const single = [member('A', { strategy: 3 }), member('B', { strategy: 1 })]
    expect(dependence(single, holdings(single, criteria, all))?.leaning).toBeNull()
  })

  it('does not call held by nobody what nobody is rated on', () => {
    const blank = [member('A', { strategy: 1 }), member('B', { strategy: 2 })]
    expect(dependence(blank, holdings(blank, criteria, all))?.nobody).toEqual(['strategy'])
  })

  it('has nothing to say of a team of one', () => {
    expect(dependence([niamh], holdings([niamh], criteria, all))).toBeNull()
  })
})

describe('a team in a sentence', () => {
  const names = ({ people }: { people: TeamMember[] }) => people.map(({ person }) => person.name)

  it('names who is nearest and what stops everybody', () => {
    const summary = summariseTeam(team)
    expect(summary).toMatchObject({ people: 3, rated: 3, banded: 3, now: 0, stopsAll: ['strategy'] })
    expect(summary.nearest && names(summary.nearest)).toEqual(['Niamh', 'Samuel'])
    expect(summary.nearest?.short).toBe(2)
  })

  it.each<[string, TeamMember[], Partial<ReturnType<typeof summariseTeam>>]>([
    [
      'somebody ready now: nobody is merely nearest',
      [member('A', { strategy: 4 }, 'ready-now'), niamh],
      { now: 1, nearest: null, stopsAll: [] },
    ],
    ['nobody rated', [nobody, member('B', {})], { people: 2, rated: 0, banded: 0, nearest: null, stopsAll: [] }],
    ['an unrated colleague stops nothing', [...team, nobody], { people: 4, rated: 3, stopsAll: ['strategy'] }],
    ['one person alone stops nobody else', [niamh], { people: 1, stopsAll: [] }],
    ['an empty team', [], { people: 0, rated: 0, nearest: null, stopsAll: [] }],
  ])('%s', (_, members, expected) => {
    expect(summariseTeam(members)).toMatchObject(expected)
  })

  it('who lacks evidence is nobody’s nearest, however few must-haves are known to be short', () => {
    const vague = member('Vera', { market: 3 }, 'insufficient')
    const { nearest, banded } = summariseTeam([vague, ingrid])
    expect(banded).toBe(1)
    expect(nearest && names(nearest)).toEqual(['Ingrid'])
    expect(summariseTeam([vague]).nearest).toBeNull()
  })
})

describe('what an absence costs', () => {
  const held = holdings(team, criteria, all)
  const cost = (name: string) => absenceCost(team, held, name)

  it.each([
    ['Niamh', ['appraisal', 'people']],
    ['Samuel', ['delivery']],
    ['Ingrid', []],
    ['somebody else', []],
  ])('%s', (name, lost) => {
    expect(cost(name).lost.map(({ criterion }) => criterion)).toEqual(lost)
  })

  it('tells who comes next and at which level', () => {
    const [appraisal] = cost('Niamh').lost
    expect([appraisal?.level, appraisal?.next?.level]).toEqual([3, 2])
    expect(appraisal?.next?.people).toEqual([ingrid])
    const [delivery] = cost('Samuel').lost
    expect([delivery?.next?.level, delivery?.next?.people.length]).toEqual([0, 2])
  })

  it('the closest cover is one level short in the most of them; nobody when all are further away', () => {
    expect(cost('Niamh').cover).toEqual({ person: ingrid.person, near: 2 })
    expect(cost('Samuel').cover).toBeNull()
    expect(cost('Ingrid').cover).toBeNull()
  })

  it('a criterion that nobody else is rated on has no next', () => {
    const two = [niamh, member('B', { strategy: 2 })]
    const found = absenceCost(two, holdings(two, criteria, all), 'Niamh')
    expect(found.lost.map(({ criterion, next }) => [criterion, next])).toEqual([
      ['appraisal', null],
      ['people', null],
      ['market', null],
    ])
  })
})

it('orders criteria by what they cost the team together, ties in framework order', () => {
  // strategy 20 × 3, appraisal 10 + 20 + 30, delivery 30 + 30 + 0, people 0 + 10 + 20, market 0
  expect(byTeamCost(team, criteria)).toEqual(['strategy', 'appraisal', 'delivery', 'people', 'market'])
  expect(byTeamCost([ingrid], criteria)).toEqual(['delivery', 'strategy', 'appraisal', 'people', 'market'])
  expect(byTeamCost([nobody], criteria)).toEqual(criteria)
})

it('blocks a person by must-haves short, widest first, and names those nobody rated', () => {
  const blocks = blocksOfMember(ingrid, criteria)
  expect(blocks.short.map(({ criterion }) => criterion)).toEqual(['delivery', 'strategy', 'appraisal'])
  expect(blocksOfMember(member('A', { strategy: 3 }), criteria).unknown.map(({ criterion }) => criterion)).toEqual([
    'appraisal',
    'delivery',
  ])
  expect(blocksOfMember(nobody, criteria)).toEqual({ short: [], gaps: [], points: [], unknown: [] })
})

it('names what the band above asks for besides must-haves, and each criterion once', () => {
  const gap = (criterion: string) => ({ kind: 'gap', criterion, level: 1, target: 3, gap: 2, allowed: 1 }) as const
  const points = { kind: 'points', points: 72, cut: 75 } as const
  const allowed = { kind: 'must-haves', short: 3, allowed: 2 } as const
  const blocked = (who: TeamMember, ...blocks: Block[]) =>
    blocksOfMember({ ...who, readiness: who.readiness && { ...who.readiness, blocks } }, criteria)
  const metAll = member('Met', { strategy: 3, appraisal: 3, delivery: 2, people: 1, market: 3 })
  expect(blocked(metAll, gap('people'), points)).toEqual({
    short: [],
    gaps: [gap('people')],
    points: [points],
    unknown: [],
  })
  expect(blocked(ingrid, allowed, gap('delivery'), gap('people')).gaps).toEqual([gap('people')])
})

test.each([
  [72.4, 75, 72],
  [74.4, 75, 74],
  [74.6, 75, 74.6],
  [74.99, 75, 74.9],
  [89.5, 90, 89.5],
])('%d points under a cut-off of %d are printed as %d', (points, cut, printed) =>
  expect(underCut(points, cut)).toBe(printed),
)

test.each([
  [
    ['Niamh Byrne', 'Ingrid Haugen'],
    ['Niamh', 'Ingrid'],
  ],
  [
    ['Ana Silva', 'Ana Costa', 'Bo Li'],
    ['Ana Silva', 'Ana Costa', 'Bo'],
  ],
  [['Madonna'], ['Madonna']],
  [[], []],
])('short names of %j', (names, short) => {
  expect(shortNames(names)).toEqual(short)
})
