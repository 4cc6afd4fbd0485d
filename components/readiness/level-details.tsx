'use client'
import { useTranslations } from 'use-intl/react'
import type { LevelOfRecord } from '@/lib/readiness/shapes'
import { useDay } from '../ui/use-day'
import classes from './readiness.module.css'
import type { Told } from './use-person-readiness'
import { capitalised } from './use-words'

/** What stands behind one level: source, day and age, the own view beside it, and what the level and the next one mean. */
export function LevelDetails({ told, criterion }: { told: Told; criterion: string }) {
  const t = useTranslations('readiness.details')
  const sourceLine = useSourceLine(told)
  const { criteria, levels, role } = told.answer
  const found = levels.get(criterion)
  const target = role.targets.find((each) => each.criterion === criterion)
  const at = found?.level == null ? null : Math.floor(found.level)
  const step = criteria.get(criterion)?.levels.find(({ level }) => level === at)
  return (
    <div className={classes.details}>
      <p>{found ? sourceLine(found) : t('none')}</p>
      {step ? <p>{t('means', { level: step.level, text: step.descriptor })}</p> : null}
      {step?.separatesNext && target && step.level < target.target ? (
        <p>{t('separates', { level: step.level, next: step.level + 1, text: step.separatesNext })}</p>
      ) : null}
      {target?.minimum ? <p>{t('minimum', { minimum: target.minimum })}</p> : null}
    </div>
  )
}

/** "Manager, 18 Oct 2026, 1 month old; your own view 3". */
function useSourceLine({ voice, answer }: Told): (level: LevelOfRecord) => string {
  const t = useTranslations('readiness.details')
  const day = useDay()
  return ({ source, ratedOn, ageMonths, isExpired, fromCycle, selfLevel }) => {
    const own = selfLevel === null ? t('noOwn') : t('own', { voice, level: selfLevel })
    if (ratedOn === null || source === 'not-observed')
      return `${t(source === 'not-observed' ? 'notObserved' : 'none')} ${capitalised(own)}.`
    const name = t(`sources.${source ?? 'manager'}`)
    const line = isExpired
      ? t('expired', { source: name, day: day(ratedOn), months: answer.readiness.policy.value.expiryMonths })
      : t('line', { source: name, day: day(ratedOn), age: t('age', { months: Math.floor(ageMonths ?? 0) }) })
    return `${[line, fromCycle ? t('carried', { cycle: fromCycle }) : null, own].filter(Boolean).join('; ')}.`
  }
}
