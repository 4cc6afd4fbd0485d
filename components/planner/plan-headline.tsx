'use client'
import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Headline } from '@/components/ui/headline'
import { useDay } from '@/components/ui/use-day'
import type { Told } from '@/lib/planner/told-shapes'
import classes from './planner.module.css'
import type { Firmness } from './use-firmness'
import { type NamesOf, useFigures } from './use-names'

/** What a plan says first: how many fit together, what they lift, how many need cover; then how firm it is. */
export function PlanHeadline({
  told: { placements, effect },
  uncovered,
  firmness,
  names,
  meta,
}: {
  told: Told
  /** Placements that still need cover to be named. */
  uncovered: number
  firmness: Firmness
  names: NamesOf
  meta: ReactNode
}) {
  const t = useTranslations('planner')
  const day = useDay()
  const figures = useFigures()
  if (placements.length === 0) return <Headline title={t('headline.nothing')} meta={meta} />
  const closed = effect.gaps.reduce((sum, { before, after }) => sum + before - after, 0)
  const { firmest, equal } = firmness
  const at = placements.find(({ employeeId }) => employeeId === firmest)
  return (
    <Headline
      title={t('headline.plan', {
        ...{ count: placements.length, minimums: effect.minimums, cover: uncovered },
        levels: figures.points(closed || effect.gained.reduce((sum, { levels }) => sum + levels, 0)),
        from: day(placements.map(({ from }) => from).sort()[0] ?? ''),
        to: day(
          placements
            .map(({ to }) => to)
            .sort()
            .at(-1) ?? '',
        ),
      })}
      lede={
        at ? (
          <>
            {t('firmest', { person: names.person(at.employeeId), opening: names.opening(at.openingId) })}{' '}
            {t('equal', { count: equal })}
          </>
        ) : undefined
      }
      meta={meta}
    />
  )
}

/** Copies the address of what is on screen. */
export function ShareLink() {
  const t = useTranslations('planner.share')
  const [said, setSaid] = useState('')
  async function copy() {
    try {
      await navigator.clipboard.writeText(location.href)
      setSaid(t('copied'))
    } catch {
      setSaid(t('notCopied'))
    }
  }
  return (
    <>
      <Button onClick={copy}>{t('copy')}</Button>
      <span role="status" className={classes.quiet}>
        {said}
      </span>
    </>
  )
}
