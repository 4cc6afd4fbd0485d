import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { migrate, openDatabase, program } from '../database.mjs'
import { inRoot } from '../paths.mjs'
import { findServer, freePort } from '../postgres.mjs'
import { pause, signal, until } from '../processes.mjs'
import { withClient } from '../prove-crash-house.mjs'
import { mulberry } from '../random.mjs'
import { serve } from '../server.mjs'
import { writeOpenings } from './write-openings.mjs'

const own = (name) => `bin/lib/measure/${name}`
const password = 'measured by the bench 2026'
/** Of what cover for all seats would cost, so much is there: money decides, as it does in life. */
const budgetShare = 0.6
const coverCost = { M1: 300_000, M2: 340_000, M3: 400_000, M4: 460_000, M5: 540_000, M6: 640_000 }

/**
 * The built pages on a database of their own, with an invented organisation and its places brought in by the import, wishes,
 * prices of cover, and whoever asks. The server's event loop is watched: see loop-delay.mjs.
 */
export async function openPlanHouse(life, { people, openings }) {
  const folder = mkdtempSync(path.join(tmpdir(), 'gravitas-plan-'))
  life.onStop(() => rmSync(folder, { recursive: true, force: true }))
  const port = await freePort()
  const settings = { databaseUrl: null, dataDir: path.join(folder, 'data'), host: '127.0.0.1', port }
  settings.publicUrl = `http://localhost:${port}`
  const database = await openDatabase(life, settings)
  await migrate(life, database)
  const run = (file, ...args) => program(life, database, file, args)
  await run('lib/exchange/load-sample.ts', '--framework-only')
  const files = JSON.parse(await run(own('write-files.ts'), path.join(folder, 'files'), String(people)))
  const units = readFileSync(files.units, 'utf8').trim().split('\n').length - 1
  const superUrl = Object.assign(new URL(database.superUrl), { pathname: '/gravitas' }).href
  const horizon = await withClient(superUrl, yearAhead)
  const openingsFile = path.join(folder, 'files', 'openings.csv')
  const months = writeOpenings(openingsFile, { count: openings, units, from: horizon.from, seed: 7 })
  const all = { ...files, openings: openingsFile }
  const args = Object.entries(all).flatMap(([kind, file]) => [`--${kind}`, file])
  await run('lib/exchange/import-command.ts', ...args, '--cycle', '2026-H2', '--commit')
  await withClient(superUrl, plantWishes)
  const cast = JSON.parse(await run(own('cast.ts'), password))
  const told = await run(
    'lib/access/token-command.ts',
    ...['--email', cast.emails.hr, '--scopes', 'read,write', '--days', '2'],
  )
  const [writer] = /tok_[a-z0-9]{16}_[\w-]{43}/i.exec(told)
  const loopFile = path.join(folder, 'loop.json')
  // As an address: a path with a space would be two options.
  const NODE_OPTIONS = `--import ${pathToFileURL(inRoot(own('loop-delay.mjs')))}`
  const watched = { ...database, env: { ...database.env, NODE_OPTIONS, MEASURE_LOOP: loopFile } }
  const server = await serve(life, settings, watched, { dev: false })
  const house = {
    ...{ url: `http://127.0.0.1:${port}/api/v1`, cast, writer, folder, superUrl, horizon, server },
    databasePid: findServer(settings.dataDir).pid,
    budget: Math.round((months * budgetShare * sum(Object.values(coverCost))) / Object.keys(coverCost).length),
    /** What the event loop of the pages went through since this was asked last. */
    async readLoop() {
      rmSync(loopFile, { force: true })
      signal(server.pid, 'SIGUSR2')
      let told
      await until(() => {
        try {
          told = JSON.parse(readFileSync(loopFile, 'utf8'))
          return true
        } catch {
          return false
        }
      }, 10_000)
      if (!told) throw new Error('The pages do not tell how their event loop is.')
      return told
    },
  }
  await setPrices(house)
  await pause(500)
  return house
}

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0)

/** A year of whole weeks that begins after everybody's notice. */
async function yearAhead(client) {
  const { rows } = await client.query(`
    select to_char(day, 'YYYY-MM-DD') as "from", to_char(day + 363, 'YYYY-MM-DD') as "to"
    from (select date_trunc('week', now() at time zone 'UTC')::date + 42 as day) d`)
  return rows[0]
}

/** Up to five choices each, and two in five who would move: written at once, a thousand sign-ins are not what is measured. */
async function plantWishes(client) {
  const random = mulberry(11)
  const { rows: people } = await client.query('select id from person where is_assessed order by id')
  const { rows: places } = await client.query('select id from opening order by id')
  const wishes = people.map(({ id }) => {
    const choices = Array.from(
      { length: Math.floor(random() * 6) },
      () => places[Math.floor(random() * places.length)].id,
    )
    return { id, choices: [...new Set(choices)], mobility: random() < 0.4 ? 'yes' : 'unknown' }
  })
  await client.query('insert into wish (person_id, mobility) select * from unnest($1::bigint[], $2::text[])', [
    wishes.map(({ id }) => id),
    wishes.map(({ mobility }) => mobility),
  ])
  const ranked = wishes.flatMap(({ id, choices }) => choices.map((opening, at) => ({ id, opening, rank: at + 1 })))
  await client.query(
    'insert into preference (person_id, rank, opening_id) select * from unnest($1::bigint[], $2::int[], $3::bigint[])',
    [ranked.map(({ id }) => id), ranked.map(({ rank }) => rank), ranked.map(({ opening }) => opening)],
  )
  await client.query('analyze')
}

/** Asks the API with a token of HR's that may write; answers the body, or throws what was refused. */
export async function askAsHr({ url, writer }, method, place, body) {
  const headers = { authorization: `Bearer ${writer}`, 'content-type': 'application/json' }
  if (method === 'POST') headers['idempotency-key'] = crypto.randomUUID()
  const answer = await fetch(`${url}${place}`, { method, headers, body: body && JSON.stringify(body) })
  const told = await answer.json()
  if (!answer.ok) throw new Error(`${method} ${place}: ${answer.status} ${JSON.stringify(told)}`)
  return told
}

async function setPrices(house) {
  const { version, settings } = await askAsHr(house, 'GET', '/placement-policy')
  const priced = { version, note: 'Prices of cover for the bench.', settings: { ...settings, coverCost } }
  await askAsHr(house, 'POST', '/placement-policy', priced)
}
