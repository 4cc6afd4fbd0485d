import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { build } from '../build.mjs'
import { program } from '../database.mjs'
import { startEmbedded } from '../embedded.mjs'
import { cycle, openSessions, plantForms } from '../own-forms.mjs'
import { inRoot } from '../paths.mjs'
import { freePort } from '../postgres.mjs'
import { pause, until } from '../processes.mjs'
import { step } from '../progress.mjs'
import { withClient } from '../prove-crash-house.mjs'
import { mulberry } from '../random.mjs'
import { appUrl } from '../secrets.mjs'
import { answers, startServer } from '../server.mjs'
import { cpuOf, cpuOfServer } from './cpu.mjs'
import { askLightly } from './light-client.mjs'
import { quantile } from './numbers.mjs'

/** Criteria that each person still has to answer; the others were answered on the days before. */
const LEFT = 3
/** Between two of a person's requests, seconds. */
const BREATH = 1.5
const STEADY = 200
const bars = { steadyP95: 30, statements: 6, stampedeP99: 2_500 }

/**
 * The last hours of a cycle in two minutes: 3,000 people answer what is left of their own forms and submit, half of them in
 * the last fifth of the time, against the built pages on a database of their own. Each request goes out when it is due, and
 * waits from then on. Answers `{ lines, isWhole }`: the lines to print, and whether nothing was lost or refused.
 */
export async function stampede(life, { people = 3_000, seconds = 120 } = {}) {
  await build(life)
  const house = await step('Furnishing', () => furnish(life, people))
  const found = { people, seconds, cores: cpus().length, load: { before: loadavg()[0] } }
  await step(`${STEADY} answers a second`, async () => {
    found.steady = await steady(house)
  })
  found.load.between = loadavg()[0]
  await step('The stampede', async () => {
    found.stampede = await lastHours(house, seconds)
  })
  found.load.after = loadavg()[0]
  found.lost = await countLost(house)
  await house.stop()
  mkdirSync(inRoot('bench'), { recursive: true })
  writeFileSync(inRoot('bench', 'stampede.json'), `${JSON.stringify(found, null, 2)}\n`)
  return tell(found)
}

