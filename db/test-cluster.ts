import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../bin/lib/embedded.mjs'
import { migrate } from './migrate'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the plain owner's maintenance database and of the superuser's, and the migrated database to copy. */
    cluster: { ownerUrl: string; superUrl: string; template: string }
  }
}

export const testSecret = 'a secret for tests only'
const template = 'gravitas_template'

/** One throw-away PostgreSQL for the whole run, with a migrated database to copy from; fsync off, because nothing lasts. */
export default async function setup(project: TestProject) {
  const folder = mkdtempSync(path.join(tmpdir(), 'gravitas-test-'))
  const dataDir = path.join(folder, 'data')
  // Whatever tests put into the temporary folder goes when the run ends.
  process.env.TMPDIR = path.join(folder, 'tmp')
  mkdirSync(process.env.TMPDIR)
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '100' }
  const server = await startEmbedded({ dataDir, port: undefined, settings })
  const ownerUrl = server.url
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  await owner.query(`create database ${template}`)
  await owner.end()
  await migrate(onDatabase(ownerUrl, template), testSecret)
  project.provide('cluster', { ownerUrl, superUrl: server.superUrl, template })
  return async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The same login on another database. */
export function onDatabase(url: string, name: string): string {
  const other = new URL(url)
  other.pathname = `/${name}`
  return other.href
}
