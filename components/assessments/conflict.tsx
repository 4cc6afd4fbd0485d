'use client'
import { Button } from '@mantine/core'
import { useFormatter, useTranslations } from 'use-intl/react'
import type { Content } from '@/lib/assessments/form-rules'
import classes from './conflict.module.css'
import type { Form } from './use-form'

/** Both versions of an answer that was changed in two places, or why one was not accepted: the person chooses. */
export function Conflict({ hands, criterion }: { hands: Form; criterion: string }) {
  const t = useTranslations('assessments.conflict')
  const format = useFormatter()
  const entry = hands.outbox.entries[criterion]
  if (entry?.state === 'refused') {
    return (
      <section className={classes.conflict} role="alert">
        <h2>{t('refusedTitle')}</h2>
        <p>{entry.sentence}</p>
        <div className={classes.choice}>
          <Button onClick={() => hands.choose(criterion, 'mine')}>{t('again')}</Button>
          <Button onClick={() => hands.choose(criterion, 'stored')}>{t('drop')}</Button>
        </div>
      </section>
    )
  }
  if (entry?.state !== 'stale') return null
  const time = entry.stored
    ? format.dateTime(Date.parse(entry.stored.answeredAt), { hour: '2-digit', minute: '2-digit' })
    : ''
  return (
    <section className={classes.conflict} role="alert">
      <h2>{t('title')}</h2>
      <p>{t('text')}</p>
      <div className={classes.versions}>
        <Version title={t('here')} content={entry.content} />
        {entry.stored ? <Version title={t('there', { time })} content={entry.stored} /> : null}
      </div>
      <div className={classes.choice}>
        <Button variant="filled" onClick={() => hands.choose(criterion, 'mine')}>
          {t('mine')}
        </Button>
        <Button onClick={() => hands.choose(criterion, 'stored')}>{t('stored')}</Button>
      </div>
    </section>
  )
}

function Version({ title, content }: { title: string; content: Content }) {
  const t = useTranslations('assessments')
  const { kind, level, comment, basis } = content
  const said =
    kind === 'rated' ? t('conflict.level', { level: level ?? 0 }) : t(kind ? 'form.notObserved' : 'conflict.none')
  return (
    <dl className={classes.version}>
      <dt>{title}</dt>
      <dd>
        <b>{said}</b>
        {basis ? <span>{t(`form.${basis}`)}</span> : null}
        {comment ? <q>{comment}</q> : null}
      </dd>
    </dl>
  )
}
