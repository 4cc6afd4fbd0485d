'use client'
import { useFormatter, useTranslations } from 'use-intl/react'
import { indicatorOf, unsentCount } from '@/lib/assessments/outbox'
import { Icon } from '../ui/icon'
import classes from './saved.module.css'
import type { Step } from './steps'
import type { Form } from './use-form'

/** What is true about saving at this moment; where something is to be done about it, it is the button that does it. */
export function Saved({ hands, onGo }: { hands: Form; onGo: (step: Step) => void }) {
  const t = useTranslations('assessments.saved')
  const format = useFormatter()
  const { outbox, isKept } = hands
  const state = indicatorOf(outbox)
  const count = unsentCount(outbox)
  const time = outbox.savedAt ? format.dateTime(Date.parse(outbox.savedAt), { hour: '2-digit', minute: '2-digit' }) : ''
  const words =
    state === 'saved'
      ? t('saved', { time })
      : state !== 'offline'
        ? t(state)
        : isKept || count === 0
          ? t('offline', { count })
          : t('offlineTab', { count })
  const place = Object.entries(outbox.entries).find(([, entry]) => entry.state === state)?.[0]
  const act = state === 'failed' ? hands.resume : place ? () => onGo({ kind: 'criterion', key: place }) : null
  return (
    <span className={classes.saved} role="status" data-state={state}>
      {state === 'saved' ? <Icon name="check" size={14} /> : null}
      {act ? (
        <button type="button" onClick={act}>
          {words}
        </button>
      ) : (
        <span>{words}</span>
      )}
    </span>
  )
}
