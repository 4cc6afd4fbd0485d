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
    PUBLIC_URL: settings.publicUrl,
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
  await step('Bringing the database up to date', () => program(life, database, 'db/migrate.ts'))
}

/** Runs one of our TypeScript programs to its end: what it said, or its own last words as the problem when it fails. */
export async function program(life, database, file, args = []) {
  const command = ['--import', 'tsx', inRoot(...file.split('/')), ...args]
  const { code, output } = await run(life, process.execPath, command, { env: database.env })
  if (code !== 0) throw new Problem(lastLine(output))
  return output.trim()
}

/**
 * What the database holds: `{ isSample, isEmpty, hasFramework, hasAccount }`. Asked as superuser, since the owner is
 * under row security too and would see nothing. Null on a server of your own: there our programs find out themselves,
 * and the application looks at the sample's flag.
 */
export async function lookInside({ url, superUrl }) {
  if (!superUrl) return null
  const inside = Object.assign(new URL(superUrl), { pathname: new URL(url).pathname })
  const { rows } = await ask(
    inside.href,
    `select coalesce((select bool_or(is_sample) from organisation), false) as "isSample",
            not exists (select from unit) as "isEmpty",
            exists (select from framework) as "hasFramework",
            exists (select from account) as "hasAccount"`,
  )
  return rows[0]
}
