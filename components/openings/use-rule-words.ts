import { useTranslations } from 'use-intl/react'
import type { Verdict } from '@/lib/openings/shapes'
import { useDay } from '../ui/use-day'
import { useCriteria, useOpeningWords } from './use-openings'

/** A verdict as a sentence: days as people write them, levels in levels, criteria by name. */
export function useRuleWords() {
  const t = useTranslations('openings.rules')
  const level = useTranslations('common.level')
  const day = useDay()
  const words = useOpeningWords()
  const { name } = useCriteria()
  return ({ rule, outcome, facts }: Verdict) => {
    const told = (key: string): string => {
      const value = facts[key] ?? null
      if (key === 'criterion' && typeof value === 'string') return name(value)
      if (key === 'level' || key === 'needed')
        return typeof value === 'number' ? words.level(value / 1000) : level('none')
      if (value === null) return 'none'
      return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? day(value) : String(value)
    }
    const count = (key: string) => Number(facts[key] ?? 0)
    const texts = [
      'since',
      'from',
      'to',
      'until',
      'applyBy',
      'ends',
      'ended',
      'criterion',
      'level',
      'needed',
      'reason',
      'of',
    ]
    const more = ['place', 'home', 'clearance', 'languages']
    const counts = ['months', 'days', 'share', 'added', 'window', 'least', 'most', 'minMonths', 'maxMonths']
    const given = Object.fromEntries([
      ['outcome', outcome],
      ...[...texts, ...more].map((key) => [key, told(key)]),
      ...counts.map((key) => [key, count(key)]),
    ])
    return t(rule, given as unknown as Parameters<typeof t>[1])
  }
}
