import { once } from 'node:events'
import { Client } from 'pg'
import { type CopyStreamQuery, from as copyFrom } from 'pg-copy-streams'
import { addLogMonths } from '../upkeep'
import { BadArchive, type Head, readArchive, type Tail, verifyArchive } from './archive'
import { newestSchema } from './dump'
import { takeFingerprint } from './fingerprint'
import { listTables, speakPlainly, sumUp, type Table } from './tables'

/** What was held against what after loading: empty lists and nulls everywhere but in `tables` mean that all is equal. */
export interface Loaded {
  head: Head
  sha256: string
  tables: { name: string; rows: number; isEqual: boolean }[]
  /** Policies, grants, triggers and the like that only one side has. */
  differences: string[]
  flaws: string[]
  /** Rows of the closures that a recomputation does not give, or gives besides. */
  closureFaults: number
}

/** The database holds people already, and nobody said that they may go. */
export class NotEmpty extends Error {}

export const isFaithful = ({ tables, differences, flaws, closureFaults }: Loaded) =>
  tables.every(({ isEqual }) => isEqual) && differences.length + flaws.length + closureFaults === 0

/**
 * Replaces everything a migrated database holds by an archive, all or nothing: whatever is not equal afterwards rolls it
 * back. As the owner, under whom row security and triggers rest for this transaction alone; others wait.
 */
export async function load(ownerUrl: string, file: string, { replace = false } = {}): Promise<Loaded> {
  const { bytes, sha256 } = await verifyArchive(file)
  const client = new Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const { head, pieces } = await readHead(file, bytes)
    await client.query('begin')
    await speakPlainly(client)
    await client.query(`set local lock_timeout = '30s'`)
    const tables = await listTables(client)
    const wake = await putToSleep(client, tables)
    await makeRoom(client, tables, replace)
    if (head.logSince) await addLogMonths(client, head.logSince)
    const tail = await fill(client, tables, pieces)
    const sums = await compareSums(client, tables, tail)
    await wake()
    const loaded = { head, sha256, tables: sums, ...(await compareGuards(client, tail)) }
    await client.query(isFaithful(loaded) ? 'commit' : 'rollback')
    return loaded
  } finally {
    await client.end()
  }
}

async function readHead(file: string, bytes: number) {
  const pieces = readArchive(file, bytes)
  const { value: first } = await pieces.next()
  if (first?.kind !== 'head' || first.value.format !== 'gravitas-backup-1') {
    throw new BadArchive(`${file} is no backup of Gravitas, or of a later release.`)
  }
  if (first.value.logSince !== null && !/^\d{4}-\d{2}-\d{2}$/.test(first.value.logSince)) {
    throw new BadArchive(`${file} speaks of a day that is none.`)
  }
  if (first.value.schema !== newestSchema) {
    await pieces.return(undefined)
    throw new BadArchive(
      `This backup is of ${first.value.schema}, this release of ${newestSchema}: restore it with the release that made it, then start the newer one on it.`,
    )
  }
  return { head: first.value, pieces }
}

/** Lifts what would stop or change rows on their way in; the function answered puts it back. Nothing outlives a rollback. */
async function putToSleep(client: Client, tables: Table[]): Promise<() => Promise<void>> {
  const { rows: keys } = await client.query<{ name: string; table: string; definition: string }>(`
    select quote_ident(conname) as name, conrelid::regclass::text as table, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'f' and conparentid = 0
      and connamespace in ('public'::regnamespace, 'authz'::regnamespace)`)
  for (const { name } of tables) {
    await client.query(`alter table ${name} no force row level security, disable trigger user`)
  }
  for (const { table, name } of keys) await client.query(`alter table ${table} drop constraint ${name}`)
  return async () => {
    for (const { table, name, definition } of keys) {
      await client.query(`alter table ${table} add constraint ${name} ${definition}`)
    }
    for (const { name } of tables) {
      await client.query(`alter table ${name} force row level security, enable trigger user`)
    }
  }
}

async function makeRoom(client: Client, tables: Table[], replace: boolean): Promise<void> {
  const { rows } = await client.query<{ people: number }>('select count(*)::int as people from person')
  const people = rows[0]?.people ?? 0
  if (people > 0 && !replace) {
    const held = people === 1 ? 'one person' : `${people} people`
    throw new NotEmpty(
      `This database holds ${held}: nothing was changed. Restore into an empty one, or add --replace to lose what it holds.`,
    )
  }
  // Packs are in no backup: those here are of results that go.
  await client.query(`truncate ${tables.map(({ name }) => name).join(', ')}, result_pack`)
}

async function fill(client: Client, tables: Table[], pieces: AsyncIterable<unknown>): Promise<Tail> {
  let copy: CopyStreamQuery | null = null
  const finish = async () => {
    if (!copy) return
    copy.end()
    await once(copy, 'finish')
  }
  for await (const piece of pieces as ReturnType<typeof readArchive>) {
    if (piece.kind === 'rows') {
      if (copy && !copy.write(piece.value)) await once(copy, 'drain')
      continue
    }
    await finish()
    if (piece.kind === 'table') copy = client.query(copyFrom(copyInto(tables, piece.value)))
    if (piece.kind !== 'tail') continue
    for (const { name, last } of piece.value.sequences) await client.query('select setval($1, $2)', [name, last])
    return piece.value
  }
  throw new BadArchive('The backup has no end.')
}

function copyInto(tables: Table[], { name, columns }: Table): string {
  const own = tables.find((table) => table.name === name)
  if (!own || columns.some((column) => !own.columns.includes(column))) {
    throw new BadArchive(`The backup holds ${name} otherwise than this release does.`)
  }
  return `copy ${name} (${columns.join(', ')}) from stdin`
}

async function compareSums(client: Client, tables: Table[], tail: Tail): Promise<Loaded['tables']> {
  const compared: Loaded['tables'] = []
  for (const table of tables) {
    const wanted = tail.tables.find(({ name }) => name === table.name)
    const found = await sumUp(client, table)
    const isEqual = wanted?.rows === found.rows && wanted.checksum === found.checksum
    compared.push({ name: table.name, rows: found.rows, isEqual })
  }
  return compared
}

async function compareGuards(client: Client, tail: Tail) {
  const here = await takeFingerprint(client)
  const missing = tail.fingerprint.filter((line) => !here.includes(line)).map((line) => `missing: ${line}`)
  const added = here.filter((line) => !tail.fingerprint.includes(line)).map((line) => `added: ${line}`)
  const flaws = await client.query<{ line: string }>(`select thing || ': ' || flaw as line from authz.flaw`)
  const faults = await client.query<{ sum: number }>('select reporting + units as sum from authz.closure_faults()')
  return {
    differences: [...missing, ...added],
    flaws: flaws.rows.map(({ line }) => line),
    closureFaults: faults.rows[0]?.sum ?? 0,
  }
}
