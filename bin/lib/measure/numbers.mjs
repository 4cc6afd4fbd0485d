/** The smallest number that so large a part of them does not exceed; null of none. */
export function quantile(numbers, part) {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? null
}

export const median = (numbers) => quantile(numbers, 0.5)

/** The exponent of growth: the slope of a straight line through the logarithms. Null with fewer than two points. */
export function exponent(points) {
  const logs = points.filter(([x, y]) => x > 0 && y > 0).map(([x, y]) => [Math.log(x), Math.log(y)])
  if (logs.length < 2) return null
  const mean = (at) => logs.reduce((sum, log) => sum + log[at], 0) / logs.length
  const [x, y] = [mean(0), mean(1)]
  const along = logs.reduce((sum, log) => sum + (log[0] - x) * (log[1] - y), 0)
  return along / logs.reduce((sum, log) => sum + (log[0] - x) ** 2, 0)
}
