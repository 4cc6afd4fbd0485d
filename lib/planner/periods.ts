import { addDays, addMonths, daysIn, type Span } from '@/lib/openings/days'
import type { OpeningRow, RoundFacts } from './facts'

/** Days of a placement, and the first and last period that they touch. */
export interface Window extends Span {
  first: number
  last: number
}

/** The first day of each period of a horizon: of seven days each, or of months from its first day on. */
export function firstDays({ horizon, per }: Pick<RoundFacts, 'horizon' | 'per'>): string[] {
  const days: string[] = []
  for (let at = 0, day = horizon.from; day <= horizon.to; ) {
    days.push(day)
    at++
    day = per === 'week' ? addDays(horizon.from, at * 7) : addMonths(horizon.from, at)
  }
  return days
}

/** The period that a day lies in; −1 before the first one. */
export function periodOf(firsts: readonly string[], day: string): number {
  let [low, high] = [0, firsts.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (firsts[middle]! <= day) low = middle + 1
    else high = middle
  }
  return low - 1
}

/**
 * When a placement at this opening can be: on its fixed days, or from its first day and from each period's first one, for its
 * longest stay, a route's typical one and its shortest. Inside the opening's window and the horizon; one window for each pair of
 * first and last period.
 */
export function windowsOf(
  opening: OpeningRow,
  facts: Pick<RoundFacts, 'horizon'>,
  firsts: readonly string[],
  typicalMonths: number,
): Window[] {
  const inHorizon = (span: Span) => facts.horizon.from <= span.from && span.to <= facts.horizon.to
  const place = (span: Span): Window => ({
    ...span,
    first: periodOf(firsts, span.from),
    last: periodOf(firsts, span.to),
  })
  const { earliestStart, latestEnd, isFixed, minDays, maxDays } = opening
  if (opening.dates) return inHorizon(opening.dates) ? [place(opening.dates)] : []
  const starts = isFixed ? [earliestStart] : [earliestStart, ...firsts.filter((day) => day > earliestStart)]
  const windows = new Map<string, Window>()
  for (const from of starts) {
    const typical = daysIn({ from, to: addDays(addMonths(from, typicalMonths), -1) })
    const lengths = [maxDays, typical, minDays].filter((days) => minDays <= days && days <= maxDays)
    for (const days of lengths) {
      const span = { from, to: addDays(from, days - 1) }
      if (span.to > latestEnd || !inHorizon(span)) continue
      const window = place(span)
      const key = `${window.first} ${window.last}`
      if (!windows.has(key)) windows.set(key, window)
    }
  }
  return [...windows.values()].sort((a, b) => a.first - b.first || a.last - b.last)
}

/** The one by which a pair is judged that no window suits: from the first day on, as long as it may last. */
export const usualWindow = (windows: readonly Window[]) => windows.findLast(({ first }) => first === windows[0]?.first)
