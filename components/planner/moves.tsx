'use client'
import { useTranslations } from 'use-intl/react'
import classes from './planner.module.css'
import type { Difference } from './use-answer'
import { type NamesOf, useFigures } from './use-names'

/** Who would be asked instead, and who would not be needed; `without` is whom everybody knows about already. */
export function Moves({
  answer: { gone, come },
  names,
  without,
}: {
  answer: Difference
  names: NamesOf
  without?: string
}) {
  const t = useTranslations('planner.moves')
  const figures = useFigures()
  const moved = gone.filter(({ employeeId }) => employeeId !== without)
  if (come.length + moved.length === 0) return <p>{t('nobody')}</p>
  return (
    <ul className={classes.lines}>
      {come.map((one) => (
        <li key={`${one.employeeId} ${one.openingId}`}>
          {t('comes', {
            ...{ person: names.person(one.employeeId), opening: names.opening(one.openingId) },
            span: figures.span(one),
          })}
        </li>
      ))}
      {moved.map((one) => (
        <li key={`${one.employeeId} ${one.openingId}`}>
          {t('leaves', { person: names.person(one.employeeId), opening: names.opening(one.openingId) })}
        </li>
      ))}
    </ul>
  )
}
