import { type Block, byKey, type MustHave, type Readiness } from './result'
import type { PreparedProfile, Tally } from './tally'

/** What is known to stand in the way: the reckoning with unassessed criteria at target, so that nothing is held against a blank. */
export function blocksOf(result: Omit<Readiness, 'blocks'>, profile: PreparedProfile, sums: Tally): Block[] {
  const { policy } = profile
  const { points, next } = result
  if (result.band === 'insufficient') return [{ kind: 'assess', criteria: result.unassessed }]
  if (next === null || points === null) return []
  const toNow = next === 'ready-now'
  const blocks: Block[] = []
  const isTooShort = (by: number) => by > (toNow ? 0 : policy.maxShortBy)
  for (const { criterion, level, minimum, by } of shortest(result.mustHaves))
    if (isTooShort(by)) blocks.push({ kind: 'must-have', criterion, level, minimum, by })
  const { short } = sums.atHighest
  if (!toNow && short > policy.maxShortMustHaves)
    blocks.push({ kind: 'must-haves', short, allowed: policy.maxShortMustHaves })
  const allowed = toNow ? policy.heavyMaxGap : policy.notableMaxGap
  const counts = new Set(profile.targets.filter(toNow ? (t) => t.heavy : (t) => t.notable).map((t) => t.criterion))
  for (const { criterion, level, target, gap } of [...result.costs].sort((a, b) => b.gap - a.gap))
    if (counts.has(criterion) && gap > allowed) blocks.push({ kind: 'gap', criterion, level, target, gap, allowed })
  const cut = toNow ? policy.nowCut : policy.soonCut
  if (result.high < cut) blocks.push({ kind: 'points', points, cut })
  return blocks
}

/** Must-haves under their minimum, the widest first. */
function shortest(mustHaves: readonly MustHave[]) {
  return mustHaves
    .filter((must): must is MustHave & { level: number; by: number } => must.state === 'short')
    .sort((a, b) => b.by - a.by || byKey(a, b))
}
