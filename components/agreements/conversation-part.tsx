'use client'
import { useTranslations } from 'use-intl/react'
import { useMoment } from '../ui/use-moment'
import classes from './compare.module.css'
import { ConversationForm } from './conversation-form'
import type { Compared } from './use-comparison'

/** The meeting and its notes: written by whoever agrees the levels, read by both. */
export function ConversationPart({ answer }: { answer: Compared }) {
  const t = useTranslations('agreements.talk')
  const { moment } = useMoment()
  const { conversation, may } = answer.comparison
  return (
    <section className={classes.talk}>
      <h2>{t('title')}</h2>
      {may.settle ? (
        <ConversationForm answer={answer} />
      ) : conversation && (conversation.meetsAt || conversation.notes) ? (
        <>
          {conversation.meetsAt ? <p>{moment(conversation.meetsAt)}</p> : null}
          <p className={classes.notes}>{conversation.notes}</p>
        </>
      ) : (
        <p className={classes.muted}>{t('none')}</p>
      )}
    </section>
  )
}
