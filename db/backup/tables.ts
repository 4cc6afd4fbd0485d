import type { Client } from 'pg'

export interface Table {
  /** Schema and name, quoted where needed. */
  name: string
  /** What a row holds; generated columns make themselves. */
  columns: string[]
}

/** Text that means the same in every session: the checksums are taken over it. */
const plainly = `select set_config(name, value, true) from (values
  ('DateStyle', 'ISO, YMD'), ('IntervalStyle', 'postgres'), ('TimeZone', 'UTC'), ('bytea_output', 'hex'),
  ('extra_float_digits', '1'), ('search_path', 'public'), ('statement_timeout', '0'), ('jit', 'off'),
  ('idle_in_transaction_session_timeout', '0')) as setting (name, value)`

/** Settings of a transaction that reads or writes an archive. */
export async function speakPlainly(client: Client): Promise<void> {
  await client.query(plainly)
}

/**
 * Every table of ours; a partition's rows come with its table's. The queue's own schema may be lost and stays out, and so do
 * packs, which are made anew from results.
 */
export async function listTables(client: Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    select c.oid::regclass::text as name, array_agg(quote_ident(a.attname) order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relnamespace in ('public'::regnamespace, 'authz'::regnamespace) and c.relkind in ('r', 'p')
      and not c.relispartition and c.oid <> 'public.result_pack'::regclass
    group by c.oid order by 1`)
  return rows
}

export interface Sum {
  rows: number
  /** Sum of the rows' hashes, so that their order does not matter. */
  checksum: string
}

/** How many rows a table has and what they amount to: equal figures mean equal rows. */
export async function sumUp(client: Client, { name, columns }: Table): Promise<Sum> {
  const { rows } = await client.query<Sum>(`
    select count(*)::int as rows, coalesce(sum(('x' || encode(substr(sha256(convert_to(
      row(${columns.join(', ')})::text, 'UTF8')), 1, 8), 'hex'))::bit(64)::bigint), 0)::text as checksum from ${name}`)
  return rows[0] ?? { rows: 0, checksum: '0' }
}

export interface Sequence {
  name: string
  last: string
}

/** Where each sequence stands; one never used is left out. Read after the rows, it is never behind them. */
export async function listSequences(client: Client): Promise<Sequence[]> {
  const { rows } = await client.query<Sequence>(`
    select format('%I.%I', schemaname, sequencename) as name, last_value::text as last from pg_sequences
    where schemaname in ('public', 'authz') and last_value is not null order by 1`)
  return rows
}
