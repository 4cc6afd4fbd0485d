import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { startChild } from './lib/child.mjs'
import { Problem } from './lib/errors.mjs'
import { install } from './lib/install.mjs'
import { command } from './lib/launch.mjs'
import { tableOf } from './lib/measure/report.mjs'
import { inRoot } from './lib/paths.mjs'

const PARTS = ['requests', 'load', 'pages', 'peers']
const OF_THE_USER = ['DATABASE_URL', 'APP_DATABASE_URL', 'AUTH_SECRET', 'PUBLIC_URL', 'HOST', 'ALLOW_HTTP', 'SMTP_URL']

function readWishes(args) {
  const wishes = { people: '1000,10000', parts: PARTS.join(',') }
  for (const arg of args) {
    const [name, value] = arg.split('=')
    if (!Object.hasOwn(wishes, name) || !value)
      throw new Problem(`There is no option ${arg}: write people=1000,10000 or parts=${PARTS}.`)
    wishes[name] = value
  }
  const people = wishes.people.split(',').map(Number)
  if (!people.every((size) => Number.isInteger(size) && size >= 200)) {
    throw new Problem(`people=${wishes.people}: write whole numbers from 200 on, separated by commas.`)
  }
  const unknown = wishes.parts.split(',').find((part) => !PARTS.includes(part))
  if (unknown) throw new Problem(`There is no part ${unknown}: they are ${PARTS.join(', ')}.`)
  return { people: people.sort((a, b) => a - b), parts: wishes.parts }
}

/** How many people come in how many seconds, where not the usual. */
function readSize(args) {
  const pairs = args.map((arg) => arg.split('='))
  const wrong = pairs.find(([name, value]) => !['people', 'seconds'].includes(name) || !(Number(value) >= 20))
  if (wrong) throw new Problem(`There is no option ${wrong.join('=')}: write people=3000 or seconds=120.`)
  return Object.fromEntries(pairs.map(([name, value]) => [name, Number(value)]))
}

/** What of the planner is measured: plans by themselves, and one in the running app. */
function readPlannerParts(args) {
  const wrong = args.find((arg) => arg !== 'sizes' && arg !== 'app')
  if (wrong) throw new Problem(`There is no part ${wrong} of the planner: they are sizes, app.`)
  return args.length > 0 ? args : ['sizes', 'app']
}

/**
 * `npm run bench -- people=1000,10000,100000`: an invented organisation of each size on a database of its own, imported,
 * asked, put under load, opened in a browser and compared with the layouts of other products. A table, and JSON in bench/.
 * `npm run bench -- stampede`: the last hours of a cycle instead; `npm run bench -- planner`: plans of four sizes.
 */
await command(async (life) => {
  if (process.platform !== 'linux') throw new Problem('CPU time is read from /proc: run the bench on Linux.')
  if (process.argv[2] === 'stampede') {
    const size = readSize(process.argv.slice(3))
    await install(life)
    const { lines, isWhole } = await (await import('./lib/measure/stampede.mjs')).stampede(life, size)
    process.stdout.write(`\n${lines.join('\n')}\n`)
    return life.end(isWhole ? 0 : 1)
  }
  if (process.argv[2] === 'planner') {
    await install(life)
    const parts = readPlannerParts(process.argv.slice(3))
    const { lines, isWhole } = await (await import('./lib/measure/planner.mjs')).measurePlanner(life, parts)
    process.stdout.write(`\n${lines.join('\n')}\n`)
    return life.end(isWhole ? 0 : 1)
  }
  const { people, parts } = readWishes(process.argv.slice(2))
  await install(life)
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !OF_THE_USER.includes(name)))
  mkdirSync(inRoot('bench'), { recursive: true })
  const sizes = []
  for (const size of people) {
    const file = inRoot('bench', `${size}.json`)
    const args = [inRoot('bin', 'lib', 'measure', 'one-size.mjs'), String(size), file, parts]
    const child = startChild(life, process.execPath, args, { env, inherit: true })
    const code = await child.ended
    if (life.isEnding) return
    if (code !== 0) throw new Problem(`${size.toLocaleString('en')} people could not be measured: see the lines above.`)
    sizes.push(JSON.parse(readFileSync(file, 'utf8')))
  }
  const table = tableOf(sizes)
  writeFileSync(inRoot('bench', 'table.md'), `${table}\n`)
  process.stdout.write(`\n${table}\n`)
  await life.end(0)
})
