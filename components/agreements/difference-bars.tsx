'use client'
import { useFormatter, useTranslations } from 'use-intl/react'
import type { Differences } from '@/lib/agreements/rules'
import classes from './compare-aside.module.css'

/** Criteria at each difference of self and manager, as columns with their counts; read out as a list. */
export function DifferenceBars({ differences: { bars, mean } }: { differences: Differences }) {
  const t = useTranslations('agreements.aside')
  const format = useFormatter()
  if (mean === null) return null
  const most = Math.max(...bars.map(({ count }) => count))
  const signed = (levels: number) => format.number(levels, { signDisplay: 'exceptZero', maximumFractionDigits: 1 })
  return (
    <section>
      <h2>{t('minus')}</h2>
      <p>{t('minusText', { mean: signed(mean) })}</p>
      <ul className={classes.bars}>
        {bars.map(({ difference, count }) => (
          <li key={difference} data-zero={difference === 0 || undefined}>
            <span className="sr">{t('bar', { difference: signed(difference), count })}</span>
            <span aria-hidden="true">{count > 0 ? count : ''}</span>
            <i style={{ height: `${(count / most) * 64}px` }} />
            <small aria-hidden="true">{signed(difference)}</small>
          </li>
        ))}
      </ul>
    </section>
  )
}
