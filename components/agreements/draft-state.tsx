'use client'
import { useFormatter, useTranslations } from 'use-intl/react'
import { Icon } from '../ui/icon'
import classes from './talk-card.module.css'
import type { Settling } from './use-settling'

/** Whether the draft of this criterion is kept, and since when; read out when it changes. */
export function DraftState({ saving, criterion }: { saving: Settling['saving']; criterion: string }) {
  const t = useTranslations('agreements.agree')
  const format = useFormatter()
  const isMine = saving.criterion === criterion
  const at = format.dateTime(saving.at, { hour: '2-digit', minute: '2-digit' })
  return (
    <span role="status" className={classes.saved}>
      {!isMine || saving.state === 'idle' ? null : saving.state === 'saving' ? (
        t('saving')
      ) : saving.state === 'saved' ? (
        <>
          <Icon name="check" size={14} /> {t('saved', { at })}
        </>
      ) : (
        t('failed')
      )}
    </span>
  )
}
