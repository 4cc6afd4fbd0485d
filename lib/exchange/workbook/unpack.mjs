import { closeSync, openSync, readFileSync, statSync, writeSync } from 'node:fs'
import path from 'node:path'
import { limits, Refusal } from './limits.mjs'
import { openWorkbook } from './sheets.mjs'

/**
 * A program of its own, `node unpack.mjs workbook.xlsx prefix`: writes each visible sheet of a workbook that somebody sent as
 * CSV, row for row in its place, and prints `{ sheets }` or `{ refusal }`. Plain JavaScript without dependencies, so that it
 * starts at once beside whatever built server, and may be ended at any moment.
 */
const [file, prefix] = process.argv.slice(2)
let written = 0
let rows = 0

async function unpack() {
  if (statSync(file).size > limits.bytes) throw new Refusal(`The file is larger than ${limits.bytes / 1_000_000} MB.`)
  const sheets = []
  for (const [place, { name, rows: read }] of (await openWorkbook(readFileSync(file))).entries()) {
    const target = path.resolve(`${prefix}-${place}.csv`)
    const before = rows
    await writeSheet(target, read)
    if (rows > before) sheets.push({ name, path: target })
  }
  return { sheets }
}

async function writeSheet(target, read) {
  const out = openSync(target, 'w')
  let text = ''
  let line = 1
  const flush = () => {
    const bytes = Buffer.from(text)
    text = ''
    written += bytes.length
    if (written > limits.unpackedBytes)
      throw new Refusal(`The rows take more than ${limits.unpackedBytes / 1_000_000} MB: send fewer rows or columns.`)
    writeSync(out, bytes)
  }
  try {
    await read((row, cells) => {
      rows += 1
      if (rows > limits.rows + limits.sheets)
        throw new Refusal(
          `There are more than ${limits.rows.toLocaleString('en-GB')} rows: send parts, or use npm run import.`,
        )
      // Blank rows hold their places, so that a row has the number that its reader sees.
      text += '\n'.repeat(row - line)
      text += `${cells.map(csvCell).join(',')}\n`
      line = row + 1
      if (text.length > 100_000) flush()
    })
    flush()
  } finally {
    closeSync(out)
  }
}

const csvCell = (cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell.replaceAll('\0', ''))

const answer = await unpack().catch((error) => {
  if (error instanceof Refusal) return { refusal: error.message }
  throw error
})
process.stdout.write(JSON.stringify(answer))
