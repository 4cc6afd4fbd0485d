import { accessSync, constants, existsSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { claim, countClaims, unclaim } from './claims.mjs'
import { makeFolder } from './folders.mjs'
import { withLock } from './lock.mjs'
import { findServer, runServer, stopServer } from './postgres.mjs'
import { isRunning, until } from './processes.mjs'
import { readSecrets } from './secrets.mjs'
import { startWatchdog } from './watch.mjs'

const lockOf = (dataDir) => path.join(dataDir, 'lock')
const address = (user, password, port, database) =>
  `postgresql://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`

/**
 * The real PostgreSQL of a data folder, adopted when it runs already, else started. Answers
 * `{ url, superUrl, port, pid, adopted, dataDir, authSecret, keepRunning, stop }`: `url` is the plain owner's of the
 * database gravitas, `superUrl` the superuser's, which only the launcher may use. `keepRunning(tell)` starts the server
 * again on its port should it die and tells null, or the error. `stop` ends it unless others use it. With `leaveFound` a
 * server that ran unclaimed before us is left running too. `settings` are PostgreSQL's own, such as `{ fsync: 'off' }`.
 * Whoever gives `onClaim` watches over the claim; else a watchdog of its own does, in case we are killed.
 *
 * @param {{ dataDir: string, port?: number, settings?: Record<string, string | number>, leaveFound?: boolean,
 *   onClaim?: (claimed: { dataDir: string, keep: boolean }) => void }} options
 */
export async function startEmbedded({ dataDir: wanted, port, settings = {}, leaveFound = false, onClaim }) {
  makeFolder(wanted)
  const dataDir = realpathSync(wanted) // one folder, one name: the server is recognised by it
  accessSync(dataDir, constants.W_OK | constants.X_OK)
  const lock = lockOf(dataDir)
  const secrets = await withLock(lock, () => readSecrets(dataDir))
  const run = (onPort) => runServer({ dataDir, port: onPort, password: secrets.postgresPassword, settings })
  const watchdog = onClaim ? null : startWatchdog()
  const claimed = { dataDir, keep: false }
  let server = await withLock(lock, () => {
    claimed.keep = leaveFound && countClaims(dataDir) === 0 && findServer(dataDir) !== null
    claim(dataDir)
    if (onClaim) onClaim(claimed)
    else watchdog?.note(claimed)
    return run(port)
  })
  const superUrl = address('postgres', secrets.postgresPassword, server.port, 'postgres')
  const url = address('gravitas_owner', secrets.ownerPassword, server.port, 'gravitas')
  let watch
  let stopped

  const restart = () => withLock(lock, () => (stopped ? server : run(server.port)))
  const database = {
    ...{ url, superUrl, port: server.port, adopted: server.adopted, dataDir, authSecret: secrets.authSecret },
    get pid() {
      return server.pid
    },
    keepRunning(tell) {
      let isBusy = false
      watch = setInterval(async () => {
        if (isBusy || stopped || isRunning(server.pid)) return
        isBusy = true
        try {
          server = await restart()
          if (!stopped) tell(null)
        } catch (error) {
          tell(error)
        }
        isBusy = false
      }, 500)
      watch.unref()
    },
    stop() {
      clearInterval(watch)
      stopped ??= leaveEmbedded(claimed).finally(() => watchdog?.release())
      return stopped
    },
  }
  const greet = () => makeOwner(superUrl, url, secrets.ownerPassword)
  try {
    await greet().catch(async (error) => {
      // We can adopt a server in the very moment of its death: its file still calls it ready.
      if (!server.adopted || !(await until(() => !isRunning(server.pid), 2000))) throw error
      server = await restart()
      await greet()
    })
    return database
  } catch (error) {
    await database.stop()
    throw error
  }
}

/** Takes our claim back and stops the server when nobody else has one; `keep` leaves it running. */
export async function leaveEmbedded({ dataDir, keep }) {
  if (!existsSync(dataDir)) return
  await withLock(lockOf(dataDir), async () => {
    unclaim(dataDir)
    if (countClaims(dataDir) === 0 && !keep) await stopServer(dataDir)
  })
}

/** The owner is a plain role, so that row security and missing rights show here as they would on a managed server. */
async function makeOwner(superUrl, url, password) {
  if (await answers(url)) return
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: superUrl })
  await client.connect()
  try {
    const has = async (query) => (await client.query(query)).rowCount > 0
    const role = (await has("select from pg_roles where rolname = 'gravitas_owner'")) ? 'alter' : 'create'
    const secret = client.escapeLiteral(password)
    await client.query(`${role} role gravitas_owner login nosuperuser createrole createdb password ${secret}`)
    if (!(await has("select from pg_database where datname = 'gravitas'"))) {
      await client.query('create database gravitas owner gravitas_owner')
    }
  } finally {
    await client.end()
  }
}

async function answers(url) {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end()
  }
}
