import path from 'node:path'
import { parseArgs } from 'node:util'
import { isFaithful, load } from '@/db/backup/load'
import type { Database } from '@/db/client'
import { refreshStatistics } from '@/db/statistics'
import { isStarted, runCommand } from '@/lib/access/command-line'
import { ownerUrl } from '@/lib/access/database'
import { describeLoaded } from './report'
import { afterRestore, describeAftermath } from './restored'

const usage = 'Usage: npm run restore -- FILE [--replace]'

/** `npm run restore -- FILE`: everything of a backup, or nothing; then those who were erased since are erased again. */
export async function restoreCommand(database: Database, args: string[]): Promise<string> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { replace: { type: 'boolean', default: false } },
  })
  const [file] = positionals
  if (!file || positionals.length > 1) throw new Error(usage)
  const loaded = await load(ownerUrl(), path.resolve(file), { replace: values.replace })
  if (!isFaithful(loaded)) throw new Error(`${describeLoaded(loaded)}\nNothing was changed.`)
  await refreshStatistics(ownerUrl())
  const after = describeAftermath(await afterRestore(database, file))
  const told = describeLoaded(loaded, after.lines)
  if (after.faults > 0) throw new Error(`${told}\nThe backup is restored, but look at what is in capitals above.`)
  return `${told}\nThe backup is restored. Everybody signs in anew; tokens stand as they stood then.`
}

if (isStarted(import.meta.url)) await runCommand(restoreCommand)
