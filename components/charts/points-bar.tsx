import type { GapStep } from '@/lib/readiness/gap-scale'
import classes from './points-bar.module.css'

export type PointsPart = { key: string; points: number; text: string; step: GapStep | null; under: string }

/** Points are drawn in a part from this many of the whole on, in per cent; less has no room on a phone, or nowhere. */
const roomOnPhone = 6
const room = 1.7

const roomFor = (share: number) => (share >= roomOnPhone ? 'all' : share >= room ? 'wide' : 'none')

/** 100 points: those held in ink, what each gap costs in its gap step. `label` says it all; the list beside it repeats it. */
export function PointsBar({
  label,
  have,
  haveText,
  haveWords,
  parts,
}: {
  label: string
  have: number
  haveText: string
  haveWords: string
  parts: readonly PointsPart[]
}) {
  return (
    <div role="img" aria-label={label}>
      <div className={classes.bar} style={{ '--have': `${have}%` } as React.CSSProperties}>
        <div className={classes.have} style={{ width: `${have}%` }} data-thin={have < 8 || undefined}>
          <b>{haveText}</b> <span data-room={have >= 30 ? 'all' : 'wide'}>{have >= 18 ? haveWords : ''}</span>
        </div>
        {parts.map(({ key, points, text, step }) => (
          <div
            key={key}
            className={[classes.part, step ?? classes.rest].join(' ')}
            style={{ width: `${points}%` }}
            data-room={roomFor(points)}
          >
            <b>{text}</b>
          </div>
        ))}
      </div>
      <div className={classes.under}>
        <div style={{ width: `${have}%` }} />
        {parts.map(({ key, points, under }) => (
          <div key={key} style={{ width: `${points}%` }} data-room={roomFor(points)}>
            <span>{under}</span>
          </div>
        ))}
      </div>
    </div>
  )
}
