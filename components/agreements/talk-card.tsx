'use client'
import type { ReactNode } from 'react'
import { useFormatter, useTranslations } from 'use-intl/react'
import { groupOf, isSettled } from '@/lib/agreements/rules'
import type { ComparedCriterion } from '@/lib/agreements/shapes'
import { useDay } from '../ui/use-day'
import { SideCard } from './side-card'
import classes from './talk-card.module.css'
import type { Compared } from './use-comparison'

/** One criterion to talk about: both choices beside each other, what to ask first, and under it what the reader can do. */
export function TalkCard({ one, answer, children }: { one: ComparedCriterion; answer: Compared; children: ReactNode }) {
  const t = useTranslations('agreements.card')
  const criterion = answer.words.get(one.criterion)
  const talk = answer.groups.talk
  const place = talk.indexOf(one) + 1
  const prompt = answer.comparison.viewpoint === 'employee' ? criterion?.selfPrompt : criterion?.managerPrompt
  return (
    <section className={classes.card} aria-labelledby="talk-criterion">
      <div className={classes.top}>
        <h2 id="talk-criterion">{criterion?.name ?? one.criterion}</h2>
        <span>
          {groupOf(one) === 'talk' ? t('place', { place, count: talk.length }) : isSettled(one) ? t('settled') : null}
        </span>
      </div>
      <p className={classes.definition}>{criterion?.definition}</p>
      <div className={classes.sides}>
        <SideCard side={one.self} criterion={one.criterion} answer={answer} party={answer.parties.self} />
        <SideCard side={one.manager} criterion={one.criterion} answer={answer} party={answer.parties.manager} />
      </div>
      <Others one={one} />
      {prompt ? (
        <p className={classes.ask}>
          <b>{t('ask')}</b> {prompt}
        </p>
      ) : null}
      {children}
    </section>
  )
}

/** Whoever rated before, and the mean of peers. */
function Others({ one: { earlier, peers, discuss } }: { one: ComparedCriterion }) {
  const t = useTranslations('agreements.card')
  const format = useFormatter()
  const day = useDay()
  if (!earlier && !peers) return null
  return (
    <div className={classes.others}>
      {earlier ? (
        <p>
          {earlier.level === null
            ? t('earlierNot', { name: earlier.by.name })
            : t('earlier', { name: earlier.by.name, level: String(earlier.level), day: day(earlier.ratedOn) })}
        </p>
      ) : null}
      {peers ? (
        <p>
          {t('peers', {
            count: peers.count,
            mean: format.number(peers.mean, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
          })}{' '}
          {discuss ? <b>{t('discuss')}</b> : null}
        </p>
      ) : null}
    </div>
  )
}
