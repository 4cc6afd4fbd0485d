import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { hashSources } from './build.mjs'
import { root } from './paths.mjs'

const asOwner = (statements: string) => `
import pg from 'pg'
const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
await client.connect()
${statements}
await client.end()
`
const MIGRATE = asOwner(`await client.query(\`
  create table if not exists organisation (is_sample boolean);
  create table if not exists unit (name text);
  create table if not exists framework (name text);
  create table if not exists account (email text)\`)`)
const LOAD_SAMPLE = asOwner(`await client.query("insert into framework values ('default')")
if (process.argv[2] !== '--framework-only') await client.query(\`
  insert into organisation values (true);
  insert into unit values ('PMO');
  insert into account values ('admin@example.com')\`)`)
const FIRST_ADMINISTRATOR = asOwner(`await client.query("insert into account values ('admin@localhost')")
console.log('First administrator admin@localhost: ' + process.env.PUBLIC_URL + '/invitation')`)
const SERVER = `
const { createServer } = require('node:http')
const answer = { pid: process.pid, app: process.env.APP_DATABASE_URL, url: process.env.NEXTAUTH_URL }
createServer((_, out) => out.end(JSON.stringify(answer))).listen(Number(process.env.PORT), process.env.HOSTNAME)
`

/** A checkout in a folder with a space in its name, whose tables and pages are the least that the launcher can start. */
export function makeStandIn(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'gravitas stand-in '))
  const put = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
    writeFileSync(path.join(folder, file), text)
  }
  cpSync(path.join(root, 'bin'), path.join(folder, 'bin'), { recursive: true })
  cpSync(path.join(root, 'package-lock.json'), path.join(folder, 'package-lock.json'))
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'))
  put('package.json', '{ "type": "module", "scripts": { "start": "node bin/start.mjs" } }')
  put('db/migrate.ts', MIGRATE)
  put('lib/exchange/load-sample.ts', LOAD_SAMPLE)
  put('lib/access/first-administrator.ts', FIRST_ADMINISTRATOR)
  put('lib/say.ts', 'process.stdout.write("said " + process.argv[2])')
  put('.next/standalone/server.js', SERVER)
  put('.next/standalone/package.json', '{}')
  put('.next/gravitas-build', hashSources(folder))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }) }
}

interface Launched {
  child: ChildProcess
  output: () => string
  /** Resolves with what was printed once the words stand there; fails when the program ends before. */
  says: (words: RegExp) => Promise<string>
  ended: Promise<number | null>
}

export function launchIn(folder: string, args: string[], env: Record<string, string>, program = process.execPath) {
  const { DATABASE_URL, HOST, PUBLIC_URL, npm_lifecycle_event, ...inherited } = process.env
  const child = spawn(program, args, { cwd: folder, env: { ...inherited, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  let text = ''
  const listeners = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
      for (const listen of listeners) listen()
    })
  }
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const says = (words: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        if (!words.test(text)) return
        listeners.delete(look)
        resolve(text)
      }
      listeners.add(look)
      look()
      ended.then(() => reject(new Error(`ended before saying ${words}: ${text}`)))
    })
  return { child, output: () => text, says, ended } satisfies Launched
}
