'use client'
import { useFormatter, useTranslations } from 'use-intl/react'
import type { GapStep } from '@/lib/readiness/gap-scale'
import classes from './level-chip.module.css'

type State = 'record' | 'proposed' | 'not-observed' | 'none'

/**
 * A level as a square: filled is of record, outlined is proposed, N is not observed, a dash is not rated. `step` colours it and
 * belongs only beside a target.
 */
export function LevelChip({ level, state, step }: { level: number | null; state?: State; step?: GapStep }) {
  const t = useTranslations('common.level')
  const format = useFormatter()
  const kind = state ?? (level === null ? 'none' : 'record')
  const number = level === null ? '' : format.number(level, { maximumFractionDigits: 1 })
  const words = {
    record: t('label', { level: number }),
    proposed: t('proposed', { level: number }),
    'not-observed': t('notObserved'),
    none: t('none'),
  }[kind]
  const mark = kind === 'not-observed' ? t('notObservedShort') : kind === 'none' ? '–' : number
  return (
    <span className={step ? `${classes.chip} ${step}` : classes.chip} data-state={kind} title={words}>
      <span aria-hidden="true">{mark}</span>
      <span className="sr">{words}</span>
    </span>
  )
}
