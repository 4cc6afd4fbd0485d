'use client'
import { useTranslations } from 'use-intl/react'
import { useUrlState } from '@/components/ui/use-url-state'
import type { ToldPlacement } from '@/lib/planner/told-shapes'
import classes from './plan.module.css'
import { PlanRow } from './plan-row'
import type { Changes } from './use-changes'
import type { Firmness } from './use-firmness'
import type { NamesOf } from './use-names'

/** The placements of a plan, the largest gain first; the opened one is in the address. */
export function PlanList({
  placements,
  names,
  firmness,
  changes,
  proof,
}: {
  placements: readonly ToldPlacement[]
  names: NamesOf
  firmness: Firmness
  changes: Changes
  proof: string
}) {
  const t = useTranslations('planner.plan')
  const url = useUrlState()
  const open = url.get('person')
  return (
    <section aria-labelledby="the-plan">
      <div className={classes.head}>
        <h2 id="the-plan">{t('title')}</h2>
        <p>{proof}</p>
      </div>
      <div className={classes.columns} aria-hidden="true">
        <span />
        <span>{t('person')}</span>
        <span>{t('placement')}</span>
        <span>{t('points')}</span>
        <span>{t('lost')}</span>
        <span />
      </div>
      <ol>
        {placements.map((placement, at) => (
          <PlanRow
            key={placement.employeeId}
            number={at + 1}
            placement={placement}
            names={names}
            firmness={firmness}
            changes={changes}
            isOpen={open === placement.employeeId}
            onToggle={() => url.set({ person: open === placement.employeeId ? null : placement.employeeId })}
          />
        ))}
      </ol>
      <p className={classes.foot}>{t('rangeHelp')}</p>
    </section>
  )
}
