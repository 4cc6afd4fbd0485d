import { createHmac, randomBytes } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Problem } from './errors.mjs'

const fresh = () => randomBytes(32).toString('base64url')

/**
 * The secrets of this data folder, made once: `authSecret` signs sign-ins, the two passwords open the embedded
 * database. Only the owner of the file may read it.
 */
export function readSecrets(dataDir) {
  const file = path.join(dataDir, 'secrets.json')
  if (!existsSync(file)) {
    const made = { authSecret: fresh(), postgresPassword: fresh(), ownerPassword: fresh() }
    writeFileSync(`${file}.new`, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 })
    renameSync(`${file}.new`, file)
  }
  chmodSync(file, 0o600)
  try {
    const { authSecret, postgresPassword, ownerPassword } = JSON.parse(readFileSync(file, 'utf8'))
    if (authSecret && postgresPassword && ownerPassword) return { authSecret, postgresPassword, ownerPassword }
  } catch (error) {
    if (error.code) throw error
  }
  throw new Problem(`${file} is damaged: restore it from a backup, or set DATA_DIR to a new folder.`)
}

/** The password of the login `gravitas_app`. The migration that makes the login computes the same. */
const appPassword = (authSecret) => createHmac('sha256', authSecret).update('gravitas_app').digest('base64url')

/** The address for the application's own login, from the owner's. */
export function appUrl(ownerUrl, authSecret) {
  const url = new URL(ownerUrl)
  url.username = 'gravitas_app'
  url.password = appPassword(authSecret)
  return url.href
}
