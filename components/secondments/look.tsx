'use client'
import { Button } from '@mantine/core'
import { useTranslations } from 'use-intl/react'
import { useDay } from '@/components/ui/use-day'
import { useToday } from '@/components/ui/use-today'
import type { AskedAgain } from '@/lib/secondments/not-chosen-shapes'
import { daysLate } from '@/lib/secondments/rules'
import classes from './secondments.module.css'

/** Somebody who was not chosen asks HR to look again: among the decisions that wait. */
export function Look({ one, onOpen }: { one: AskedAgain; onOpen: () => void }) {
  const t = useTranslations('secondments.looks')
  const waiting = useTranslations('secondments.waiting')
  const day = useDay()
  const today = useToday()
  const dueOn = one.appeal?.dueOn ?? null
  const late = daysLate({ dueOn }, today)
  const said = t('of', { name: one.person.name, opening: one.opening.title })
  return (
    <li>
      <div>
        <b>{said}</b>
        <p>{t('text', { day: day(one.decidedOn) })}</p>
      </div>
      <span className={classes.quiet}>{waiting('actors.hr')}</span>
      <span className={classes.due} data-late={late > 0 || undefined}>
        {dueOn ? day(dueOn) : ''}
        {late > 0 ? <small>{waiting('late', { days: late })}</small> : null}
      </span>
      <Button size="xs" onClick={onOpen}>
        {t('open')}
        <span className="sr">: {said}</span>
      </Button>
    </li>
  )
}
