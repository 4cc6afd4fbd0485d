'use client'
import { Fragment, type ReactNode, useId, useState } from 'react'
import { gapStep } from '@/lib/readiness/gap-scale'
import { Icon } from '../ui/icon'
import classes from './level-bars.module.css'

export type LevelRow = {
  key: string
  name: string
  level: number | null
  target: number
  isMustHave: boolean
  /** "2" and "of 4"; without a level only the reason, long and for narrow screens. */
  value: { level: string; of: string } | { none: string; short: string }
  /** Points lost, as printed. */
  lost: string
}
export type LevelGroup = { key: string; name: string | null; mean: string; lost: string; rows: LevelRow[] }

/** Ink to the level, gap colour to the target, a tick at the target; a press on a name opens what stands behind its level. */
export function LevelBars({
  caption,
  heads,
  groups,
  top,
  mustHave,
  details,
}: {
  caption: string
  heads: { criterion: string; bar: string; level: string; lost: string }
  groups: readonly LevelGroup[]
  /** The highest level of the scale. */
  top: number
  mustHave: string
  details: (key: string) => ReactNode
}) {
  return (
    <table className={classes.table} style={{ '--top': top } as React.CSSProperties}>
      <caption className="sr">{caption}</caption>
      <thead className="sr">
        <tr>
          <th scope="col">{heads.criterion}</th>
          <td>{heads.bar}</td>
          <th scope="col">{heads.level}</th>
          <th scope="col">{heads.lost}</th>
        </tr>
      </thead>
      {groups.map((group) => (
        <tbody key={group.key}>
          {group.name === null ? null : (
            <tr className={classes.group}>
              <th scope="rowgroup" colSpan={2}>
                {group.name}
              </th>
              <td className={classes.mean}>{group.mean}</td>
              <td className={classes.lost}>{group.lost}</td>
            </tr>
          )}
          {group.rows.map((row) => (
            <Level key={row.key} row={row} top={top} mustHave={mustHave} details={details} />
          ))}
        </tbody>
      ))}
    </table>
  )
}

function Level({
  row,
  top,
  mustHave,
  details,
}: {
  row: LevelRow
  top: number
  mustHave: string
  details: (key: string) => ReactNode
}) {
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  const { level, target, value } = row
  const percent = (levels: number) => `${(100 * Math.min(levels, top)) / top}%`
  return (
    <Fragment>
      <tr data-must={row.isMustHave || undefined}>
        <th scope="row">
          <button
            type="button"
            className={classes.name}
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={() => setOpen(!isOpen)}
          >
            <span>
              {row.name}
              {row.isMustHave ? <span className="sr">, {mustHave}</span> : null}
            </span>
            <Icon name={isOpen ? 'up' : 'down'} size={14} className={classes.arrow} />
          </button>
        </th>
        <td className={classes.drawn}>
          <div className={classes.track} aria-hidden="true">
            {level === null ? null : <i className={classes.level} style={{ width: percent(level) }} />}
            {level !== null && level < target ? (
              <i
                className={`${classes.short} ${gapStep(target - level)}`}
                style={{ left: percent(level), width: percent(target - level) }}
              />
            ) : null}
            <i className={classes.tick} style={{ left: percent(target) }} />
          </div>
        </td>
        <td className={classes.value}>
          {'none' in value ? (
            <>
              <span className={classes.wide}>{value.none}</span>
              <abbr className={classes.narrow} title={value.none}>
                {value.short}
              </abbr>
            </>
          ) : (
            <>
              <b>{value.level}</b> {value.of}
            </>
          )}
        </td>
        <td className={classes.lost}>{row.lost}</td>
      </tr>
      <tr id={id} hidden={!isOpen}>
        <td colSpan={4} className={classes.details}>
          {isOpen ? details(row.key) : null}
        </td>
      </tr>
    </Fragment>
  )
}
