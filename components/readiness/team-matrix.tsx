'use client'
import { useTranslations } from 'use-intl/react'
import map from '../charts/gap-map.module.css'
import { useGridKeys } from '../ui/use-grid-keys'
import type { TeamAddress } from './team-address'
import { TeamHolders } from './team-holders'
import classes from './team-matrix.module.css'
import { TeamMatrixHead } from './team-matrix-head'
import { TeamMatrixRow } from './team-matrix-row'
import type { TeamAnswer } from './use-team'

/** From more rows on the matrix scrolls in itself, so that its heads stay in sight. */
const many = 14

/** People × criteria: arrow keys walk, the name leads to the person. Rows come as the server orders them, never by points. */
export function TeamMatrix({ answer, show }: { answer: TeamAnswer; show: TeamAddress['show'] }) {
  const t = useTranslations('team.matrix')
  const { members, groups, role, cycle, isWhole } = answer
  const columns = groups.flatMap((group) => group.columns)
  const rows = members.length + (isWhole ? 1 : 0)
  const { active, gridProps } = useGridKeys({ rows, columns: columns.length + 1 })
  const activeIn = (row: number) => (active.row === row ? active.column : null)
  return (
    <div className={`${map.panel} ${classes.panel}`} data-long={members.length > many || undefined}>
      <table
        {...gridProps}
        className={`${map.map} ${classes.matrix}`}
        style={{ '--columns': columns.length } as React.CSSProperties}
      >
        <caption className="sr">{t('caption', { show, profile: role.name, cycle })}</caption>
        <colgroup>
          <col className={map.unitColumn} />
          <col className={classes.bandColumn} />
          {columns.map((column) => (
            <col key={column.key} data-off={column.isOff || undefined} />
          ))}
        </colgroup>
        <TeamMatrixHead groups={groups} />
        <tbody>
          {members.map((member, row) => (
            <TeamMatrixRow
              key={member.person.employeeId}
              member={member}
              columns={columns}
              show={show}
              kept={{ profile: role.key, cycle }}
              index={row}
              activeColumn={activeIn(row)}
            />
          ))}
        </tbody>
        {isWhole ? (
          <TeamHolders
            answer={answer}
            columns={columns}
            index={members.length}
            activeColumn={activeIn(members.length)}
          />
        ) : null}
      </table>
    </div>
  )
}
