import { fileURLToPath } from 'node:url'
import { type MigrationMeta, readMigrationFiles } from 'drizzle-orm/migrator'
import { Client } from 'pg'
import { keepUp } from './upkeep'

const folder = fileURLToPath(new URL('./migrations', import.meta.url))
const lock = 7000

/** Why this server cannot be used, or null. `versionNumber` as in `server_version_num`: 150004 is 15.4. */
export function tooOld(versionNumber: number): string | null {
  if (versionNumber >= 150000) return null
  const major = Math.floor(versionNumber / 10000)
  return `This database server is PostgreSQL ${major}; Gravitas needs 15 or newer. Upgrade it, or point DATABASE_URL at another.`
}

/** Brings a database to this release, one runner at a time; the names of the migrations applied now. */
export async function migrate(
  databaseUrl: string,
  authSecret: string,
  tell: (line: string) => void = () => {},
): Promise<number> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await checkServer(client, tell)
    await client.query('select pg_advisory_lock($1)', [lock])
    const pending = await listPending(client)
    for (const migration of pending) {
      await apply(client, migration)
      tell(`Applied ${migration.name}`)
    }
    await keepUp(client, authSecret)
    return pending.length
  } finally {
    await client.end()
  }
}

async function checkServer(client: Client, tell: (line: string) => void) {
  const { rows } = await client.query<{ version: number; super: boolean }>(
    "select current_setting('server_version_num')::int as version, rolsuper as super from pg_roles where rolname = current_user",
  )
  const refusal = tooOld(rows[0]?.version ?? 0)
  if (refusal) throw new Error(refusal)
  if (rows[0]?.super) {
    tell('Warning: DATABASE_URL signs in as a superuser, who passes row security. Use a plain role with CREATEROLE.')
  }
}

type Named = MigrationMeta & { name: string }

async function listPending(client: Client): Promise<Named[]> {
  await client.query('create schema if not exists drizzle')
  await client.query(
    'create table if not exists drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)',
  )
  const { rows } = await client.query<{ at: string }>('select created_at::text as at from drizzle.__drizzle_migrations')
  const done = new Set(rows.map(({ at }) => Number(at)))
  const { default: journal } = await import('./migrations/meta/_journal.json', { with: { type: 'json' } })
  return readMigrationFiles({ migrationsFolder: folder })
    .map((migration, index) => ({ ...migration, name: journal.entries[index]?.tag ?? String(index) }))
    .filter(({ folderMillis }) => !done.has(folderMillis))
}

/**
 * The role that owns the functions of `authz`, for as long as one migration runs: 15 lends a role with all that it may see
 * and do. From 16 on the first migration lends the right to enter it and nothing else, once and for all.
 */
const lending = (deed: 'grant' | 'revoke') => `do $$ begin
  if current_setting('server_version_num')::int < 160000 and exists (select from pg_roles where rolname = 'authz_owner') then
    ${deed === 'grant' ? 'grant authz_owner to current_user' : 'revoke authz_owner, p_dump from current_user'};
  end if;
end $$`

async function apply(client: Client, migration: Named) {
  await client.query('begin')
  try {
    await client.query(lending('grant'))
    for (const statement of migration.sql) await client.query(statement)
    await client.query(lending('revoke'))
    await client.query('insert into drizzle.__drizzle_migrations (hash, created_at) values ($1, $2)', [
      migration.hash,
      migration.folderMillis,
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw new Error(`Migration ${migration.name} failed: ${error instanceof Error ? error.message : error}`)
  }
}

async function main() {
  const { DATABASE_URL, AUTH_SECRET } = process.env
  if (!DATABASE_URL || !AUTH_SECRET) throw new Error('Set DATABASE_URL and AUTH_SECRET, then try again.')
  const applied = await migrate(DATABASE_URL, AUTH_SECRET, (line) => console.log(line))
  console.log(applied ? 'The database is ready.' : 'The database is up to date.')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error: unknown) => {
    // A refused connection to several addresses has a code and no message.
    const { message, code } = error as NodeJS.ErrnoException
    console.error(message || code || String(error))
    process.exitCode = 1
  })
}
