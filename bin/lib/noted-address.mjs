import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const fileIn = (dataDir) => path.join(dataDir, 'address')

/** Keeps the address of the last start beside its data, so that commands print links people can open. */
export function noteAddress({ dataDir, publicUrl }) {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  writeFileSync(fileIn(dataDir), publicUrl)
}

/** What PUBLIC_URL or PORT say, else the address of the last start. */
export function publicAddress({ dataDir, publicUrl }, env) {
  if (env.PUBLIC_URL || env.PORT) return publicUrl
  try {
    return readFileSync(fileIn(dataDir), 'utf8').trim() || publicUrl
  } catch {
    return publicUrl
  }
}
