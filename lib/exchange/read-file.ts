import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { type CsvError, parse } from 'csv-parse'
import { type FileFormat, type FileKind, fileFormats } from './files'
import type { Finding } from './problems'
import { makeRowReader, type RowReader, readHeader } from './read-row'

const LF = 10
const longestLine = 1_000_000
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
  let records: Records | undefined
  let damage: ReturnType<typeof damageOf>
  for await (const block of wholeLines(path)) {
    damage = damageOf(block)
    records ??= startRecords(format, sniffDelimiter(block), { note, columns, cycle })
    const good = damage ? block.subarray(0, startOfLine(block, damage.at)) : block
    yield await records.read(good)
    tell?.(records.row())
    if (damage || records.isOver()) break
  }
  if (records) yield await records.end()
  // The rows before the damage are checked too, so that one look at the report is enough.
  if (damage) note((records?.row() ?? 0) + 1, null, damage.kind)
  const isNews = findings.some(({ kind: found }) => found !== 'unknown-column')
  if (!isNews && !records?.kept()) note(null, null, 'empty-file')
}

/** Blocks that end where a line ends, so that no character is ever cut in two. */
async function* wholeLines(path: string): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>) {
    const end = chunk.lastIndexOf(LF) + 1
    if (end === 0 && rest.length < longestLine) {
      rest = Buffer.concat([rest, chunk])
      continue
    }
    yield Buffer.concat([rest, chunk.subarray(0, end)])
    rest = chunk.subarray(end)
  }
  if (rest.length > 0) yield rest
}

function damageOf(block: Buffer): { kind: 'nul' | 'not-utf8'; at: number } | undefined {
  if (!isUtf8(block)) return { kind: block.includes(0) ? 'nul' : 'not-utf8', at: firstWrongLine(block) }
  const at = block.indexOf(0)
  return at < 0 ? undefined : { kind: 'nul', at }
}

function firstWrongLine(block: Buffer): number {
  let start = 0
  while (start < block.length) {
    const end = block.indexOf(LF, start) + 1 || block.length
    if (!isUtf8(block.subarray(start, end))) return start
    start = end
  }
  return start
}

const startOfLine = (block: Buffer, at: number) => block.lastIndexOf(LF, at) + 1

/** The separator that the header has most of, outside quotes: comma, semicolon or tab. */
export function sniffDelimiter(block: Buffer): ',' | ';' | '\t' {
  const header = block
    .subarray(0, 100_000)
    .toString('utf8')
    .split(/\r\n|\n|\r/, 1)[0]!
    .replace(/"[^"]*"/g, '')
  const count = (mark: string) => header.split(mark).length
  return ([',', ';', '\t'] as const).reduce((best, mark) => (count(mark) > count(best) ? mark : best))
}

type Records = ReturnType<typeof startRecords>
type Noting = {
  note: (row: number | null, column: string | null, kind: Finding['kind'], value?: string | null) => void
  columns: string[]
  cycle?: string
}

/** Bytes in, COPY lines out. The parser hands each record over while it is being fed, hence no second stream. */
function startRecords(format: FileFormat, delimiter: string, { note, columns, cycle }: Noting) {
  let row = 0
  let kept = 0
  let broken = 0
  let reader: RowReader | undefined
  let over = false
  let lines: string[] = []
  const parser = parse({
    ...{ bom: true, delimiter, record_delimiter: ['\r\n', '\n', '\r'], relax_column_count: true },
    ...{ skip_records_with_error: true, max_record_size: longestLine },
    on_record: (cells: string[]) => {
      row += 1
      if (over) return null
      if (!reader) {
        const header = readHeader(format, cells, note)
        columns.push(...header.columns)
        over = header.isBroken
        reader = makeRowReader(format, header, cycle)
        return null
      }
      const line = reader(row, cells)
      if (line !== null) {
        lines.push(line)
        kept += 1
      }
      return null
    },
  })
  parser.on('skip', () => {
    row += 1
    if (over) return
    note(row, null, 'broken-quotes')
    broken += 1
    over = broken === mostBroken
  })
  // What cannot be skipped: a quote that the end of the file never closes.
  parser.on('error', (_: CsvError) => {
    if (!over) note(row + 1, null, 'broken-quotes')
    over = true
  })
  const take = () => {
    const taken = lines.join('')
    lines = []
    return taken
  }
  return {
    row: () => row,
    kept: () => kept,
    isOver: () => over,
    async read(block: Buffer) {
      if (block.length > 0) await new Promise<unknown>((done) => parser.write(block, done))
      return take()
    },
    async end() {
      await new Promise<unknown>((done) => parser.end(done))
      return take()
    },
  }
}
