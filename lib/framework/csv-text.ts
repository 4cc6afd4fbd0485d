import { parse } from 'csv-parse/sync'
import { invalid } from '@/lib/access/errors'

/** A row of a file by the names in its header, with its number as a spreadsheet shows it. */
export interface FileRow {
  row: number
  cells: Record<string, string>
}

/** What is wrong with a file, or was left out of it, and where. */
export interface Remark {
  row: number | null
  message: string
}

/** The rows of a CSV file; its header as `name` writes it. A file without a needed column is refused in words. */
export function readCsv(content: string, needed: readonly string[], name: (head: string) => string): FileRow[] {
  const head = content.slice(0, 100_000).split(/\r\n|\n|\r/, 1)[0] ?? ''
  const delimiter = [',', ';', '\t'].reduce((best, mark) =>
    head.split(mark).length > head.split(best).length ? mark : best,
  )
  let rows: string[][]
  try {
    rows = parse(content, { bom: true, delimiter, relax_column_count: true, skip_empty_lines: false, trim: true })
  } catch {
    throw invalid(
      'The file is no readable CSV: a quotation mark is open, or stands inside a word. Save it again as CSV.',
    )
  }
  const heads = (rows[0] ?? []).map(name)
  const missing = needed.filter((column) => !heads.includes(column))
  if (missing.length > 0)
    throw invalid(`The file lacks the column ${missing.join(', ')}. Its first row must name the columns.`)
  return rows.slice(1).flatMap((cells, at) => {
    if (cells.every((cell) => cell === '')) return []
    // An apostrophe that a spreadsheet put before a formula is none of the text.
    const named = heads.map((column, place) => [column, (cells[place] ?? '').replace(/^'(?=[=+\-@])/, '')] as const)
    return [{ row: at + 2, cells: Object.fromEntries(named) }]
  })
}

/** Refuses a file with all its problems, each by row. */
export function refuseFile(problems: readonly Remark[]): never {
  const told = problems.slice(0, 3).map(({ row, message }) => (row === null ? message : `Row ${row}: ${message}`))
  const rest = problems.length > 3 ? ` And ${problems.length - 3} more.` : ''
  throw invalid(
    `${told.join(' ')}${rest}`,
    problems.slice(0, 200).map(({ row, message }) => ({ path: row === null ? 'file' : `row ${row}`, message })),
  )
}

/** CSV text for spreadsheets: a mark for accents, and an apostrophe before whatever would run as a formula. */
export function csvText(rows: readonly (readonly (string | number)[])[]): string {
  const field = (value: string | number) => {
    if (typeof value === 'number') return String(value)
    const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  return `\uFEFF${rows.map((row) => `${row.map(field).join(',')}\r\n`).join('')}`
}