async function furnish(life, count) {
  const folder = mkdtempSync(path.join(tmpdir(), 'gravitas-stampede-'))
  const settings = { shared_preload_libraries: 'pg_stat_statements', 'pg_stat_statements.track_utility': 'off' }
  const server = await startEmbedded({ dataDir: path.join(folder, 'data'), settings })
  const port = await freePort()
  const where = { host: '127.0.0.1', port, publicUrl: `http://localhost:${port}` }
  const { AUTH_SECRET: _, ...rest } = process.env
  const env = {
    ...{ ...rest, DATABASE_URL: server.url, APP_DATABASE_URL: appUrl(server.url, server.authSecret) },
    ...{ AUTH_SECRET: server.authSecret, DATA_DIR: folder, PUBLIC_URL: where.publicUrl, NODE_NO_WARNINGS: '1' },
  }
  let pages
  const stop = async () => {
    await pages?.stop()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  life.onStop(stop)
  const run = (file, args) => program(life, { env }, file, args)
  await run('db/migrate.ts')
  await run('lib/exchange/load-sample.ts', ['--framework-only'])
  const written = await run('bin/lib/measure/write-files.ts', [path.join(folder, 'files'), String(count)])
  const { units, people } = JSON.parse(written)
  await run('lib/exchange/import-command.ts', ['--units', units, '--people', people, '--commit'])
  const superUrl = Object.assign(new URL(server.superUrl), { pathname: '/gravitas' }).href
  const planted = await withClient(superUrl, (client) => plant(client, server.authSecret))
  // What it says of each refusal is counted here anyway.
  pages = startServer(life, where, { env })
  if (!(await until(() => answers(where), 120_000, 100))) throw new Error(pages.output().slice(-2_000))
  const door = { url: `http://127.0.0.1:${port}`, publicUrl: where.publicUrl }
  return { ...planted, door, superUrl, stop, pids: { pages: pages.pid, postgres: server.pid }, kept: new Map() }
}

/** Forms on which everything but the last criteria is answered, and a session for everybody. */
async function plant(client, secret) {
  await client.query('create extension pg_stat_statements')
  const { rows } = await client.query('select employee_id as id from person where employee_id is not null order by id')
  const people = rows.map(({ id }) => id)
  const criteria = await plantForms(client, people)
  const answered = criteria.slice(0, -LEFT)
  await client.query("begin; select set_config('role', 'p_job', true), set_config('app.job', 'cycle', true)")
  await client.query(
    `insert into answer (assessment_id, criterion_id, rater_id, kind, level)
      select f.id, k.id, f.rater_id, 'rated', 2 from assessment f join cycle c on c.id = f.cycle_id
      join criterion k on k.framework_version_id = c.framework_version_id and k.key = any ($2) where c.name = $1`,
    [cycle, answered],
  )
  await client.query('commit')
  const cookies = await openSessions(client, people, secret)
  await client.query('analyze')
  return { people, cookies, first: criteria[0], left: criteria.slice(-LEFT) }
}

const askAs = ({ door, cookies }, employeeId, ...rest) =>
  askLightly({ ...door, cookie: cookies.get(employeeId) }, ...rest)

/** One answer saved, as the form does; what was acknowledged is noted. */
async function save(house, employeeId, criterion, version) {
  const content = { kind: 'rated', level: 3, comment: `Word ${version}`, basis: null }
  const input = { cycle, employeeId, criterion, ...content, version }
  const { status, body } = await askAs(house, employeeId, 'assessments/answer', input)
  if (status === 200) house.kept.set(`${employeeId} ${criterion}`, { version: body.version, comment: content.comment })
  return status
}

async function submit(house, employeeId) {
  const input = { cycle, employeeId, version: 1 }
  const { status } = await askAs(house, employeeId, 'assessments/submit', input, { key: crypto.randomUUID() })
  if (status === 200) house.kept.set(`${employeeId} submitted`, {})
  return status
}

/** Sends each at its second, whether or not those before are answered; what is `after` another waits for that too. */
async function atTheirTime(requests) {
  const began = performance.now()
  const under = new Map()
  const sendOne = async ({ name, send }, due) => {
    const answered = (status) => ({ name, status, ms: performance.now() - due })
    return send().then(answered, (error) => answered(error.code ?? error.name))
  }
  for (const request of requests.toSorted((a, b) => a.at - b.at)) {
    const due = began + request.at * 1_000
    const early = due - performance.now()
    if (early > 1) await pause(early)
    const before = request.after?.map((one) => under.get(one)) ?? []
    const sent = Promise.all(before).then(() => sendOne(request, before.length > 0 ? performance.now() : due))
    under.set(request, sent)
  }
  return Promise.all(under.values())
}

/** Everybody changes one answer, so many a second; how many statements that took is counted in PostgreSQL. */
async function steady(house) {
  for (const employeeId of house.people.slice(0, 50)) await save(house, employeeId, house.first, 1)
  await withClient(house.superUrl, (client) => client.query('select pg_stat_statements_reset()'))
  const { pid } = process
  const cpu = { pages: cpuOf(house.pids.pages), postgres: cpuOfServer(house.pids.postgres), client: cpuOf(pid) }
  const requests = house.people.slice(50).map((employeeId, at) => {
    return { at: at / STEADY, name: 'answer', send: () => save(house, employeeId, house.first, 1) }
  })
  const sent = await atTheirTime(requests)
  const saved = sent.filter(({ status }) => status === 200)
  const spent = (now, before) => ((now - before) * 1_000) / saved.length
  const counted = await withClient(house.superUrl, (client) =>
    client.query(
      `select sum(calls)::int as calls from pg_stat_statements where userid <> 'postgres'::regrole
        and query !~* '^(begin|commit|rollback)' and query !~* 'pgboss'`,
    ),
  )
  return {
    ...summary(sent),
    statements: counted.rows[0].calls / saved.length,
    pagesCpuMs: spent(cpuOf(house.pids.pages), cpu.pages),
    postgresCpuMs: spent(cpuOfServer(house.pids.postgres), cpu.postgres),
    clientCpuMs: spent(cpuOf(pid), cpu.client),
  }
}

async function lastHours(house, seconds) {
  const random = mulberry(7)
  // Before whoever comes last has submitted, the time is over.
  const latest = seconds - BREATH * LEFT
  const requests = house.people.flatMap((employeeId, at) => {
    const comes = at % 2 === 0 ? random() * seconds * 0.8 : seconds * 0.8 + random() * (latest - seconds * 0.8)
    const saves = house.left.map((criterion, turn) => {
      return { at: comes + turn * BREATH, name: 'answer', send: () => save(house, employeeId, criterion, 0) }
    })
    // The page submits once it knows that every answer is kept.
    const last = { at: comes + LEFT * BREATH, name: 'submit', after: saves, send: () => submit(house, employeeId) }
    return [...saves, last]
  })
  const sent = await atTheirTime(requests)
  const of = (wanted) => summary(sent.filter(({ name }) => name === wanted))
  return { all: summary(sent), answer: of('answer'), submit: of('submit') }
}

function summary(sent) {
  const times = sent.map(({ ms }) => ms)
  const odd = sent.filter(({ status }) => status !== 200).map(({ status }) => String(status))
  return {
    ...{ requests: sent.length, p50: quantile(times, 0.5), p95: quantile(times, 0.95), p99: quantile(times, 0.99) },
    ...{ most: quantile(times, 1), failed: odd.length, kinds: [...new Set(odd)] },
    serverErrors: odd.filter((status) => !/^4\d\d$/.test(status)).length,
  }
}

/** Of what was acknowledged, what the database does not hold. */
async function countLost({ superUrl, kept }) {
  return withClient(superUrl, async (client) => {
    const { rows: given } = await client.query(
      `select p.employee_id || ' ' || k.key as at, a.version, a.comment from answer a join assessment f on f.id = a.assessment_id
        join cycle c on c.id = f.cycle_id join person p on p.id = f.subject_id join criterion k on k.id = a.criterion_id
        where c.name = $1`,
      [cycle],
    )
    const { rows: submitted } = await client.query(
      `select p.employee_id || ' submitted' as at from assessment f join cycle c on c.id = f.cycle_id
        join person p on p.id = f.subject_id where c.name = $1 and f.status = 'submitted'`,
      [cycle],
    )
    const stored = new Map([...given, ...submitted].map(({ at, ...rest }) => [at, rest]))
    const isThere = ([at, { version, comment }]) =>
      stored.get(at)?.version === version && stored.get(at)?.comment === comment
    return { acknowledged: kept.size, lost: [...kept].filter((one) => !stored.has(one[0]) || !isThere(one)).length }
  })
}

function tell({ people, seconds, cores, load, steady: even, stampede: rush, lost }) {
  const ms = (value) => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`
  const times = ({ p50, p95, p99, most }) => `p50 ${ms(p50)}, p95 ${ms(p95)}, p99 ${ms(p99)}, most ${ms(most)}`
  const bad = ({ serverErrors, failed, kinds }) =>
    `${serverErrors} 5xx or none, ${failed} not 200 ${kinds.join(' ')}`.trim()
  const met = (isMet, bar) => `${isMet ? 'met' : 'MISSED'}: ${bar}`
  const isWhole = lost.lost === 0 && rush.all.failed === 0 && even.failed === 0
  const lines = [
    `${people.toLocaleString('en')} people on ${cores} cores, load ${Object.values(load)
      .map((one) => one.toFixed(1))
      .join(' → ')}`,
    `${STEADY} answers a second, ${even.requests} of them: ${times(even)}; ${bad(even)}  (${met(even.p95 <= bars.steadyP95, `p95 ≤ ${bars.steadyP95} ms`)})`,
    `  statements a save: ${even.statements.toFixed(2)}  (${met(even.statements <= bars.statements, `≤ ${bars.statements}`)}); CPU a save: ${ms(even.pagesCpuMs)} pages, ${ms(even.postgresCpuMs)} PostgreSQL, ${ms(even.clientCpuMs)} the bench itself`,
    `${rush.all.requests} requests in ${seconds} s, half of them in the last fifth: ${times(rush.all)}; ${bad(rush.all)}  (${met(rush.all.p99 <= bars.stampedeP99, `p99 ≤ ${bars.stampedeP99} ms`)})`,
    `  answers, ${rush.answer.requests}: ${times(rush.answer)}`,
    `  submissions, ${rush.submit.requests}: ${times(rush.submit)}`,
    `acknowledged: ${lost.acknowledged}, lost: ${lost.lost}  (${met(isWhole, 'nothing lost, nothing refused')})`,
  ]
  return { lines, isWhole }
}
