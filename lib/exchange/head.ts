import { knownHeaders } from './columns'
import { cleanCell } from './read-row'
import { readRecords } from './records'
import { limits } from './workbook/limits.mjs'

export type Head = {
  /** Rows below the header that hold something. */
  rows: number
  /** The row above the first one of data, as a spreadsheet counts. */
  headerRow: number
  /** Column by column; a name that stands twice gets its number, so that each says one column. */
  headers: string[]
  /** The first rows of data. */
  sample: string[][]
}

type Row = { row: number; cells: string[] }

const looksAt = 20
const sampled = 5

/**
 * Looks through a table once: where its headers are, below titles or in two rows as SAP has them, its first rows and how many
 * there are. Answers a refusal in words when it is no text that can be read.
 */
export async function readHead(path: string): Promise<Head | { refusal: string }> {
  const first: Row[] = []
  let filled = 0
  let widest = 0
  const records = readRecords(path, {
    record(row, cells) {
      if (cells.every((cell) => cell.trim() === '')) return
      filled += 1
      widest = Math.max(widest, cells.findLastIndex((cell) => cell !== '') + 1)
      if (first.length < looksAt) first.push({ row, cells: cells.map((cell) => cleanCell(cell).slice(0, 200)) })
    },
    broken() {
      filled += 1
    },
  })
  for (;;) {
    const { done, value } = await records.next()
    if (done) {
      if (value) return { refusal: value.kind === 'nul' ? notText(value.row) : notUtf8(value.row) }
      break
    }
    if (widest > limits.columns)
      return { refusal: `There are more than ${limits.columns} columns: delete those that are not needed.` }
    if (filled > limits.rows + looksAt) break
  }
  await records.return(undefined)
  const { place, names } = findHeader(first)
  const header = first[place]
  if (!header) return { rows: 0, headerRow: 1, headers: [], sample: [] }
  return {
    rows: filled - place - 1,
    headerRow: header.row,
    headers: numbered(names),
    sample: first.slice(place + 1, place + 1 + sampled).map(({ cells }) => names.map((_, at) => cells[at] ?? '')),
  }
}

const notText = (row: number) => `Row ${row} holds a NUL character: this is no CSV, or a damaged one. Export it again.`
const notUtf8 = (row: number) =>
  `The text is not UTF-8 (row ${row}): save the file as "CSV UTF-8", or send the workbook itself as .xlsx.`

/** The row with most headers that we know, else the first; where the next row names the columns again, that one ends the head. */
function findHeader(rows: readonly Row[]): { place: number; names: string[] } {
  const known = rows.map(({ cells }) => knownHeaders(cells))
  const most = Math.max(0, ...known)
  const best = most >= 2 ? known.indexOf(most) : 0
  const next = rows[best + 1]
  const isTwice = most >= 2 && next !== undefined && known[best + 1]! >= 0.6 * next.cells.filter(Boolean).length
  return { place: isTwice ? best + 1 : best, names: trimEnd(rows[best]?.cells ?? []) }
}

const trimEnd = (cells: readonly string[]) => cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1)

function numbered(names: readonly string[]): string[] {
  const seen = new Map<string, number>()
  return names.map((name) => {
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return name === '' || times === 1 ? name : `${name} (${times})`
  })
}
