import { describe, expect, it } from 'vitest'
import { bands } from '@/db/values'
import { type Answer, levelOfRecord, type Sources } from './level-of-record'
import { DEFAULT_POLICY } from './policy'
import { levelsOf, makeCase, type Person, plainly } from './properties.fixtures'
import { readiness } from './rules'
import { bandOf, pointsOf, prepareProfile, type Target, tally } from './tally'

const PROFILES = 6000

const reckon = (targets: Target[], person: Person) => readiness(targets, levelsOf(person), DEFAULT_POLICY)
const raised = (answer: Answer): Answer => ({ ...answer, level: Math.min(5, answer.level! + 1) })

const cases = Array.from({ length: PROFILES }, (_, at) => {
  const one = makeCase(at + 1)
  return { ...one, before: reckon(one.targets, one.person) }
})
type Case = (typeof cases)[number]

/** Runs a check on every case and returns how often it applied; a failure names its seed. */
function inEvery(check: (one: Case) => number): number {
  let applied = 0
  for (const one of cases)
    try {
      applied += check(one)
    } catch (error) {
      throw new Error(`seed ${one.seed}: ${error instanceof Error ? error.message : error}`)
    }
  return applied
}

/** For the inner loops, where a matcher a time would take minutes. */
function hold(claims: Record<string, boolean>): void {
  for (const claim in claims) if (!claims[claim]) throw new Error(claim)
}

describe(`over ${PROFILES} random profiles`, () => {
  it('every band and every source occurs, so that nothing below holds for want of cases', () => {
    for (const band of bands)
      expect(cases.filter(({ before }) => before.band === band).length, band).toBeGreaterThan(150)
    const records = cases.flatMap(({ person }) =>
      Object.values(person).map((sources) => levelOfRecord(sources, DEFAULT_POLICY)),
    )
    for (const source of ['calibrated', 'agreed', 'manager', 'manager-and-peers', 'not-observed'])
      expect(records.filter((record) => record.source === source).length, source).toBeGreaterThan(500)
    expect(records.filter(({ isExpired }) => isExpired).length).toBeGreaterThan(500)
    expect(cases.filter(({ before }) => before.borderline).length).toBeGreaterThan(150)
  })

  it('agrees with the definitions written out plainly', () => {
    inEvery(({ targets, person, before }) => {
      const plain = plainly(targets, levelsOf(person))
      expect(before.points ?? 0).toBeCloseTo(plain.points, 9)
      expect([before.low, before.high].map((points) => points.toFixed(9))).toEqual(
        [plain.low, plain.high].map((p) => p.toFixed(9)),
      )
      expect(before.band).toBe(plain.band)
      expect(before.confidenceScore).toBeCloseTo(plain.confidence, 9)
      return 1
    })
  })

  it('a higher level from the manager never lowers points or band', () => {
    const applied = inEvery((one) =>
      raiseEach(one, (sources) =>
        sources.manager?.level == null ? [] : [{ ...sources, manager: raised(sources.manager) }],
      ),
    )
    expect(applied).toBeGreaterThan(PROFILES * 5)
  })

  it('a higher level from any peer never lowers points or band', () => {
    const applied = inEvery((one) =>
      raiseEach(one, (sources) =>
        (sources.peers ?? []).flatMap((peer, at) =>
          peer.level === null ? [] : [{ ...sources, peers: sources.peers!.with(at, raised(peer)) }],
        ),
      ),
    )
    expect(applied).toBeGreaterThan(PROFILES * 5)
  })

  it('no self-view changes anything but confidence', () => {
    inEvery(({ seed, targets, person, before }) => {
      const { confidence: _, confidenceScore: __, provisional: ___, ...fixed } = before
      const self = [undefined, { level: 5, age: 0 }, { level: seed % 6, age: 1 }][seed % 3]
      const other = Object.entries(person).map(([criterion, sources]) => [criterion, { ...sources, self }])
      expect(reckon(targets, Object.fromEntries(other))).toMatchObject(fixed)
      return 1
    })
  })

  it('costs add up to 100 − points, dearest first', () => {
    inEvery(({ before: { points, costs } }) => {
      expect(costs.reduce((sum, cost) => sum + cost.points, 0)).toBeCloseTo(points === null ? 0 : 100 - points, 9)
      expect(costs.map((cost) => cost.points)).toEqual(costs.map((cost) => cost.points).toSorted((a, b) => b - a))
      return 1
    })
  })

  it('multiplying all weights by a whole number changes nothing at all', () => {
    inEvery(({ seed, targets, person, before }) => {
      const times = 2 + (seed % 11)
      const after = reckon(
        targets.map((target) => ({ ...target, weight: target.weight * times })),
        person,
      )
      expect(after.points).toBe(before.points)
      expect([after.band, after.between, after.borderline, after.blocks]).toEqual([
        before.band,
        before.between,
        before.borderline,
        before.blocks,
      ])
      expect(after.costs.map(({ criterion }) => criterion)).toEqual(before.costs.map(({ criterion }) => criterion))
      return 1
    })
  })

  it('removing all evidence of a criterion never improves a band', () => {
    const applied = inEvery(({ targets, person }) => {
      const reckonWith = reckoner(targets, person)
      const before = reckonWith()
      const criteria = Object.keys(person)
      for (const criterion of criteria) {
        const after = reckonWith(criterion)
        hold({
          'the lowest band does not rise': after.low <= before.low,
          'the highest band does not fall': after.high >= before.high,
          'a band is no better than it could have been': after.code <= before.high,
          'a band was there before': after.code === 0 || after.code === before.code,
        })
      }
      return criteria.length
    })
    expect(applied).toBeGreaterThan(PROFILES * 5)
  })

  it('the points lie between the lowest and the highest they could be', () => {
    inEvery(({ before: { points, low, high, likely } }) => {
      expect(low).toBeGreaterThanOrEqual(0)
      expect(high).toBeLessThanOrEqual(100)
      if (points === null) return 0
      expect(low - points).toBeLessThanOrEqual(1e-9)
      expect(points - high).toBeLessThanOrEqual(1e-9)
      expect(likely![0]).toBeLessThanOrEqual(points)
      expect(likely![1]).toBeGreaterThanOrEqual(points)
      return 1
    })
  })

  it('a surplus above the target changes nothing', () => {
    inEvery(({ targets, person, before }) => {
      const levels = levelsOf(person)
      for (const { criterion, target } of targets) {
        const known = levels[criterion]
        if (known?.milli != null && known.milli >= target * 1000) levels[criterion] = { ...known, milli: 9000 }
      }
      const after = readiness(targets, levels, DEFAULT_POLICY)
      const { points, low, high, band, between, borderline, blocks, costs } = before
      expect(after).toMatchObject({ points, low, high, band, between, borderline, blocks })
      expect(after.costs.map((cost) => cost.points)).toEqual(costs.map((cost) => cost.points))
      return 1
    })
  })

  it('a band has a next one with something in the way, exactly when there is one', () => {
    inEvery(({ before: { band, next, blocks } }) => {
      expect(next).toBe(
        { longer: 'ready-soon', 'ready-soon': 'ready-now', 'ready-now': null, insufficient: null }[band],
      )
      expect(blocks.length > 0).toBe(band !== 'ready-now')
      return 1
    })
  })

  it('the form for many people gives the same band, points and confidence', () => {
    inEvery(({ targets, person, before }) => {
      const criteria = ['other', ...targets.map(({ criterion }) => criterion).toReversed(), 'more']
      const levels = levelsOf(person)
      const milli = Int16Array.from(criteria, (criterion) => levels[criterion]?.milli ?? -1)
      const prepared = prepareProfile(targets, DEFAULT_POLICY, criteria)
      for (const Numbers of [Float64Array, Float32Array]) {
        const evidence = new Numbers(criteria.map((criterion) => levels[criterion]?.evidence ?? 0))
        const { code, points, provisional } = bandOf(prepared, milli, evidence)
        expect({ band: bands[code], points, provisional }).toEqual({
          band: before.band,
          points: before.points,
          provisional: before.provisional,
        })
      }
      return 1
    })
  })
})

