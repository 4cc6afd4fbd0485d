import { parseArgs } from 'node:util'
import type { Database } from '@/db/client'
import { isStarted, runCommand } from './command-line'
import { makeToken, scopesFrom } from './tokens'

const usage = 'Usage: npm run token -- --email E --scopes read --days 30'
const options = { email: { type: 'string' }, scopes: { type: 'string' }, days: { type: 'string' } } as const

export async function tokenCommand(database: Database, args: string[]): Promise<string> {
  const { values } = parseArgs({ args, options })
  const { email, scopes, days } = values
  if (!email || !scopes || !days) throw new Error(usage)
  const made = await database.asJob('command', (db) => makeToken(db, email, scopesFrom(scopes), Number(days)))
  return `${made}\nIt is shown this once. Send it as: Authorization: Bearer tok_…`
}

if (isStarted(import.meta.url)) await runCommand(tokenCommand)
