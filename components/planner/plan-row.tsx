'use client'
import { useTranslations } from 'use-intl/react'
import { Icon } from '@/components/ui/icon'
import { PersonChip } from '@/components/ui/person-chip'
import type { ToldPlacement } from '@/lib/planner/told-shapes'
import { Firm } from './firm'
import classes from './plan.module.css'
import { PlanWhy } from './plan-why'
import type { Changes } from './use-changes'
import type { Firmness } from './use-firmness'
import { type NamesOf, useFigures } from './use-names'

/** One placement in a line; opened, why it is there and what it costs at home. */
export function PlanRow({
  number,
  placement,
  names,
  firmness,
  changes,
  isOpen,
  onToggle,
}: {
  number: number
  placement: ToldPlacement
  names: NamesOf
  firmness: Firmness
  changes: Changes
  isOpen: boolean
  onToggle: () => void
}) {
  const t = useTranslations('planner.plan')
  const figures = useFigures()
  const { employeeId, openingId, share, sole } = placement
  const person = names.person(employeeId)
  const cover = changes.coverOf(employeeId)
  const notes = [
    changes.isPinned(employeeId, openingId) ? t('pinned') : '',
    placement.needsMove ? t('move', { place: placement.location }) : '',
    cover ? t('covered', { person: names.person(cover) }) : sole.length > 0 ? t('cover', { count: sole.length }) : '',
    placement.cost === null ? '' : t('cost', { cost: figures.money(placement.cost) }),
  ].filter(Boolean)
  const days = share < 100 ? t('share', { share: figures.percent(share / 100) }) : ''
  return (
    <li className={classes.row} data-open={isOpen || undefined}>
      <span className={classes.number}>{number}</span>
      <div className={classes.who}>
        <PersonChip person={{ ...names.personRef(employeeId), unit: { name: names.unit(placement.unitId) } }} />
      </div>
      <div className={classes.to}>
        <b>{names.opening(openingId)}</b>
        <small>{[names.unit(placement.hostUnitId), figures.span(placement), days].filter(Boolean).join(' · ')}</small>
        {notes.length > 0 ? <small className={classes.note}>{notes.join(' · ')}</small> : null}
      </div>
      <div className={classes.points}>
        <span className={classes.label}>{t('points')}</span>
        <b>{figures.gain(placement.points)}</b>
        <small>
          {t('range', { low: figures.points(placement.range.low), high: figures.points(placement.range.high) })}
        </small>
      </div>
      <div className={classes.firm}>
        <span className={classes.label}>{t('lost')}</span>
        <Firm difference={firmness.of(employeeId)} most={firmness.most} names={names} />
      </div>
      <button
        type="button"
        className={classes.toggle}
        aria-expanded={isOpen}
        aria-label={t('open', { person, opening: names.opening(openingId) })}
        onClick={onToggle}
      >
        <Icon name={isOpen ? 'down' : 'right'} size={16} />
      </button>
      {isOpen ? (
        <PlanWhy placement={placement} names={names} difference={firmness.of(employeeId)} changes={changes} />
      ) : null}
    </li>
  )
}
