import { run } from './child.mjs'
import { leaveEmbedded, startEmbedded } from './embedded.mjs'
import { explain, lastLine, Problem, postgresTooOld } from './errors.mjs'
import { makeFolder } from './folders.mjs'
import { inRoot } from './paths.mjs'
import { step } from './progress.mjs'
import { appUrl, readSecrets } from './secrets.mjs'

/**
 * The database of this installation: DATABASE_URL when it is set, else the embedded one of the data folder. Answers
 * `{ url, superUrl, env }`: `env` is what our programs need to reach it; `superUrl` is null for a server of your own.
 */
export async function openDatabase(life, settings, { leaveFound = false } = {}) {
  const found = settings.databaseUrl ? await reachServer(settings) : await runEmbedded(life, settings, leaveFound)
  const authSecret = process.env.AUTH_SECRET || found.authSecret
  const env = {
    ...process.env,
    DATABASE_URL: found.url,
    APP_DATABASE_URL: process.env.APP_DATABASE_URL || appUrl(found.url, authSecret),
    AUTH_SECRET: authSecret,
    DATA_DIR: settings.dataDir,
    NODE_NO_WARNINGS: '1',
  }
  return { url: found.url, superUrl: found.superUrl ?? null, env }
}

async function reachServer({ databaseUrl, dataDir }) {
  const { rows } = await ask(databaseUrl, "select current_setting('server_version_num')::int as number")
  const tooOld = postgresTooOld(rows[0].number)
  if (tooOld) throw new Problem(tooOld)
  if (process.env.AUTH_SECRET) return { url: databaseUrl, authSecret: process.env.AUTH_SECRET }
  return { url: databaseUrl, authSecret: writableSecrets(dataDir).authSecret }
}

function writableSecrets(dataDir) {
  try {
    makeFolder(dataDir)
    return readSecrets(dataDir)
  } catch (error) {
    throw new Problem(explain(error, { path: dataDir }))
  }
}

async function runEmbedded(life, { dataDir }, leaveFound) {
  let database = null
  // Whatever happens from the claim on, our end gives it back.
  const onClaim = (claimed) => {
    life.note(claimed)
    life.onStop(() => (database ? database.stop() : leaveEmbedded(claimed)))
  }
  try {
    database = await step('Starting the database', () => startEmbedded({ dataDir, leaveFound, onClaim }))
  } catch (error) {
    throw new Problem(explain(error, { doing: 'starting the database', path: dataDir }))
  }
  database.keepRunning((error) => {
    process.stderr.write(
      error ? `${explain(error, { path: dataDir })}\n` : 'The database had stopped; it runs again.\n',
    )
    if (error) life.end(1)
  })
  return database
}

/** One query on a connection of its own; errors are sentences. */
async function ask(url, query) {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {}) // also reported by the query itself
  try {
    await client.connect()
    return await client.query(query)
  } catch (error) {
    throw new Problem(explain(error, { doing: 'asking the database', url }))
  } finally {
    await client.end().catch(() => {})
  }
}

/** Brings the tables to this version. The program prints a line for each migration and one sentence when it fails. */
export async function migrate(life, database) {
  await step('Bringing the database up to date', () => program(life, database, inRoot('db', 'migrate.ts')))
}

/** Runs one of our TypeScript programs to its end; its own last words become the problem when it fails. */
export async function program(life, database, file, args = []) {
  const { code, output } = await run(life, process.execPath, ['--import', 'tsx', file, ...args], { env: database.env })
  if (code !== 0 && !life.isEnding) throw new Problem(lastLine(output))
}

/**
 * What an embedded database holds: `{ isSample, isEmpty }`. Asked as superuser, since the owner is under row security
 * too and would see nothing; on a server of your own the application checks the flag itself.
 */
export async function lookInside({ url, superUrl }) {
  if (!superUrl) return { isSample: false, isEmpty: false }
  const inside = Object.assign(new URL(superUrl), { pathname: new URL(url).pathname })
  const { rows } = await ask(
    inside.href,
    `select coalesce((select bool_or(is_sample) from organisation), false) as "isSample",
            not exists (select from unit) as "isEmpty"`,
  )
  return rows[0]
}
