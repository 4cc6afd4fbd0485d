'use client'
import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import { useDay } from '../ui/use-day'
import classes from './openings.module.css'
import { openingPath, useHelpful, useOpeningWords } from './use-openings'

const shown = 5

/** On the own page: the open places that would bring most, each a step from why one may go or not. */
export function Helpful() {
  const t = useTranslations('openings.helpful')
  const { answer } = useHelpful()
  const words = useOpeningWords()
  const day = useDay()
  if (!answer) return null
  const best = answer.openings.filter(({ points }) => points > 0).slice(0, shown)
  return (
    <section className={classes.helpful}>
      <h2>{t('title')}</h2>
      <p className={classes.text}>{best.length === 0 ? t('none') : t('text')}</p>
      <ul>
        {best.map((one) => (
          <li key={one.opening.openingId}>
            <Link href={openingPath(one.opening.openingId)}>{one.opening.title}</Link>
            <b>{words.points(one.points)}</b>
            <small>
              {t('row', { host: one.opening.host.name, from: day(one.from), to: day(one.to) })}, {words.you(one)}
            </small>
          </li>
        ))}
      </ul>
      <p className={classes.back}>
        <Link href="/openings">{t('all')}</Link>
      </p>
    </section>
  )
}
