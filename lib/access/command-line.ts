import { pathToFileURL } from 'node:url'
import { createDatabase, type Database } from '@/db/client'
import { appUrl } from './database'

/** Whether this file is what was started, not imported. */
export const isStarted = (url: string) => url === pathToFileURL(process.argv[1] ?? '').href

/** Runs a command against the installation's database; what it returns is printed, an error becomes one sentence. */
export async function runCommand(work: (database: Database, args: string[]) => Promise<string>): Promise<void> {
  let database: Database | undefined
  try {
    database = createDatabase(appUrl(), { connections: 2 })
    console.log(await work(database, process.argv.slice(2)))
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    process.exitCode = 1
  } finally {
    await database?.end()
  }
}
