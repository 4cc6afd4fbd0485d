'use client'
import type { Route } from 'next'
import Link from 'next/link'
import { type PointerEvent, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useMe } from '@/components/ui/can'
import { Icon } from '@/components/ui/icon'
import { useDay } from '@/components/ui/use-day'
import { phaseOf, placeOn } from '@/lib/secondments/rules'
import type { Secondment } from '@/lib/secondments/shapes'
import { type Axis, daysOf, shifted } from './axis'
import { clashesWith } from './clashes'
import classes from './timeline.module.css'
import { useClashWords } from './use-clash-words'
import { placementPath } from './use-secondments'

type Days = { from: string; to: string }

/** A placement on the year: where it leads to, who covers under it, and where nobody has agreed yet, a bar to drag. */
export function Bar({
  placement,
  axis,
  others,
  onMove,
}: {
  placement: Secondment
  axis: Axis
  others: readonly Secondment[]
  /** Asked to move; with days where the bar was dragged. */
  onMove: (days?: Days) => void
}) {
  const t = useTranslations('secondments')
  const day = useDay()
  const clash = useClashWords(others)
  const mayMove = useMe().permissions.includes('secondments.manage') && ['draft', 'interest'].includes(placement.state)
  const drag = useDrag(placement, axis, onMove)
  const days = drag.days ?? placement
  const place = placeOn(axis, days)
  if (!place) return null
  const style = { left: `${place.left}%`, width: `${place.width}%` }
  const clashes = drag.days ? clashesWith(placement, drag.days, others) : []
  const words = {
    opening: placement.opening.title,
    state: t(`states.${placement.state}`),
    from: day(days.from),
    to: day(days.to),
  }
  return (
    <>
      <Link
        className={classes.bar}
        href={placementPath(placement.id) as Route}
        prefetch={false}
        style={style}
        data-phase={phaseOf(placement.state)}
        data-state={placement.state}
        data-cut={place.isCutAfter || undefined}
        data-clash={clashes.length > 0 || undefined}
        data-movable={mayMove || undefined}
        draggable={false}
        {...(mayMove ? drag.handlers : {})}
      >
        <span className="sr">{t('timeline.bar', words)}</span>
        <span aria-hidden="true">{placement.opening.title}</span>
        {placement.share < 100 ? <em aria-hidden="true">{t('timeline.share', { share: placement.share })}</em> : null}
        {drag.days ? <em aria-hidden="true">{`${day(days.from)} – ${day(days.to)}`}</em> : null}
        {place.isCutAfter && !drag.days ? <em aria-hidden="true">→ {day(days.to)}</em> : null}
      </Link>
      {clashes[0] ? (
        <strong className={classes.clash} style={{ left: style.left }} role="status">
          {clash(clashes[0])}
        </strong>
      ) : (
        <Cover placement={placement} style={style} />
      )}
      {mayMove ? (
        <button type="button" className={classes.move} onClick={() => onMove()}>
          <span className="sr">{t('timeline.move', { name: placement.person.name })}</span>
          <Icon name="sort" size={14} />
        </button>
      ) : null}
    </>
  )
}

function Cover({
  placement: { cover, state },
  style,
}: {
  placement: Secondment
  style: { left: string; width: string }
}) {
  const t = useTranslations('secondments.timeline')
  const phase = phaseOf(state)
  if (phase === 'over') return null
  const [first] = cover
  const isAgreed = first && (phase === 'away' || phase === 'agreed')
  const words = !first
    ? t('uncovered')
    : first.person
      ? t(isAgreed ? 'covers' : 'proposed', { name: first.person.name })
      : t('covered', { option: first.option })
  return (
    <span className={classes.cover} style={style} data-open={isAgreed ? undefined : ''}>
      <span>{words}</span>
    </span>
  )
}

/** Days while a pointer drags the bar along its axis; letting go asks, Escape and a small slip do not. */
function useDrag({ from, to }: Days, axis: Axis, onMove: (days?: Days) => void) {
  const [days, setDays] = useState<Days | null>(null)
  const start = useRef<{ x: number; width: number } | null>(null)
  const hasMoved = useRef(false)
  const at = (event: PointerEvent<HTMLElement>): Days | null => {
    if (!start.current) return null
    const by = daysOf(axis, event.clientX - start.current.x, start.current.width)
    return by === 0 ? null : { from: shifted(from, by), to: shifted(to, by) }
  }
  const handlers = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return
      hasMoved.current = false
      start.current = { x: event.clientX, width: event.currentTarget.parentElement?.clientWidth ?? 0 }
      event.currentTarget.setPointerCapture(event.pointerId)
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const next = at(event)
      if (start.current && next) hasMoved.current = true
      if (start.current) setDays(next)
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      const next = at(event)
      start.current = null
      setDays(null)
      if (next) onMove(next)
    },
    onPointerCancel: () => {
      start.current = null
      setDays(null)
    },
    // A drag is no click on the link.
    onClickCapture: (event: { preventDefault: () => void }) => {
      if (hasMoved.current) event.preventDefault()
    },
  }
  return { days, handlers }
}
