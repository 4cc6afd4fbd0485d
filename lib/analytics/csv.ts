import type { Measure } from '@/db/values'
import { measured, type Targets, type UnitNode } from './rules'

type CsvValue = string | number | null

/**
 * RFC 4180 text for spreadsheets: a byte order mark for accents, and an apostrophe before whatever would run as a formula.
 * Numbers stay numbers; import takes the apostrophe off again.
 */
export function toCsv(rows: readonly (readonly CsvValue[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(csvField).join(',')}\r\n`).join('')}`
}

function csvField(value: CsvValue): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** The map as it stands on screen: the rows shown, in their order, ids and names together. */
export function gapMapCsv(shown: {
  rows: readonly UnitNode[]
  criteria: readonly { key: string; name: string }[]
  measure: Measure
  targets: Targets
}): string {
  const { rows, criteria, measure, targets } = shown
  const head = ['unit_id', 'unit', 'people', ...criteria.map(({ key, name }) => `${name} (${key})`)]
  const body = rows.map(({ unit, people, cells }) => [
    unit.unitId,
    unit.name,
    people,
    ...criteria.map(({ key }) => measured(cells.get(key), targets.get(key), measure)),
  ])
  return toCsv([head, ...body])
}

/** A file name that says what is inside and for which day; letters of any script stay, the rest becomes a hyphen. */
export function csvName(scope: { measure: Measure; scope: string; profile: string; cycle: string; asOf: string }) {
  const parts = ['gap-map', scope.measure, scope.scope, scope.profile, scope.cycle, scope.asOf]
  const safe = parts.map((part) => part.normalize('NFC').replace(/[^\p{L}\p{N}.-]+/gu, '-'))
  return `${safe.join('_')}.csv`
}
