import type { Band } from '@/db/values'
import { type Answer, levelOfRecord, type Sources } from './level-of-record'
import { DEFAULT_POLICY } from './policy'
import type { LevelEvidence } from './result'
import type { Target } from './tally'

export type Person = Record<string, Sources>
type Case = { seed: number; targets: Target[]; person: Person }

/** Mulberry32: the same cases on every machine. */
function dice(seed: number) {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  return {
    whole: (from: number, to: number) => from + Math.floor(next() * (to - from + 1)),
    chance: (p: number) => next() < p,
  }
}

/** Every second person has peers; people are strong or weak throughout, so that every band occurs often. */
export function makeCase(seed: number): Case {
  const { whole, chance } = dice(seed)
  const base = whole(1, 5)
  const level = () => Math.max(0, Math.min(5, base + whole(-1, 1)))
  const answer = (): Answer => ({
    level: chance(0.03) ? null : level(),
    age: chance(0.9) ? whole(0, 20) : whole(20, 28),
  })
  const targets = Array.from({ length: whole(3, 24) }, (_, at): Target => {
    const target = chance(0.03) ? 0 : whole(1, 5)
    return {
      criterion: `c${at}`,
      target,
      weight: chance(0.03) ? 0 : whole(1, 5),
      minimum: chance(0.2) ? whole(0, target) : null,
    }
  })
  const person: Person = {}
  for (const { criterion } of targets) {
    if (chance(0.04)) continue
    const sources: Sources = { manager: answer() }
    if (chance(0.5)) sources.self = answer()
    if (chance(0.1)) sources.agreed = answer()
    if (chance(0.03)) sources.calibrated = answer()
    if (seed % 2 === 0) sources.peers = Array.from({ length: whole(0, 6) }, answer)
    person[criterion] = sources
  }
  return { seed, targets, person }
}

export const levelsOf = (person: Person) =>
  Object.fromEntries(
    Object.entries(person).map(([criterion, sources]): [string, LevelEvidence] => {
      const { milli, evidence } = levelOfRecord(sources, DEFAULT_POLICY)
      return [criterion, { milli, evidence }]
    }),
  )

/** Science §1.1–1.2 in ordinary numbers and as many passes as it takes. */
export function plainly(targets: Target[], levels: Record<string, LevelEvidence>) {
  const asked = targets.filter(({ target, weight }) => target && weight)
  const total = asked.reduce((sum, { weight }) => sum + weight, 0)
  const level = ({ criterion }: Target) => (levels[criterion]?.milli == null ? null : levels[criterion].milli / 1000)
  const assessed = asked.filter((one) => level(one) !== null)
  const covered = assessed.reduce((sum, { weight }) => sum + weight, 0)
  const share = (among: Target[], blank: (one: Target) => number) =>
    (100 * among.reduce((sum, one) => sum + one.weight * Math.min((level(one) ?? blank(one)) / one.target, 1), 0)) /
    (among.reduce((sum, { weight }) => sum + weight, 0) || 1)
  const band = (blank: (one: Target) => number): Band => {
    const points = share(asked, blank) + 1e-9
    const short = asked.map((one) => (one.minimum ?? 0) - (level(one) ?? blank(one))).filter((by) => by > 0)
    const gaps = (from: number) =>
      asked
        .filter(({ weight }) => (weight * asked.length) / total >= from - 1e-9)
        .map((one) => one.target - (level(one) ?? blank(one)))
    if (points >= 90 && short.length === 0 && gaps(1.3).every((gap) => gap <= 1)) return 'ready-now'
    const isSoon = points >= 75 && short.length <= 2 && short.every((by) => by <= 1) && gaps(1).every((gap) => gap <= 2)
    return isSoon ? 'ready-soon' : 'longer'
  }
  const low = band(() => 0)
  return {
    points: share(assessed, () => 0),
    low: share(asked, () => 0),
    high: share(asked, ({ target }) => target),
    band: total > 0 && covered / total >= 0.8 - 1e-9 && low === band(({ target }) => target) ? low : 'insufficient',
    confidence:
      assessed.reduce((sum, { weight, criterion }) => sum + weight * levels[criterion]!.evidence, 0) / (total || 1),
  }
}
