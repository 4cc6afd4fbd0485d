import { closeSync, openSync, writeSync } from 'node:fs'
import type { PageKind } from './mapping'
import type { Mapping, Source } from './mapping-shapes'
import { converter } from './normalise-cells'
import type { Finding } from './problems'
import { cleanCell } from './read-row'
import { readRecords } from './records'

export type SheetInput = {
  kind: PageKind
  path: string
  headerRow: number
  headers: readonly string[]
  mapping: Mapping
  /** Name of a workbook's sheet: there, notes beside the table have no header and are no mistake. */
  sheet?: string | null
}

/** Reads a column of the current row as ours. */
export type Get = (column: string) => string

const mostBroken = 1_000

/** Calls `take` for each row of data that is not blank, with its cells in our words; answers what could not be read. */
export async function eachRow(sheet: SheetInput, take: (row: number, get: Get) => void): Promise<Finding[]> {
  const { kind, path, headerRow, headers, mapping } = sheet
  const found: Finding[] = []
  const note = (row: number, what: Finding['kind'], value: string | null = null) => {
    if (found.length < mostBroken) found.push({ file: kind, row, column: null, kind: what, value })
  }
  let cells: readonly string[] = []
  const getters = new Map(
    Object.entries(mapping.columns).map(([column, source]): [string, () => string] => {
      const [read, convert] = [reader(source, headers), converter(kind, column)]
      return [column, () => convert(read(cells), mapping.dayOrder)]
    }),
  )
  const get: Get = (column) => getters.get(column)?.() ?? ''
  const records = readRecords(path, {
    record(row, raw) {
      if (row <= headerRow || raw.every((cell) => cell.trim() === '')) return
      cells = raw.map(cleanCell)
      const extra = cells.slice(headers.length).filter((cell) => cell !== '')
      if (extra.length > 0 && !sheet.sheet) note(row, 'too-many-cells', extra.join(', ').slice(0, 100))
      take(row, get)
    },
    broken: (row) => note(row, 'broken-quotes'),
  })
  for (;;) {
    const { done, value } = await records.next()
    if (!done) continue
    if (value) note(value.row, value.kind)
    return found
  }
}

function reader(source: Source, headers: readonly string[]): (cells: readonly string[]) => string {
  const cell = (header: string) => {
    const at = headers.indexOf(header)
    return (cells: readonly string[]) => cells[at] ?? ''
  }
  if ('constant' in source) return () => source.constant
  if ('header' in source) return cell(source.header)
  if ('contains' in source) {
    const read = cell(source.contains.header)
    const text = source.contains.text.toLowerCase()
    return (cells) => (read(cells).toLowerCase().includes(text) ? 'yes' : 'no')
  }
  const [first, last] = source.headers.map(cell)
  return (cells) => [first!(cells), last!(cells)].filter(Boolean).join(source.join)
}

/** Writes rows as CSV with a header, each in the place that it had: blank lines stand for what is left out. */
export function writeTable(path: string, columns: readonly string[]) {
  const out = openSync(path, 'w')
  let text = `${columns.join(',')}\n`
  let line = 2
  return {
    /** In the row given, or the next one. */
    write(cells: Record<string, string | undefined>, row = line) {
      text += '\n'.repeat(row - line)
      text += `${columns.map((column) => csvCell(cells[column] ?? '')).join(',')}\n`
      line = row + 1
      if (text.length < 100_000) return
      writeSync(out, text)
      text = ''
    },
    end(): string {
      writeSync(out, text)
      closeSync(out)
      return path
    },
  }
}

/** The apostrophe that reading takes off again keeps what begins like a formula as it is. */
function csvCell(cell: string): string {
  const safe = /^'[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
