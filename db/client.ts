import { DrizzleQueryError } from 'drizzle-orm'
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import pg, { type Pool, type PoolClient } from 'pg'
import { named } from './often'
import type { Job, Persona } from './values'

// Keys stay below 2^53, and a day is a day: a Date would shift it by the server's time zone.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.DATE, (day) => day)

/**
 * What a unit of work gets: one open scope. It refuses once that scope has ended. Without drizzle's `query`, whose set-up
 * would cost each request a millisecond, and without `transaction`, because the scope is one.
 */
export type Db = Omit<NodePgDatabase, 'transaction' | 'query'> & { $client: PoolClient }
/** The organisation's day, `YYYY-MM-DD`, as the open scope knows it. */
export type Opening = { today: string }
export type Work<T> = (db: Db, opening: Opening) => Promise<T>

export type ViewerScope = {
  personId: number
  persona: Persona
  /** A read-only transaction: PostgreSQL refuses every write in it. */
  readOnly: boolean
  statementTimeoutMs?: number
  /** Ends the running query and fails the work when the caller has gone. */
  signal?: AbortSignal
}
export type Database = ReturnType<typeof createDatabase>

type Scope = {
  role: Persona | 'p_gate' | 'p_job'
  personId?: number
  job?: Job
  readOnly?: boolean
  statementTimeoutMs: number
  lockTimeoutMs: number
  idleTimeoutMs: number
  signal?: AbortSignal
}
const request = { statementTimeoutMs: 5_000, lockTimeoutMs: 2_000, idleTimeoutMs: 10_000 }
const gate: Scope = { ...request, role: 'p_gate' }
/**
 * Milliseconds that a request waits for its turn: whoever is sent away comes again and costs another try. Proxies wait longer
 * than this for an answer.
 */
const patience = 15_000
const longRun = { statementTimeoutMs: 1_800_000, lockTimeoutMs: 30_000, idleTimeoutMs: 600_000 }

/** One statement, with values for its parameters. */
export type Statement = { text: string; values: unknown[] }

/**
 * The only door to PostgreSQL: every unit of work is one transaction under one persona. Requests and jobs have connections
 * of their own: those of requests send statement after statement without waiting, which COPY, a thing of jobs, cannot bear.
 */
export function createDatabase(appUrl: string, { connections = 10 } = {}) {
  const open = (config: pg.PoolConfig) => {
    const pool = new pg.Pool({ connectionString: appUrl, max: connections, ...config })
    // An idle connection that breaks is replaced; without a listener it would end the process.
    pool.on('error', () => {})
    return pool
  }
  const pool = open({ pipeline: true, connectionTimeoutMillis: patience })
  const jobs = open({ connectionTimeoutMillis: 5_000 })
  return {
    asViewer: <T>(scope: ViewerScope, work: Work<T>) =>
      run(
        pool,
        { ...request, ...scope, role: scope.persona, statementTimeoutMs: scope.statementTimeoutMs ?? 5_000 },
        work,
      ),
    /** Before anybody is known: definer functions for signing in, and no table. */
    asGate: <T>(work: Work<T>) => run(pool, gate, work),
    /** The same for one statement, all in one round trip: the rows. */
    askGate: <T extends pg.QueryResultRow>(statement: Statement) => askAtOnce<T>(pool, statement),
    /** Work of the machine; each table's policy names the jobs that may touch it. Statements may take half an hour. */
    asJob: <T>(job: Job, work: Work<T>) => run(jobs, { ...longRun, role: 'p_job', job }, work),
    end: async () => {
      await Promise.all([pool.end(), jobs.end()])
    },
  }
}

async function run<T>(pool: Pool, scope: Scope, work: Work<T>): Promise<T> {
  scope.signal?.throwIfAborted()
  const client = await pool.connect()
  let broken = false
  const lost = () => {
    broken = true
  }
  client.on('error', lost)
  const abort = endOnAbort(pool, client, scope.signal)
  const handle = closable(client, scope.role)
  try {
    scope.signal?.throwIfAborted()
    const { today } = await open(client, scope)
    const answer = await work(drizzle({ client: handle.client, casing: 'snake_case' }), { today })
    handle.close()
    await abort.settle()
    scope.signal?.throwIfAborted()
    await commit(client)
    return answer
  } catch (error) {
    handle.close()
    await abort.settle()
    await client.query('rollback').catch(lost)
    throw scope.signal?.aborted ? scope.signal.reason : withoutValues(error)
  } finally {
    client.off('error', lost)
    client.release(broken || abort.used())
  }
}

