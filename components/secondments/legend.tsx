'use client'
import { useTranslations } from 'use-intl/react'
import type { State } from '@/lib/secondments/machine'
import { phaseOf } from '@/lib/secondments/rules'
import type { Secondment } from '@/lib/secondments/shapes'
import classes from './timeline.module.css'

/** One state for each way that a bar is drawn, the furthest along first. */
const drawn = ['active', 'confirmed', 'selection', 'release', 'interest', 'returned'] as const
type Drawn = (typeof drawn)[number]

/** Which of these a bar in this state is drawn like. */
function likeOf(state: State): Drawn {
  const phase = phaseOf(state)
  if (phase === 'away') return 'active'
  if (phase === 'agreed') return 'confirmed'
  if (phase === 'over') return 'returned'
  if (phase === 'draft' || state === 'interest') return 'interest'
  return state === 'release' ? 'release' : 'selection'
}

/** What the looks of the bars mean that are there. */
export function Legend({ placements }: { placements: readonly Secondment[] }) {
  const t = useTranslations('secondments')
  const there = new Set(placements.map(({ state }) => likeOf(state)))
  const shown = drawn.filter((state) => there.has(state))
  return (
    <ul className={classes.legend} aria-label={t('timeline.legend')}>
      {shown.map((state) => (
        <li key={state}>
          <span className={classes.bar} data-phase={phaseOf(state)} data-state={state} aria-hidden="true" />
          {t(`timeline.looks.${state}`)}
        </li>
      ))}
    </ul>
  )
}
