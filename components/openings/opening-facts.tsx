'use client'
import { useTranslations } from 'use-intl/react'
import type { Opening } from '@/lib/openings/shapes'
import { useDay } from '../ui/use-day'
import classes from './openings.module.css'
import { useCriteria, useOpeningWords } from './use-openings'

/** The terms of an opening, and the levels that somebody brings. */
export function OpeningFacts({ opening }: { opening: Opening }) {
  const t = useTranslations('openings')
  const words = useOpeningWords()
  const day = useDay()
  const { name } = useCriteria()
  const facts: [
    key: 'route' | 'host' | 'sponsor' | 'supervisor' | 'where' | 'when' | 'share' | 'seats' | 'paidBy',
    string,
  ][] = [
    ['when', words.when(opening)],
    ['where', opening.location || t('facts.anywhere')],
    ['share', t('percent', { share: opening.share })],
    ['seats', String(opening.seats)],
    ['host', opening.host.name],
    ['sponsor', opening.sponsor?.name ?? t('facts.none')],
    ...(opening.supervisor ? [['supervisor', opening.supervisor.name] as ['supervisor', string]] : []),
    ['route', opening.route],
    ['paidBy', t(`payers.${opening.paidBy}`)],
  ]
  return (
    <section>
      <h2>{t('facts.title')}</h2>
      <dl className={classes.facts}>
        {facts.map(([key, value]) => (
          <div key={key}>
            <dt>{t(`facts.${key}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {opening.applyBy ? <Fact name={t('facts.applyBy')}>{day(opening.applyBy)}</Fact> : null}
        {opening.clearance ? <Fact name={t('facts.clearance')}>{opening.clearance}</Fact> : null}
        {opening.languages.length > 0 ? <Fact name={t('facts.languages')}>{opening.languages.join(', ')}</Fact> : null}
        {opening.notes ? <Fact name={t('facts.notes')}>{opening.notes}</Fact> : null}
        <Fact name={t('entry.title')}>
          {opening.entry.length === 0
            ? t('entry.none')
            : opening.entry.map(({ criterion, level }) => (
                <span key={criterion} className={classes.line}>
                  {name(criterion)}: {t('entry.line', { level })}
                </span>
              ))}
        </Fact>
      </dl>
    </section>
  )
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
