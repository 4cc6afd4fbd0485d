import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { makeFolder } from './folders.mjs'
import { identityOf, isSame, pause } from './processes.mjs'

/**
 * Runs the work while no other process of ours holds the same file. A holder that was killed loses the lock: the file
 * names the process by number and start time.
 */
export async function withLock(file, work) {
  makeFolder(path.dirname(file))
  while (!take(file)) await pause(50)
  try {
    return await work()
  } finally {
    rmSync(file, { force: true })
  }
}

function take(file) {
  const mine = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`
  writeFileSync(mine, identityOf(process.pid), { mode: 0o600 })
  try {
    linkSync(mine, file) // the one step that is atomic and fails when someone was faster
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    clearIfAbandoned(file)
    return false
  } finally {
    rmSync(mine, { force: true })
  }
}

function clearIfAbandoned(file) {
  try {
    if (!isSame(readFileSync(file, 'utf8'))) rmSync(file, { force: true })
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
  }
}