/** Begins, opens the gate, asks and commits without waiting in between; when the closures are behind, step by step. */
async function askAtOnce<T extends pg.QueryResultRow>(pool: Pool, statement: Statement): Promise<T[]> {
  const client = await pool.connect()
  let broken = false
  const lost = () => {
    broken = true
  }
  client.on('error', lost)
  try {
    const { stream } = client.connection
    stream.cork()
    const sent = [enter(client, gate), client.query<T>(named(gate.role, statement)), commit(client)] as const
    stream.uncork()
    // All three are over before the connection is somebody else's.
    await Promise.allSettled(sent)
    const [{ current }, { rows }] = [await sent[0], await sent[1], await sent[2]]
    if (current) return rows
  } catch (error) {
    throw withoutValues(error)
  } finally {
    client.off('error', lost)
    client.release(broken)
  }
  return run(pool, gate, async (db) => (await db.$client.query<T>(statement)).rows)
}

/** Opens the scope; brings the closures to today first when they are behind. */
async function open(client: PoolClient, scope: Scope): Promise<Opening> {
  const first = await enter(client, scope)
  if (first.current) return first
  await client.query('rollback')
  try {
    await enter(client, { ...request, role: 'p_job', job: 'advance', statementTimeoutMs: 60_000 })
    await client.query('select authz.advance()')
    await commit(client)
  } catch (error) {
    await client.query('rollback')
    // Someone else holds the tree for long, an import perhaps: until they are done nobody sees reports, which is safe.
    if (!isLockTimeout(error)) throw error
  }
  return enter(client, scope)
}

// Row policies make plans look dear, and compiling them costs more than it saves: hence no jit.
const opening = `select set_config('role', $1, true), set_config('app.person_id', $2, true), set_config('app.job', $3, true),
  set_config('statement_timeout', $4, true), set_config('lock_timeout', $5, true),
  set_config('idle_in_transaction_session_timeout', $6, true), set_config('jit', 'off', true),
  authz.is_current() as current, authz.today()::text as today`

async function enter(client: PoolClient, scope: Scope): Promise<Opening & { current: boolean }> {
  const { stream } = client.connection
  // Both leave as one piece, where the connection does not wait for the first answer.
  if (client.pipeline) stream.cork()
  const begun = client.query(scope.readOnly ? 'begin read only' : 'begin')
  if (!client.pipeline) await begun
  const opened = client.query<Opening & { current: boolean }>({
    name: 'open scope',
    text: opening,
    values: [
      scope.role,
      scope.personId === undefined ? '' : String(scope.personId),
      scope.job ?? '',
      String(scope.statementTimeoutMs),
      String(scope.lockTimeoutMs),
      String(scope.idleTimeoutMs),
    ],
  })
  if (client.pipeline) stream.uncork()
  const [, { rows }] = await Promise.all([begun, opened])
  if (!rows[0]) throw new Error('The database did not open a scope.')
  return rows[0]
}

/** PostgreSQL answers COMMIT with ROLLBACK when a statement failed and nobody noticed. */
async function commit(client: PoolClient) {
  const { command } = await client.query('commit')
  if (command !== 'COMMIT') throw new Error('Nothing was saved: a statement before had failed.')
}

/** PostgreSQL's own error, without what people wrote or are: drizzle's message and PostgreSQL's detail quote values. */
function withoutValues(error: unknown) {
  const origin = error instanceof DrizzleQueryError ? error.cause : error
  if (origin instanceof pg.DatabaseError) {
    origin.detail = undefined
    origin.where = undefined
  }
  return origin
}

const isLockTimeout = (error: unknown) => error instanceof pg.DatabaseError && error.code === '55P03'

/** The client for as long as the scope is open: kept longer, it would ask in the next viewer's name. */
function closable(client: PoolClient, role: string) {
  let open = true
  return {
    client: new Proxy(client, {
      get(target, name) {
        if (!open) throw new Error('This scope has ended: await the query inside it.')
        const value: unknown = Reflect.get(target, name)
        if (typeof value !== 'function') return value
        if (name !== 'query') return value.bind(target)
        return (asked: unknown, ...rest: unknown[]) => Reflect.apply(value, target, [named(role, asked), ...rest])
      },
    }),
    close: () => {
      open = false
    },
  }
}

/** Ends the connection from outside when the caller goes away; a plain cancel could hit the next query or none. */
function endOnAbort(pool: Pool, client: PoolClient, signal?: AbortSignal) {
  let ending: Promise<void> | undefined
  const end = () => {
    ending = terminate(pool, client)
  }
  signal?.addEventListener('abort', end, { once: true })
  return {
    used: () => ending !== undefined,
    settle: async () => {
      signal?.removeEventListener('abort', end)
      await ending
    },
  }
}

async function terminate(pool: Pool, client: PoolClient) {
  const other = new pg.Client(pool.options)
  try {
    await other.connect()
    await other.query('select pg_terminate_backend($1)', [Reflect.get(client, 'processID')])
  } catch {
    // The query then runs into its own timeout.
  } finally {
    await other.end().catch(() => {})
  }
}
