import { type ImportKind, importKinds } from '@/db/values'
import type { ImportItem, ImportReport, ImportRun } from '@/lib/exchange/shapes'

export type Amount = { kind: ImportKind; count: number }

/** What an import is about, in one number: its people, else its ratings, else its units. Null before its files are read. */
export function mainAmount(run: ImportItem & Partial<Pick<ImportRun, 'sheets'>>): Amount | null {
  const rows = run.report?.rows ?? rowsOf(run.sheets ?? [])
  const kind = (['people', 'ratings', 'openings', 'units'] as const).find((each) => rows[each])
  return kind ? { kind, count: rows[kind] ?? 0 } : null
}

function rowsOf(sheets: ImportRun['sheets']): Partial<Record<ImportKind, number>> {
  const rows: Partial<Record<ImportKind, number>> = {}
  for (const { kind, rows: count } of sheets) if (kind) rows[kind] = (rows[kind] ?? 0) + count
  return rows
}

type Changes = NonNullable<ImportReport['changes']>

/** How many changes a trial would make, or a commit made, of one kind or of all. */
export function changesIn(changes: Changes, kind?: ImportKind): number {
  const kinds = kind ? [kind] : importKinds
  return kinds.flatMap((each) => Object.values(changes[each])).reduce((sum, count) => sum + count, 0)
}

/** What a commit is called by: the kind that changes most to people's eyes, and whether all of it is new. */
export function commitAmount(changes: Changes): (Amount & { isNew: boolean }) | null {
  const kind = (['people', 'ratings', 'openings', 'units'] as const).find((each) => changesIn(changes, each) > 0)
  if (!kind) return null
  const count = changesIn(changes, kind)
  return { kind, count, isNew: changes[kind].added === count }
}
