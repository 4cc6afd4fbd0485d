'use client'
import type { Route } from 'next'
import Link from 'next/link'
import { useLocale, useTranslations } from 'use-intl/react'
import { useMoment } from '@/components/ui/use-moment'
import { pickLocale } from '@/lib/messages/locale'
import type { Message } from '@/lib/notifications/shapes'
import { valuesOf } from '@/lib/notifications/values'
import classes from './messages.module.css'

/** One message; opening what it is about marks it as read. */
export function MessageLine({ message, onOpen }: { message: Message; onOpen: () => void }) {
  const t = useTranslations('messages')
  const { moment } = useMoment()
  const values = valuesOf(message.about, pickLocale(useLocale().slice(0, 2), null))
  const isNew = message.readAt === null
  return (
    <li className={classes.line} data-new={isNew || undefined}>
      <Link href={message.path as Route} onClick={isNew ? onOpen : undefined}>
        <span className={classes.title}>
          {t(`kinds.${message.kind}.title`, values)}
          {isNew ? <span className={classes.new}>{t('isNew')}</span> : null}
        </span>
        <span className={classes.text}>{t(`kinds.${message.kind}.text`, values)}</span>
      </Link>
      <span className={classes.when}>
        {moment(message.createdAt)}
        {message.mail === 'sent' ? ` · ${t('mailed')}` : ''}
      </span>
    </li>
  )
}
