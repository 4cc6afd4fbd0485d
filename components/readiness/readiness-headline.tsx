'use client'
import { useTranslations } from 'use-intl/react'
import { splitCosts } from '@/lib/readiness/breakdown'
import { BandMark } from '../ui/band-mark'
import { Headline } from '../ui/headline'
import { useDay } from '../ui/use-day'
import classes from './readiness.module.css'
import type { Told } from './use-person-readiness'
import { useWords } from './use-words'

/** Where somebody stands in a sentence or two, then the band with what it rests on. `how` opens the reckoning. */
export function ReadinessHeadline({ told, how }: { told: Told; how: React.ReactNode }) {
  const t = useTranslations('readiness')
  const title = useReadinessSentence(told)
  const { whole, percent } = useWords()
  const day = useDay()
  const { readiness } = told.answer
  const { band, likely, confidence, coverage, cycle, asOf } = readiness
  return (
    <Headline
      order={told.voice === 'you' ? 1 : 2}
      title={title}
      meta={
        <>
          <span className={classes.band}>
            <BandMark band={band} />
          </span>
          {likely ? <span>{t('meta.likely', { low: whole(likely[0]), high: whole(likely[1]) })}</span> : null}
          <span>{t('meta.confidence', { confidence, share: percent(coverage) })}</span>
          {readiness.isProvisional && band !== 'insufficient' ? <span>{t('meta.provisional')}</span> : null}
          {readiness.isBorderline ? (
            <span>{t('meta.borderline', { points: readiness.policy.value.borderlinePoints })}</span>
          ) : null}
          <span>{t('meta.asOf', { cycle, day: day(asOf) })}</span>
          {how}
        </>
      }
    />
  )
}

/** "You are at 56 of 100 for …"; without enough evidence, between which bands, and what to assess. */
function useReadinessSentence({ answer, voice, name }: Told): string {
  const t = useTranslations('readiness.headline')
  const bands = useTranslations('readiness.bands')
  const { whole, percent, names, list, inSentence, Count, count } = useWords()
  const { readiness, role, criteria } = answer
  const nameOf = (key: string) => criteria.get(key)?.name ?? key
  const profile = role.name
  if (readiness.band === 'insufficient') {
    const [low, high] = readiness.between
    const missing = t('assess', { voice, criteria: names(readiness.unassessed.map(nameOf)) })
    const share = percent(readiness.coverage)
    return low === high
      ? `${t('probably', { voice, name, band: bands(low), profile, share })} ${missing}`
      : `${t('between', { voice, name, low: bands(low), high: bands(high), profile })} ${missing}`
  }
  const at = t('at', { voice, name, points: whole(readiness.points ?? 0), profile })
  const short = readiness.mustHaves.filter(({ state }) => state === 'short').length
  const unknown = readiness.mustHaves.filter(({ state }) => state === 'unknown').length
  if (readiness.mustHaves.length === 0) return at
  const mustHaves =
    short > 0
      ? t('short', { count: short, word: Count(short) })
      : unknown > 0
        ? t('metSoFar', { count: unknown, word: count(unknown) })
        : t('met')
  const dear = splitCosts(readiness, 2).named.map(({ criterion }) => inSentence(nameOf(criterion)))
  return dear.length === 0
    ? `${at} ${t('noCost', { mustHaves })}`
    : `${at} ${t('cost', { mustHaves, criteria: list(dear), count: dear.length, voice })}`
}