it('refuses a profile that asks for a criterion nobody knows', () => {
  const targets = [{ criterion: 'tact', target: 3, weight: 1, minimum: null }]
  expect(() => prepareProfile(targets, DEFAULT_POLICY, ['charm'])).toThrow('"tact"')
})

/** Applies each change to each criterion in turn; returns how many there were. */
function raiseEach({ targets, person }: Case, changes: (sources: Sources) => Sources[]): number {
  const reckonWith = reckoner(targets, person)
  const before = reckonWith()
  let applied = 0
  for (const [criterion, sources] of Object.entries(person))
    for (const changed of changes(sources)) {
      const after = reckonWith(criterion, changed)
      hold({
        'the points do not fall': after.points >= before.points,
        'nor the lowest band': after.low >= before.low,
        'nor the highest band': after.high >= before.high,
        'nor the band': after.code === 0 || after.code >= before.code,
      })
      applied++
    }
  return applied
}

/** Reckons a person again and again with one criterion changed, in the form for many people. */
function reckoner(targets: Target[], person: Person) {
  const criteria = targets.map(({ criterion }) => criterion)
  const prepared = prepareProfile(targets, DEFAULT_POLICY, criteria)
  const records = criteria.map((criterion) => levelOfRecord(person[criterion] ?? {}, DEFAULT_POLICY))
  return (criterion?: string, sources: Sources = {}) => {
    const all = records.map((record, at) =>
      criteria[at] === criterion ? levelOfRecord(sources, DEFAULT_POLICY) : record,
    )
    const milli = all.map((record) => record.milli)
    const sums = tally(
      prepared,
      milli,
      Float64Array.from(all, (record) => record.evidence),
    )
    return { low: sums.low, high: sums.high, code: sums.code, points: pointsOf(sums, prepared) ?? 0 }
  }
}
