'use client'
import { useTranslations } from 'use-intl/react'
import classes from './plan.module.css'
import type { Answer } from './use-answer'
import { type NamesOf, useFigures } from './use-names'

/** What the plan loses without a placement, as a bar beside its number; nothing lost: who would do as well. */
export function Firm({ difference, most, names }: { difference: Answer; most: number; names: NamesOf }) {
  const t = useTranslations('planner.plan')
  const figures = useFigures()
  if (difference === 'asking') return <span className={classes.quiet}>{t('asking')}</span>
  if (difference === 'failed') return <span className={classes.quiet}>{t('notKnown')}</span>
  if (difference === null) return <span className={classes.quiet}>{t('held')}</span>
  const lost = -difference.difference
  const [other] = difference.come
  if (lost === 0) return <span>{other ? t('same', { person: names.person(other.employeeId) }) : t('sameOther')}</span>
  return (
    <span>
      <i className={classes.bar} aria-hidden="true">
        <u style={{ width: `${Math.max(4, Math.round((100 * lost) / Math.max(most, 1)))}%` }} />
      </i>
      {difference.isProven
        ? t('loses', { points: figures.fine(lost) })
        : t('losesAtMost', { points: figures.fine(lost) })}
    </span>
  )
}
