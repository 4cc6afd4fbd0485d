/** Shares of 100 in whole numbers, as near as they come: largest remainder, the first of equals first. */
export function scaledTo100(weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0)
  if (sum === 0) return [...weights]
  const floors = weights.map((weight) => Math.floor((weight * 100) / sum))
  const rest = 100 - floors.reduce((all, floor) => all + floor, 0)
  const byRemainder = weights
    .map((weight, at) => ({ at, remainder: (weight * 100) % sum }))
    .sort((one, other) => other.remainder - one.remainder || one.at - other.at)
  for (const { at } of byRemainder.slice(0, rest)) floors[at] = (floors[at] ?? 0) + 1
  return floors
}

/**
 * What is missing from 100, or too much, shared out equally in whole numbers; nothing falls below 1. Weights of 0 stay out:
 * the role asks nothing there.
 */
export function withRestShared(weights: readonly number[]): number[] {
  const shared = [...weights]
  const places = shared.flatMap((weight, at) => (weight > 0 ? [at] : []))
  let rest = 100 - shared.reduce((all, weight) => all + weight, 0)
  while (rest !== 0) {
    const open = rest > 0 ? places : places.filter((at) => shared[at]! > 1)
    if (open.length === 0) return shared
    const each = Math.trunc(rest / open.length) || Math.sign(rest)
    for (const at of open) {
      if (rest === 0) break
      const step = each > 0 ? Math.min(each, rest) : Math.max(each, rest, 1 - shared[at]!)
      shared[at]! += step
      rest -= step
    }
  }
  return shared
}
