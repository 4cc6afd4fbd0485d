import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { identityOf, isSame } from './processes.mjs'

const folder = (dataDir) => path.join(dataDir, 'users')
const mine = (dataDir) => path.join(folder(dataDir), String(process.pid))

/**
 * Who uses the embedded database of this folder. Every user leaves a claim; whoever leaves last stops the server, so a
 * server found running after a crash is owned again and one that others use is left to them. Hold the folder's lock.
 */
export function claim(dataDir) {
  mkdirSync(folder(dataDir), { recursive: true, mode: 0o700 })
  writeFileSync(mine(dataDir), identityOf(process.pid))
}

export const unclaim = (dataDir) => rmSync(mine(dataDir), { force: true })

/** Counts the living users and forgets the dead. */
export function countClaims(dataDir) {
  let names
  try {
    names = readdirSync(folder(dataDir))
  } catch {
    return 0
  }
  const files = names.map((name) => path.join(folder(dataDir), name))
  const dead = files.filter((file) => !isSame(readFileSync(file, 'utf8')))
  for (const file of dead) rmSync(file, { force: true })
  return files.length - dead.length
}
