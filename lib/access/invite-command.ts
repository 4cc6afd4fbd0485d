import { parseArgs } from 'node:util'
import type { Database } from '@/db/client'
import { isStarted, runCommand } from './command-line'
import { inviteAll, inviteOne } from './invitations'

const usage = 'Usage: npm run invite -- --email E, or npm run invite -- --all'
const options = { email: { type: 'string' }, all: { type: 'boolean' } } as const

export async function inviteCommand(database: Database, args: string[]): Promise<string> {
  const { email, all } = parseArgs({ args, options }).values
  if (Boolean(email) === Boolean(all)) throw new Error(usage)
  const invitations = await database.asJob('command', async (db) =>
    email ? [await inviteOne(db, email)] : inviteAll(db),
  )
  if (invitations.length === 0) return 'Everybody with an e-mail has a password, or a link that still works.'
  const lines = invitations.map((one) => `${one.email}  ${one.link}`)
  return [...lines, 'Each link sets a password once, within 72 hours. It is shown this once.'].join('\n')
}

if (isStarted(import.meta.url)) await runCommand(inviteCommand)
