import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { parse } from 'csv-parse'

const LF = 10
const longestLine = 1_000_000

type Damage = { kind: 'nul' | 'not-utf8'; row: number }
type Take = {
  /** A record, blank ones too; rows are numbered as a spreadsheet does. */
  record: (row: number, cells: string[]) => void
  /** A record whose quotes are wrong. */
  broken: (row: number) => void
}

/**
 * Reads a CSV file block by block and hands its records over; yields the number of rows so far after each block, so that the
 * reader may pass on what it has, or stop. Ends with the damage that kept it from going on, after the rows before it.
 */
export async function* readRecords(path: string, take: Take): AsyncGenerator<number, Damage | undefined> {
  let parser: ReturnType<typeof startParser> | undefined
  let damage: ReturnType<typeof damageOf>
  for await (const block of wholeLines(path)) {
    damage = damageOf(block)
    parser ??= startParser(sniffDelimiter(block), take)
    await parser.read(damage ? block.subarray(0, startOfLine(block, damage.at)) : block)
    yield parser.row()
    if (damage) break
  }
  await parser?.end()
  yield parser?.row() ?? 0
  return damage && { kind: damage.kind, row: (parser?.row() ?? 0) + 1 }
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

function damageOf(block: Buffer): { kind: Damage['kind']; at: number } | undefined {
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

/** The separator that the first line with any has most of, outside quotes: comma, semicolon or tab. */
export function sniffDelimiter(block: Buffer): ',' | ';' | '\t' {
  const lines = block
    .subarray(0, 100_000)
    .toString('utf8')
    .replace(/"[^"]*"/g, '')
    .split(/\r\n|\n|\r/, 20)
  const header = lines.find((line) => /[,;\t]/.test(line)) ?? ''
  const count = (mark: string) => header.split(mark).length
  return ([',', ';', '\t'] as const).reduce((best, mark) => (count(mark) > count(best) ? mark : best))
}

/** The parser hands each record over while it is being fed, hence no second stream. */
function startParser(delimiter: string, take: Take) {
  let row = 0
  let isOver = false
  const parser = parse({
    ...{ bom: true, delimiter, record_delimiter: ['\r\n', '\n', '\r'], relax_column_count: true },
    ...{ skip_records_with_error: true, max_record_size: longestLine },
    on_record: (cells: string[]) => {
      row += 1
      take.record(row, cells)
      return null
    },
  })
  parser.on('skip', () => {
    row += 1
    take.broken(row)
  })
  // What cannot be skipped: a quote that the end of the file never closes.
  parser.on('error', () => {
    if (!isOver) take.broken(row + 1)
    isOver = true
  })
  return {
    row: () => row,
    async read(block: Buffer) {
      if (block.length > 0) await new Promise<unknown>((done) => parser.write(block, done))
    },
    async end() {
      await new Promise<unknown>((done) => parser.end(done))
    },
  }
}
