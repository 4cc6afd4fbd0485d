import type { ImportKind } from '@/db/values'
import { suggestMapping } from '@/lib/exchange/columns'
import { headersOf, keptOut, mappable, needsOf } from '@/lib/exchange/mapping'
import type { Mapping, Source } from '@/lib/exchange/mapping-shapes'
import type { ImportRun, ImportSheet } from '@/lib/exchange/shapes'

/** One table as the person has it before them: what its rows are, and where our columns come from. */
export type Draft = { seq: number; kind: ImportKind | null; mapping: Mapping }

/** How a column is filled, as the list beside it offers it. */
export type Way = 'none' | 'header' | 'headers' | 'constant' | 'contains'

const nothing: Mapping = { columns: {} }

export const draftsOf = (run: ImportRun): Draft[] =>
  run.sheets.map(({ seq, kind, mapping }) => ({ seq, kind, mapping: mapping ?? nothing }))

/** Another kind of file has other columns: they are proposed anew. */
export const withKind = (draft: Draft, kind: ImportKind | null, { headers }: ImportSheet): Draft => ({
  ...draft,
  kind,
  mapping: kind ? suggestMapping(kind, headers) : nothing,
})

/** The draft with one column filled in another way; null empties it. */
export function withSource(draft: Draft, column: string, source: Source | null): Draft {
  const { [column]: _, ...others } = draft.mapping.columns
  return { ...draft, mapping: { ...draft.mapping, columns: source ? { ...others, [column]: source } : others } }
}

export function wayOf(source: Source | undefined): Way {
  if (!source) return 'none'
  if ('header' in source) return 'header'
  if ('headers' in source) return 'headers'
  return 'constant' in source ? 'constant' : 'contains'
}

/** A fresh source of one kind for a column; the header it was filled from is kept where there is one. */
export function sourceFor(way: Way, headers: readonly string[], was: Source | undefined): Source | null {
  const named = headers.filter(Boolean)
  const first = (was && headersOf(was)[0]) ?? named[0] ?? ''
  if (way === 'none' || (way !== 'constant' && !first)) return null
  if (way === 'header') return { header: first }
  if (way === 'headers') return { headers: [first, named.find((each) => each !== first) ?? first], join: ' ' }
  return way === 'constant' ? { constant: '' } : { contains: { header: first, text: '' } }
}

/** Our columns that still lack something: a header, or the words of a constant. */
export function missingIn({ kind, mapping }: Draft, { headers }: ImportSheet): string[] {
  if (!kind) return []
  const blank = Object.entries(mapping.columns).flatMap(([column, source]) => (isBlank(source) ? [column] : []))
  return [...new Set([...needsOf(kind, headers, mapping), ...blank])]
}

function isBlank(source: Source): boolean {
  if ('constant' in source) return source.constant.trim() === ''
  return 'contains' in source && source.contains.text.trim() === ''
}

/** The headers that nothing takes, and the columns of ours in the order to ask for them: what is needed comes first. */
export function columnsOf({ kind, mapping }: Draft, { headers }: ImportSheet) {
  if (!kind) return { columns: [], out: [] }
  const filled = (name: string) => mapping.columns[name] !== undefined
  const columns = mappable[kind].toSorted((a, b) => Number(b.needed !== undefined) - Number(a.needed !== undefined))
  return {
    columns: columns.map(({ name, needed }) => ({
      name,
      /** Needed, or one of two that find a person: always shown. */
      isKey: needed !== undefined,
      isNeeded: needed === true || (needed !== undefined && !filled(needed.or)),
    })),
    out: keptOut(headers, mapping),
  }
}

/** What the first rows would hold in a column, so that a wrong header is seen at once. */
export function examplesOf(source: Source | undefined, { headers, sample }: ImportSheet): string[] {
  if (!source) return []
  if ('constant' in source) return source.constant ? [source.constant] : []
  const cell = (row: readonly string[], header: string) => row[headers.indexOf(header)]?.trim() ?? ''
  const read = (row: readonly string[]) => {
    if ('header' in source) return cell(row, source.header)
    if ('headers' in source)
      return source.headers
        .map((header) => cell(row, header))
        .join(source.join)
        .trim()
    const { header, text } = source.contains
    return text && cell(row, header).toLowerCase().includes(text.toLowerCase()) ? 'yes' : 'no'
  }
  return [...new Set(sample.map(read).filter(Boolean))].slice(0, 3)
}

/** Departments stand in for units where no column and no file names them. */
export function makesUnits(drafts: readonly Draft[]): boolean {
  if (drafts.some(({ kind }) => kind === 'units')) return false
  return drafts.some(({ kind, mapping }) => kind === 'people' && !mapping.columns.unit_id)
}
