import { describe, expect, it } from 'vitest'
import { levelOfRecord, type Sources } from './level-of-record'
import { DEFAULT_POLICY } from './policy'
import type { LevelEvidence } from './result'
import { readiness } from './rules'
import type { Target } from './tally'
import vectors from './vectors.json'

type VectorAnswer = { x: number | null; age: number }
type VectorEvidence = Record<string, { mgr?: VectorAnswer; peers?: VectorAnswer[]; self?: VectorAnswer }>
type VectorExpectation = {
  R: number
  Rlo: number
  Rhi: number
  cov: number
  conf: number
  confidence: string
  band: string
  between: string[]
  must: { id: string; state: string; by?: number }[]
  gaps: { id: string; gap: number | null; points?: number }[]
}
type VectorCase = { evidence: VectorEvidence; expect: VectorExpectation }

const answer = (given: VectorAnswer | undefined) => given && { level: given.x, age: given.age }
const sourcesOf = ({ mgr, peers, self }: VectorEvidence[string]): Sources => ({
  manager: answer(mgr),
  peers: peers?.map((peer) => answer(peer)!),
  self: answer(self),
})
const bandNames: Record<string, string> = {
  longer: 'longer',
  'ready soon': 'ready-soon',
  'ready now': 'ready-now',
  'insufficient evidence': 'insufficient',
}

const profile: Target[] = vectors.profile.map(({ id, T, w, must }) => ({
  criterion: id,
  target: T,
  weight: w,
  minimum: must ?? null,
}))

/** The vectors carry unrounded levels; `whole` reckons them as they are stored, in whole thousandths. */
function reckon(evidence: VectorEvidence, whole = false) {
  const levels = Object.entries(evidence).map(([criterion, given]): [string, LevelEvidence] => {
    const record = levelOfRecord(sourcesOf(given), DEFAULT_POLICY)
    return [criterion, { milli: whole ? record.milli : record.exactMilli, evidence: record.evidence }]
  })
  return readiness(profile, new Map(levels), DEFAULT_POLICY)
}

describe('the published test vectors', () => {
  const cases = Object.entries(vectors.cases as unknown as Record<string, VectorCase>)
  it('are eight', () => expect(cases).toHaveLength(8))

  it.each(cases)('%s', (_, { evidence, expect: wanted }) => {
    const result = reckon(evidence)
    expect(result.points).toBeCloseTo(wanted.R, 4)
    expect(result.low).toBeCloseTo(wanted.Rlo, 4)
    expect(result.high).toBeCloseTo(wanted.Rhi, 4)
    expect(result.coverage).toBeCloseTo(wanted.cov, 4)
    expect(result.confidenceScore).toBeCloseTo(wanted.conf, 4)
    expect(result.confidence).toBe(wanted.confidence)
    expect(result.band).toBe(bandNames[wanted.band])
    expect(result.between).toEqual(wanted.between.map((band) => bandNames[band]))
    const assessed = wanted.gaps.filter(({ gap }) => gap !== null)
    expect(result.costs.map(({ criterion }) => criterion)).toEqual(assessed.map(({ id }) => id))
    assessed.forEach(({ gap, points }, place) => {
      expect(result.costs[place]!.gap).toBeCloseTo(gap!, 4)
      expect(result.costs[place]!.points).toBeCloseTo(points!, 4)
    })
    expect(result.unassessed).toEqual(wanted.gaps.filter(({ gap }) => gap === null).map(({ id }) => id))
    expect(
      result.mustHaves
        .filter(({ state }) => state !== 'met')
        .map(({ criterion, state, by }) => ({ id: criterion, state, ...(by === null ? {} : { by }) })),
    ).toEqual(wanted.must)
  })

  it.each(cases)('%s, in whole thousandths: the same band, points within 0.005', (_, { evidence, expect: wanted }) => {
    const result = reckon(evidence, true)
    expect(Math.abs(result.points! - wanted.R)).toBeLessThan(0.005)
    expect(result.band).toBe(bandNames[wanted.band])
  })
})

/** Ten criteria of target 4: weight 10 × `weights`, levels in levels, all fully evidenced. */
const ten = (levels: (number | null)[], minimums: Record<number, number> = {}, weights: number[] = []) => {
  const targets = levels.map((_, at) => ({
    criterion: `c${at}`,
    target: 4,
    weight: weights[at] ?? 10,
    minimum: minimums[at] ?? null,
  }))
  const known = Object.fromEntries(
    levels.map((level, at) => [`c${at}`, { milli: level === null ? null : level * 1000, evidence: 1 }]),
  )
  return readiness(targets, known, DEFAULT_POLICY)
}
const tenLevels = (...first: (number | null)[]) => [...first, ...Array<number>(10 - first.length).fill(4)]

