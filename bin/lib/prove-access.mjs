import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import path from 'node:path'
import { run } from './child.mjs'
import { startEmbedded } from './embedded.mjs'
import { listPermissions, listPolicyMutants, testsFor } from './mutants.mjs'
import { inRoot, tool } from './paths.mjs'

const template = 'gravitas_template'
const say = (line) => process.stdout.write(`${line}\n`)

/** Mutants that no test can tell from the original, each with the reason. */
const equivalent = new Map([])

/** 200 random organisations against the oracle, then every policy and every `allow` broken by name: each must be noticed. */
export async function proveAccess(life) {
  const cluster = await openCluster(life)
  try {
    const organisations = await vitest(life, ['db/visible.test.ts'], { ORGANISATIONS: '200' })
    say(`200 random organisations: ${organisations.isRed ? 'FAILED' : 'no leak, no loss'}`)
    const policies = await kill(life, await policyMutants(cluster))
    const allows = await kill(life, allowMutants())
    const counted = ({ all, survivors }, what) => `${all - survivors.length} of ${all} mutants of ${what} noticed`
    return {
      told: `200 random organisations; ${counted(policies, 'policies')}; ${counted(allows, '`allow`')}.`,
      isProved: !organisations.isRed && policies.survivors.length + allows.survivors.length === 0,
    }
  } finally {
    await cluster.stop()
  }
}

/** A throw-away server with one migrated database, for all mutants. */
async function openCluster(life) {
  const folder = mkdtempSync(path.join(tmpdir(), 'gravitas-prove-'))
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' }
  const server = await startEmbedded({ dataDir: path.join(folder, 'data'), port: undefined, settings })
  const stop = async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  life.onStop(stop)
  await ask(server.url, `create database ${template}`)
  const url = onDatabase(server.url, template)
  const env = { ...process.env, DATABASE_URL: url, AUTH_SECRET: 'a secret for tests only' }
  const { code, output } = await run(
    life,
    process.execPath,
    [tool('tsx', 'dist', 'cli.mjs'), inRoot('db', 'migrate.ts')],
    { env },
  )
  if (code !== 0) throw new Error(output)
  return { ...server, templateUrl: url, stop }
}

function onDatabase(url, name) {
  const other = new URL(url)
  other.pathname = `/${name}`
  return other.href
}

async function ask(url, ...statements) {
  return withClient(url, async (client) => {
    for (const statement of statements) await client.query(statement)
  })
}

async function withClient(url, work) {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Each mutant: its name, rounds of test files from near to far, and how to bring it about. */
async function policyMutants(cluster) {
  const mutants = await withClient(cluster.templateUrl, listPolicyMutants)
  return mutants.map(({ table, policy, how, sql }, at) => ({
    name: `${policy} on ${table} ${how}`,
    rounds: testsFor(table),
    async enter() {
      const name = `mutant_${at}`
      await ask(cluster.url, `create database ${name} template ${template}`)
      await ask(onDatabase(cluster.url, name), sql)
      return { TEST_CLUSTER: JSON.stringify({ ownerUrl: cluster.url, superUrl: cluster.superUrl, template: name }) }
    },
    leave: () => ask(cluster.superUrl, `drop database mutant_${at} with (force)`),
  }))
}

/** A permission that everybody has who is signed in cannot be bypassed: there is nothing behind it. */
function allowMutants() {
  return listPermissions()
    .filter(({ held }) => held !== 'roles')
    .map(({ name }) => ({
      name: `allow('${name}') bypassed`,
      rounds: [['lib/api/matrix.test.ts']],
      enter: async () => ({ MUTANT_ALLOW: name }),
      leave: async () => {},
    }))
}

/** Runs each mutant's tests until one goes red; two at a time on two cores. */
async function kill(life, mutants) {
  const waiting = mutants.filter(({ name }) => !equivalent.has(name))
  const survivors = []
  let done = 0
  const worker = async () => {
    for (let mutant = waiting.shift(); mutant && !life.isEnding; mutant = waiting.shift()) {
      const by = await killerOf(life, mutant)
      done += 1
      if (!by) survivors.push(mutant.name)
      say(`${done}/${mutants.length - equivalent.size} ${mutant.name}: ${by ?? 'SURVIVED'}`)
    }
  }
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, worker))
  return { all: done, survivors }
}

async function killerOf(life, { rounds, enter, leave }) {
  const env = await enter()
  try {
    for (const files of rounds) {
      const { isRed, first } = await vitest(life, files, env)
      if (isRed) return first
    }
    return null
  } finally {
    await leave()
  }
}

/** Whether one of the files went red, and the first test that did. */
async function vitest(life, files, env) {
  const args = [
    tool('vitest', 'vitest.mjs'),
    'run',
    ...files,
    '--bail=1',
    '--maxWorkers=1',
    '--config',
    inRoot('bin', 'lib', 'mutants.config.mjs'),
  ]
  const { code, output } = await run(life, process.execPath, args, { env: { ...process.env, ...env, NO_COLOR: '1' } })
  const first = / FAIL {2}(.*)/.exec(output)?.[1]
  if (code !== 0 && !first) say(output.slice(-2_000))
  return { isRed: code !== 0, first: first ?? 'an error before the first test' }
}
