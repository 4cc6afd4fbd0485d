import { addDays, type Span } from '@/lib/openings/days'
import { awayShare, type PersonRow, type RoundFacts } from './facts'
import { headsToStay } from './homes'
import type { ToldPlacement } from './telling'

/** What a plan does as a whole; levels and points in thousandths. */
export interface Effect {
  points: number
  onChosen: number
  /** Must-haves that reach their minimum. */
  minimums: number
  needCover: number
  moves: number
  /** Of cover, in minor units of money; null where no costs are reckoned. */
  cost: number | null
  gaps: GapEffect[]
  gained: { criterion: string; people: number; levels: number }[]
  homes: HomeEffect[]
  spread: { by: 'unit' | 'location'; key: string; candidates: number; placed: number }[]
}

export interface GapEffect {
  criterion: string
  /** Levels missing to the target among the people placed, before and after the last return. */
  before: number
  after: number
  /** Candidates below the minimum, of those rated for whom it is a must-have; nobody's must-have: `of` is 0. */
  underBefore: number
  underAfter: number
  of: number
}

/** A unit that somebody leaves: its heads, how many must stay, and who is away when. */
export interface HomeEffect {
  unitId: string
  heads: number
  floor: number
  stretches: (Span & { away: number })[]
  /** Must-haves that only somebody placed holds. */
  sole: { employeeId: string; criteria: string[] }[]
}

/** The effect of a plan on the chosen gaps, on all criteria, at home, and how it is spread. */
export function effectOf(facts: RoundFacts, placements: readonly ToldPlacement[]): Effect {
  const sum = (of: (one: ToldPlacement) => number) => placements.reduce((total, one) => total + of(one), 0)
  return {
    points: sum(({ points }) => points),
    onChosen: sum(({ onChosen }) => onChosen),
    minimums: sum(({ gains }) => gains.filter(({ meets }) => meets).length),
    needCover: placements.filter(({ sole }) => sole.length > 0).length,
    moves: placements.filter((one) => one.needsMove).length,
    cost: facts.policy.coverCost === null ? null : sum(({ cost }) => cost ?? 0),
    gaps: facts.chosen.map((criterion) => gapEffect(facts, placements, criterion)),
    gained: gainedBy(placements),
    homes: homesOf(facts, placements),
    spread: [...spreadOver(facts, placements, 'unit'), ...spreadOver(facts, placements, 'location')],
  }
}

function gapEffect({ people }: RoundFacts, placements: readonly ToldPlacement[], criterion: string): GapEffect {
  const after = new Map(
    placements.flatMap(({ employeeId, gains }) => {
      const gain = gains.find((one) => one.criterion === criterion)
      return gain ? [[employeeId, gain.to] as const] : []
    }),
  )
  const placed = new Set(placements.map(({ employeeId }) => employeeId))
  const effect: GapEffect = { criterion, before: 0, after: 0, underBefore: 0, underAfter: 0, of: 0 }
  for (const { employeeId, isCandidate, levels, profile } of people) {
    const asked = profile.find((one) => one.criterion === criterion)
    const level = levels[criterion] ?? null
    if (!isCandidate || !asked || level === null) continue
    const later = after.get(employeeId) ?? level
    if (placed.has(employeeId)) {
      effect.before += Math.max(0, asked.target * 1000 - level)
      effect.after += Math.max(0, asked.target * 1000 - later)
    }
    if (asked.minimum === null) continue
    effect.of++
    if (level < asked.minimum * 1000) effect.underBefore++
    if (later < asked.minimum * 1000) effect.underAfter++
  }
  return effect
}

function gainedBy(placements: readonly ToldPlacement[]): Effect['gained'] {
  const found = new Map<string, { people: number; levels: number }>()
  for (const { criterion, from, to } of placements.flatMap(({ gains }) => gains)) {
    const known = found.get(criterion) ?? { people: 0, levels: 0 }
    found.set(criterion, { people: known.people + 1, levels: known.levels + to - from })
  }
  return [...found]
    .map(([criterion, gain]) => ({ criterion, ...gain }))
    .sort((a, b) => b.levels - a.levels || b.people - a.people || (a.criterion < b.criterion ? -1 : 1))
}

function homesOf({ people, units, policy }: RoundFacts, placements: readonly ToldPlacement[]): HomeEffect[] {
  const left = [...new Set(placements.map(({ unitId }) => unitId))].sort()
  return left.map((unitId) => {
    const heads = people.filter((person) => person.unitId === unitId).length
    const rules = units.find((unit) => unit.unitId === unitId) ?? { minHeads: null }
    const own = placements.filter((one) => one.unitId === unitId)
    return {
      ...{ unitId, heads, floor: headsToStay(rules, heads, policy.coverShare) },
      stretches: stretchesOf(own.filter(({ share }) => share >= awayShare)),
      sole: own.flatMap(({ employeeId, sole }) => (sole.length > 0 ? [{ employeeId, criteria: sole }] : [])),
    }
  })
}

/** Days on which equally many are away, one after the other; days on which nobody is are left out. */
function stretchesOf(spans: readonly Span[]): (Span & { away: number })[] {
  const turns = [...new Set(spans.flatMap(({ from, to }) => [from, addDays(to, 1)]))].sort()
  return turns.slice(0, -1).flatMap((from, at) => {
    const away = spans.filter((span) => span.from <= from && from <= span.to).length
    return away > 0 ? [{ from, to: addDays(turns[at + 1]!, -1), away }] : []
  })
}

/** Candidates and placed people by where they are; what protects people from being judged by it is never asked. */
function spreadOver({ people }: RoundFacts, placements: readonly ToldPlacement[], by: 'unit' | 'location') {
  const keyOf = (person: PersonRow) => (by === 'unit' ? person.unitId : person.location)
  const placed = new Set(placements.map(({ employeeId }) => employeeId))
  const candidates = people.filter(({ isCandidate }) => isCandidate)
  return [...new Set(candidates.map(keyOf))].sort().map((key) => {
    const own = candidates.filter((person) => keyOf(person) === key)
    return { by, key, candidates: own.length, placed: own.filter(({ employeeId }) => placed.has(employeeId)).length }
  })
}
