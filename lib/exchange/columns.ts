import { aliases } from './aliases'
import { headersOf, mappable, needsOf, type PageKind } from './mapping'
import type { Mapping, Source } from './mapping-shapes'
import { plain } from './plain'

type Spelling = { column: string; order: number }

/** Spelling → our column, and how early it stands: the first of two candidates wins. */
const spellings: Record<PageKind, Map<string, Spelling>> = {
  units: spellingsOf('units'),
  people: spellingsOf('people'),
  ratings: spellingsOf('ratings'),
  openings: spellingsOf('openings'),
}

function spellingsOf(kind: PageKind): Map<string, Spelling> {
  const names = Object.entries(aliases[kind]).flatMap(([column, others]) =>
    [column, ...others].map((name, order): [string, Spelling] => [plain(name), { column, order }]),
  )
  // A spelling of two columns belongs to the one that names it first.
  return new Map(names.reverse())
}

/** Our column that a header stands for, `first_name` and `last_name` among them. */
const columnOf = (kind: PageKind, header: string) => spellings[kind].get(plain(header))?.column

/** How many of these cells are headers that we know, of whatever kind of file. */
export const knownHeaders = (cells: readonly string[]) =>
  Math.max(...Object.values(spellings).map((known) => cells.filter((cell) => known.has(plain(cell))).length))

/** What a file holds, by its headers; null when they do not say it, or say that these are grants. */
export function guessKind(headers: readonly string[]): PageKind | null {
  const has = (kind: PageKind, ...columns: string[]) => {
    const there = new Set(headers.map((header) => columnOf(kind, header)))
    return columns.every((column) => there.has(column))
  }
  if (has('ratings', 'employee_id', 'criterion') && (has('ratings', 'level') || has('ratings', 'rater_id')))
    return 'ratings'
  if (has('openings', 'title', 'host_unit_id') && (has('openings', 'route') || has('openings', 'criteria_developed')))
    return 'openings'
  const isPerson = has('people', 'employee_id') || has('people', 'email') || has('people', 'username')
  if (isPerson && (has('people', 'name') || has('people', 'last_name'))) return 'people'
  if (has('units', 'unit_id', 'name') && !isPerson) return 'units'
  return null
}

/**
 * Proposes where each column comes from: what was remembered for this source where its headers are there, else by spelling,
 * our own names first. What no header gives is left out.
 */
export function suggestMapping(kind: PageKind, headers: readonly string[], remembered?: Mapping): Mapping {
  const found = new Map<string, { header: string; order: number }>()
  for (const header of headers) {
    const spelling = spellings[kind].get(plain(header))
    if (!spelling) continue
    const { column, order } = spelling
    if (order < (found.get(column)?.order ?? Infinity)) found.set(column, { header, order })
  }
  const columns: Record<string, Source> = {}
  for (const { name } of mappable[kind]) {
    const header = found.get(name)?.header
    if (header !== undefined) columns[name] = { header }
  }
  const [first, last] = [found.get('first_name')?.header, found.get('last_name')?.header]
  if (kind === 'people' && !columns.name && last !== undefined)
    columns.name = first === undefined ? { header: last } : { headers: [first, last], join: ' ' }
  if (kind === 'people' && !columns.assessed && columns.job_title && 'header' in columns.job_title)
    columns.assessed = { contains: { header: columns.job_title.header, text: 'PMO' } }
  if (!remembered) return { columns }
  const fitting = Object.entries(remembered.columns).filter(([, source]) =>
    headersOf(source).every((header) => headers.includes(header)),
  )
  return {
    ...remembered,
    columns: fits(kind, headers, remembered) ? remembered.columns : { ...columns, ...Object.fromEntries(fitting) },
  }
}

const fits = (kind: PageKind, headers: readonly string[], mapping: Mapping) =>
  needsOf(kind, headers, mapping).length === 0

/** Nobody need look at the mapping: every header is ours and all that is needed is there. */
export function isSure(kind: PageKind, headers: readonly string[], mapping: Mapping): boolean {
  const ours = new Set(mappable[kind].map(({ name }) => name))
  return (
    fits(kind, headers, mapping) &&
    Object.entries(mapping.columns).every(([, source]) => 'header' in source) &&
    headers.every((header) => header === '' || ours.has(header.trim().toLowerCase()))
  )
}
