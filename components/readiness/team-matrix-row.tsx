'use client'
import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import { formatGap, gapStep } from '@/lib/readiness/gap-scale'
import type { TeamMember } from '@/lib/readiness/shapes'
import map from '../charts/gap-map.module.css'
import { BandMark } from '../ui/band-mark'
import { Avatar, personPath } from '../ui/person-chip'
import type { TeamAddress } from './team-address'
import type { TeamColumn } from './team-columns'
import classes from './team-matrix.module.css'
import { useWords } from './use-words'

type Place = { 'data-cell': string; tabIndex: number }

/** A person: name, band with must-haves short, and a cell for each criterion. */
export function TeamMatrixRow({
  member,
  columns,
  show,
  kept,
  index,
  activeColumn,
}: {
  member: TeamMember
  columns: readonly TeamColumn[]
  show: TeamAddress['show']
  /** Role and cycle of the matrix, for the link to the person. */
  kept: { profile: string; cycle: string }
  index: number
  activeColumn: number | null
}) {
  const t = useTranslations('team.matrix')
  const { person, readiness } = member
  const place = (column: number): Place => ({
    'data-cell': `${index}:${column}`,
    tabIndex: column === activeColumn ? 0 : -1,
  })
  const short = readiness?.mustHaves.filter(({ state }) => state === 'short').length ?? 0
  return (
    <tr>
      <th className={`${map.unit} ${classes.person}`} scope="row">
        <span>
          <Avatar name={person.name} />
          <span>
            <Link href={personPath(person.employeeId, kept)} prefetch={false} {...place(0)}>
              {person.name}
            </Link>
            {person.unit ? <small>{person.unit.name}</small> : null}
          </span>
        </span>
      </th>
      <td className={classes.band}>
        {readiness ? (
          <>
            <BandMark band={readiness.band} />
            <small>{t('short', { count: short })}</small>
          </>
        ) : (
          <small>{t('unrated')}</small>
        )}
      </td>
      {columns.map((column, at) => (
        <Cell key={column.key} member={member} column={column} show={show} place={place(at + 1)} />
      ))}
    </tr>
  )
}

/** A level, or its gap, coloured by the gap; underlined when under the must-have minimum. */
function Cell({
  member,
  column,
  show,
  place,
}: {
  member: TeamMember
  column: TeamColumn
  show: TeamAddress['show']
  place: Place
}) {
  const t = useTranslations('team.cell')
  const { level: print, tenth } = useWords()
  const level = member.levels[column.place] ?? null
  const named = { person: member.person.name, criterion: column.name }
  const looks = [classes.cell, column.isFirst ? map.first : null]
  const shared = { ...place, 'data-off': column.isOff || undefined }
  if (level === null) {
    const isSeen = !member.isNotObserved[column.place]
    const words = isSeen ? t('none', named) : t('notObserved', named)
    return (
      <td {...shared} className={looks.filter(Boolean).join(' ')} data-nil aria-label={words} title={words}>
        {isSeen ? '–' : 'N'}
      </td>
    )
  }
  const asked = column.target
  const gap = asked ? asked.target - level : null
  const minimum = asked?.minimum ?? null
  const isShort = minimum !== null && level < minimum
  const written = gap === null ? '–' : formatGap(gap, Number.isInteger(level) ? print : tenth)
  const text = show === 'gap' ? written : print(level)
  const words = t('level', {
    ...named,
    level: print(level),
    target: asked?.target ?? '',
    gap: gap === null ? 'none' : gap === 0 ? 'met' : gap > 0 ? `\u2212${written}` : written,
    minimum: isShort ? String(minimum) : 'none',
  })
  return (
    <td
      {...shared}
      className={[...looks, gap === null ? null : gapStep(gap)].filter(Boolean).join(' ')}
      data-short={isShort || undefined}
      aria-label={`${text}, ${words}`}
      title={words}
    >
      {text}
    </td>
  )
}
