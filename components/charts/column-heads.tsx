import classes from './gap-map.module.css'
import own from './gap-map-head.module.css'

interface Column {
  key: string
  isFirst: boolean
  isOff: boolean
  target: { target: number; minimum: number | null } | undefined
}
interface Group {
  key: string
  name: string
  shortName: string
  isOff: boolean
  columns: readonly unknown[]
}

/** The domains over their criteria, for the map and the team alike; by their short name over three columns or fewer. */
export const DomainHeads = ({ groups }: { groups: readonly Group[] }) =>
  groups.map(({ key, name, shortName, isOff, columns }) => (
    <th
      key={key}
      className={`${own.domain} ${classes.first}`}
      scope="colgroup"
      data-off={isOff || undefined}
      colSpan={columns.length}
    >
      <span>{columns.length > 3 ? name : shortName}</span>
    </th>
  ))

/** The target under each criterion, must-haves bold. */
export const TargetCells = ({ columns }: { columns: readonly Column[] }) =>
  columns.map(({ key, isFirst, isOff, target }) => (
    <td
      key={key}
      className={isFirst ? classes.first : undefined}
      data-off={isOff || undefined}
      data-must={target?.minimum ? true : undefined}
    >
      {target?.target ?? '–'}
    </td>
  ))
