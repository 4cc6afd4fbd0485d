'use client'
import { useTranslations } from 'use-intl/react'
import { useDay } from '@/components/ui/use-day'
import type { Event, SecondmentDetail } from '@/lib/secondments/shapes'
import classes from './secondments.module.css'

/** Every step with who took it, when and why, the newest first; appeals among them. */
export function History({ one: { events, appeals } }: { one: SecondmentDetail }) {
  const t = useTranslations('secondments.one')
  const day = useDay()
  const steps = events.map((event, place) => ({ ...event, place }))
  return (
    <section className={classes.section} aria-labelledby="history">
      <h2 id="history">{t('history')}</h2>
      <ol className={classes.history} reversed>
        {appeals.toReversed().map(({ askedOn, state, reason, decision }) => (
          <li key={askedOn}>
            {t('appeal', { day: day(askedOn), state })}
            <p>{reason}</p>
            {decision ? <p>{decision}</p> : null}
          </li>
        ))}
        {steps.toReversed().map(({ place, ...event }) => (
          <Step key={place} event={event} />
        ))}
      </ol>
    </section>
  )
}

function Step({ event: { deed, by, on, reason, alternative, end } }: { event: Event }) {
  const t = useTranslations('secondments')
  const day = useDay()
  return (
    <li>
      {t(`deeds.${deed}`)}
      <small>{t('one.by', { day: day(on), name: by?.name ?? t('one.clock') })}</small>
      {reason ? <p>{reason}</p> : null}
      {alternative ? <p>{t('one.offer', { text: alternative })}</p> : null}
      {end ? <p>{t('one.asked', { day: day(end) })}</p> : null}
    </li>
  )
}
