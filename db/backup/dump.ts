import { Client } from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import journal from '../migrations/meta/_journal.json'
import { type Head, type Piece, writeArchive } from './archive'
import { takeFingerprint } from './fingerprint'
import { listSequences, listTables, speakPlainly, sumUp } from './tables'

export interface Dumped {
  bytes: number
  sha256: string
  schema: string
  madeAt: string
  rows: number
}

/** Name of the newest migration of this release. */
export const newestSchema = journal.entries.at(-1)?.tag ?? ''

/**
 * Writes everything the database holds into one file, as it stood at one moment, while others go on working. Reads as
 * p_dump, the one role whose policies show every row; the owner himself would write an empty file.
 */
export async function dump(ownerUrl: string, fileFor: (madeAt: string) => string): Promise<Dumped & { file: string }> {
  const client = new Client({ connectionString: ownerUrl })
  await client.connect()
  const giveBack = await borrowDumpRole(client)
  try {
    await client.query('begin isolation level repeatable read read only')
    await speakPlainly(client)
    await client.query('set local role p_dump')
    const head = await readHead(client)
    const file = fileFor(head.madeAt)
    const told = { rows: 0 }
    const written = await writeArchive(file, read(client, head, told))
    await client.query('commit')
    return { ...written, file, schema: head.schema, madeAt: head.madeAt, rows: told.rows }
  } finally {
    await client.query('rollback').catch(() => {})
    await giveBack().catch(() => {})
    await client.end()
  }
}

/** PostgreSQL 15 lends a role with all it holds: taken for the backup only. */
async function borrowDumpRole(client: Client): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ version: number }>(
    "select current_setting('server_version_num')::int as version",
  )
  if ((rows[0]?.version ?? 0) >= 160000) return async () => {}
  await client.query('grant p_dump to current_user')
  return async () => {
    await client.query('revoke p_dump from current_user')
  }
}

async function readHead(client: Client): Promise<Head> {
  const { rows } = await client.query<{ server: string; at: string; since: string | null; applied: number }>(`
    select current_setting('server_version') as server, to_char(now() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at,
      (select min(on_day)::text from access_log) as since,
      (select max(created_at) from drizzle.__drizzle_migrations)::text as applied`)
  const { server = '', at = '', since = null, applied } = rows[0] ?? {}
  const schema = journal.entries.find(({ when }) => when === Number(applied))?.tag
  if (!schema) throw new Error('This database is of another release: back it up with the release that made it.')
  return { format: 'gravitas-backup-1', schema, server, madeAt: at, logSince: since }
}

async function* read(client: Client, head: Head, told: { rows: number }): AsyncGenerator<Piece> {
  yield { kind: 'head', value: head }
  const sums = []
  for (const table of await listTables(client)) {
    yield { kind: 'table', value: table }
    const rows = client.query(copyTo(`copy (select ${table.columns.join(', ')} from ${table.name}) to stdout`))
    for await (const value of rows) yield { kind: 'rows', value: value as Buffer }
    const sum = await sumUp(client, table)
    told.rows += sum.rows
    sums.push({ name: table.name, ...sum })
  }
  const sequences = await listSequences(client)
  yield { kind: 'tail', value: { tables: sums, sequences, fingerprint: await takeFingerprint(client) } }
}
