interface Hanging {
  weight: number
  target: number
  mustHave: boolean
}

const top = 40
const step = 18.6
const gap = 14
const overhang = 7

const tidy = (value: number) => Math.round(value * 10) / 10

/** Where beams and weights hang: threads lengthen by the criterion's weight and, a little, by its target. Units of the viewBox. */
export function hang(domains: readonly (readonly Hanging[])[]) {
  let x = 8 - step
  const beams = domains
    .filter((criteria) => criteria.length > 0)
    .map((criteria, index) => {
      if (index > 0) x += gap
      const weights = criteria.map(({ weight, target, mustHave }) => {
        x += step
        return { x: tidy(x), y: tidy(top + 68.2 * weight + 28.6 * target - 25.8), isMustHave: mustHave }
      })
      return { from: tidy(x - step * (criteria.length - 1) - overhang), to: tidy(x + overhang), weights }
    })
  const lowest = Math.max(top, ...beams.flatMap((beam) => beam.weights.map((weight) => weight.y)))
  return { width: tidy(x + overhang + 2), height: Math.max(640, lowest + 20), top, beams }
}
