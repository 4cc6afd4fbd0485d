import type { Database } from '@/db/client'
import { replayErasures } from '@/lib/privacy/replay'
import { verifyChain } from '@/lib/trail/verify'
import { keepRestore } from './commands'
import { erasureLedger, ledgerBeside } from './folder'

export interface Aftermath {
  replayed: number
  /** Erased people of whom this backup knows nothing. */
  unknown: number
  entries: number
  /** What is wrong with the audit's chain, in a sentence. */
  fault: string | null
}

/** What a restored database still needs: the erased erased again, sessions ended; and a look at the audit's chain. */
export async function afterRestore(database: Database, file: string): Promise<Aftermath> {
  const { entries, fault } = await database.asJob('seal', (db) => verifyChain(db))
  let [replayed, unknown] = [0, 0]
  for (const ledger of new Set([erasureLedger(), ledgerBeside(file)])) {
    const done = await replayErasures(database, ledger)
    replayed += done.replayed
    unknown += done.unknown
  }
  await database.asJob('command', keepRestore)
  return { replayed, unknown, entries, fault: fault?.sentence ?? null }
}

/** The same as lines of a report. */
export function describeAftermath(aftermath: Aftermath | null): { faults: number; lines: [string, string][] } {
  if (!aftermath) return { faults: 0, lines: [] }
  const { replayed, unknown, entries, fault } = aftermath
  const chain = fault ? `BROKEN: ${fault}` : `${entries} entries whole`
  return {
    faults: fault ? 1 : 0,
    lines: [
      ['chain of the audit', chain],
      ['erasures carried out again', String(replayed)],
      ['erased, and not in this backup', String(unknown)],
    ],
  }
}
