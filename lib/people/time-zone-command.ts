import type { Database } from '@/db/client'
import { isStarted, runCommand } from '@/lib/access/command-line'
import { setTimeZone } from './commands'

export async function timeZoneCommand(database: Database, [zone]: string[]): Promise<string> {
  if (!zone) throw new Error('Usage: npm run time-zone -- Europe/London')
  const isNew = await database.asJob('command', (db) => setTimeZone(db, zone))
  return isNew ? `Days now begin at midnight in ${zone}.` : `Days begin at midnight in ${zone} already.`
}

if (isStarted(import.meta.url)) await runCommand(timeZoneCommand)
