'use client'
import dynamic from 'next/dynamic'
import { useId, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Helpful } from '../openings/helpful'
import { Problem } from '../ui/problem'
import type { ReadinessAddress } from './address'
import { Levels } from './levels'
import { Looks } from './looks'
import { PointsLost } from './points-lost'
import classes from './readiness.module.css'
import { ReadinessFilters } from './readiness-filters'
import { ReadinessHeadline } from './readiness-headline'
import { Shape } from './shape'
import type { Told } from './use-person-readiness'

const HowItWorks = dynamic(() => import('./how-it-works').then((file) => file.HowItWorks))

/** Headline, points, levels, shape; on the own page also who looked. */
export function ReadinessScreen({
  told,
  by,
  isUpdating,
  failed,
  onChange,
}: {
  told: Told
  by: ReadinessAddress['by']
  isUpdating: boolean
  failed: { error: unknown; refetch: () => unknown } | undefined
  onChange: (change: Record<string, string | null>) => void
}) {
  const t = useTranslations('readiness')
  const [isExplained, setExplained] = useState(false)
  const id = useId()
  const how = (
    <button
      type="button"
      className={classes.how}
      aria-expanded={isExplained}
      aria-controls={id}
      onClick={() => setExplained(!isExplained)}
    >
      {t('how.title')}
    </button>
  )
  return (
    <div className={classes.screen} aria-busy={isUpdating}>
      <ReadinessHeadline told={told} how={how} />
      <div id={id} hidden={!isExplained}>
        {isExplained ? <HowItWorks told={told} /> : null}
      </div>
      {failed ? <Problem error={failed.error} retry={() => failed.refetch()} /> : null}
      <ReadinessFilters answer={told.answer} onChange={onChange} />
      <PointsLost told={told} />
      {told.voice === 'you' ? <Helpful /> : null}
      <div className={classes.columns}>
        <Levels told={told} by={by} onChange={onChange} />
        <div className={classes.side}>
          <Shape told={told} />
          {told.voice === 'you' ? <Looks /> : null}
        </div>
      </div>
    </div>
  )
}
