import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { program } from '../database.mjs'
import { startEmbedded } from '../embedded.mjs'
import { freePort } from '../postgres.mjs'
import { until } from '../processes.mjs'
import { appUrl } from '../secrets.mjs'
import { answers, startServer } from '../server.mjs'

/** A throw-away PostgreSQL with one migrated database; `env` is what our programs need to reach it. */
export async function openDatabase(life) {
  const folder = mkdtempSync(path.join(tmpdir(), 'gravitas-prove-'))
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '100' }
  const server = await startEmbedded({ dataDir: path.join(folder, 'data'), settings })
  const stop = async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  life.onStop(stop)
  const env = {
    ...process.env,
    DATABASE_URL: server.url,
    APP_DATABASE_URL: appUrl(server.url, server.authSecret),
    SUPER_URL: Object.assign(new URL(server.superUrl), { pathname: new URL(server.url).pathname }).href,
    AUTH_SECRET: server.authSecret,
    DATA_DIR: folder,
    NODE_NO_WARNINGS: '1',
  }
  await program(life, { env }, 'db/migrate.ts')
  return { env, stop }
}

/** Serves the pages of this build over the database, saying in its answers who refused; answers `{ url, stop }`. */
export async function serveBuild(life, env, file) {
  const settings = { host: '127.0.0.1', port: await freePort() }
  settings.publicUrl = `http://127.0.0.1:${settings.port}`
  const server = startServer(life, settings, { env: { ...env, GRAVITAS_TEST: '1' } }, { file })
  let isOver = false
  server.ended.then(() => {
    isOver = true
  })
  await until(async () => isOver || life.isEnding || (await answers(settings)), 120_000, 100)
  if (isOver) throw new Error(`The pages do not start: ${server.output().slice(-2_000)}`)
  return { url: settings.publicUrl, stop: server.stop }
}
