import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { build } from '../build.mjs'
import { run } from '../child.mjs'
import { Problem } from '../errors.mjs'
import { inRoot } from '../paths.mjs'
import { step } from '../progress.mjs'
import { measurePlanApp } from './plan-app.mjs'

/** Seconds that a plan of each size may take, with its proof. */
const sizes = [
  { people: 200, openings: 40, per: 'week', bar: 15, isCompared: true },
  { people: 1_000, openings: 150, per: 'month', bar: 10, isCompared: true },
  { people: 1_000, openings: 150, per: 'week', bar: 30 },
  { people: 3_000, openings: 400, per: 'week', bar: 60 },
]
const mostMegabytes = 1_200
const secondsEach = 120
const seed = 1

/**
 * Plans for invented organisations of four sizes, each in a process of its own; the two smaller models also in one piece by HiGHS
 * and by CBC, where Debian's `coinor-cbc` is there.
 */
async function measureSizes(life) {
  const folder = mkdtempSync(path.join(tmpdir(), 'gravitas-plans-'))
  life.onStop(() => rmSync(folder, { recursive: true, force: true }))
  const found = []
  for (const size of sizes) {
    const name = `${size.people.toLocaleString('en')} × ${size.openings} by ${size.per}`
    const ask = (job, file = '') => askProgram(life, [size.people, size.openings, size.per, seed, job, file])
    await step(name, async () => {
      const one = { name, ...size, load: loadavg()[0], plan: await ask('plan') }
      if (size.isCompared) {
        one.whole = await ask('whole')
        one.cbc = await askCbc(path.join(folder, 'model.mps'), (file) => ask('mps', file))
      }
      found.push(one)
    })
  }
  return { lines: linesOf(found), isWhole: found.every(isMet), found }
}

/**
 * `sizes`: plans by themselves; `app`: one in the running app, with others on its pages. Answers `{ lines, isWhole }`: tables,
 * and whether all bars are met.
 */
export async function measurePlanner(life, parts) {
  if (parts.includes('app')) await build(life)
  const sizes = parts.includes('sizes') && (await measureSizes(life))
  const app = parts.includes('app') && (await measurePlanApp(life))
  const done = [sizes, app].filter(Boolean)
  mkdirSync(inRoot('bench'), { recursive: true })
  const found = { ...(sizes && { sizes: sizes.found }), ...(app && { app: app.found }) }
  writeFileSync(inRoot('bench', 'planner.json'), `${JSON.stringify(found, null, 2)}\n`)
  return {
    lines: done.flatMap(({ lines }, at) => (at > 0 ? ['', ...lines] : lines)),
    isWhole: done.every(({ isWhole }) => isWhole),
  }
}

async function askProgram(life, args) {
  const command = ['--import', 'tsx', inRoot('bin', 'lib', 'measure', 'one-plan.ts'), ...args.map(String)]
  const { code, output } = await run(life, process.execPath, command)
  if (code !== 0) throw new Problem(output.slice(-1_000))
  return JSON.parse(output.trim().split('\n').at(-1))
}

/** CBC on the same model, in a program of its own: what it found, its bound, and CPU seconds. Null without CBC. */
async function askCbc(file, write) {
  if (spawnSync('cbc', ['-quit']).error) return null
  await write(file)
  const began = performance.now()
  const { stdout } = spawnSync(
    'cbc',
    [file, '-sec', String(secondsEach), '-ratio', '0', '-allow', '0.999', '-solve', '-quit'],
    {
      encoding: 'utf8',
      maxBuffer: 64_000_000,
    },
  )
  const number = (words) => Math.abs(Number(words.exec(stdout)?.[1] ?? Number.NaN))
  return {
    isProven: /Result - Optimal solution found/.test(stdout),
    value: number(/Objective value:\s+(-?[\d.]+)/),
    bound: number(/(?:Lower|Upper) bound:\s+(-?[\d.]+)/),
    wall: (performance.now() - began) / 1000,
    cpu: number(/Total time \(CPU seconds\):\s+([\d.]+)/),
  }
}

const isMet = ({ plan, bar }) =>
  plan.status === 'optimal' && plan.breaches === 0 && plan.cpu <= bar && plan.megabytes <= mostMegabytes

function linesOf(found) {
  const head = ['what', ...found.map(({ name }) => name)]
  const row = (name, of) => [name, ...found.map((one) => of(one))]
  const whole = (number) => Math.round(number).toLocaleString('en')
  const short = (number) => number.toFixed(1)
  const other = (name) => (one) => {
    const answer = one[name]
    if (!answer) return '–'
    const spent = `${short(answer.cpu)} s CPU`
    return answer.isProven ? `${whole(answer.value)} in ${spent}` : `not proven, bound ${whole(answer.bound)}, ${spent}`
  }
  const rows = [
    row('possible placements', ({ plan }) => whole(plan.counts.options)),
    row('rows; entries', ({ plan }) => `${whole(plan.counts.rows)}; ${whole(plan.counts.entries)}`),
    row('build', ({ plan }) => `${short(plan.seconds.build)} s`),
    row('prices (LP)', ({ plan }) => `${short(plan.seconds.price)} s, ${plan.counts.rounds} rounds`),
    row('search', ({ plan }) => `${short(plan.seconds.search)} s among ${plan.counts.searched.map(whole).join(', ')}`),
    row('in all, by the clock; CPU', ({ plan }) => `${short(plan.wall)} s; ${short(plan.cpu)} s`),
    row('plan; bound; of the prices alone', ({ plan }) => [plan.value, plan.bound, plan.priced].map(whole).join('; ')),
    row('proven; breaches', ({ plan }) => `${plan.status === 'optimal' ? 'yes' : 'NO'}; ${plan.breaches}`),
    row('gap', ({ plan }) => `${((100 * (plan.bound - plan.value)) / plan.value).toFixed(3)} %`),
    row('peak memory', ({ plan }) => `${whole(plan.megabytes)} MB`),
    row('preview', ({ plan }) => `${whole(plan.previewMs)} ms`),
    row('lost by greedy value; value per cost; stable', ({ plan: { loses } }) =>
      [loses.value, loses.valuePerCost, loses.stable].map((loss) => `${short(loss)} %`).join('; '),
    ),
    row('in one piece by HiGHS', other('whole')),
    row('in one piece by CBC', other('cbc')),
    row('bar', (one) => `${isMet(one) ? 'met' : 'MISSED'}: ≤ ${one.bar} s CPU, ≤ ${whole(mostMegabytes)} MB`),
    row('load average before', ({ load }) => short(load)),
  ]
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`)
}
