import type { Measure } from '@/db/values'
import { measured, signedGap } from '@/lib/analytics/rules'
import type { GapCell } from '@/lib/analytics/shapes'
import type { Target } from '@/lib/framework/shapes'
import { formatGap, type GapStep, gapStep, isThin } from '@/lib/readiness/gap-scale'
import type { ReadinessPolicy } from '@/lib/readiness/policy'

/**
 * How a cell looks: its number, the colour step of its mean gap whatever the number shows, and whether it is hatched. A cell
 * without people rated is `empty`, one that the profile does not ask is `not-asked`.
 */
export type GapFace = {
  kind: 'value' | 'empty' | 'not-asked'
  text: string
  step: GapStep | null
  isHatched: boolean
}

/** One decimal, in the reader's language. */
export type Print = (value: number) => string

/** What of the settings a cell is drawn by. */
export type Thin = Pick<ReadinessPolicy, 'thinShare'>

export function faceOf(
  cell: GapCell | undefined,
  target: number | undefined,
  measure: Measure,
  print: Print,
  policy: Thin,
): GapFace {
  if (target === undefined) return { kind: 'not-asked', text: '–', step: null, isHatched: false }
  const gap = signedGap(cell, target)
  const value = measured(cell, target, measure)
  if (!cell || gap === null || value === null) return { kind: 'empty', text: '', step: null, isHatched: false }
  const text = measure === 'gap' ? formatGap(value, print) : measure === 'below' ? String(value) : print(value)
  return { kind: 'value', text, step: gapStep(gap), isHatched: cell.isStale || hasFewRated(cell, policy) }
}

export const hasFewRated = (cell: GapCell, policy: Thin) => isThin(cell.assessed, cell.people, policy)

/** What a screen reader hears of a cell, as message key and values of `organisation.cell`. */
export function wordsOf(cell: GapCell | undefined, target: number | undefined, people: number, print: Print) {
  if (!cell || cell.assessed === 0 || cell.meanLevel === null) return { key: 'nobody', values: { people } } as const
  const rated = { assessed: cell.assessed, people: cell.people, level: print(cell.meanLevel) }
  if (target === undefined) return { key: 'notAsked', values: rated } as const
  const gap = signedGap(cell, target) ?? 0
  if (!cell.below) {
    const above = formatGap(gap, print)
    return { key: 'met', values: { ...rated, target, gap: above === '0' ? 'none' : above.slice(1) } } as const
  }
  return { key: 'below', values: { ...rated, target, below: cell.below, gap: formatGap(gap, print) } } as const
}

/** A criterion as a column, with what the role profile asks of it. `isFirst` in its domain; `isOff` hides it on a phone. */
export type MapColumn = { key: string; name: string; target: Target | undefined; isFirst: boolean; isOff: boolean }
export type MapDomain = { key: string; name: string; shortName: string; isOff: boolean; columns: MapColumn[] }
