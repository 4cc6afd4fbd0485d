import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { program } from './database.mjs'
import { startEmbedded } from './embedded.mjs'
import { freePort } from './postgres.mjs'
import { isRunning, signal, until } from './processes.mjs'
import { appUrl } from './secrets.mjs'
import { answers, startServer } from './server.mjs'

/** Who does what during the rounds, by employee id: the grant they hold and what their token may. */
export const actors = {
  ...Object.fromEntries(['keep1', 'keep2', 'keep3', 'keep4'].map((id) => [id, { role: 'hr', scopes: 'read,write' }])),
  ...Object.fromEntries(['hasty1', 'hasty2'].map((id) => [id, { role: 'hr', scopes: 'read,write' }])),
  frame: { role: 'hr', scopes: 'read,write' },
  confirm: { role: 'hr', scopes: 'read,write' },
  propose: { role: 'administrator', scopes: 'read,write,import' }, // the scope gives the token the administrator's hat
  bring: { role: 'hr', scopes: 'read,import' },
}
/** The people whom each client alone corrects and moves. */
export const wardsOf = (actor) => [1, 2, 3, 4].map((number) => `${actor}-${number}`)
export const emailOf = (actor) => `${actor}@example.com`

/**
 * A whole Gravitas of one's own on an organisation made for this: the built server and PostgreSQL, which the launcher's own
 * code starts again. Answers how to ask and kill both. `holders` are those who get a token.
 */
export async function openHouse(life, postgres = {}, holders = Object.keys(actors)) {
  const folder = mkdtempSync(path.join(tmpdir(), 'gravitas-crash-'))
  const server = await startEmbedded({ dataDir: path.join(folder, 'data'), settings: postgres })
  const settings = { host: '127.0.0.1', port: await freePort() }
  settings.publicUrl = `http://localhost:${settings.port}`
  let app = null
  /** What the pages wrote about requests and jobs that failed. */
  const said = []
  const stop = async () => {
    await app?.stop()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  life.onStop(stop)
  const env = {
    ...process.env,
    DATABASE_URL: server.url,
    APP_DATABASE_URL: appUrl(server.url, server.authSecret),
    AUTH_SECRET: server.authSecret,
    DATA_DIR: folder,
    PUBLIC_URL: settings.publicUrl,
    NODE_NO_WARNINGS: '1',
  }
  const superUrl = Object.assign(new URL(server.superUrl), { pathname: '/gravitas' }).href
  const run = (file, ...args) => program(life, { env }, file, args)
  const tokens = await furnish({ run, superUrl, folder, holders })
  server.keepRunning((error) => {
    if (error) throw error
  })

  const isOpen = () => isReady(superUrl)
  /** Starts the pages, as often as it takes: they give up when the database goes away under them. */
  const startApp = async () => {
    for (let attempt = 1; attempt <= 10 && !life.isEnding; attempt++) {
      await until(isOpen, 60_000)
      const tell = (text) => said.push(...(text.match(/^\S+ failed: .*$/gm) ?? []))
      const started = startServer(life, settings, { env }, { tell })
      let isOver = false
      started.ended.then(() => {
        isOver = true
      })
      app = started
      await until(async () => isOver || life.isEnding || (await answers(settings)), 60_000, 50)
      if (!isOver) return
    }
    throw new Error(`The pages do not start: ${app?.output().slice(-2_000)}`)
  }
  await startApp()
  return {
    ...{ tokens, superUrl, run, stop, startApp, said, port: settings.port, publicUrl: settings.publicUrl },
    authSecret: server.authSecret,
    url: `http://127.0.0.1:${settings.port}/api/v1`,
    isAppThere: () => isRunning(app.pid),
    async killApp() {
      signal(-app.pid, 'SIGKILL')
      await until(() => !isRunning(app.pid), 10_000, 5)
    },
    killDatabase: () => killDatabase(server, superUrl),
    isDatabaseReady: () => until(isOpen, 60_000),
  }
}

/** Three units, two managers, whoever acts and whom they act on; an account and a token for each actor. */
async function furnish({ run, superUrl, folder, holders }) {
  const file = (name, rows) => {
    const target = path.join(folder, `${name}.csv`)
    writeFileSync(target, rows.map((row) => `${row.join(',')}\n`).join(''))
    return [`--${name}`, target]
  }
  const names = Object.keys(actors)
  const wards = names.flatMap(wardsOf)
  const person = (id, unit, manager) => [id, `Person ${id}`, emailOf(id), unit, manager, 'at the start', 'no']
  const people = [
    ['employee_id', 'name', 'email', 'unit_id', 'manager_id', 'job_title', 'assessed'],
    person('top', 'G', ''),
    ...[person('head-a', 'A', 'top'), person('head-b', 'B', 'top')],
    ...names.map((id) => person(id, 'G', 'top')),
    ...wards.map((id) => person(id, 'A', 'head-a')),
  ]
  const units = [
    ['unit_id', 'name', 'parent_unit_id', 'kind'],
    ...[
      ['G', 'Group', '', 'group'],
      ['A', 'Alpha', 'G', 'area'],
      ['B', 'Beta', 'G', 'area'],
    ],
  ]
  const grants = [['employee_id', 'role', 'unit_id'], ...names.map((id) => [id, actors[id].role, ''])]
  await run('db/migrate.ts')
  await run('lib/exchange/load-sample.ts', '--framework-only')
  const files = [...file('units', units), ...file('people', people), ...file('grants', grants)]
  await run('lib/exchange/import-command.ts', ...files, '--commit')
  await withClient(superUrl, (client) =>
    client.query('insert into account (person_id) select id from person where employee_id = any ($1)', [names]),
  )
  const tokens = {}
  for (const id of holders) {
    const told = await run(
      'lib/access/token-command.ts',
      ...['--email', emailOf(id), '--scopes', actors[id].scopes, '--days', '2'],
    )
    tokens[id] = /tok_[a-z0-9]{16}_[\w-]{43}/i.exec(told)[0]
  }
  return tokens
}

/** A connection as superuser, who alone sees all rows. */
export async function withClient(url, work) {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  client.on('error', () => {}) // the query that fails tells it too
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}

const isReady = (url) =>
  withClient(url, (client) => client.query('select')).then(
    () => true,
    () => false,
  )

/** The postmaster first, so that it mourns nobody, then each of its processes: nothing of theirs is written out. */
async function killDatabase(server, superUrl) {
  const { rows } = await withClient(superUrl, (client) => client.query('select pid from pg_stat_activity'))
  signal(server.pid, 'SIGKILL')
  for (const { pid } of rows) signal(pid, 'SIGKILL')
  await until(() => !isRunning(server.pid), 10_000, 5)
}
