import { createHash } from 'node:crypto'
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { run } from './child.mjs'
import { withLock } from './lock.mjs'
import { inRoot, tool } from './paths.mjs'
import { step } from './progress.mjs'

const FOLDERS = ['app', 'components', 'lib', 'db', 'public']
const FILES = ['next.config.js', 'package-lock.json', 'proxy.ts', 'instrumentation.ts', 'tsconfig.json']
const IS_TEST = /\.(test|fixtures)\.tsx?$/

export const serverFile = inRoot('.next', 'standalone', 'server.js')
const stampFile = inRoot('.next', 'gravitas-build')

/** What a build is made of: folders and files of the checkout. */
export const sourcesOf = () => [...FOLDERS, ...FILES]

function* sources(entry) {
  const found = statSync(entry, { throwIfNoEntry: false })
  if (found?.isFile() && !IS_TEST.test(entry)) yield entry
  if (!found?.isDirectory()) return
  for (const name of readdirSync(entry).sort()) yield* sources(path.join(entry, name))
}

/** One hash over everything a build reads, names included; tests do not count. */
export function hashSources(from = inRoot()) {
  const hash = createHash('sha256').update(process.version)
  for (const entry of sourcesOf()) {
    for (const file of sources(path.join(from, entry))) {
      hash.update(`\0${path.relative(from, file)}\0`).update(readFileSync(file))
    }
  }
  return hash.digest('hex')
}

const isBuilt = (hash) => existsSync(serverFile) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === hash

/** Builds the server when a source changed since the last build. Two launchers share one build and take turns. */
export async function build(life) {
  if (isBuilt(hashSources())) return
  await withLock(inRoot('.data', 'build.lock'), async () => {
    const hash = hashSources()
    if (isBuilt(hash)) return
    rmSync(stampFile, { force: true })
    await step('Building the pages', () => buildServer(life))
    writeFileSync(stampFile, hash)
  })
}

async function buildServer(life) {
  const { DATABASE_URL, APP_DATABASE_URL, AUTH_SECRET, ...rest } = process.env // a build must not depend on them
  const env = { ...rest, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }
  const built = await run(life, process.execPath, [tool('next', 'dist', 'bin', 'next'), 'build'], { env })
  if (built.code !== 0) throw new Error(built.output)
  const place = (...parts) => inRoot('.next', 'standalone', ...parts)
  cpSync(inRoot('.next', 'static'), place('.next', 'static'), { recursive: true })
  if (existsSync(inRoot('public'))) cpSync(inRoot('public'), place('public'), { recursive: true })
}
