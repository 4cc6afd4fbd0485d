'use client'
import { Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { ImportRun } from '@/lib/exchange/shapes'
import { Notice } from '../ui/notice'
import { Problem } from '../ui/problem'
import classes from './import.module.css'
import type { Deeds } from './use-run'
import { useMoment, useWhat } from './use-words'

/** The way back: what it undoes, until when it is open, and, where somebody has gone on working, which rows stand in its way. */
export function UndoPanel({ run, deeds }: { run: ImportRun; deeds: Deeds }) {
  const t = useTranslations('import.undo')
  const moment = useMoment()
  const what = useWhat()
  const [isAsking, setIsAsking] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const question = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (isAsking) question.current?.focus()
  }, [isAsking])
  const { id, version, may, problem, changedSince, committedAt } = run
  if (!may.undo && !problem) return null
  const close = () => {
    setIsAsking(false)
    requestAnimationFrame(() => opener.current?.focus())
  }
  return (
    <section className={classes.undo}>
      <h2>{t('title')}</h2>
      {problem ? (
        <Notice kind="error" title={t('refused')}>
          {problem}
        </Notice>
      ) : null}
      {changedSince.length > 0 ? (
        <ul className={classes.changed} aria-label={t('changedSince')}>
          {changedSince.map((row) => (
            <li key={row}>{row}</li>
          ))}
        </ul>
      ) : null}
      {may.undo ? <p className={classes.until}>{t('until')}</p> : null}
      {may.undo && !isAsking ? (
        <Button ref={opener} onClick={() => setIsAsking(true)}>
          {t('open')}
        </Button>
      ) : null}
      {may.undo && isAsking ? (
        <div className={classes.asking}>
          <p ref={question} tabIndex={-1}>
            {t('question', { what: what(run), at: committedAt ? moment(committedAt) : '' })}
          </p>
          <div className={classes.buttons}>
            <Button
              variant="filled"
              loading={deeds.undo.isPending}
              onClick={() => deeds.undo.mutate({ id, version }, { onSettled: () => setIsAsking(false) })}
            >
              {t('yes')}
            </Button>
            <Button disabled={deeds.undo.isPending} onClick={close}>
              {t('no')}
            </Button>
          </div>
        </div>
      ) : null}
      {deeds.undo.isError ? <Problem error={deeds.undo.error} title={t('failed')} /> : null}
    </section>
  )
}
