import { createDatabase, type Database } from '@/db/client'
import { appDatabaseUrl } from '@/db/login'

/** One pool a process, also when the bundler loads this file twice. */
const slot = globalThis as typeof globalThis & { gravitasDatabase?: Database }

/** The app's own address: APP_DATABASE_URL, else derived from the owner's and AUTH_SECRET. */
export function appUrl(env: NodeJS.ProcessEnv = process.env): string {
  if (env.APP_DATABASE_URL) return env.APP_DATABASE_URL
  if (env.DATABASE_URL && env.AUTH_SECRET) return appDatabaseUrl(env.DATABASE_URL, env.AUTH_SECRET)
  throw new Error('Set APP_DATABASE_URL, or DATABASE_URL and AUTH_SECRET; `npm start` does it for you.')
}

/** The owner's address and the secret, for commands that work on the database itself. */
export const ownerUrl = () => needed('DATABASE_URL')
export const ownerSecret = () => needed('AUTH_SECRET')

function needed(name: 'DATABASE_URL' | 'AUTH_SECRET'): string {
  const value = process.env[name]
  if (!value) throw new Error(`Set ${name}, then try again.`)
  return value
}

/** A database of the same server under the app's own login, such as one that a backup is tried in. End it yourself. */
export const openOther = (ownerUrl: string, authSecret: string): Database =>
  createDatabase(appDatabaseUrl(ownerUrl, authSecret), { connections: 1 })

export function theDatabase(): Database {
  slot.gravitasDatabase ??= createDatabase(appUrl())
  return slot.gravitasDatabase
}

export async function closeDatabase(): Promise<void> {
  const database = slot.gravitasDatabase
  slot.gravitasDatabase = undefined
  await database?.end()
}
