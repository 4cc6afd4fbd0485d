'use client'
import { useTranslations } from 'use-intl/react'
import { splitCosts } from '@/lib/readiness/breakdown'
import { gapStep } from '@/lib/readiness/gap-scale'
import { PointsBar, type PointsPart } from '../charts/points-bar'
import classes from './readiness.module.css'
import type { Told } from './use-person-readiness'
import { useWords } from './use-words'

/** Gaps named one by one; what is left stands together. */
const named = 6

/** The hundred points: those held, and what each of the dearest gaps takes away. */
export function PointsLost({ told: { answer, voice } }: { told: Told }) {
  const t = useTranslations('readiness.points')
  const { tenth, whole, level } = useWords()
  const { readiness, criteria } = answer
  const nameOf = (key: string) => criteria.get(key)?.name ?? key
  const have = readiness.points ?? 0
  const costs = splitCosts(readiness, named)
  const { count, points: rest } = costs.others
  const parts: PointsPart[] = costs.named.map(({ criterion, points, gap }, at) => ({
    key: criterion,
    points,
    text: tenth(points),
    step: gapStep(gap ?? 0),
    under: String(at + 1),
  }))
  if (count > 0)
    parts.push({ key: 'others', points: rest, text: tenth(rest), step: null, under: t('others', { count }) })
  const said = [
    ...costs.named.map(({ criterion, points }) => t('costs', { criterion: nameOf(criterion), points: tenth(points) })),
    ...(count > 0 ? [t('othersCost', { count, points: tenth(rest) })] : []),
  ]
  return (
    <section>
      <div className={classes.heading}>
        <h2>{parts.length === 0 ? t('allThere') : t('title', { points: whole(100 - Math.round(have)) })}</h2>
        {parts.length === 0 ? null : <span>{t(readiness.coverage < 1 ? 'exactSoFar' : 'exact')}</span>}
      </div>
      <PointsBar
        label={t('chart', { have: tenth(have), costs: said.join('; ') || t('allThere') })}
        have={have}
        haveText={tenth(have)}
        haveWords={t('have', { voice })}
        parts={parts}
      />
      <ol className={classes.costs}>
        {costs.named.map((cost, at) => {
          const isShort = cost.minimum !== null && cost.level !== null && cost.level < cost.minimum
          return (
            <li key={cost.criterion}>
              <span className={classes.index}>{at + 1}</span>
              <span>
                {t.rich('item', {
                  criterion: nameOf(cost.criterion),
                  level: level(cost.level ?? 0),
                  target: cost.target,
                  minimum: isShort ? String(cost.minimum) : 'none',
                  b: (text) => <b>{text}</b>,
                })}
              </span>
              <span className={classes.figure}>{tenth(cost.points)}</span>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
