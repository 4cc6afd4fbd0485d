import type { Db } from '@/db/client'
import type { Block, Entry } from './rules'

/** One at a time seals, verifies or removes; the number stands for nothing else. */
const chainLock = 7002

/** Waits for whoever else is at the chain, until the end of this transaction. */
export async function lockChain(db: Db): Promise<void> {
  await db.$client.query('select pg_advisory_xact_lock($1)', [chainLock])
}

/** Takes the chain unless somebody has it. */
export async function tryLockChain(db: Db): Promise<boolean> {
  const { rows } = await db.$client.query<{ taken: boolean }>('select pg_try_advisory_xact_lock($1) as taken', [
    chainLock,
  ])
  return rows[0]?.taken === true
}

const utc = (column: string) => `to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

/** Entries above one id and up to another, in the order of their ids. */
export async function readEntries(db: Db, { above, upto, limit }: { above: number; upto: number; limit: number }) {
  const { rows } = await db.$client.query<Entry>(
    `select id, ${utc('at')} as at, actor_id as "actorId", actor, action, subject, subject_id as "subjectId", fields
      from audit_entry where id > $1 and id <= $2 order by id limit $3`,
    [above, upto, limit],
  )
  return rows
}

/** Blocks after this one, in their order. */
export async function readBlocks(db: Db, after: number, limit: number) {
  const { rows } = await db.$client.query<Block & { hash: string }>(
    `select block, previous, entries::text as entries, upto, count, ${utc('from_at')} as "fromAt", ${utc('to_at')} as "toAt",
        leaves, hash, ${utc('sealed_at')} as "sealedAt"
      from audit_seal where block > $1 order by block limit $2`,
    [after, limit],
  )
  return rows
}

/** Where the chain ends, as noted beside it; null before the first block. */
export async function readHead(db: Db): Promise<{ block: number; hash: string } | null> {
  const { rows } = await db.$client.query<{ block: number; hash: string }>('select block, hash from audit_head')
  return rows[0] ?? null
}
