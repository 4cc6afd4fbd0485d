import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { build } from '../build.mjs'
import { startChild } from '../child.mjs'
import { migrate, openDatabase, program } from '../database.mjs'
import { command } from '../launch.mjs'
import { inRoot } from '../paths.mjs'
import { findServer, freePort } from '../postgres.mjs'
import { serve } from '../server.mjs'
import { cpuOf, cpuOfServer } from './cpu.mjs'
import { measureLoad } from './load.mjs'
import { measurePages } from './pages.mjs'
import { measurePeers } from './peers.mjs'

const password = 'measured by the bench 2026'
const own = (name) => `bin/lib/measure/${name}`

/** One size on a throw-away database with the settings of `npm start`: people, file for the figures, parts. */
await command(async (life) => {
  const [people, file, wanted] = process.argv.slice(2)
  const parts = wanted.split(',')
  const folder = mkdtempSync(path.join(tmpdir(), 'gravitas-bench-'))
  life.onStop(() => rmSync(folder, { recursive: true, force: true }))
  const say = (line) => process.stderr.write(`${Number(people).toLocaleString('en')}: ${line}\n`)
  const found = { people: Number(people), load: { before: loadavg()[0] } }
  const keep = () => writeFileSync(file, JSON.stringify(found, null, 2))

  if (parts.includes('load') || parts.includes('pages')) await build(life)
  const port = await freePort()
  const settings = { databaseUrl: null, dataDir: path.join(folder, 'data'), host: '127.0.0.1', port }
  const database = await openDatabase(life, { ...settings, publicUrl: `http://localhost:${port}` })
  const databasePid = findServer(settings.dataDir).pid
  await migrate(life, database)
  await program(life, database, 'lib/exchange/load-sample.ts', ['--framework-only'])
  say('writing the files')
  const files = JSON.parse(await program(life, database, own('write-files.ts'), [path.join(folder, 'files'), people]))
  found.import = await importFiles(life, { database, databasePid, files, folder, say })
  keep()
  const cast = JSON.parse(await program(life, database, own('cast.ts'), [password]))
  const castFile = path.join(folder, 'cast.json')
  writeFileSync(castFile, JSON.stringify(cast))
  if (parts.includes('requests')) {
    say('asking in process')
    Object.assign(found, JSON.parse(await program(life, database, own('requests.ts'), [castFile])))
    keep()
  }
  if (parts.includes('peers')) {
    const superUrl = Object.assign(new URL(database.superUrl), { pathname: '/gravitas' }).href
    found.peers = await measurePeers({ superUrl, say })
  }
  keep()
  if (parts.includes('load') || parts.includes('pages')) {
    const server = await serve(life, { ...settings, publicUrl: `http://localhost:${port}` }, database, { dev: false })
    const url = `http://localhost:${port}`
    if (parts.includes('load')) {
      say('50 requests a second')
      found.endpoint = await measureLoad({ url, serverPid: server.pid, databasePid, cast })
      found.load.endpoint = loadavg()[0]
    }
    keep()
    if (parts.includes('pages')) {
      say('opening pages')
      found.pages = await measurePages(life, { url, cast, password })
      found.load.pages = loadavg()[0]
    }
    await server.stop()
    keep()
  }
  found.load.after = loadavg()[0]
  keep()
  await life.end(0)
})

/** The command itself with `--commit`, as a child: its CPU and memory, PostgreSQL's CPU, and publishing apart. */
async function importFiles(life, { database, databasePid, files, folder, say }) {
  const usage = path.join(folder, 'usage.json')
  const args = Object.entries(files).flatMap(([kind, file]) => [`--${kind}`, file])
  const stages = []
  const clock = () => ({ at: performance.now(), cpu: child ? cpuOf(child.pid) : 0, postgres: cpuOfServer(databasePid) })
  let child
  const began = clock()
  child = startChild(
    life,
    process.execPath,
    ['--import', 'tsx', '--import', inRoot(own('usage.mjs')), inRoot('lib/exchange/import-command.ts')].concat(args, [
      '--cycle',
      '2026-H2',
      '--commit',
    ]),
    {
      env: { ...database.env, MEASURE_USAGE: usage },
      onOutput: (text, isError) => {
        for (const line of isError ? text.trim().split('\n') : []) {
          const name = line.split(':')[0]
          if (stages.at(-1)?.name === name) continue
          stages.push({ name, ...clock() })
          say(name)
        }
      },
    },
  )
  const code = await child.ended
  const ended = clock()
  if (code !== 0) throw new Error(child.output())
  const { cpuSeconds, megabytes } = JSON.parse(readFileSync(usage, 'utf8'))
  const spanOf = (from, to) => ({
    seconds: (to.at - from.at) / 1000,
    cpuSeconds: to.cpu - from.cpu,
    postgresSeconds: to.postgres - from.postgres,
  })
  const stage = (name) => stages.find((each) => each.name === name)
  return {
    ...{ ...spanOf(began, ended), cpuSeconds, megabytes },
    publish: spanOf(stage('publishing the result'), stage('refreshing statistics')),
    stages: stages.map((from, at) => ({
      name: from.name,
      ...spanOf(from, stages[at + 1] ?? { ...ended, cpu: cpuSeconds }),
    })),
    report: child.output().split('\n').slice(-6),
  }
}