describe('bands', () => {
  const cases: [string, Parameters<typeof ten>, string][] = [
    ['exactly 90 points', [tenLevels(2, 2)], 'ready-now'],
    ['just under 90', [tenLevels(2, 3, 2.999)], 'ready-soon'],
    ['exactly 75 points', [tenLevels(2, 2, 2, 2, 2)], 'ready-soon'],
    ['just under 75', [tenLevels(2, 2, 2, 2, 1.999)], 'longer'],
    ['one must-have a thousandth short', [tenLevels(2.999), { 0: 3 }], 'ready-soon'],
    ['two must-haves one level short', [tenLevels(2, 2), { 0: 3, 1: 3 }], 'ready-soon'],
    ['three must-haves short', [tenLevels(2, 2, 2), { 0: 3, 1: 3, 2: 3 }], 'longer'],
    ['a must-have more than one level short', [tenLevels(1.999), { 0: 3 }], 'longer'],
    ['a notable gap of exactly 2', [tenLevels(2)], 'ready-now'],
    ['a gap of 2.1 on a criterion of average weight is no bar to ready now', [tenLevels(1.9)], 'ready-now'],
    ['but it is one to ready soon', [tenLevels(1.9, 2, 2, 2)], 'longer'],
    ['a gap of 1 on a heavy criterion', [tenLevels(3), {}, [13]], 'ready-now'],
    ['a gap of 1.001 on a criterion of 1.3 times the mean weight', [tenLevels(2.999), {}, [13, 7]], 'ready-soon'],
    ['and of just under 1.3 times', [tenLevels(2.999), {}, [13, 8]], 'ready-now'],
    ['everything missing', [Array(10).fill(null)], 'insufficient'],
    ['two of ten missing, the rest too weak for anything', [[null, null, ...Array(8).fill(1)]], 'longer'],
    ['three of ten missing, the rest too weak for anything', [[null, null, null, ...Array(7).fill(1)]], 'insufficient'],
    ['one of average weight missing, 90 points without it', [tenLevels(null)], 'ready-now'],
    ['one of average weight missing, 89 points without it', [tenLevels(null, 3.6)], 'insufficient'],
    ['a heavy one missing', [tenLevels(null), {}, [13, 17]], 'insufficient'],
    ['one light one missing', [tenLevels(null), {}, [5]], 'ready-now'],
    ['a light must-have missing', [tenLevels(null), { 0: 1 }, [5]], 'insufficient'],
  ]
  it.each(cases)('%s: %#', (_, given, band) => {
    expect(ten(...given).band).toBe(band)
  })

  it('leaves out what the profile does not ask', () => {
    const asked: Target = { criterion: 'a', target: 4, weight: 1, minimum: null }
    const not: Target[] = [
      { criterion: 'b', target: 0, weight: 3, minimum: null },
      { criterion: 'c', target: 4, weight: 0, minimum: 3 },
    ]
    const levels = {
      a: { milli: 4000, evidence: 0.6 },
      b: { milli: 0, evidence: 1 },
      constructor: { milli: 0, evidence: 1 },
    }
    expect(readiness([asked, ...not], levels, DEFAULT_POLICY)).toEqual(readiness([asked], levels, DEFAULT_POLICY))
    expect(readiness([asked, ...not], levels, DEFAULT_POLICY)).toMatchObject({
      points: 100,
      band: 'ready-now',
      mustHaves: [],
    })
  })

  it('has no points and no band for a profile that asks nothing', () => {
    expect(readiness([], {}, DEFAULT_POLICY)).toMatchObject({
      points: null,
      band: 'insufficient',
      likely: null,
      costs: [],
    })
  })
})

describe('borderline: points alone decide, within five of a cut', () => {
  const cases: [string, Parameters<typeof ten>, boolean][] = [
    ['90 points, all else met', [tenLevels(2, 2)], true],
    ['95 points', [tenLevels(2)], false],
    ['94.9 points', [tenLevels(2, 3.96)], true],
    ['87.5 points', [tenLevels(2, 2, 3)], true],
    ['85 points', [tenLevels(2, 2, 2)], false],
    ['87.5 points with a must-have short', [tenLevels(2, 2, 3), { 0: 3 }], false],
    ['72.5 points', [tenLevels(2, 2, 2, 2, 2, 3)], true],
    ['72.5 points with three must-haves short', [tenLevels(2, 2, 2, 2, 2, 3), { 0: 3, 1: 3, 2: 3 }], false],
    ['no band', [tenLevels(null, 2)], false],
  ]
  it.each(cases)('%s', (_, given, borderline) => {
    expect(ten(...given).borderline).toBe(borderline)
  })
})

