import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { run } from './child.mjs'
import { startEmbedded } from './embedded.mjs'
import { inRoot, root, tool } from './paths.mjs'
import { readSheet } from './sheet.mjs'
import { findLockGaps, readSources, sourceRules } from './source-rules.mjs'

const told = ({ code, output }) => ({ problems: code === 0 ? [] : [output], notes: [] })
const node = (life, script, ...args) => run(life, process.execPath, [script, ...args])

const HOUSE = ['app', 'components', 'lib', 'db', 'e2e', 'proxy.ts', 'instrumentation.ts']

async function cruise(life, cwd, entries) {
  const script = tool('dependency-cruiser', 'bin', 'dependency-cruise.mjs')
  const report = path.join(mkdtempSync(path.join(tmpdir(), 'gravitas-cruise-')), 'report.json')
  try {
    const args = [...entries, '--config', inRoot('lib', 'boundaries.cjs'), '--output-type', 'json', '-f', report]
    const { output } = await run(life, process.execPath, [script, ...args], { cwd })
    if (!existsSync(report)) return { modules: 0, violations: [], output }
    const { summary } = JSON.parse(readFileSync(report, 'utf8'))
    const violations = summary.violations
      .filter(({ rule }) => rule.severity === 'error')
      .map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)
    return { modules: summary.totalCruised, violations, output }
  } finally {
    rmSync(path.dirname(report), { recursive: true, force: true })
  }
}

/** A cruiser that sees nothing finds nothing: it must see modules, and the mistake we plant for it. */
async function boundaries(life) {
  const entries = HOUSE.filter((entry) => existsSync(inRoot(entry)))
  const { modules, violations, output } = await cruise(life, root, entries)
  if (modules === 0) return { problems: [`no module was cruised\n${output}`], notes: [] }
  const planted = await cruisePlanted(life)
  const blind = planted.violations.length === 0 ? [`the planted violation was not found\n${planted.output}`] : []
  return { problems: [...violations, ...blind], notes: [`${modules} modules`] }
}

async function cruisePlanted(life) {
  const folder = mkdtempSync(path.join(tmpdir(), 'gravitas-planted-'))
  try {
    for (const name of ['db', 'lib/access']) mkdirSync(path.join(folder, name), { recursive: true })
    writeFileSync(path.join(folder, 'tsconfig.json'), readFileSync(inRoot('tsconfig.json')))
    writeFileSync(path.join(folder, 'lib/access/viewer.ts'), 'export const viewer = 1\n')
    writeFileSync(
      path.join(folder, 'db/planted.ts'),
      "import { viewer } from '../lib/access/viewer'\nexport { viewer }\n",
    )
    return await cruise(life, folder, ['db', 'lib'])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const sourceChecks = Object.entries(sourceRules).map(([name, rule]) => ({ name, check: () => rule(readSources(root)) }))

/** Migrates a fresh database and asks its catalogue: forced row security, careful functions, every column classed. */
async function catalogue(life) {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'gravitas-catalogue-'))
  const database = await startEmbedded({ dataDir, settings: { fsync: 'off' } })
  try {
    const env = { ...process.env, DATABASE_URL: database.url, AUTH_SECRET: database.authSecret }
    const ask = (file) => run(life, process.execPath, ['--import', 'tsx', inRoot('db', file)], { env })
    const migrated = await ask('migrate.ts')
    if (migrated.code !== 0) return told(migrated)
    const { code, output } = await ask('catalogue.ts')
    return { problems: code === 0 ? [] : [output], notes: code === 0 ? [output.trim()] : [] }
  } finally {
    await database.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** What `npm run check` looks at, in order; each answers `{ problems, notes }`. */
export const checks = [
  { name: 'biome', check: async (life) => told(await node(life, tool('@biomejs', 'biome', 'bin', 'biome'), 'check')) },
  { name: 'tsc', check: async (life) => told(await node(life, tool('typescript', 'bin', 'tsc'), '--noEmit')) },
  { name: 'boundaries', check: boundaries },
  { name: 'knip', check: async (life) => told(await node(life, tool('knip', 'bin', 'knip.js'))) },
  ...sourceChecks,
  { name: 'catalogue', check: catalogue },
  { name: 'asvs', check: () => readSheet(root, checkNames(), readFileSync(inRoot('docs', 'asvs.csv'), 'utf8')) },
  {
    name: 'lock',
    check: () => ({ problems: findLockGaps(JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8'))), notes: [] }),
  },
]

const checkNames = () => checks.map(({ name }) => name)

/** Runs the checks beside each other, and prints a row for each as it ends: its name, how it went and its seconds. `{ passed, failed }`. */
export async function runChecks(life, wanted = checks) {
  const width = Math.max(...wanted.map(({ name }) => name.length))
  let failed = 0
  async function runOne({ name, check }) {
    const began = performance.now()
    const { problems, notes } = await check(life)
    if (life.isEnding) return
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    const row = `${name.padEnd(width)}  ${problems.length ? 'failed' : 'ok    '}  ${seconds.padStart(5)} s`
    process.stdout.write(`${[row, ...[...notes, ...problems].map((line) => `  ${line}`)].join('\n')}\n`)
    if (problems.length) failed += 1
  }
  await Promise.all(wanted.map(runOne))
  return { passed: wanted.length - failed, failed }
}
