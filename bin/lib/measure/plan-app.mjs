import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import path from 'node:path'
import { run } from '../child.mjs'
import { Problem } from '../errors.mjs'
import { inRoot } from '../paths.mjs'
import { commandOf, parentOf, pause } from '../processes.mjs'
import { step } from '../progress.mjs'
import { withClient } from '../prove-crash-house.mjs'
import { cpuOf } from './cpu.mjs'
import { quantile } from './numbers.mjs'
import { askAsHr, openPlanHouse } from './plan-house.mjs'

const size = { people: 1_000, openings: 150 }
const RATE = 20
const SECONDS_BEFORE = 20
/** The same plan is asked for so often, so that enough pages are asked meanwhile; it must come out the same. */
const PLANS = 3
const bars = { p99: 20, megabytes: 1_200 }

/** Pages that others read while HR plans; each by a token of its own. */
const pagesOf = ({ employee }) => [
  { who: 'hr', path: '/gap-map' },
  { who: 'hr', path: `/people/${employee.employeeId}` },
  { who: 'manager', path: '/team' },
  { who: 'employee', path: '/openings' },
]

/**
 * The built pages under a steady load, before and while a plan by week for 1,000 people and 150 openings is made as HR makes
 * one: how long the pages' event loop kept others waiting, what that did to them, and what the solver's own program took.
 * Answers `{ lines, isWhole, found }`.
 */
export async function measurePlanApp(life) {
  const house = await step('Furnishing 1,000 people and 150 openings', () => openPlanHouse(life, size))
  const found = { ...size, load: { before: loadavg()[0] }, plans: [] }
  await step('Pages alone', async () => {
    const until = performance.now() + SECONDS_BEFORE * 1_000
    await askPages(house, () => performance.now() > until - 15_000)
    await house.readLoop()
    found.before = await askPages(house, () => performance.now() > until)
    found.before.loop = await house.readLoop()
  })
  const inputs = {
    ...{ gaps: [], population: [], horizon: house.horizon, per: 'week', budget: house.budget, pins: [], forbids: [] },
    ...{ dates: [], sliders: { gaps: 1, wishes: 1, disruption: 1 } },
    rules: { awayPerUnit: null, awayPerManager: null, staysInPlace: false, switches: {} },
  }
  const scenario = await askAsHr(house, 'POST', '/scenarios', { name: 'Measured', inputs })
  for (let at = 1; at <= PLANS; at++) {
    await step(`Plan ${at} of ${PLANS}`, async () => void found.plans.push(await plan(house, scenario.id, at === 1)))
  }
  found.load.after = loadavg()[0]
  const last = found.plans.at(-1)
  found.reading = await step('What the planner shows of it', () => readPlan(house, last))
  found.again = await step('The same facts in a program of their own', () => planAgain(life, house, last.id))
  await house.server.stop()
  return { ...tell(found), found }
}

/** Asks pages at a steady rate until told to stop; a wait counts from when a question was due. */
async function askPages({ url, cast }, isOver) {
  const pages = pagesOf(cast)
  const ask = async (at) => {
    const { who, path: place } = pages[at % pages.length]
    const authorization = `Bearer ${cast.tokens[who][at % 3]}`
    const due = performance.now()
    const status = await fetch(`${url}${place}`, { headers: { authorization } }).then(
      async (answer) => {
        await answer.arrayBuffer()
        return answer.status
      },
      (error) => error.name,
    )
    return { place, status, ms: performance.now() - due }
  }
  const under = []
  const began = performance.now()
  while (!isOver()) {
    under.push(ask(under.length))
    const early = began + (under.length * 1_000) / RATE - performance.now()
    await pause(Math.max(0, early))
  }
  const answers = await Promise.all(under)
  const times = (place) => answers.filter((one) => !place || one.place === place).map(({ ms }) => ms)
  return {
    ...{ requests: answers.length, failed: answers.filter(({ status }) => status !== 200).length },
    ...{ p50: quantile(times(), 0.5), p95: quantile(times(), 0.95) },
    p95ByPage: Object.fromEntries(pages.map(({ path: place }) => [place, quantile(times(place), 0.95)])),
    all: times(),
  }
}

