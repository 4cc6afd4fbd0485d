import { parseArgs } from 'node:util'
import type { Database } from '@/db/client'
import { isStarted, runCommand } from '@/lib/access/command-line'
import { verifyChain } from './verify'

const usage = 'Usage: npm run audit:verify [-- --known BLOCK:HASH], with a block and hash that you noted down before.'
const options = { known: { type: 'string' } } as const

/** Recomputes the audit's chain; a sentence with the counts, an error that names what is broken first. */
export async function verifyCommand(database: Database, args: string[]): Promise<string> {
  const { known } = parseArgs({ args, options }).values
  const [, block, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(known ?? '') ?? []
  if (known !== undefined && !hash) throw new Error(usage)
  const noted = hash ? { block: Number(block), hash } : undefined
  const { fault, ...found } = await database.asJob('seal', (db) => verifyChain(db, noted))
  if (fault) {
    throw new Error(`The audit was tampered with (${fault.kind}). ${fault.sentence} All before it is as it was sealed.`)
  }
  const removed = found.removed ? ` The entries of ${found.removed} blocks were removed by the retention rule.` : ''
  const newest = found.head ? ` Newest: ${found.head.block}:${found.head.hash}` : ''
  return `${found.entries} entries in ${found.blocks} blocks are as they were sealed; ${found.waiting} wait for the next block.${removed}${newest}`
}

if (isStarted(import.meta.url)) await runCommand(verifyCommand)
