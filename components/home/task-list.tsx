'use client'
import type { Route } from 'next'
import Link from 'next/link'
import { useTimeZone, useTranslations } from 'use-intl/react'
import { Icon, type IconName } from '@/components/ui/icon'
import { useMoment } from '@/components/ui/use-moment'
import { daysUntil } from './days-until'
import classes from './home.module.css'
import type { Task, TaskKind } from './tasks'

const icons: Record<TaskKind, IconName> = {
  ...{
    own: 'form',
    give: 'form',
    agree: 'people',
    disputed: 'people',
    contested: 'people',
    note: 'form',
    handOver: 'log',
  },
  ...{ stuckSelf: 'cycle', stuckManager: 'cycle', over: 'cycle', messages: 'mail', confirmations: 'lock' },
}

/** What needs the reader, each line the way to where it is done. */
export function TaskList({ tasks, today }: { tasks: readonly Task[]; today: string }) {
  const t = useTranslations('home.needs')
  return (
    <section className={classes.needs} aria-labelledby="needs">
      <h2 id="needs">{t('title')}</h2>
      {tasks.length > 0 ? (
        <ul className={classes.tasks}>
          {tasks.map((task) => (
            <li key={`${task.kind} ${task.cycle}`}>
              <Link className={classes.need} href={task.path as Route}>
                <Icon name={icons[task.kind]} />
                <span>
                  <span className={classes.name}>
                    {t(`${task.kind}.title`, { count: task.count, cycle: task.cycle ?? '', of: task.of })}
                  </span>
                  <Why task={task} today={today} />
                </span>
                <Icon name="right" size={14} />
              </Link>
            </li>
          ))}
        </ul>
      ) : (
        <p>{t('nothing')}</p>
      )}
    </section>
  )
}

/** How far it has come, and until when: the moment in the reader's zone, with the days to it. */
function Why({ task: { kind, count, of, minutes, closesAt }, today }: { task: Task; today: string }) {
  const t = useTranslations('home.needs')
  const { moment } = useMoment()
  const timeZone = useTimeZone()
  const days = closesAt ? daysUntil(closesAt, today, timeZone) : 0
  return (
    <span className={classes.why}>
      {t(`${kind}.text`, { count, of, minutes })}
      {closesAt && days >= 0 ? (
        <>
          {' '}
          <span className={classes.until} data-soon={days <= 2 || undefined}>
            {t('until', { days, moment: moment(closesAt) })}
          </span>
        </>
      ) : null}
    </span>
  )
}
