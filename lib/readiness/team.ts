import { shortMustHaves } from './breakdown'
import type { TeamMember } from './shapes'

/** Who stands at this level of record or above holds a criterion: can do it without help. */
export const HOLDS_FROM = 3

const holds = (level: number | null | undefined) => level != null && level >= HOLDS_FROM

/** Who of the team holds a criterion. `rated` 0: nobody knows, which is not the same as held by nobody. */
export type Holding = { criterion: string; place: number; rated: number; holders: TeamMember[] }

/** `criteria` are all keys in framework order; only those in `asked` are told of. */
export function holdings(
  members: readonly TeamMember[],
  criteria: readonly string[],
  asked: ReadonlySet<string>,
): Holding[] {
  return criteria.flatMap((criterion, place) => {
    if (!asked.has(criterion)) return []
    const rated = members.filter(({ levels }) => levels[place] != null)
    return [{ criterion, place, rated: rated.length, holders: rated.filter(({ levels }) => holds(levels[place])) }]
  })
}

export type TeamSummary = {
  people: number
  /** Of them, with a level of record at all. */
  rated: number
  /** Of these, with a band: not short of evidence. */
  banded: number
  now: number
  /** Those with the fewest must-haves short, and how many that is; null when somebody is ready now, or nobody has a band. */
  nearest: { people: TeamMember[]; short: number } | null
  /** Must-haves that everybody rated is short of; empty in a team of one. */
  stopsAll: string[]
}

export function summariseTeam(members: readonly TeamMember[]): TeamSummary {
  const rated = members.filter(({ readiness }) => readiness !== null)
  const banded = rated.filter(({ readiness }) => readiness?.band !== 'insufficient')
  const now = banded.filter(({ readiness }) => readiness?.band === 'ready-now').length
  const shortOf = ({ readiness }: TeamMember) => readiness?.mustHaves.filter(({ state }) => state === 'short') ?? []
  const fewest = Math.min(...banded.map((member) => shortOf(member).length))
  const [first, ...others] = rated.map((member) => shortOf(member).map(({ criterion }) => criterion))
  return {
    people: members.length,
    rated: rated.length,
    banded: banded.length,
    now,
    nearest:
      now > 0 || banded.length === 0
        ? null
        : { people: banded.filter((member) => shortOf(member).length === fewest), short: fewest },
    stopsAll:
      first && others.length > 0 ? first.filter((criterion) => others.every((short) => short.includes(criterion))) : [],
  }
}

export type Dependence = {
  alone: { criterion: string; holder: TeamMember }[]
  /** Whoever alone holds the most, when it is one person and more than one criterion. */
  leaning: { person: TeamMember['person']; count: number } | null
  /** Criteria that somebody is rated on and nobody holds. */
  nobody: string[]
}

/** What rests on one person, and what on nobody. A team of one rests on that one: null. */
export function dependence(members: readonly TeamMember[], held: readonly Holding[]): Dependence | null {
  if (members.length < 2) return null
  const alone = held.flatMap(({ criterion, holders }) =>
    holders.length === 1 ? [{ criterion, holder: holders[0]! }] : [],
  )
  const counts = members
    .map((member) => ({ person: member.person, count: alone.filter(({ holder }) => holder === member).length }))
    .sort((a, b) => b.count - a.count)
  const [first, second] = counts
  return {
    alone,
    leaning: first && first.count > 1 && first.count > (second?.count ?? 0) ? first : null,
    nobody: held.filter(({ rated, holders }) => rated > 0 && holders.length === 0).map(({ criterion }) => criterion),
  }
}

export type Absence = {
  /** Criteria that nobody else holds, with the best level that is left and whose it is; null: nobody else is rated. */
  lost: { criterion: string; level: number; next: { level: number; people: TeamMember[] } | null }[]
  /** Who is at most one level short of holding the most of them. */
  cover: { person: TeamMember['person']; near: number } | null
}

/** What the team could no longer do at `HOLDS_FROM` while one person is away. */
export function absenceCost(members: readonly TeamMember[], held: readonly Holding[], employeeId: string): Absence {
  const others = members.filter(({ person }) => person.employeeId !== employeeId)
  const alone = held.filter(({ holders }) => holders.length === 1 && holders[0]?.person.employeeId === employeeId)
  const lost = alone.map(({ criterion, place, holders }) => {
    const best = Math.max(...others.map(({ levels }) => levels[place] ?? -1))
    const people = others.filter(({ levels }) => levels[place] === best)
    return {
      criterion,
      level: holders[0]?.levels[place] ?? 0,
      next: people.length > 0 ? { level: best, people } : null,
    }
  })
  const covers = others
    .map(({ person, levels }) => {
      const left = alone.map(({ place }) => levels[place] ?? 0)
      return {
        person,
        near: left.filter((level) => level >= HOLDS_FROM - 1).length,
        sum: left.reduce((a, b) => a + b, 0),
      }
    })
    .sort((a, b) => b.near - a.near || b.sum - a.sum)
  const [first] = covers
  return { lost, cover: first && first.near > 0 ? { person: first.person, near: first.near } : null }
}

/** Criteria by the points they cost the team together, dearest first; ties stay in framework order. */
export function byTeamCost(members: readonly TeamMember[], asked: readonly string[]): string[] {
  const points = new Map<string, number>()
  for (const { readiness } of members)
    for (const cost of readiness?.costs ?? [])
      points.set(cost.criterion, (points.get(cost.criterion) ?? 0) + (cost.points ?? 0))
  return asked.toSorted((a, b) => (points.get(b) ?? 0) - (points.get(a) ?? 0))
}

/**
 * What stands between a person and the role: must-haves short, the widest first; gaps on other criteria and points that the
 * band above does not allow; and must-haves nobody has rated.
 */
export function blocksOfMember({ readiness }: TeamMember, criteria: readonly string[]) {
  const short = readiness ? shortMustHaves(readiness, criteria) : []
  const blocks = readiness?.blocks ?? []
  return {
    short,
    gaps: blocks
      .filter((block) => block.kind === 'gap')
      .filter(({ criterion }) => short.every((must) => must.criterion !== criterion)),
    points: blocks.filter((block) => block.kind === 'points'),
    unknown: readiness?.mustHaves.filter(({ state }) => state === 'unknown') ?? [],
  }
}

/** Points under a cut-off as printed: whole, unless that would read as if they reached it; then tenths, rounded down. */
export function underCut(points: number, cut: number): number {
  const whole = Math.round(points)
  return whole < cut ? whole : Math.floor(points * 10) / 10
}

/** First names where one person has them, whole names where two would be mixed up. */
export function shortNames(names: readonly string[]): string[] {
  const first = names.map((name) => name.trim().split(/\s+/)[0] ?? name)
  return names.map((name, at) => (first.filter((other) => other === first[at]).length > 1 ? name : first[at]!))
}
