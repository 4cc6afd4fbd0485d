import type { Domain } from '@/lib/framework/shapes'
import type { Cost, MustHave, Readiness } from './shapes'

type Costs = Pick<Readiness, 'costs'>
type Lost = Cost & { points: number }

const total = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0)
const mean = (numbers: readonly number[]) => (numbers.length > 0 ? total(numbers) / numbers.length : null)

/** Where the missing points go: the dearest gaps by name, the others together; all of them add up to 100 − points. */
export function splitCosts(
  { costs }: Costs,
  top: number,
): { named: Lost[]; others: { count: number; points: number } } {
  const lost = costs.filter((cost): cost is Lost => cost.points !== null && cost.points > 0)
  const others = lost.slice(top)
  return {
    named: lost.slice(0, top),
    others: { count: others.length, points: total(others.map(({ points }) => points)) },
  }
}

export type DomainLevels = {
  key: string
  name: string
  shortName: string
  /** Mean level and mean target over the criteria that are rated; no level when none is, and then every target counts. */
  level: number | null
  target: number
  /** Readiness points lost in this domain; null when none of it is rated. */
  points: number | null
  rows: Cost[]
}

/** The role's criteria by domain in framework order; domains of which the role asks nothing are left out. */
export function byDomain({ costs }: Costs, domains: readonly Domain[]): DomainLevels[] {
  const known = new Map(costs.map((cost) => [cost.criterion, cost]))
  return domains.flatMap(({ key, name, shortName, criteria }) => {
    const rows = criteria.flatMap((criterion) => known.get(criterion.key) ?? [])
    if (rows.length === 0) return []
    const rated = rows.filter(({ level }) => level !== null)
    const counted = rated.length > 0 ? rated : rows
    return {
      ...{ key, name, shortName, rows },
      level: mean(rated.map(({ level }) => level ?? 0)),
      target: mean(counted.map(({ target }) => target)) ?? 0,
      points: rated.length > 0 ? total(rated.map(({ points }) => points ?? 0)) : null,
    }
  })
}

export type ShortMustHave = MustHave & { level: number }

/** Must-haves under their minimum: the widest first, then the dearer one, then in the order of `criteria`. */
export function shortMustHaves(
  { mustHaves, costs }: Pick<Readiness, 'mustHaves' | 'costs'>,
  criteria: readonly string[],
): ShortMustHave[] {
  const points = new Map(costs.map(({ criterion, points }) => [criterion, points ?? 0]))
  const dear = (must: MustHave) => points.get(must.criterion) ?? 0
  const place = (must: MustHave) => criteria.indexOf(must.criterion)
  const isSame = (a: number, b: number) => Math.abs(a - b) < 1e-9
  return mustHaves
    .filter((must): must is ShortMustHave => must.state === 'short' && must.level !== null)
    .sort((a, b) => {
      const [wide, wider] = [a.minimum - a.level, b.minimum - b.level]
      if (!isSame(wide, wider)) return wider - wide
      return isSame(dear(a), dear(b)) ? place(a) - place(b) : dear(b) - dear(a)
    })
}
