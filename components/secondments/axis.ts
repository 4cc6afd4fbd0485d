import { placeOn } from '@/lib/secondments/rules'

export type Axis = { from: string; to: string }

export const yearAxis = (year: number): Axis => ({ from: `${year}-01-01`, to: `${year}-12-31` })

/** The months of an axis of one year with where each begins, in percent. */
export function monthsOf(axis: Axis): { month: string; left: number }[] {
  const year = axis.from.slice(0, 4)
  return Array.from({ length: 12 }, (_, at) => `${year}-${String(at + 1).padStart(2, '0')}-01`).map((month) => ({
    month,
    left: placeOn(axis, { from: month, to: month })?.left ?? 0,
  }))
}

const dayMs = 86_400_000
const at = (day: string) => Date.parse(`${day}T00:00:00Z`)

/** So many days later. */
export const shifted = (day: string, days: number) => new Date(at(day) + days * dayMs).toISOString().slice(0, 10)

/** Days that a way of so many pixels stands for on an axis so wide. */
export function daysOf(axis: Axis, pixels: number, width: number): number {
  const days = (at(axis.to) - at(axis.from)) / dayMs + 1
  return width > 0 ? Math.round((pixels / width) * days) : 0
}

/** Calendar months that a placement lasts, rounded to whole ones, at least one. */
export function monthsLong(from: string, to: string): number {
  return Math.max(1, Math.round(((at(to) - at(from)) / dayMs + 1) / 30.44))
}

/** Every year that a list of placements touches, and this one. */
export function yearsOf(placements: readonly { from: string; to: string }[], today: string): number[] {
  const years = new Set([Number(today.slice(0, 4))])
  for (const { from, to } of placements) {
    for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year += 1) years.add(year)
  }
  return [...years].sort((a, b) => a - b)
}
