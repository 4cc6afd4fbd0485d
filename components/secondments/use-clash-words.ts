'use client'
import { useTranslations } from 'use-intl/react'
import { useDay } from '@/components/ui/use-day'
import type { Clash } from '@/lib/secondments/rules'
import type { Secondment } from '@/lib/secondments/shapes'

/** A clash in a sentence: whose seat or time is taken, and on which days. */
export function useClashWords(others: readonly Secondment[]) {
  const t = useTranslations('secondments.timeline')
  const day = useDay()
  return ({ kind, with: id, from, to }: Clash) =>
    t('clash', { kind, name: others.find((one) => one.id === id)?.person.name ?? '', from: day(from), to: day(to) })
}
