import type { Targets, UnitNode } from '@/lib/analytics/rules'

/** Fewest and most people rated on any criterion that the profile asks, of all the people under these tops. */
export function ratedRange(tops: readonly UnitNode[], targets: Targets): { low: number; high: number; people: number } {
  const people = tops.reduce((sum, node) => sum + node.people, 0)
  const rated = [...targets.keys()].map((criterion) =>
    tops.reduce((sum, { cells }) => sum + (cells.get(criterion)?.assessed ?? 0), 0),
  )
  return { low: rated.length ? Math.min(...rated) : 0, high: Math.max(0, ...rated), people }
}
