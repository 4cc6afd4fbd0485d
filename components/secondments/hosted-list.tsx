'use client'
import { useQuery } from '@tanstack/react-query'
import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import { useDay } from '@/components/ui/use-day'
import { orpc } from '@/lib/api/client'
import type { Hosted } from '@/lib/secondments/shapes'
import classes from './secondments.module.css'
import { placementPath } from './use-secondments'

/** How a hosted placement stands, in a sentence. */
export function useHostedWords() {
  const t = useTranslations('secondments.hosted.headline')
  const day = useDay()
  return ({ person: { name }, opening, state, from, to, dueOn }: Hosted) => {
    if (state === 'selection') return t('selection', { name, opening: opening.title, day: day(dueOn ?? from) })
    return state === 'confirmed' ? t('confirmed', { name, day: day(from) }) : t('here', { name, day: day(to) })
  }
}

/** Whom the viewer hosts, or may choose; nothing where that is nobody. */
export function HostedList() {
  const t = useTranslations('secondments.hosted')
  const said = useHostedWords()
  const { data } = useQuery(orpc.hosted.list.queryOptions())
  if (!data || data.hosted.length === 0) return null
  return (
    <section aria-labelledby="hosted" className={classes.hosted}>
      <h2 id="hosted">{t('title')}</h2>
      <ul>
        {data.hosted.map((one) => (
          <li key={one.id}>
            <Link href={placementPath(one.id, 'host') as Route} prefetch={false}>
              {said(one)}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
