import { type FileKind, fileFormats } from './files'
import type { Finding } from './problems'
import { makeRowReader, type RowReader, readHeader } from './read-row'
import { readRecords } from './records'

/** With so many rows of broken quotes the file is of another form, and reading on would only repeat it. */
const mostBroken = 1_000

export type FileReading = {
  /** Rows of PostgreSQL's COPY text: row number, the format's columns in their order, flaws. Read once. */
  lines: AsyncIterable<string>
  /** Complete once `lines` has ended: what concerns the file or a row that could not be read at all. */
  findings: Finding[]
  /** Columns of the format that the file has, complete once `lines` has ended. */
  columns: string[]
}

type Options = { cycle?: string; tell?: (rows: number) => void }

/** Reads one CSV file as a stream: memory does not grow with it. Never fails over its content; errors of the disk pass through. */
export function readFile(kind: FileKind, path: string, options: Options = {}): FileReading {
  const reading: Omit<FileReading, 'lines'> = { findings: [], columns: [] }
  return Object.assign(reading, { lines: readLines(kind, path, reading, options) })
}

async function* readLines(
  kind: FileKind,
  path: string,
  { findings, columns }: Omit<FileReading, 'lines'>,
  { cycle, tell }: Options,
): AsyncGenerator<string> {
  const format = fileFormats[kind]
  const note = (row: number | null, column: string | null, found: Finding['kind'], value: string | null = null) => {
    findings.push({ file: kind, row, column, kind: found, value })
  }
  let kept = 0
  let broken = 0
  let reader: RowReader | undefined
  let isOver = false
  let lines: string[] = []
  const records = readRecords(path, {
    record(row, cells) {
      if (isOver) return
      if (!reader) {
        const header = readHeader(format, cells, note)
        columns.push(...header.columns)
        isOver = header.isBroken
        reader = makeRowReader(format, header, cycle)
        return
      }
      const line = reader(row, cells)
      if (line === null) return
      lines.push(line)
      kept += 1
    },
    broken(row) {
      if (isOver) return
      note(row, null, 'broken-quotes')
      broken += 1
      isOver = broken === mostBroken
    },
  })
  for (;;) {
    const { done, value } = await records.next()
    if (done) {
      // The rows before the damage are checked too, so that one look at the report is enough.
      if (value) note(value.row, null, value.kind)
      break
    }
    yield lines.join('')
    lines = []
    tell?.(value)
    if (isOver) break
  }
  await records.return(undefined)
  const isNews = findings.some(({ kind: found }) => found !== 'unknown-column')
  if (!isNews && kept === 0) note(null, null, 'empty-file')
}
