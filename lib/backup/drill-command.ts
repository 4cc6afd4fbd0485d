import path from 'node:path'
import { parseArgs } from 'node:util'
import { drill } from '@/db/backup/drill'
import type { Database } from '@/db/client'
import { isStarted, runCommand } from '@/lib/access/command-line'
import { openOther, ownerSecret, ownerUrl } from '@/lib/access/database'
import { keepDrill } from './commands'
import { backupFolder, newestBackup } from './folder'
import { describeLoaded, faultsOf } from './report'
import { type Aftermath, afterRestore, describeAftermath } from './restored'

/** `npm run backup:drill -- [FILE]`: restores the newest backup beside the living database, compares, and drops it again. */
export async function drillCommand(database: Database, args: string[]): Promise<string> {
  const { positionals } = parseArgs({ args, allowPositionals: true })
  const file = positionals[0] ? path.resolve(positionals[0]) : newestBackup(backupFolder())
  let aftermath: Aftermath | null = null
  const loaded = await drill(ownerUrl(), ownerSecret(), file, async (scratchUrl) => {
    const scratch = openOther(scratchUrl, ownerSecret())
    try {
      aftermath = await afterRestore(scratch, file)
    } finally {
      await scratch.end()
    }
  })
  const after = describeAftermath(aftermath)
  const faults = faultsOf(loaded) + after.faults
  await database.asJob('command', (db) => keepDrill(db, loaded.sha256, faults))
  const told = describeLoaded(loaded, after.lines)
  if (faults > 0) throw new Error(`${told}\nThe drill of ${file} failed: ${faults} faults.`)
  return `${told}\nThe drill of ${file} succeeded.`
}

if (isStarted(import.meta.url)) await runCommand(drillCommand)
