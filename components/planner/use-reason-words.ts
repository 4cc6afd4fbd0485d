'use client'
import { useTranslations } from 'use-intl/react'
import { useDay } from '@/components/ui/use-day'
import type { Exclusion } from '@/lib/planner/options'
import { type NamesOf, useFigures } from './use-names'

type Facts = Record<string, string | number | null>

const reasons = [
  ...['rated', 'own-unit', 'time-in-post', 'entry', 'not-now', 'open', 'probation', 'contract', 'process', 'notice'],
  ...['leave', 'placed', 'cumulative', 'cooling-off', 'length', 'window', 'wished-dates', 'share', 'blackout', 'place'],
  ...['supervisor', 'own-report', 'gain', 'single-holder', 'stays', 'forbidden', 'dates', 'hr-only'],
] as const satisfies (Exclusion | 'hr-only')[]
type Known = (typeof reasons)[number]

/** What a rule says of one person and one opening, in a sentence with its numbers. */
export function useReasonWords(names?: NamesOf) {
  const t = useTranslations('planner.reasons')
  const counts = useTranslations('planner.counts')
  const unknowns = useTranslations('planner.unknown')
  const day = useDay()
  const figures = useFigures()
  const argumentsOf = (facts: Facts) => {
    const date = (value: unknown) => (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? day(value) : '–')
    const level = (value: unknown) => (typeof value === 'number' ? figures.level(value) : t('none'))
    const text = (value: unknown) => String(value ?? '')
    return {
      ...{ level: level(facts.level), needed: level(facts.needed) },
      criterion:
        names && typeof facts.criterion === 'string' ? names.criterion(facts.criterion) : text(facts.criterion),
      ...{ from: date(facts.from), to: date(facts.to), until: date(facts.until), ends: date(facts.ends) },
      ...{ since: date(facts.since), applyBy: date(facts.applyBy), earliest: date(facts.earliest) },
      ...{ latest: date(facts.latest), ended: date(facts.ended) },
      ...{ months: Number(facts.months ?? 0), days: Number(facts.days ?? 0), share: Number(facts.share ?? 0) },
      ...{ most: Number(facts.most ?? 0), least: Number(facts.least ?? 0) },
      ...{ place: text(facts.place), home: text(facts.home), reason: text(facts.reason) },
      ...{ clearance: text(facts.clearance), languages: text(facts.languages) },
    }
  }
  const known = (reason: string): reason is Known => reasons.some((one) => one === reason)
  return {
    excluded: (reason: string, facts: Facts) => (known(reason) ? t(reason, argumentsOf(facts)) : t('other')),
    counted: (reason: string, pairs: number) =>
      known(reason) ? counts(reason, { count: pairs }) : counts('other', { count: pairs }),
    unknown: (rule: string, facts: Facts) =>
      unknowns.has(rule as 'place') ? unknowns(rule as 'place', argumentsOf(facts)) : unknowns('other'),
  }
}
