import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import path from 'node:path'

/** Whom an erasure was about, for the day an older backup is restored: the internal key, and a hash that says it is still theirs. */
interface Line {
  personId: number
  salt: string
  hash: string
}

/** What the hash is over; kept nowhere. */
interface Known {
  personId: number
  employeeId: string | null
  email: string | null
}

/** The ledger lies outside the database, beside the backups. */
export const ledgerFile = (env: NodeJS.ProcessEnv = process.env) =>
  path.join(path.resolve(env.DATA_DIR || '.data'), 'backups', 'erasures.log')

/** Slow on purpose: employee ids are few, and nobody shall try them all. */
function hashOf({ personId, employeeId, email }: Known, salt: string): Buffer {
  return scryptSync(JSON.stringify([personId, employeeId, employeeId === null ? email : null]), salt, 32)
}

/** Adds a line for good before the erasure is committed: a line too many is harmless, one too few brings somebody back. */
export function noteErasure(known: Known, file = ledgerFile()): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  const salt = randomBytes(16).toString('hex')
  const line: Line = { personId: known.personId, salt, hash: hashOf(known, salt).toString('hex') }
  const handle = openSync(file, 'a', 0o600)
  try {
    writeSync(handle, `${JSON.stringify(line)}\n`)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

const isLine = (value: unknown): value is Line => {
  const line = value as Line | null
  return (
    Number.isSafeInteger(line?.personId) && typeof line?.salt === 'string' && /^[0-9a-f]{64}$/.test(String(line.hash))
  )
}

/** The lines of a ledger; none when there is no file. A line cut short at the end was never committed. */
export function readLedger(file = ledgerFile()): Line[] {
  if (!existsSync(file)) return []
  const texts = readFileSync(file, 'utf8').split('\n')
  return texts.flatMap((text, place) => {
    if (text === '') return []
    try {
      const line: unknown = JSON.parse(text)
      if (isLine(line)) return [line]
    } catch {
      if (place === texts.length - 1) return []
    }
    throw new Error(`Line ${place + 1} of ${file} is no erasure: restore the file from another copy, then try again.`)
  })
}

/** Whether a line speaks of this person, and not of another who came to the same key. */
export const isAbout = (line: Line, known: Known) =>
  line.personId === known.personId && timingSafeEqual(hashOf(known, line.salt), Buffer.from(line.hash, 'hex'))
