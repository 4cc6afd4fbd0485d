import type { importRun } from '@/db/schema'
import type { ImportKind } from '@/db/values'
import { needsOf } from './mapping'
import type { Mapping } from './mapping-shapes'
import type { ImportItem, ImportReport } from './shapes'

export type RunRow = typeof importRun.$inferSelect
export type RunOptions = ImportItem['options']

/** A sheet as `import_file.sheets` keeps it; `seq` counts through all files of the import. */
export interface StoredSheet {
  seq: number
  sheet: string | null
  rows: number
  headerRow: number
  headers: string[]
  sample: string[][]
  kind: ImportKind | null
  mapping: Mapping | null
  remembered: boolean
}

/** What the job keeps of a dry run or a commit: the report of the API, whole. */
export type StoredReport = ImportReport

export const optionsOf = (row: Pick<RunRow, 'options'>): RunOptions => ({
  ...{ cycle: null, effective: null, asOf: null, fullList: false },
  ...(row.options as Partial<RunOptions>),
})

export const missingOf = ({ kind, headers, mapping }: StoredSheet): string[] =>
  kind && mapping ? needsOf(kind, headers, mapping) : []

/** The queue that does the work of imports. */
export const importQueue = 'imports.run'

/** Work that a person may ask for again: the files are there and nothing is under way. */
export const restingStatuses = ['mapping', 'checked', 'refused', 'failed'] as const
/** Work that waits for the job. */
export const waitingStatuses = ['reading', 'checking', 'committing', 'undoing'] as const

/** What keeps these sheets and options from being checked, in sentences; empty when they may. */
export function hindrances(sheets: readonly StoredSheet[], options: RunOptions, today: string): string[] {
  const kinds = sheets.flatMap(({ kind }) => (kind ? [kind] : []))
  const twice = kinds.find((kind, at) => kinds.indexOf(kind) !== at)
  const unready = sheets.flatMap((sheet) => missingOf(sheet).map((column) => ({ column, kind: sheet.kind })))
  return [
    ...(kinds.length === 0 ? ['Say of one file at least whether it holds units, people, ratings or openings.'] : []),
    ...(twice ? [`Two files hold ${twice}: leave one of them out.`] : []),
    ...unready.slice(0, 5).map(({ column, kind }) => `Say where ${column} comes from in the file of ${kind}.`),
    ...(kinds.includes('ratings') && !options.cycle ? ['Name the cycle that the ratings belong to.'] : []),
    ...(options.asOf && !options.cycle
      ? ['The day of reckoning belongs to a cycle: name it, or leave the day out.']
      : []),
    ...(options.asOf && options.asOf > today
      ? ['The day of reckoning is still to come: choose today or earlier.']
      : []),
    ...(options.fullList && !kinds.includes('people')
      ? ['Only a file of people can name everybody: add it, or say that it is not the full list.']
      : []),
  ]
}
