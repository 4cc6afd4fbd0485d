'use client'
import type { useTranslations } from 'use-intl/react'
import type { Measure } from '@/db/values'
import type { GapCell } from '@/lib/analytics/shapes'
import { faceOf, hasFewRated, type MapColumn, type Print, type Thin, wordsOf } from './gap-face'
import classes from './gap-map.module.css'

/** The words of cells, looked up once a row: a map has hundreds of cells. */
type CellWords = ReturnType<typeof useTranslations<'organisation.cell'>>

/** One number of the map: prints the measure, is coloured by the gap, and says both in words to a screen reader. */
export function GapMapCell({
  cell,
  people,
  column,
  measure,
  print,
  policy,
  t,
  isSelected,
  place,
}: {
  cell: GapCell | undefined
  people: number
  column: MapColumn
  measure: Measure
  print: Print
  policy: Thin
  t: CellWords
  isSelected: boolean
  place: { 'data-cell': string; tabIndex: number }
}) {
  const target = column.target?.target
  const face = faceOf(cell, target, measure, print, policy)
  const words = wordsOf(cell, target, people, print)
  const said = [
    t(words.key, words.values as never),
    cell && face.isHatched && hasFewRated(cell, policy) ? t('thin') : '',
    cell && face.isHatched && cell.isStale ? t('stale') : '',
  ]
  const spoken = {
    'aria-label': `${face.text} ${said.filter(Boolean).join(' ')}`.trim(),
    'aria-selected': isSelected,
  }
  const looks = [classes.cell, face.step, face.isHatched ? 'thin' : null, column.isFirst ? classes.first : null]
  return (
    <td
      {...place}
      className={looks.filter(Boolean).join(' ')}
      data-kind={face.kind}
      data-off={column.isOff || undefined}
      data-long={face.text.length > 3 || undefined}
      data-hatched={face.isHatched || undefined}
      {...spoken}
    >
      {face.text}
    </td>
  )
}
