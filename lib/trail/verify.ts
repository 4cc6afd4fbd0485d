import type { Db } from '@/db/client'
import { lockChain, readBlocks, readEntries, readHead } from './chain'
import { type Block, type Entry, hashOfBlock, idsIn, leafAt, leafOf } from './rules'

type FaultKind = 'edited' | 'deleted' | 'reordered' | 'inserted late' | 'seal edited' | 'seal deleted'

export interface Fault {
  kind: FaultKind
  block: number
  entry: number | null
  sentence: string
}

export interface ChainReport {
  blocks: number
  /** Entries that are there and sealed. */
  entries: number
  /** Entries newer than the newest block. */
  waiting: number
  /** Blocks whose entries the retention rule took away; their seals stay. */
  removed: number
  head: { block: number; hash: string } | null
  fault: Fault | null
}

const blocksAtOnce = 50

/** Recomputes the whole chain, a job `seal`; what is wrong first, or null. `known` is a block and hash noted down before. */
export async function verifyChain(db: Db, known?: { block: number; hash: string }): Promise<ChainReport> {
  await lockChain(db)
  const head = await readHead(db)
  const removedUpto = await lastRemoval(db)
  const report: ChainReport = { blocks: 0, entries: 0, waiting: 0, removed: 0, head, fault: null }
  let last = { block: 0, hash: '', upto: 0 }
  const stop = (fault: Fault) => ({ ...report, fault })
  for (;;) {
    const blocks = await readBlocks(db, last.block, blocksAtOnce)
    if (blocks.length === 0) break
    for (const block of blocks) {
      const broken =
        sealFault(block, last) ?? (known?.block === block.block && known.hash !== block.hash ? rewritten(block) : null)
      if (broken) return stop(broken)
      const entries = await readEntries(db, { above: lowest(last.upto), upto: block.upto, limit: block.count + 1 })
      const isRemoved = entries.length === 0 && block.block <= removedUpto
      const wrong = isRemoved ? null : await entryFault(db, block, entries)
      if (wrong) return stop(wrong)
      report.blocks += 1
      report.entries += entries.length
      report.removed += isRemoved ? 1 : 0
      last = { block: block.block, hash: block.hash, upto: block.upto }
    }
  }
  const end = headFault(head, last, known)
  if (end) return stop(end)
  return { ...report, waiting: await countAbove(db, last.upto) }
}

/** The first block also answers for ids below 1, which nobody draws. */
const lowest = (upto: number) => (upto === 0 ? -Number.MAX_SAFE_INTEGER : upto)

const seal = (kind: 'seal edited' | 'seal deleted', block: number, sentence: string): Fault => ({
  ...{ kind, block, sentence },
  entry: null,
})
const rewritten = ({ block }: Block) =>
  seal('seal edited', block, `Block ${block} is not the one whose hash was noted: the chain was written anew.`)

function sealFault(block: Block & { hash: string }, last: { block: number; hash: string; upto: number }): Fault | null {
  const wanted = last.block + 1
  if (hashOfBlock(block) !== block.hash) {
    return seal(
      'seal edited',
      block.block,
      `The seal of block ${block.block} does not match its own hash: it was edited.`,
    )
  }
  if (block.block !== wanted) return seal('seal deleted', wanted, `The seal of block ${wanted} is missing.`)
  if (block.previous !== last.hash) {
    return seal('seal edited', block.block, `Block ${block.block} does not follow the block before it.`)
  }
  return null
}

function headFault(head: ChainReport['head'], last: { block: number; hash: string }, known?: { block: number }) {
  const wanted = Math.max(head?.block ?? 0, known?.block ?? 0)
  if (wanted > last.block)
    return seal('seal deleted', last.block + 1, `The seal of block ${last.block + 1} is missing.`)
  if ((head?.block ?? 0) !== last.block || (head?.hash ?? '') !== last.hash) {
    return seal('seal edited', last.block, `The note of the newest block does not match block ${last.block}.`)
  }
  return null
}

/** The first entry, by id, that is not as it was sealed. */
async function entryFault(db: Db, block: Block, entries: Entry[]): Promise<Fault | null> {
  const ids = idsIn(block.entries) ?? []
  const fault = (kind: FaultKind, entry: number, told: string): Fault => ({
    ...{ kind, entry, block: block.block },
    sentence: `Entry ${entry} of block ${block.block} ${told}.`,
  })
  for (let place = 0; place < Math.max(ids.length, entries.length); place++) {
    const [id, entry] = [ids[place], entries[place]]
    if (entry && (id === undefined || entry.id < id))
      return fault('inserted late', entry.id, 'was not there when it was sealed')
    if (id !== undefined && (!entry || entry.id > id)) return fault('deleted', id, 'is missing')
    if (!entry || id === undefined) continue
    const leaf = leafOf(entry)
    if (leaf.equals(leafAt(block.leaves, place))) continue
    return (await isSealedElsewhere(db, leaf))
      ? fault('reordered', id, 'stands in another entry’s place')
      : fault('edited', id, 'is not what was sealed')
  }
  return null
}

async function isSealedElsewhere(db: Db, leaf: Buffer): Promise<boolean> {
  const { rowCount } = await db.$client.query(
    'select from audit_seal where position($1::bytea in leaves) > 0 limit 1',
    [leaf],
  )
  return rowCount === 1
}

/** The newest block whose entries the retention rule took away, as an entry of that job says. */
async function lastRemoval(db: Db): Promise<number> {
  const { rows } = await db.$client.query<{ block: number | null }>(
    `select max(subject_id::bigint) as block from audit_entry
      where action = 'audit.removed' and actor = 'privacy' and subject = 'audit' and subject_id ~ '^[0-9]{1,15}$'`,
  )
  return rows[0]?.block ?? 0
}

async function countAbove(db: Db, id: number): Promise<number> {
  const { rows } = await db.$client.query<{ n: number }>('select count(*) as n from audit_entry where id > $1', [id])
  return rows[0]?.n ?? 0
}
