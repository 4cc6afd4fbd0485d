import type { Database } from '@/db/client'
import { account } from '@/db/schema'
import { isStarted, runCommand } from './command-line'
import { grant } from './grants'
import { inviteOne } from './invitations'

/** For an empty start: when nobody has an account, makes ADMIN_EMAIL administrator and returns a link, else nothing. */
export async function firstAdministrator(database: Database): Promise<string> {
  const email = process.env.ADMIN_EMAIL || 'admin@localhost'
  return database.asJob('command', async (db) => {
    const [any] = await db.select({ id: account.id }).from(account).limit(1)
    if (any) return ''
    await grant(db, { email, role: 'administrator' })
    const { link } = await inviteOne(db, email)
    return `First administrator ${email}: set a password within 72 hours at\n${link}`
  })
}

if (isStarted(import.meta.url)) await runCommand(firstAdministrator)
