'use client'
import { useTranslations } from 'use-intl/react'
import { gapStep } from '@/lib/readiness/gap-scale'
import classes from './distribution.module.css'

/** Tallest bar in px. */
const tallest = 70

/** How many people stand at each level, in the gap's colours, with minimum and target named on the axis; a table for the ear. */
export function Distribution({
  histogram,
  target,
  minimum,
  caption,
}: {
  histogram: readonly number[]
  target: number | null
  minimum: number | null
  caption: string
}) {
  const t = useTranslations('organisation.drawer')
  const bars = histogram.map((count, level) => ({ count, level }))
  const most = Math.max(1, ...histogram)
  const mark = (level: number) => {
    if (level === target && level === minimum) return t('minimumAndTarget')
    if (level === target) return t('target')
    return level === minimum ? t('minimum') : ''
  }
  return (
    <figure>
      <div className={classes.chart} aria-hidden="true">
        {bars.map(({ count, level }) => (
          <div key={level} className={classes.column} data-target={level === target || undefined}>
            <div className={classes.stack}>
              <span data-some={count > 0 || undefined}>{count}</span>
              <div
                className={`${classes.bar} ${target === null ? 'z0' : gapStep(target - level)}`}
                style={{ height: count === 0 ? 0 : Math.max(2, Math.round((tallest * count) / most)) }}
              />
            </div>
            <b className={classes.level}>{level}</b>
            <span className={classes.mark}>{mark(level)}</span>
          </div>
        ))}
      </div>
      <div className="sr">
        <table>
          <caption>{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{t('level')}</th>
              <th scope="col">{t('count')}</th>
            </tr>
          </thead>
          <tbody>
            {bars.map(({ count, level }) => (
              <tr key={level}>
                <th scope="row">{[level, mark(level)].filter((part) => part !== '').join(', ')}</th>
                <td>{count}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  )
}
