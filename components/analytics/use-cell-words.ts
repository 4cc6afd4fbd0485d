'use client'
import { useFormatter, useTranslations } from 'use-intl/react'
import { signedGap } from '@/lib/analytics/rules'
import type { GapCell } from '@/lib/analytics/shapes'
import { formatGap } from '@/lib/readiness/gap-scale'
import { figureOf, peopleUnder } from './cell-figures'

/** "All 11 below target 4": the count before any mean. */
export function useFigure(profile: string) {
  const t = useTranslations('organisation.drawer')
  return (cell: GapCell, target: number | undefined) =>
    t(figureOf(cell, target), { assessed: cell.assessed, below: cell.below ?? 0, target: target ?? 0, profile })
}

/** "11 of 11 are under the must-have minimum of 3. Mean gap 2.5 levels." */
export function useCellSentence() {
  const t = useTranslations('organisation.drawer')
  const format = useFormatter()
  const print = (value: number) => format.number(value, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  return (cell: GapCell, target: number | undefined, minimum: number | null) => {
    if (cell.assessed === 0 || cell.meanLevel === null) return ''
    const gap = signedGap(cell, target)
    const under = minimum === null ? 0 : peopleUnder(minimum, cell)
    return [
      minimum === null ? '' : t('underMinimum', { under, assessed: cell.assessed, minimum }),
      gap !== null && gap > 0 ? t('meanGap', { gap: formatGap(gap, print) }) : '',
      gap !== null && gap < 0 ? t('meanSurplus', { gap: formatGap(gap, print).slice(1) }) : '',
      gap === null ? t('meanLevel', { level: print(cell.meanLevel) }) : '',
    ]
      .filter(Boolean)
      .join(' ')
  }
}
