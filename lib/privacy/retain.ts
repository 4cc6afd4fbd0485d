import { desc, eq, type SQL, sql } from 'drizzle-orm'
import type { Database, Db } from '@/db/client'
import { policySetting, retentionRun } from '@/db/schema'
import { type RetentionKind, retentionKinds } from '@/db/values'
import { record } from '@/lib/audit/record'
import { lockChain } from '@/lib/trail/chain'
import { assessmentsOf } from './assessment-holdings'
import { daysInForce, type RetentionDays } from './rules'

interface When {
  days: number
  /** The organisation's today. */
  today: string
}
type Rule = (db: Db, when: When) => Promise<number>

const past = ({ days }: When) => sql`now() - make_interval(days => ${days})`
const leftBefore = ({ today, days }: When) =>
  sql`(select p.id from person p where not isempty(p.employed) and upper(p.employed) <= ${today}::date - ${days}::int)`
const run = async (db: Db, statement: SQL) => (await db.execute(statement)).rowCount ?? 0

/** What each kind means, and how its old records go. */
const rules: Record<RetentionKind, Rule> = {
  sessions: (db, when) => run(db, sql`delete from session where least(ended_at, ends_at) < ${past(when)}`),
  'sign-in-failures': (db, when) => run(db, sql`delete from sign_in_failure where at < ${past(when)}`),
  'known-devices': (db, when) => run(db, sql`delete from known_device where seen_at < ${past(when)}`),
  invitations: (db, when) => run(db, sql`delete from invitation where least(used_at, expires_at) < ${past(when)}`),
  tokens: (db, when) => run(db, sql`delete from token where least(ended_at, expires_at) < ${past(when)}`),
  'idempotency-keys': (db, when) => run(db, sql`delete from idempotency_key where created_at < ${past(when)}`),
  // A month that is empty is dropped by the owner at the next start: db/upkeep.ts.
  'access-log': (db, { days }) =>
    run(db, sql`delete from access_log where on_day < (now() at time zone 'utc')::date - ${days}::int`),
  audit: removeSealed,
  'webhook-deliveries': (db, when) => run(db, sql`delete from webhook_delivery where created_at < ${past(when)}`),
  messages: (db, when) => run(db, sql`delete from message where created_at < ${past(when)} and mail <> 'waiting'`),
  'request-counts': async (db) => {
    const { rows } = await db.execute<{ gone: number }>(sql`select authz.forget_turns() as gone`)
    return rows[0]?.gone ?? 0
  },
  // What was published is why somebody went: it stays. What was asked about a run goes with it.
  plans: (db, when) =>
    run(db, sql`delete from plan_run where created_at < ${past(when)} and status in ('planned', 'failed', 'given-up')`),
  'leavers-assessments': async (db, when) => {
    let removed = 0
    for (const statement of assessmentsOf(leftBefore(when))) removed += await run(db, statement)
    return removed
  },
  // Only asked for here; the queue privacy.erase does it, with its ledger.
  leavers: (db, when) =>
    run(
      db,
      sql`insert into erasure (public_id, person_id, reason)
        select gen_random_uuid(), id, 'left' from person where id in ${leftBefore(when)} and employee_id is not null
        on conflict (person_id) do nothing`,
    ),
}

/** Whole blocks from the beginning, all of whose entries are old enough; their seals stay, and an entry says so. */
async function removeSealed(db: Db, when: When): Promise<number> {
  await lockChain(db)
  const { rows } = await db.execute<{ block: number; upto: number }>(
    sql`select block, upto from audit_seal
      where block < coalesce((select min(block) from audit_seal where to_at >= ${past(when)}), 9007199254740991)
      order by block desc limit 1`,
  )
  if (!rows[0]) return 0
  const removed = await run(db, sql`delete from audit_entry where id <= ${rows[0].upto}`)
  if (removed > 0) await record(db, 'privacy', { action: 'audit.removed', subject: 'audit', subjectId: rows[0].block })
  return removed
}

/** The days that HR set, with their version; version 0 before anybody did. */
export async function getRetention(db: Db): Promise<{ version: number; days: RetentionDays }> {
  const [found] = await db
    .select({ version: policySetting.version, value: policySetting.value })
    .from(policySetting)
    .where(eq(policySetting.kind, 'retention'))
    .orderBy(desc(policySetting.version))
    .limit(1)
  return { version: found?.version ?? 0, days: daysInForce((found?.value ?? {}) as Partial<RetentionDays>) }
}

/** Removes what has been kept long enough, each kind in a transaction of its own; the nightly job. */
export async function retain(database: Database): Promise<void> {
  const { days } = await database.asJob('privacy', (db) => getRetention(db))
  for (const kind of retentionKinds) {
    const kept = days[kind]
    if (kept === null) continue
    await database.asJob('privacy', async (db, { today }) => {
      const removed = await rules[kind](db, { days: kept, today })
      const ran = { at: sql`now()`, removed }
      await db
        .insert(retentionRun)
        .values({ kind, ...ran })
        .onConflictDoUpdate({ target: retentionRun.kind, set: ran })
    })
  }
}
