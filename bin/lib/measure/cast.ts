import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { closeDatabase, theDatabase } from '@/lib/access/database'
import { grant } from '@/lib/access/grants'
import { acceptInvitation, inviteOne } from '@/lib/access/invitations'
import { makeToken } from '@/lib/access/tokens'

/** Whoever asks in the measurements: rights, an account with the given password and tokens, by the product's own doors. */
const [password = ''] = process.argv.slice(2)
const database = theDatabase()

type Somebody = { email: string; employeeId: string }

/** The manager whose assessed reports come nearest to twelve, and one of the reports who manages nobody. */
async function findTeam(db: Db): Promise<{ manager: Somebody & { reports: number }; employee: Somebody }> {
  const { rows } = await db.execute<Somebody & { id: number; reports: number }>(sql`
    select m.id, m.email, m.employee_id as "employeeId", count(*)::int as reports
    from reporting_line l join person m on m.id = l.manager_id join person p on p.id = l.person_id and p.is_assessed
    where l.valid @> authz.today() and m.employee_id > '000010'
    group by m.id order by abs(count(*) - 12), m.id limit 1`)
  const manager = rows[0]!
  const below = await db.execute<Somebody>(sql`
    select p.email, p.employee_id as "employeeId" from reporting_line l join person p on p.id = l.person_id
    where l.manager_id = ${manager.id} and p.is_assessed
      and not exists (select from reporting_line r where r.manager_id = p.id) order by p.id limit 1`)
  return { manager, employee: below.rows[0]! }
}

const { team, emails } = await database.asJob('command', async (db) => {
  const team = await findTeam(db)
  const emails = {
    hr: 'p000002@example.com',
    director: 'p000003@example.com',
    manager: team.manager.email,
    employee: team.employee.email,
    administrator: 'administrator@example.com',
  }
  await grant(db, { email: emails.hr, role: 'hr' })
  await grant(db, { email: emails.director, role: 'director', unit: '00001' })
  await grant(db, { email: emails.administrator, role: 'administrator' })
  return { team, emails }
})
const tokens: Record<string, string[]> = {}
for (const [who, email] of Object.entries(emails)) {
  const { link } = await database.asJob('command', (db) => inviteOne(db, email))
  const problem = await acceptInvitation(database, link.split('/').at(-1)!, password)
  if (problem) throw new Error(problem)
  // Three each: a token may ask 1,200 times a minute.
  const make = () => database.asJob('command', (db) => makeToken(db, email, ['read'], 7))
  tokens[who] = [await make(), await make(), await make()]
}
console.log(JSON.stringify({ emails, tokens, ...team }))
await closeDatabase()
