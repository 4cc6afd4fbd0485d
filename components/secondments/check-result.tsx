'use client'
import { useTranslations } from 'use-intl/react'
import type { Check } from '@/lib/secondments/shapes'
import classes from './secondments.module.css'

/** What the rules say of a placement that is being written: what excludes it, and what is not known. */
export function CheckResult({ check }: { check: Check }) {
  const t = useTranslations('secondments.propose')
  const told = check.verdicts.filter(({ outcome }) => outcome !== 'ok')
  const count = told.filter(({ outcome }) => outcome === 'fails').length
  return (
    <>
      <p className={classes.below}>
        {count > 0 ? t('excluded', { count }) : t('eligible', { points: Math.round(check.points * 10) / 10 })}
        {check.seat === null ? ` ${t('noSeat')}` : ''}
      </p>
      <ul className={classes.rules}>
        {told.map(({ rule, outcome, facts }) => (
          <li key={`${rule} ${JSON.stringify(facts)}`}>
            {t(`rules.${rule}`)}: {t(`outcomes.${outcome as 'fails'}`)}
          </li>
        ))}
      </ul>
    </>
  )
}
