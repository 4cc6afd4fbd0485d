import { build } from './build.mjs'
import { fill } from './contents.mjs'
import { migrate, openDatabase } from './database.mjs'
import { explain, nodeTooOld, Problem } from './errors.mjs'
import { install } from './install.mjs'
import { startLife } from './lifecycle.mjs'
import { noteAddress } from './noted-address.mjs'
import { inRoot } from './paths.mjs'
import { describeSignIns } from './sample.mjs'
import { checkPort, serve } from './server.mjs'
import { readSettings } from './settings.mjs'

/** Runs a command's work inside a life of its own; every error ends it with one sentence and exit code 1. */
export async function command(work) {
  const tooOld = nodeTooOld(process.version)
  if (tooOld) fail(tooOld)
  const life = startLife()
  try {
    await work(life)
  } catch (error) {
    if (life.isEnding) return life.end(0)
    process.stderr.write(`${explain(error)}\n`)
    await life.end(1)
  }
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

/** `npm start` and `npm run dev`: from a fresh clone to an address that answers. */
export const launch = ({ dev }) =>
  command(async (life) => {
    const settings = readSettings(process.env, process.argv.slice(2))
    await checkPort(settings)
    await guarded('install', () => install(life))
    const database = await openDatabase(life, settings)
    await migrate(life, database)
    const { isSample, invitation } = await fill(life, settings, database)
    if (!dev) await guarded('build', () => build(life))
    const server = await serve(life, settings, database, { dev })
    if (life.isEnding) return
    noteAddress(settings)
    process.stdout.write(`\nGravitas is ready at ${settings.publicUrl}\n\n`)
    if (isSample) process.stdout.write(`${describeSignIns()}\n\n`)
    if (invitation) process.stdout.write(`${invitation}\n\n`)
    process.stdout.write('Stop it with Ctrl-C.\n')
    const code = await server.ended
    if (life.isEnding) return
    throw new Problem(`The pages stopped unexpectedly (exit ${code}): start again, and look at the lines above.`)
  })

async function guarded(doing, work) {
  try {
    return await work()
  } catch (error) {
    throw new Problem(explain(error, { doing, path: inRoot() }))
  }
}
