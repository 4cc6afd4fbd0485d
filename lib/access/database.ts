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

export function theDatabase(): Database {
  slot.gravitasDatabase ??= createDatabase(appUrl())
  return slot.gravitasDatabase
}

export async function closeDatabase(): Promise<void> {
  const database = slot.gravitasDatabase
  slot.gravitasDatabase = undefined
  await database?.end()
}
