'use client'
import { Button } from '@mantine/core'
import type { Route } from 'next'
import dynamic from 'next/dynamic'
import Link from 'next/link'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useDay } from '@/components/ui/use-day'
import { useToday } from '@/components/ui/use-today'
import type { AskedAgain } from '@/lib/secondments/not-chosen-shapes'
import { daysLate, decisionsOf } from '@/lib/secondments/rules'
import type { Secondment } from '@/lib/secondments/shapes'
import { Look } from './look'
import classes from './secondments.module.css'
import { useLooks } from './use-looks'
import { placementPath } from './use-secondments'

const LookForm = dynamic(() => import('./look-form').then((file) => file.LookForm))

/** Whose decision is waited for, the longest due first. */
export function Waiting({ all }: { all: readonly Secondment[] }) {
  const t = useTranslations('secondments.waiting')
  const waiting = decisionsOf(all)
  const looks = useLooks()
  const [answered, setAnswered] = useState<AskedAgain | null>(null)
  const count = waiting.length + looks.length
  return (
    <section aria-labelledby="waiting">
      <h2 id="waiting">
        {t('title')} {count > 1 ? <small>{t('order')}</small> : null}
      </h2>
      {count === 0 ? <p className={classes.quiet}>{t('none')}</p> : null}
      <ul className={classes.waiting}>
        {waiting.map((one) => (
          <Decision key={one.id} one={one} />
        ))}
        {looks.map((one) => (
          <Look key={one.id} one={one} onOpen={() => setAnswered(one)} />
        ))}
      </ul>
      {answered ? <LookForm one={answered} onClose={() => setAnswered(null)} /> : null}
    </section>
  )
}

function Decision({ one }: { one: Secondment }) {
  const t = useTranslations('secondments.waiting')
  const day = useDay()
  const today = useToday()
  const late = daysLate(one, today)
  const actor = t(`actors.${one.waitsFor ?? 'hr'}`)
  const words = { name: one.person.name, opening: one.opening.title }
  return (
    <li>
      <div>
        <b>{t(`of.${one.state as 'interest'}`, words)}</b>
        <p>{t('text', { opening: one.opening.title, from: day(one.from), to: day(one.to) })}</p>
      </div>
      <span className={classes.quiet}>{one.owner ? t('byName', { name: one.owner.name, actor }) : actor}</span>
      <span className={classes.due} data-late={late > 0 || undefined}>
        {one.dueOn ? day(one.dueOn) : ''}
        {late > 0 ? <small>{t('late', { days: late })}</small> : null}
      </span>
      <Button component={Link} size="xs" href={placementPath(one.id) as Route} prefetch={false}>
        {t('open')}
        <span className="sr">: {t(`of.${one.state as 'interest'}`, words)}</span>
      </Button>
    </li>
  )
}
