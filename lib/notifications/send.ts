import { sql } from 'drizzle-orm'
import { createTransport } from 'nodemailer'
import type { Database, Db } from '@/db/client'
import type { Language } from '@/db/values'
import { publicUrl } from '@/lib/access/address'
import { sqlState } from '@/lib/access/errors'
import { digest, type Told } from './mail'

/** People mailed in one turn, and how long a claim holds should this process die, in seconds. */
const batch = 50
const claim = 300
/** Seconds that the first message waits for others to go with it. */
const collecting = 600
/** Tries of one message; the pause doubles from a minute up to an hour or so. */
const most = 8

interface Due extends Record<string, unknown> {
  personId: number
  email: string | null
  language: Language | null
  told: (Told & { id: number; attempts: number })[]
}

/** Claims everything that waits for people whose oldest message has waited long enough; another instance skips them. */
const claimDue = async (db: Db): Promise<Due[]> => {
  const { rows } = await db.execute<Due>(sql`
    with due as (
      select person_id from message where mail = 'waiting' and mail_after <= now()
        and (attempts > 0 or created_at <= now() - make_interval(secs => ${collecting}))
      group by person_id order by min(mail_after) limit ${batch}
    ),
    mine as (
      select m.id from message m join due using (person_id) where m.mail = 'waiting' and m.mail_after <= now()
      order by m.id for update of m skip locked
    ),
    taken as (
      update message m set attempts = attempts + 1, mail_after = now() + make_interval(secs => ${claim})
      from mine where m.id = mine.id returning m.*
    )
    select t.person_id as "personId", p.email, a.language,
      json_agg(json_build_object('id', t.id, 'attempts', t.attempts, 'publicId', t.public_id, 'kind', t.kind, 'about', t.about)
        order by t.id) as told
    from taken t join person p on p.id = t.person_id left join account a on a.person_id = p.id
    group by t.person_id, p.email, a.language`)
  return rows
}

/** The sender: MAIL_FROM, else no-reply at the host people type. */
const from = () => process.env.MAIL_FROM ?? `Gravitas <no-reply@${publicUrl().hostname}>`

/** Keeps how it ended: sent, tried again later, or given up; whoever has no address reads it in the app. */
async function keep(db: Db, due: Due, state: 'sent' | 'again' | 'none'): Promise<void> {
  const ids = sql.param(due.told.map(({ id }) => id))
  await db.execute(sql`update message set
    mail = case when ${state} <> 'again' then ${state} when attempts >= ${most} then 'failed' else 'waiting' end,
    mailed_at = case when ${state} = 'sent' then now() end,
    mail_after = now() + make_interval(secs => least(3600, 60 * power(2, attempts)))
    where id = any (${ids}::bigint[]) and mail = 'waiting'`)
}

/** Sends what waits, one mail a person; how many mails went out. Without SMTP_URL nothing does: all is read in the app. */
export async function sendMail(database: Database): Promise<number> {
  const address = process.env.SMTP_URL
  if (!address) return 0
  const transport = createTransport(address)
  let sent = 0
  try {
    for (;;) {
      const due = await database.asJob('mail', claimDue)
      if (due.length === 0) return sent
      for (const one of due) {
        const outcome = one.email ? await post(transport, one, one.email) : 'none'
        await database.asJob('mail', (db) => keep(db, one, outcome))
        if (outcome === 'sent') sent += 1
      }
    }
  } finally {
    transport.close()
  }
}

async function post(transport: ReturnType<typeof createTransport>, due: Due, to: string): Promise<'sent' | 'again'> {
  const { subject, text, messageId } = digest(due.told, due.language, publicUrl().href)
  try {
    await transport.sendMail({
      from: from(),
      to,
      subject,
      text,
      messageId,
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
    return 'sent'
  } catch (error) {
    // For the operator: what kind of failure, never to whom.
    console.error(`mail failed: ${sqlState(error) ?? 'unknown error'}`)
    return 'again'
  }
}
