import { useQuery } from '@tanstack/react-query'
import type { Route } from 'next'
import { useFormatter, useTranslations } from 'use-intl/react'
import { orpc } from '@/lib/api/client'
import type { HelpfulOpening, Opening } from '@/lib/openings/shapes'
import { useMe } from '../ui/can'
import { useDay } from '../ui/use-day'

export const openingPath = (openingId: string) => `/openings/${encodeURIComponent(openingId)}` as Route

/** What each published opening would bring the viewer; empty for somebody without a post or before anything is published. */
export function useHelpful() {
  const employeeId = useMe().employeeId ?? ''
  const query = useQuery({
    ...orpc.openings.helpful.queryOptions({ input: { employeeId } }),
    enabled: employeeId !== '',
  })
  return { query, answer: query.data, of: (openingId: string) => find(query.data?.openings, openingId) }
}

const find = (openings: readonly HelpfulOpening[] | undefined, openingId: string) =>
  openings?.find(({ opening }) => opening.openingId === openingId) ?? null

/** Words for days, points and levels of openings. */
export function useOpeningWords() {
  const t = useTranslations('openings')
  const day = useDay()
  const format = useFormatter()
  const one = (value: number) => format.number(value, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  return {
    when: ({ earliestStart, latestEnd, isFixed, minDays, maxDays }: Opening) => {
      const span = { from: day(earliestStart), to: day(latestEnd) }
      return isFixed ? t('span', span) : t('stay', { ...span, least: minDays, most: maxDays })
    },
    points: (value: number) => t('gain.points', { points: one(value) }),
    tenth: one,
    level: (value: number) => format.number(value, { maximumFractionDigits: 1 }),
    you: ({ isEligible, verdicts }: HelpfulOpening) => {
      if (!isEligible) return t('you.no')
      return t(verdicts.some(({ outcome }) => outcome === 'override') ? 'you.override' : 'you.yes')
    },
  }
}

/** Names of the framework's criteria by key. */
export function useCriteria() {
  const { data } = useQuery(orpc.framework.get.queryOptions({ input: {} }))
  const all = data?.domains.flatMap(({ criteria }) => criteria) ?? []
  const names = new Map(all.map(({ key, name }) => [key, name]))
  return { all, name: (key: string) => names.get(key) ?? key, profiles: data?.profiles ?? [] }
}
