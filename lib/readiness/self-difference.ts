import type { SelfDifference } from '@/db/schema'

export type { SelfDifference }

/** Of fewer people a spread would speak of single ones. */
const fewest = 5

/**
 * The spread over people of (self − manager), each the mean over the criteria that both rated: tenths and middle in whole
 * thousandths of a level, between neighbours by their distance (Hyndman & Fan 1996, type 7). Null for fewer than five people.
 */
export function spreadOf(differences: readonly number[]): SelfDifference | null {
  if (differences.length < fewest) return null
  const sorted = [...differences].sort((a, b) => a - b)
  const at = (share: number) => {
    const place = (sorted.length - 1) * share
    const below = sorted[Math.floor(place)]!
    const above = sorted[Math.ceil(place)]!
    return Math.round(below + (above - below) * (place - Math.floor(place)))
  }
  return { people: sorted.length, p10: at(0.1), median: at(0.5), p90: at(0.9) }
}
