'use client'
import { useTranslations } from 'use-intl/react'
import { HOLDS_FROM } from '@/lib/readiness/team'
import map from '../charts/gap-map.module.css'
import type { TeamColumn } from './team-columns'
import classes from './team-matrix.module.css'
import type { TeamAnswer } from './use-team'

/** The foot row: how many hold each criterion, ringed where it is one person alone. */
export function TeamHolders({
  answer,
  columns,
  index,
  activeColumn,
}: {
  answer: TeamAnswer
  columns: readonly TeamColumn[]
  index: number
  activeColumn: number | null
}) {
  const t = useTranslations('team.matrix')
  const held = new Map(answer.held.map((each) => [each.criterion, each]))
  const level = HOLDS_FROM
  const place = (column: number) => ({ 'data-cell': `${index}:${column}`, tabIndex: column === activeColumn ? 0 : -1 })
  return (
    <tfoot className={classes.holders}>
      <tr>
        <th className={map.unit} scope="row" {...place(0)}>
          {t('holders', { level })}
        </th>
        <td className={classes.of}>{t('ofPeople', { count: answer.members.length })}</td>
        {columns.map((column, at) => {
          const found = held.get(column.key)
          const count = found?.holders.length ?? 0
          const isKnown = found !== undefined && found.rated > 0
          const words = isKnown
            ? t('heldBy', {
                criterion: column.name,
                count,
                name: found.holders[0]?.person.name ?? '',
                level,
                rated: found.rated,
              })
            : t('unknown', { criterion: column.name })
          return (
            <td
              key={column.key}
              {...place(at + 1)}
              className={[classes.count, column.isFirst ? map.first : null].filter(Boolean).join(' ')}
              data-off={column.isOff || undefined}
              aria-label={`${isKnown ? count : '–'}, ${words}`}
              title={words}
            >
              <span
                data-alone={(isKnown && count === 1 && answer.members.length > 1) || undefined}
                data-zero={count === 0 || undefined}
              >
                {isKnown ? count : '–'}
              </span>
            </td>
          )
        })}
      </tr>
    </tfoot>
  )
}