describe('confidence', () => {
  const withEvidence = (...evidence: number[]) =>
    readiness(
      evidence.map((_, at) => ({ criterion: `c${at}`, target: 4, weight: 1, minimum: null })),
      Object.fromEntries(evidence.map((weight, at) => [`c${at}`, { milli: 4000, evidence: weight }])),
      DEFAULT_POLICY,
    )
  it.each([
    ['exactly .70', [0.6, 0.8], 'high'],
    ['.70 in single precision', [0.699999988079071, 0.699999988079071], 'high'],
    ['.699', [0.6, 0.798], 'medium'],
    ['exactly .45', [0.3, 0.6], 'medium'],
    ['.449', [0.3, 0.598], 'low'],
  ])('%s', (_, evidence, confidence) => {
    expect(withEvidence(...evidence)).toMatchObject({ confidence, provisional: confidence === 'low' })
  })
})

describe('the likely range', () => {
  it('is one standard error to both sides, and stays within 0 to 100', () => {
    const all = tenLevels(2, 2, 2)
    expect(ten(all).likely).toEqual([85 - 12.5, 85 + 12.5])
    expect(ten(tenLevels()).likely).toEqual([87.5, 100])
    expect(ten(Array(10).fill(0)).likely).toEqual([0, 12.5])
  })

  it.each([
    [2, 12.5],
    [3, 8.0364],
    [12, 7.6376],
  ])('with %s peers it is ± %s', (peers, error) => {
    const targets = [{ criterion: 'a', target: 4, weight: 1, minimum: null }]
    const { points, likely } = readiness(targets, { a: { milli: 2000, evidence: 1 } }, DEFAULT_POLICY, peers)
    expect(points! - likely![0]).toBeCloseTo(error, 3)
    expect(likely![1] - points!).toBeCloseTo(error, 3)
  })
})

describe('what stands in the way', () => {
  it('of ready now', () => {
    expect(ten(tenLevels(2, 2, 2.5), { 0: 3, 2: 3 }, [13, 10, 7]).blocks).toEqual([
      { kind: 'must-have', criterion: 'c0', level: 2, minimum: 3, by: 1 },
      { kind: 'must-have', criterion: 'c2', level: 2.5, minimum: 3, by: 0.5 },
      { kind: 'gap', criterion: 'c0', level: 2, target: 4, gap: 2, allowed: 1 },
      { kind: 'points', points: 85.875, cut: 90 },
    ])
  })

  it('is the must-have alone when the points would do', () => {
    expect(ten(tenLevels(2), { 0: 3 }).blocks).toEqual([
      { kind: 'must-have', criterion: 'c0', level: 2, minimum: 3, by: 1 },
    ])
  })

  it('is the points alone when two must-haves are one level short', () => {
    expect(ten([...Array(8).fill(2), 4, 4], { 0: 3, 1: 3 }).blocks).toEqual([{ kind: 'points', points: 60, cut: 75 }])
  })

  it('of ready soon', () => {
    expect(ten([0, 1, 2, 2, 2, 2, 2, 2, 4, 4], { 0: 1, 1: 3, 2: 3, 9: 3 }).blocks).toEqual([
      { kind: 'must-have', criterion: 'c1', level: 1, minimum: 3, by: 2 },
      { kind: 'must-haves', short: 3, allowed: 2 },
      { kind: 'gap', criterion: 'c0', level: 0, target: 4, gap: 4, allowed: 2 },
      { kind: 'gap', criterion: 'c1', level: 1, target: 4, gap: 3, allowed: 2 },
      { kind: 'points', points: 52.5, cut: 75 },
    ])
  })

  it('is the missing evidence when there is no band, the weightiest first', () => {
    expect(ten(tenLevels(null, null, null, 4), {}, [5, 9, 9])).toMatchObject({
      next: null,
      blocks: [{ kind: 'assess', criteria: ['c1', 'c2', 'c0'] }],
    })
  })

  it('is nothing at the top', () => expect(ten(tenLevels())).toMatchObject({ next: null, blocks: [] }))
})
