import { copyValue } from '@/db/copy'
import { type Column, type FileFormat, longestText } from './files'
import type { Finding, ProblemKind } from './problems'

export type Header = {
  columns: string[]
  width: number
  /** Place in the file of each column of the format, −1 where the file has none. */
  places: number[]
  isBroken: boolean
}

type Note = (row: number | null, column: string | null, kind: Finding['kind']) => void

/** Finds our columns in the header row, in any order; notes what is missing, twice or not ours. */
export function readHeader(format: FileFormat, cells: readonly string[], note: Note): Header {
  const names = cells.map((cell) => cleanCell(cell).toLowerCase())
  const ours = new Set(format.columns.map(({ name }) => name))
  const missing = format.columns.filter(({ name, needed }) => needed && !names.includes(name))
  const repeated = [...ours].filter((name) => names.indexOf(name) !== names.lastIndexOf(name))
  for (const { name } of missing) note(1, name, 'missing-column')
  for (const name of repeated) note(1, name, 'repeated-column')
  for (const name of names) if (name !== '' && !ours.has(name)) note(1, name, 'unknown-column')
  return {
    columns: names.filter((name) => ours.has(name)),
    width: cells.length,
    places: format.columns.map(({ name }) => names.indexOf(name)),
    isBroken: missing.length + repeated.length > 0,
  }
}

/** A row's cells → one line of COPY text; null for a blank row. */
export type RowReader = (row: number, cells: readonly string[]) => string | null

type Flaw = [column: string | null, kind: ProblemKind, value: string | null]

/** Reads rows after this header. Wrong cells are staged empty, with what is wrong beside them, so that reading never stops. */
export function makeRowReader(format: FileFormat, { places, width }: Header, cycle?: string): RowReader {
  const { columns, agree } = format
  const cyclePlace = columns.findIndex(({ name }) => name === 'cycle')
  return (row, cells) => {
    if (cells.every((cell) => cell === '')) return null
    const flaws: Flaw[] = []
    const extra = cells.slice(width).filter((cell) => cell !== '')
    if (extra.length > 0) flaws.push([null, 'too-many-cells', extra.join(', ').slice(0, 100)])
    const values = columns.map((column, at) => {
      const place = places[at]!
      return place < 0 ? '' : readCell(column, cleanCell(cells[place] ?? ''), flaws)
    })
    if (cycle !== undefined && cyclePlace >= 0) {
      const named = values[cyclePlace]
      if (named && named !== cycle) flaws.push(['cycle', 'other-cycle', named])
      values[cyclePlace] = ''
    }
    const disagreement = agree?.(values)
    if (disagreement) flaws.push([disagreement.column, disagreement.kind, disagreement.value])
    return copyLine(row, values, flaws)
  }
}

/** The value, '' for an empty cell, null for a wrong one. */
function readCell(column: Column, cell: string, flaws: Flaw[]): string | null {
  if (cell === '') {
    if (column.filled) flaws.push([column.name, 'empty-cell', null])
    return column.filled ? null : ''
  }
  const longest = column.longest ?? longestText
  if (cell.length > longest) {
    flaws.push([column.name, 'too-long', String(longest)])
    // The beginning of a key still tells people apart, so that no other row is blamed for it.
    return column.type === 'text' && !column.read ? cell.slice(0, longestText) : null
  }
  const value = column.read ? column.read(cell) : cell
  if (value !== undefined) return value
  const { wrong } = column
  flaws.push([column.name, typeof wrong === 'function' ? wrong(cell) : wrong!, cell.slice(0, 100)])
  return null
}

/** NFC, trimmed, and without the apostrophe that keeps spreadsheets from reading a cell as a formula. */
export function cleanCell(cell: string): string {
  const text = cell.trim().normalize('NFC')
  return text.charCodeAt(0) === 39 && /^'[=+\-@\t\r]/.test(text) ? text.slice(1) : text
}

function copyLine(row: number, values: readonly (string | null)[], flaws: readonly Flaw[]): string {
  let line = String(row)
  for (const value of values) line += `\t${copyValue(value || null)}`
  return `${line}\t${copyValue(flaws.length === 0 ? null : JSON.stringify(flaws))}\n`
}
