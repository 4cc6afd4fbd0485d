import { desc, isNotNull, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import journal from '@/db/migrations/meta/_journal.json'
import { auditEntry, auditSeal, backupRun, healthCheck, organisation } from '@/db/schema'
import { refused } from '@/lib/access/errors'
import { refusalOf } from '@/lib/access/roles'
import { translator } from '@/lib/messages/translator'
import { version } from '@/package.json'
import { type Facts, type Finding, judge, type Queue, sentenceOf, worstOf } from './rules'
import type { Health, HealthFinding } from './shapes'

const most = 10

/** How the installation stands, as the administrator may know it: figures and times, nothing about anybody. */
export async function getHealth(db: Db): Promise<Health> {
  const runs = await db.select().from(backupRun).orderBy(desc(backupRun.madeAt)).limit(most)
  const [check] = await db.select().from(healthCheck).orderBy(desc(healthCheck.at)).limit(1)
  const queues = await listQueues(db)
  const { at, ...server } = await readServer(db)
  const findings = judge({
    ...server,
    release: { version, expected: journal.entries.map(({ tag }) => tag), applied: await listApplied(db) },
    queues,
    backup: runs[0] ? { hours: hoursBetween(runs[0].madeAt, at) } : null,
    drill: await readDrill(db, at),
    check: check ? { ...check, hours: hoursBetween(check.at, at) } : null,
    chain: await readChain(db, at),
    monthsAhead: await countMonthsAhead(db),
  })
  return {
    at: at.toISOString(),
    state: worstOf(findings),
    checks: findings.map(inWords),
    checkedAt: check?.at.toISOString() ?? null,
    queues: queues ?? [],
    backups: runs.map(({ id: _, madeAt, drilledAt, rowCount, ...run }) => ({
      ...run,
      rows: rowCount,
      madeAt: madeAt.toISOString(),
      drilledAt: drilledAt?.toISOString() ?? null,
    })),
  }
}

const hoursBetween = (from: Date, to: Date) => (to.getTime() - from.getTime()) / 3_600_000

/** The sentence stands in the catalogue, where the page finds it in the reader's language. */
const inWords = (finding: Finding): HealthFinding => ({
  ...finding,
  sentence: sentenceOf(translator('en', 'health.findings'), finding),
})

async function readServer(
  db: Db,
): Promise<Pick<Facts, 'server' | 'secondsApart' | 'sampleDay' | 'isSample'> & { at: Date }> {
  const asked = Date.now()
  const [row] = await db
    .select({
      now: sql<string>`clock_timestamp()::text`,
      at: sql<number>`(extract(epoch from clock_timestamp()) * 1000)::float8`,
      version: sql<string>`current_setting('server_version')`,
      most: sql<number>`current_setting('max_connections')::int`,
      connections: sql<number>`(select count(*)::int from pg_stat_activity where datname = current_database())`,
      // What we keep; the size of the database itself is for those who may connect to it.
      bytes: sql<number>`(select coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('public', 'authz', 'drizzle', 'pgboss') and c.relkind in ('r', 'm'))`,
      isSample: organisation.isSample,
      sampleDay: organisation.sampleToday,
    })
    .from(organisation)
  if (!row) throw refused(refusalOf('health.read'))
  const { at, version: serverVersion, connections, bytes, isSample, sampleDay } = row
  // The answer took a moment; the database looked at its clock in the middle of it.
  const secondsApart = ((asked + Date.now()) / 2 - at) / 1000
  const server = { version: serverVersion.split(' ')[0] ?? '', bytes, connections, most: row.most }
  return { server, secondsApart, isSample, sampleDay, at: new Date(at) }
}

async function listApplied(db: Db): Promise<string[]> {
  const { rows } = await db.execute<{ at: number }>(sql`select created_at as at from drizzle.__drizzle_migrations`)
  const names = new Map(journal.entries.map(({ when, tag }) => [when, tag]))
  return rows.map(({ at }) => names.get(Number(at)) ?? String(at))
}

/** The queues as their own tables show them; null where no instance has ever run jobs, or its owner keeps them to himself. */
async function listQueues(db: Db): Promise<Queue[] | null> {
  const { rows: found } = await db.execute<{ is_open: boolean }>(
    sql`select has_schema_privilege(oid, 'usage') as is_open from pg_namespace where nspname = 'pgboss'`,
  )
  if (!found[0]?.is_open) return null
  const { rows } = await db.execute<Record<keyof Queue, never>>(sql`
    select q.name, count(j.id) filter (where j.state in ('created', 'retry') and j.start_after <= now())::int as waiting,
      count(j.id) filter (where j.state = 'active')::int as active,
      count(j.id) filter (where j.state = 'failed' and j.completed_on > now() - interval '24 hours')::int as failed,
      (extract(epoch from now() - min(j.start_after) filter (where j.state in ('created', 'retry') and j.start_after <= now()))
        / 60)::float8 as "oldestWaitingMinutes",
      to_char(max(j.completed_on) filter (where j.state = 'completed') at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
        as "lastDoneAt"
    from pgboss.queue q left join pgboss.job j on j.name = q.name
    where q.name not like '\\_\\_%' group by q.name order by q.name`)
  return rows
}

async function readDrill(db: Db, at: Date): Promise<Facts['drill']> {
  const [last] = await db
    .select({ drilledAt: backupRun.drilledAt, faults: backupRun.drillFaults })
    .from(backupRun)
    .where(isNotNull(backupRun.drilledAt))
    .orderBy(desc(backupRun.drilledAt))
    .limit(1)
  return last?.drilledAt ? { days: hoursBetween(last.drilledAt, at) / 24, faults: last.faults ?? 0 } : null
}

async function readChain(db: Db, at: Date): Promise<Facts['chain']> {
  const [sealed] = await db
    .select({ blocks: sql<number>`count(*)::int`, upto: sql<number>`coalesce(max(${auditSeal.upto}), 0)` })
    .from(auditSeal)
  const [open] = await db
    .select({
      waiting: sql<number>`count(*)::int`,
      since: sql<Date | null>`min(${auditEntry.at})`.mapWith(auditEntry.at),
    })
    .from(auditEntry)
    .where(sql`${auditEntry.id} > ${sealed?.upto ?? 0}`)
  const waitingMinutes = open?.since ? hoursBetween(open.since, at) * 60 : 0
  return { blocks: sealed?.blocks ?? 0, waiting: open?.waiting ?? 0, waitingMinutes }
}

/** Months after this one that the access log has a place of their own for. */
async function countMonthsAhead(db: Db): Promise<number> {
  const { rows } = await db.execute<{ months: number }>(sql`
    select count(*)::int as months from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'public.access_log'::regclass and c.relname ~ '^access_log_[0-9]{4}_[0-9]{2}$'
      and to_date(substr(c.relname, 12), 'YYYY_MM') > now()`)
  return rows[0]?.months ?? 0
}
