'use client'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import Link from 'next/link'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { orpc } from '@/lib/api/client'
import type { NotChosen as One } from '@/lib/secondments/not-chosen-shapes'
import { useDay } from '../ui/use-day'
import classes from './openings.module.css'
import { openingPath } from './use-openings'
import { useOwnReason } from './use-own-reason'

const AskAgain = dynamic(() => import('./ask-again').then((file) => file.AskAgain))
const most = 5

/** Where somebody else was proposed for what the viewer had wished for: at one opening all of it, else what is still open. */
export function NotChosen({ openingId }: { openingId?: string }) {
  const t = useTranslations('openings.notChosen')
  const { data } = useQuery(orpc.notChosen.own.queryOptions())
  const found = data?.decisions ?? []
  const shown = openingId
    ? found.filter(({ opening }) => opening.openingId === openingId)
    : found.filter(({ mayAsk, appeal }) => mayAsk || appeal).slice(0, most)
  if (shown.length === 0) return null
  return (
    <section className={classes.decided} aria-labelledby="not-chosen">
      <h2 id="not-chosen">{t('title')}</h2>
      <p className={classes.text}>{t('text')}</p>
      <ul>
        {shown.map((one) => (
          <Decided key={one.id} one={one} isNamed={openingId === undefined} />
        ))}
      </ul>
    </section>
  )
}

function Decided({ one, isNamed }: { one: One; isNamed: boolean }) {
  const t = useTranslations('openings.notChosen')
  const day = useDay()
  const reason = useOwnReason()
  const [isAsking, setAsking] = useState(false)
  const { opening, appeal } = one
  return (
    <li>
      {isNamed ? <Link href={openingPath(opening.openingId)}>{opening.title}</Link> : null}
      <p>
        <b>{t(`way.${one.way}`, { day: day(one.decidedOn) })}</b> {reason(one)}
        {opening.status === 'published' ? ` ${t('wish')}` : ''}
      </p>
      {appeal ? (
        <>
          <p>{t('asked', { day: day(appeal.askedOn), reason: appeal.reason })}</p>
          <p>
            {appeal.state === 'open'
              ? t('waits', { day: day(appeal.dueOn) })
              : t('answered', { state: appeal.state, day: day(appeal.decidedOn ?? ''), answer: appeal.decision })}
          </p>
        </>
      ) : null}
      {one.mayAsk ? (
        <p className={classes.ask}>
          <Button size="xs" onClick={() => setAsking(true)}>
            {t('ask')}
            {isNamed ? <span className="sr">: {opening.title}</span> : null}
          </Button>
          <small>{t('askHelp', { day: day(one.appealUntil) })}</small>
        </p>
      ) : null}
      {isAsking ? <AskAgain one={one} onClose={() => setAsking(false)} /> : null}
    </li>
  )
}
