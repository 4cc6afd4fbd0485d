import { isFaithful, type Loaded } from '@/db/backup/load'

const number = new Intl.NumberFormat('en')
const most = 20

/** How many things were not as they should be. */
export const faultsOf = ({ tables, differences, flaws, closureFaults }: Loaded) =>
  tables.filter(({ isEqual }) => !isEqual).length + differences.length + flaws.length + closureFaults

/** What was compared after loading, as a table for the terminal: a line for each table, then what guards them. */
export function describeLoaded(loaded: Loaded, more: [what: string, finding: string][] = []): string {
  const { tables, differences, flaws, closureFaults, head } = loaded
  const lines = tables.map(({ name, rows, isEqual }): [string, string] => [
    name,
    `${number.format(rows).padStart(12)}  ${isEqual ? 'equal' : 'NOT EQUAL'}`,
  ])
  const guards: [string, string][] = [
    ['policies, grants, triggers', differences.length ? `${differences.length} NOT EQUAL` : 'equal'],
    ['flaws of the catalogue', flaws.length ? `${flaws.length} FOUND` : 'none'],
    ['closures against recomputation', closureFaults ? `${closureFaults} ROWS WRONG` : 'equal'],
  ]
  const width = Math.max(...[...lines, ...guards, ...more].map(([name]) => name.length))
  const row = ([name, finding]: [string, string]) => `  ${name.padEnd(width)}  ${finding}`
  const [wrong, rest] = [[...differences, ...flaws].slice(0, most), differences.length + flaws.length - most]
  return [
    `Backup of ${head.madeAt}, ${head.schema}, PostgreSQL ${head.server}`,
    ...[...lines, ...guards, ...more].map(row),
    ...wrong.map((line) => `  ${line}`),
    ...(rest > 0 ? [`  and ${rest} more`] : []),
    isFaithful(loaded) ? 'All is equal.' : 'Not all is equal.',
  ].join('\n')
}