/**
 * One plan from the question to the kept answer, with pages asked all the while. Apart: the event loop while the question is
 * answered is told by itself, else it is one figure from there to the end.
 */
async function plan(house, scenarioId, isApart) {
  let isOver = false
  const pages = askPages(house, () => isOver)
  await house.readLoop()
  const began = performance.now()
  const asked = await askAsHr(house, 'POST', `/scenarios/${scenarioId}/plans`)
  const askedMs = performance.now() - began
  const asking = isApart ? await house.readLoop() : null
  const child = await followChild(house, () => isKept(house, asked.id))
  const wall = (performance.now() - began) / 1_000
  const solving = await house.readLoop()
  isOver = true
  const { outcome, problem } = await askAsHr(house, 'GET', `/plans/${asked.id}`)
  if (!outcome) throw new Problem(problem ?? 'There is no plan.')
  const { status, value, bound, priced, pairs, size: counts, placements, excluded } = outcome
  return {
    ...{ id: asked.id, askedMs, wall, keptMs: performance.now() - (child.gone ?? performance.now()) },
    ...{ status, value, bound, priced, pairs, counts, placed: placements.length, excluded, ...child, asking, solving },
    pages: await pages,
  }
}

/** Whether the job has written the plan down; asked past the pages, so that the question is no load on them. */
const isKept = ({ superUrl }, id) =>
  withClient(superUrl, async (client) => {
    const { rows } = await client.query('select status from plan_run where public_id = $1', [id])
    return rows[0].status !== 'waiting' && rows[0].status !== 'running'
  })

/** What the solver's program used while it ran: most memory, CPU, priority, and the moment it was gone. */
async function followChild({ server }, isDone) {
  const used = { megabytes: 0, cpuSeconds: 0, nice: null, gone: null }
  for (let at = 0; ; at++) {
    const pid = readdirSync('/proc').find(
      (name) => /^\d+$/.test(name) && parentOf(Number(name)) === server.pid && isSolver(Number(name)),
    )
    if (pid) {
      const peak = /VmHWM:\s+(\d+)/.exec(read(`/proc/${pid}/status`))?.[1]
      used.megabytes = Math.max(used.megabytes, Math.round(Number(peak ?? 0) / 1024))
      used.cpuSeconds = Math.max(used.cpuSeconds, cpuOf(Number(pid)))
      const stat = read(`/proc/${pid}/stat`)
      used.nice = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16] ?? used.nice)
      used.gone = null
    } else if (used.megabytes > 0) used.gone ??= performance.now()
    if (at % 2 === 0 && (await isDone())) return used
    await pause(50)
  }
}

const isSolver = (pid) => commandOf(pid).some((word) => word.endsWith(path.join('planner', 'child.ts')))

