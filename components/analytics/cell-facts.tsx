'use client'
import { useFormatter, useTranslations } from 'use-intl/react'
import type { GapCell } from '@/lib/analytics/shapes'
import type { Target } from '@/lib/framework/shapes'
import { formatGap } from '@/lib/readiness/gap-scale'
import { Distribution } from '../charts/distribution'
import { gapOver } from './cell-figures'
import classes from './drawer.module.css'
import { useCellSentence } from './use-cell-words'
import type { OrganisationMap } from './use-organisation'

/** What a cell's figure rests on: minimum and gap, the levels people stand at, and n of m beside every mean. */
export function CellFacts({
  cell,
  target,
  unit,
  criterion,
  map,
}: {
  cell: GapCell
  target: Target | undefined
  unit: string
  criterion: string
  map: OrganisationMap
}) {
  const t = useTranslations('organisation.drawer')
  const format = useFormatter()
  const sentence = useCellSentence()
  const print = (value: number) => format.number(value, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  const { everything } = map
  const whole = everything.some((node) => node.unit.unitId === cell.unit)
    ? null
    : gapOver(everything, cell.criterion, target?.target)
  const facts: [string, string][] = [
    [t('rated'), t('ratedOf', { assessed: cell.assessed, people: cell.people })],
    [t('missing'), format.number(cell.people - cell.assessed)],
  ]
  if (cell.isStale) facts.push([t('age'), t('ageStale')])
  if (whole !== null) {
    const [only] = everything
    const name = everything.length === 1 && only ? t('wholeGap', { unit: only.unit.name }) : t('allAreasGap')
    facts.push([name, formatGap(whole, print)])
  }
  return (
    <>
      <p className={classes.sentence}>{sentence(cell, target?.target, target?.minimum ?? null)}</p>
      <h3 className={classes.section}>{t('distribution')}</h3>
      <Distribution
        histogram={cell.histogram}
        target={target?.target ?? null}
        minimum={target?.minimum ?? null}
        caption={t('distributionCaption', { unit, criterion })}
      />
      <dl className={classes.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
