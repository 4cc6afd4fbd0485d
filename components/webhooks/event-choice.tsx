'use client'
import { Button } from '@mantine/core'
import { useTranslations } from 'use-intl/react'
import { formClasses } from '@/components/ui/form'
import { type MessageEvent, webhookEvents } from '@/db/values'
import { eventGroups } from './state-of'
import classes from './webhooks.module.css'

/** What a receiver is told of, by what it is about. */
export function EventChoice({
  chosen,
  onChange,
  isMissing,
}: {
  chosen: ReadonlySet<MessageEvent>
  onChange: (chosen: ReadonlySet<MessageEvent>) => void
  isMissing: boolean
}) {
  const t = useTranslations('webhooks')
  const isAll = chosen.size === webhookEvents.length
  const set = (event: MessageEvent, isChosen: boolean) =>
    onChange(new Set(webhookEvents.filter((one) => (one === event ? isChosen : chosen.has(one)))))
  return (
    <fieldset className={classes.events}>
      <legend>{t('form.events')}</legend>
      <Button size="xs" onClick={() => onChange(new Set(isAll ? [] : webhookEvents))}>
        {isAll ? t('form.none') : t('form.all')}
      </Button>
      <div className={classes.groups}>
        {eventGroups.map(({ group, events }) => (
          <div key={group}>
            <p>{t(`groups.${group}`)}</p>
            {events.map((event) => (
              <label key={event} className={formClasses.check}>
                <input
                  type="checkbox"
                  checked={chosen.has(event)}
                  onChange={(change) => set(event, change.target.checked)}
                />
                <span>{t(`event.${event}`)}</span>
              </label>
            ))}
          </div>
        ))}
      </div>
      {isMissing ? (
        <p role="alert" className={classes.missing}>
          {t('form.eventsMissing')}
        </p>
      ) : null}
    </fieldset>
  )
}
