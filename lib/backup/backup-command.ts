import path from 'node:path'
import { parseArgs } from 'node:util'
import { dump } from '@/db/backup/dump'
import type { Database } from '@/db/client'
import { isStarted, runCommand } from '@/lib/access/command-line'
import { ownerUrl } from '@/lib/access/database'
import { keepRun } from './commands'
import { backupFolder, copyLedger, fileNameOf, openFolder } from './folder'

/** `npm run backup -- [folder]`: everything the database holds in one file, while people go on working. */
export async function backupCommand(database: Database, args: string[]): Promise<string> {
  const { positionals } = parseArgs({ args, allowPositionals: true })
  const folder = openFolder(path.resolve(positionals[0] ?? backupFolder()))
  const { file, ...dumped } = await dump(ownerUrl(), (madeAt) => path.join(folder, fileNameOf(madeAt)))
  copyLedger(folder)
  await database.asJob('command', (db) => keepRun(db, path.basename(file), dumped))
  const size = `${new Intl.NumberFormat('en').format(dumped.rows)} rows, ${Math.ceil(dumped.bytes / 1024)} KB`
  return [
    `Backed up to ${file} (${size}).`,
    'Try it: npm run backup:drill. Keep a copy on another machine, and AUTH_SECRET or secrets.json apart from it.',
  ].join('\n')
}

if (isStarted(import.meta.url)) await runCommand(backupCommand)
