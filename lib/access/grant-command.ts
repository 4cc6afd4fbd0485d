import { parseArgs } from 'node:util'
import type { Database } from '@/db/client'
import { isStarted, runCommand } from './command-line'
import { grant } from './grants'

const usage = 'Usage: npm run grant -- --email E --role hr|director|administrator|viewer [--unit U]'
const options = { email: { type: 'string' }, role: { type: 'string' }, unit: { type: 'string' } } as const

export async function grantCommand(database: Database, args: string[]): Promise<string> {
  const { email, role, unit } = parseArgs({ args, options }).values
  if (!email || !role) throw new Error(usage)
  const isNew = await database.asJob('command', (db) => grant(db, { email, role, unit }))
  const place = unit ? ` over ${unit}` : ''
  return isNew ? `${email} is now ${role}${place}.` : `${email} is ${role}${place} already.`
}

if (isStarted(import.meta.url)) await runCommand(grantCommand)