function read(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/** What the planner's page asks of a plan: how long each answer takes, and holds up everybody else. */
async function readPlan(house, { id }) {
  const { placements } = (await askAsHr(house, 'GET', `/plans/${id}`)).outcome
  const places = [`/plans/${id}`, `/plans/${id}/reasons`, `/plans/${id}/people/${placements[0].employeeId}`]
  const read = []
  for (const place of places) {
    await house.readLoop()
    const began = performance.now()
    await askAsHr(house, 'GET', place)
    const ms = performance.now() - began
    read.push({ place: place.replace(id, '…').replace(placements[0].employeeId, '…'), ms, ...(await house.readLoop()) })
  }
  return read
}

/** The kept facts planned once more in a program of its own, phase by phase; it must come to the same bytes. */
async function planAgain(life, { superUrl, folder }, id) {
  const file = path.join(folder, 'facts.json')
  await withClient(superUrl, async (client) => {
    const { rows } = await client.query('select facts, outcome from plan_run where public_id = $1', [id])
    writeFileSync(file, JSON.stringify(rows[0]))
  })
  const command = ['--import', 'tsx', inRoot('bin', 'lib', 'measure', 'kept-plan.ts'), file]
  const { code, output } = await run(life, process.execPath, command)
  if (code !== 0) throw new Problem(output.slice(-1_000))
  return JSON.parse(output.trim().split('\n').at(-1))
}

function tell(found) {
  const { before, plans, again, reading } = found
  const [first] = plans
  const during = plans.flatMap(({ pages }) => pages.all)
  const whole = (number) => Math.round(number).toLocaleString('en')
  const short = (number) => number.toFixed(1)
  const most = (of) => Math.max(...plans.map(of))
  const delay = ({ p50, p99, most: longest }) => `p50 ${short(p50)}, p99 ${short(p99)}, most ${short(longest)} ms`
  const worst = (loops) => {
    const of = (name) => Math.max(...loops.map((loop) => loop[name]))
    return delay({ p50: of('p50'), p99: of('p99'), most: of('most') })
  }
  const ratio = (now, then) => `${short(then)} → ${short(now)} ms, × ${(now / then).toFixed(2)}`
  const same = plans.every(({ value, placed }) => value === first.value && placed === first.placed) && again.isSame
  const isProven = plans.every(({ status }) => status === 'optimal')
  const entire = plans.filter(({ asking }) => !asking)
  const isMet =
    Math.max(...entire.map(({ solving }) => solving.p99)) <= bars.p99 &&
    most(({ megabytes }) => megabytes) <= bars.megabytes
  const isWhole = isProven && same && isMet && plans.every(({ pages }) => pages.failed === 0)
  const rows = [
    ['possible placements; pairs', `${whole(first.counts.options)}; ${whole(first.pairs)}`],
    ['rows; entries', `${whole(first.counts.rows)}; ${whole(first.counts.entries)}`],
    [
      'plan; bound; of the prices alone; placed',
      [first.value, first.bound, first.priced, first.placed].map(whole).join('; '),
    ],
    [`proven; the same ${PLANS} times and in another program`, `${isProven ? 'yes' : 'NO'}; ${same ? 'yes' : 'NO'}`],
    ['asked and facts written down', `${whole(most(({ askedMs }) => askedMs))} ms`],
    ['from the question to the kept plan', `${plans.map(({ wall }) => short(wall)).join(', ')} s`],
    [
      'the solver’s program: CPU; memory; nice',
      `${short(most(({ cpuSeconds }) => cpuSeconds))} s; ${whole(most(({ megabytes }) => megabytes))} MB; ${first.nice}`,
    ],
    [
      '– options; preview; build; prices; search',
      ['options', 'preview', 'build', 'price', 'search'].map((name) => `${short(again.seconds[name])} s`).join('; '),
    ],
    ['– both audits; told in full', `${short(again.seconds.audit)} s; ${short(again.seconds.describe)} s`],
    ['kept after the program’s end', `${whole(most(({ keptMs }) => keptMs))} ms`],
    ['event loop of the pages alone', delay(before.loop)],
    ['– from the question to the kept plan', worst(entire.map(({ solving }) => solving))],
    [`– of it while the question is answered (${whole(first.askedMs)} ms)`, delay(first.asking)],
    ['pages, p95 before → meanwhile', ratio(quantile(during, 0.95), before.p95)],
    ...Object.keys(before.p95ByPage).map((place) => [
      `– ${place}`,
      ratio(
        quantile(
          plans.map(({ pages }) => pages.p95ByPage[place]),
          0.5,
        ),
        before.p95ByPage[place],
      ),
    ]),
    ['requests meanwhile; failed', `${during.length}; ${plans.reduce((total, { pages }) => total + pages.failed, 0)}`],
    ...reading.map((one) => [`${one.place}`, `${whole(one.ms)} ms; event loop: most ${short(one.most)} ms`]),
    ['bar', `${isMet ? 'met' : 'MISSED'}: event-loop delay p99 ≤ ${bars.p99} ms, ≤ ${whole(bars.megabytes)} MB`],
    ['load average before; after', `${short(found.load.before)}; ${short(found.load.after)}`],
  ]
  const head = [`1,000 people × 150 openings by week in the running app`, '']
  return { isWhole, lines: [head, ['---', '---'], ...rows].map((cells) => `| ${cells.join(' | ')} |`) }
}
