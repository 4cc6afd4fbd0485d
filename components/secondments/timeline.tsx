'use client'
import { Fragment, useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl/react'
import { PersonChip } from '@/components/ui/person-chip'
import { useDay } from '@/components/ui/use-day'
import { useToday } from '@/components/ui/use-today'
import { phaseOf, phases, placeOn } from '@/lib/secondments/rules'
import type { Secondment } from '@/lib/secondments/shapes'
import { type Axis, monthsOf, yearAxis } from './axis'
import { Bar } from './bar'
import { Legend } from './legend'
import { MoveForm } from './move-form'
import classes from './timeline.module.css'

/**
 * Who is where over a year: a table with a row for each placement and a bar in percent of the year, grouped by how far along
 * they are or by home unit.
 */
export function Timeline({
  placements,
  year,
  by,
}: {
  placements: readonly Secondment[]
  year: number
  by: 'person' | 'unit'
}) {
  const t = useTranslations('secondments')
  const axis = yearAxis(year)
  const shown = placements.filter((one) => placeOn(axis, one) !== null)
  const [moving, setMoving] = useState<{ placement: Secondment; from?: string; to?: string } | null>(null)
  const groups = groupsOf(shown, by, (phase) => t(`phases.${phase}`))
  if (shown.length === 0) return <p className={classes.none}>{t('timeline.none', { year: String(year) })}</p>
  return (
    <>
      <Legend placements={shown} />
      <div className={classes.scroll}>
        <table className={classes.table}>
          <caption className="sr">{t('timeline.caption', { year: String(year), by })}</caption>
          <thead>
            <tr>
              <th scope="col">{t('timeline.person')}</th>
              <th scope="col" className={classes.months}>
                <Months axis={axis} />
              </th>
            </tr>
          </thead>
          <tbody>
            {groups.map(({ key, label, rows }) => (
              <Fragment key={key}>
                <tr className={classes.group}>
                  <th scope="rowgroup" colSpan={2}>
                    {label} <span>{rows.length}</span>
                  </th>
                </tr>
                {rows.map((one) => (
                  <tr key={one.id}>
                    <th scope="row">
                      <PersonChip person={one.person} />
                    </th>
                    <td className={classes.line}>
                      <Ticks axis={axis} />
                      <Bar
                        placement={one}
                        axis={axis}
                        others={placements}
                        onMove={(days) => setMoving({ placement: one, ...days })}
                      />
                    </td>
                  </tr>
                ))}
              </Fragment>
            ))}
          </tbody>
        </table>
      </div>
      <p className={classes.note}>
        {t('timeline.key', { year: String(year) })} {t('timeline.moveHelp')}
      </p>
      {moving ? <MoveForm {...moving} others={placements} onClose={() => setMoving(null)} /> : null}
    </>
  )
}

function groupsOf(
  rows: readonly Secondment[],
  by: 'person' | 'unit',
  phaseWord: (phase: (typeof phases)[number]) => string,
) {
  if (by === 'person') {
    return phases.flatMap((phase) => {
      const found = rows.filter(({ state }) => phaseOf(state) === phase)
      return found.length > 0 ? [{ key: phase as string, label: phaseWord(phase), rows: found }] : []
    })
  }
  const units = new Map(rows.map(({ person }) => [person.unit?.unitId ?? '', person.unit?.name ?? '–']))
  return [...units]
    .sort(([, a], [, b]) => a.localeCompare(b))
    .map(([key, label]) => ({ key, label, rows: rows.filter(({ person }) => (person.unit?.unitId ?? '') === key) }))
}

function Months({ axis }: { axis: Axis }) {
  const t = useTranslations('secondments.timeline')
  const format = useFormatter()
  const day = useDay()
  const today = useToday()
  const now = placeOn(axis, { from: today, to: today })
  return (
    <>
      {monthsOf(axis).map(({ month, left }) => (
        <span key={month} style={{ left: `${left}%` }}>
          {format.dateTime(Date.parse(month), { month: 'short', timeZone: 'UTC' })}
        </span>
      ))}
      {now ? (
        <b style={{ left: `${now.left}%` }} title={t('today', { day: day(today) })}>
          {format.dateTime(Date.parse(today), { day: 'numeric', month: 'short', timeZone: 'UTC' })}
        </b>
      ) : null}
    </>
  )
}

function Ticks({ axis }: { axis: Axis }) {
  const today = useToday()
  const now = placeOn(axis, { from: today, to: today })
  return (
    <span aria-hidden="true">
      {monthsOf(axis).map(({ month, left }) => (
        <i key={month} style={{ left: `${left}%` }} />
      ))}
      {now ? <i data-today="" style={{ left: `${now.left}%` }} /> : null}
    </span>
  )
}
