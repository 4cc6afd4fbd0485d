import { startChild } from './child.mjs'
import { inRoot } from './paths.mjs'
import { openDatabase, serveBuild } from './prove/house.mjs'
import { buildWithoutProxy } from './prove/without-proxy.mjs'
import { vitest } from './suites.mjs'

const say = (line) => process.stdout.write(`${line}\n`)

/**
 * Each part answers what it found and whether that proves something: 200 random organisations against the oracle; every
 * policy, condition and trigger broken under the cells of rights; every `allow` bypassed by name; and without proxy.ts every
 * page and every cell of the permission matrix asked over HTTP.
 */
const parts = [organisations, policies, permissions, doors]

export async function proveAccess(life) {
  const found = []
  for (const part of parts) {
    if (life.isEnding) break
    const began = performance.now()
    const { told, isProved } = await part(life)
    say(`${told} (${((performance.now() - began) / 60_000).toFixed(1)} min)${isProved ? '' : ' FAILED'}`)
    found.push({ told, isProved })
  }
  return { told: `${found.map(({ told }) => told).join('; ')}.`, isProved: found.every(({ isProved }) => isProved) }
}

async function organisations(life) {
  const { passed, failed } = await vitest(life, ['db/visible.test.ts'], { ORGANISATIONS: '200' })
  const isProved = failed === 0 && passed > 200
  return { told: `200 random organisations: ${isProved ? 'no leak, no loss' : `${failed} wrong`}`, isProved }
}

async function policies(life) {
  const { env, stop } = await openDatabase(life)
  const { code, counts } = await ask(life, 'policies.ts', env)
  await stop()
  const { cells, equivalent, policies: broken, triggers, faults } = counts
  const noticed = ({ all, survived }, what) => `${all - survived} of ${all} mutants of ${what} noticed`
  return {
    told: `${noticed(broken, 'policies')}, ${noticed(triggers, 'triggers')} by ${cells} cells, ${equivalent} equivalent`,
    isProved: code === 0 && faults + broken.survived + triggers.survived === 0 && broken.all > 0 && triggers.all > 0,
  }
}

async function permissions(life) {
  const { passed, failed } = await vitest(life, ['lib/api/matrix-mutants.test.ts'])
  const told = `${passed} of ${passed + failed} mutants of \`allow\` noticed`
  return { told, isProved: failed === 0 && passed > 0 }
}

async function doors(life) {
  const file = await buildWithoutProxy(life)
  const { env, stop } = await openDatabase(life)
  const server = await serveBuild(life, env, file)
  const { code, counts } = await ask(life, 'doors.ts', { ...env, PUBLIC_URL: server.url })
  await server.stop()
  await stop()
  const { cells, pages, faults } = counts
  return {
    told: `without proxy.ts ${cells} cells over HTTP and ${pages} pages, ${faults} wrong`,
    isProved: code === 0 && faults === 0 && cells > 0 && pages > 0,
  }
}

/** Runs one of the programs, shows what it says, and answers the counts in its last line. */
async function ask(life, name, env) {
  const onOutput = (text) => process.stdout.write(text)
  const program = startChild(life, process.execPath, ['--import', 'tsx', inRoot('bin', 'lib', 'prove', name)], {
    env,
    onOutput,
  })
  const code = await program.ended
  const [last = ''] = program.output().trim().split('\n').slice(-1)
  if (!last.startsWith('{')) throw new Error(`${name} ended without its counts: ${last}`)
  return { code, counts: JSON.parse(last) }
}
