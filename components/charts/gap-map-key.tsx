'use client'
import { useTranslations } from 'use-intl/react'
import type { Measure } from '@/db/values'
import type { GapStep } from '@/lib/readiness/gap-scale'
import classes from './gap-map-key.module.css'

const steps: [GapStep, 'over' | 'upTo' | 'atTarget', number][] = [
  ['a2', 'over', 1],
  ['a1', 'upTo', 1],
  ['z0', 'atTarget', 0],
  ['b1', 'upTo', 1],
  ['b2', 'upTo', 2],
  ['b3', 'upTo', 3],
  ['b4', 'over', 3],
]

/** What numbers, colours and hatching mean. */
export function GapMapKey({ measure }: { measure: Measure }) {
  const t = useTranslations('organisation.key')
  return (
    <div>
      <p className={classes.title}>{t('title', { measure })}</p>
      <div className={classes.ramp}>
        {steps.map(([step, words, count]) => (
          <span key={step} className={step}>
            {t(words, { count })}
          </span>
        ))}
      </div>
      <div className={classes.ends}>
        <span>{t('above')}</span>
        <span>{t('below')}</span>
      </div>
      {measure === 'gap' ? null : <p className={classes.line}>{t('number', { measure })}</p>}
      <p className={classes.line}>
        <i className={`${classes.swatch} b1 thin`} />
        {t('thin')}
      </p>
      <p className={classes.line}>
        <i className={classes.swatch} data-empty />
        {t('empty')}
      </p>
    </div>
  )
}
