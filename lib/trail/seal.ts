import { setTimeout as wait } from 'node:timers/promises'
import type { Database, Db } from '@/db/client'
import { readEntries, readHead, tryLockChain } from './chain'
import { type Block, type Entry, hashOfBlock, leafOf, rangesOf } from './rules'

/** Entries a block seals at most. */
const mostEntries = 5_000
/** Times to look whether older transactions are done, and the milliseconds between. */
const patience = { looks: 12, between: 250 }

/**
 * Seals every entry that no running transaction can still precede, in blocks; how many entries. Those that have to wait are
 * sealed at the next call.
 */
export async function sealEntries(database: Database, { looks, between } = patience): Promise<number> {
  return database.asJob('seal', async (db) => {
    if (!(await tryLockChain(db))) return 0
    const newest = await newestEntry(db)
    const head = await sealedUpto(db)
    if (newest <= head.upto) return 0
    if (!(await isOldest(db, looks, between))) return 0
    let sealed = 0
    let last = head
    for (;;) {
      const entries = await readEntries(db, { above: last.upto, upto: newest, limit: mostEntries })
      if (entries.length === 0) return sealed
      last = await addBlock(db, last, entries)
      sealed += entries.length
    }
  })
}

async function newestEntry(db: Db): Promise<number> {
  const { rows } = await db.$client.query<{ id: number | null }>('select max(id) as id from audit_entry')
  return rows[0]?.id ?? 0
}

interface Last {
  block: number
  hash: string
  upto: number
}

async function sealedUpto(db: Db): Promise<Last> {
  const head = await readHead(db)
  if (!head) return { block: 0, hash: '', upto: 0 }
  const { rows } = await db.$client.query<{ upto: number }>('select upto from audit_seal where block = $1', [
    head.block,
  ])
  if (!rows[0]) throw new Error('The newest block of the audit chain is missing: run npm run audit:verify.')
  return { ...head, upto: rows[0].upto }
}

/**
 * Ids rise in the order in which they are drawn, not in which transactions commit: an entry of today's slow import may hold
 * id 5 and appear after id 9 was sealed. So the newest visible id is read first, and only then does this transaction draw
 * its number. A trigger makes every writer draw a number before an id; hence whoever holds an id up to that one holds a
 * smaller number than ours. Once the oldest number still running (the snapshot's xmin) is our own, all of them have
 * committed or are gone for good, and READ COMMITTED shows the next statement all there will ever be. Under a long import
 * this is false until it ends: entries then wait, and no deed ever waits for the seal.
 */
async function isOldest(db: Db, looks: number, between: number): Promise<boolean> {
  await db.$client.query('select pg_current_xact_id()')
  for (let look = 1; ; look++) {
    const { rows } = await db.$client.query<{ oldest: boolean }>(
      'select pg_snapshot_xmin(pg_current_snapshot()) = pg_current_xact_id() as oldest',
    )
    if (rows[0]?.oldest) return true
    if (look >= looks) return false
    await wait(between)
  }
}

async function addBlock(db: Db, last: Last, entries: Entry[]): Promise<Last> {
  const { rows } = await db.$client.query<{ at: string }>(
    `select to_char(clock_timestamp() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at`,
  )
  const days = entries.map(({ at }) => at).sort()
  const block: Block = {
    block: last.block + 1,
    previous: last.hash,
    entries: rangesOf(entries.map(({ id }) => id)),
    upto: entries.at(-1)?.id ?? last.upto,
    count: entries.length,
    fromAt: days[0] ?? '',
    toAt: days.at(-1) ?? '',
    leaves: Buffer.concat(entries.map(leafOf)),
    sealedAt: rows[0]?.at ?? '',
  }
  const hash = hashOfBlock(block)
  await db.$client.query(
    `insert into audit_seal (block, previous, entries, upto, count, from_at, to_at, leaves, hash, sealed_at)
      values ($1, $2, $3::int8multirange, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[block.block, block.previous, block.entries, block.upto, block.count, block.fromAt, block.toAt],
      ...[block.leaves, hash, block.sealedAt],
    ],
  )
  await db.$client.query(
    'insert into audit_head (block, hash) values ($1, $2) on conflict (is_only) do update set block = $1, hash = $2',
    [block.block, hash],
  )
  return { block: block.block, hash, upto: block.upto }
}

/** The job of each minute. */
export async function seal(database: Database): Promise<void> {
  await sealEntries(database)
}
