'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { orpc } from '@/lib/api/client'
import type { Wish } from '@/lib/openings/shapes'
import { useMe } from '../ui/can'
import { Headline } from '../ui/headline'
import { Problem } from '../ui/problem'
import { SkeletonTable } from '../ui/skeleton-table'
import { useDay } from '../ui/use-day'
import { useToday } from '../ui/use-today'
import { WishForm } from './wish-form'

/** What the viewer wants: where to, not when, and which places best. */
export function Wishes() {
  const t = useTranslations('openings')
  const employeeId = useMe().employeeId ?? ''
  const query = useQuery(orpc.wishes.get.queryOptions({ input: { employeeId } }))
  const headline = useHeadline()
  const wish = query.data
  return (
    <>
      <Headline title={wish ? headline(wish) : t('views.wishes')} lede={t('wishes.lede')} />
      {query.isPending ? <SkeletonTable rows={5} columns={2} row={44} /> : null}
      {query.isError && !wish ? <Problem error={query.error} retry={() => query.refetch()} /> : null}
      {wish ? <WishForm wish={wish} /> : null}
    </>
  )
}

function useHeadline() {
  const t = useTranslations('openings.wishes')
  const day = useDay()
  const today = useToday()
  return ({ version, notNowUntil, preferences }: Wish) => {
    const isLater = notNowUntil !== null && notNowUntil > today
    const state = version === 0 ? 'never' : isLater ? 'later' : preferences.length > 0 ? 'some' : 'open'
    return t('headline', { state, day: notNowUntil ? day(notNowUntil) : '', count: preferences.length })
  }
}
