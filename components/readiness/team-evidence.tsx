'use client'
import { useTranslations } from 'use-intl/react'
import type { TeamMember } from '@/lib/readiness/shapes'
import classes from './team.module.css'
import { useWords } from './use-words'

/** Without enough evidence: between which bands somebody stands, and what to assess to know. */
export function TeamEvidence({
  readiness,
  names,
}: {
  readiness: NonNullable<TeamMember['readiness']>
  names: ReadonlyMap<string, string>
}) {
  const t = useTranslations('team.blocks')
  const bands = useTranslations('readiness.bands')
  const words = useWords()
  if (readiness.band !== 'insufficient') return null
  const [low, high] = readiness.between
  const criteria = words.names(readiness.unassessed.map((key) => names.get(key) ?? key))
  return (
    <p className={classes.evidence}>
      {low === high
        ? t('probably', { band: bands(low), share: words.percent(readiness.coverage), criteria })
        : t('between', { low: bands(low), high: bands(high), criteria })}
    </p>
  )
}
