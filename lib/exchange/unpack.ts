import { execFile } from 'node:child_process'
import { open, readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type Head, readHead } from './head'
import { limits } from './workbook/limits.mjs'

/** One table of an upload as plain CSV in UTF-8, rows in their places; `name` is the workbook's sheet, null for CSV. */
export type Sheet = Head & { name: string | null; path: string }
export type Unpacked = { sheets: Sheet[] } | { refusal: string }

/** Found from the server's folder, in a checkout and in a built server alike: see `outputFileTracingIncludes`. */
const program = () => path.join(process.cwd(), 'lib', 'exchange', 'workbook', 'unpack.mjs')

/**
 * Makes plain tables of a file that somebody sent, by what it is and not by its name. A workbook is read by a program of its
 * own, without our secrets, with little memory and a deadline. New files lie beside `path`. Refuses in words, throws over
 * the disk only.
 */
export async function unpackUpload(
  upload: { path: string; name: string },
  { milliseconds }: { milliseconds: number } = limits,
): Promise<Unpacked> {
  const { size } = await stat(upload.path)
  if (size > limits.bytes) return { refusal: `The file is larger than ${limits.bytes / 1_000_000} MB: send parts.` }
  if (size === 0) return { refusal: 'The file is empty.' }
  const start = await firstBytes(upload.path)
  if (start.startsWith('504b0304') || start.startsWith('504b0506')) return readWorkbook(upload.path, milliseconds)
  if (start.startsWith('d0cf11e0'))
    return { refusal: 'This is an old .xls workbook, or one with a password: save it as .xlsx without a password.' }
  const isWide = start.startsWith('fffe') || start.startsWith('feff')
  return readTables([{ name: null, path: isWide ? await narrow(upload.path) : upload.path }])
}

async function firstBytes(file: string): Promise<string> {
  await using handle = await open(file)
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(8), 0, 8, 0)
  return buffer.subarray(0, bytesRead).toString('hex')
}

/** What spreadsheets save as "Unicode text": UTF-16 → UTF-8. */
async function narrow(file: string): Promise<string> {
  const bytes = await readFile(file)
  const target = `${file}-utf8.csv`
  await writeFile(target, new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes))
  return target
}

type Answer = { sheets: { name: string; path: string }[] } | { refusal: string }

async function readWorkbook(file: string, milliseconds: number): Promise<Unpacked> {
  const answer = await new Promise<Answer>((resolve) => {
    execFile(
      process.execPath,
      ['--max-old-space-size=160', '--max-semi-space-size=8', program(), file, file],
      { env: { NODE_ENV: 'production' }, timeout: milliseconds, killSignal: 'SIGKILL', maxBuffer: 1_000_000 },
      (error, printed) => resolve(error ? { refusal: stopped } : JSON.parse(printed)),
    )
  })
  return 'refusal' in answer ? answer : readTables(answer.sheets)
}

const stopped = 'The workbook could not be read within the limits: save the sheet as CSV UTF-8 and send that.'

/** Those of the tables that hold rows, with their headers. */
async function readTables(tables: readonly { name: string | null; path: string }[]): Promise<Unpacked> {
  const sheets: Sheet[] = []
  let rows = 0
  for (const table of tables) {
    const head = await readHead(table.path)
    if ('refusal' in head) return head
    rows += head.rows
    if (head.rows > 0) sheets.push({ ...table, ...head })
  }
  if (rows > limits.rows) return { refusal: tooManyRows }
  return sheets.length > 0 ? { sheets } : { refusal: 'There are no rows below a header row.' }
}

const tooManyRows = `There are more than ${limits.rows.toLocaleString('en-GB')} rows: send parts, or use npm run import.`
