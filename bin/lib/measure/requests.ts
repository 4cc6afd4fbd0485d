import { readFileSync } from 'node:fs'
import { createRouterClient } from '@orpc/server'
import pg from 'pg'
import { createDatabase } from '@/db/client'
import { appUrl } from '@/lib/access/database'
import type { Viewer } from '@/lib/access/viewer'
import { admitBearer } from '@/lib/access/who'
import { router } from '@/lib/api/router'
import { cpuOf } from './cpu.mjs'
import { median } from './numbers.mjs'
import { readWholeMap } from './whole-map'

/**
 * Asks the procedures in process, as pages do, on one connection: statements, their time, CPU here and in PostgreSQL, bytes.
 * A statement of the frame opens or ends a transaction.
 */
type Cast = {
  tokens: Record<string, string[]>
  manager: { employeeId: string; reports: number }
  employee: { employeeId: string }
}
const cast: Cast = JSON.parse(readFileSync(process.argv[2]!, 'utf8'))
const database = createDatabase(appUrl(), { connections: 1 })

const counter = { statements: 0, frame: 0, sqlMs: 0, backend: 0 }
const send = pg.Client.prototype.query as (...args: unknown[]) => unknown
const isFrame = /^(begin|commit|rollback)\b|^select set_config\('role'/
pg.Client.prototype.query = function counted(this: pg.Client, ...args: unknown[]) {
  const [query] = args
  const text = typeof query === 'string' ? query : String((query as { text?: string }).text)
  counter[isFrame.test(text.trim()) ? 'frame' : 'statements'] += 1
  counter.backend = Number(Reflect.get(this, 'processID'))
  const began = performance.now()
  const answer = send.apply(this, args)
  if (answer instanceof Promise) {
    const done = () => {
      counter.sqlMs += performance.now() - began
    }
    answer.then(done, done)
  }
  return answer
} as typeof pg.Client.prototype.query

async function as(who: string) {
  const { viewer } = await admitBearer(database, `Bearer ${cast.tokens[who]![0]}`, '127.0.0.1')
  if (!viewer) throw new Error(`The token of ${who} is not known.`)
  const context = { database, who: async () => viewer, idempotencyKey: null, needsKey: false }
  return { viewer, ask: createRouterClient(router, { context }) }
}
const [hr, director, manager, employee] = (await Promise.all(['hr', 'director', 'manager', 'employee'].map(as))) as [
  Asker,
  Asker,
  Asker,
  Asker,
]
type Asker = Awaited<ReturnType<typeof as>>

const someone = cast.employee.employeeId
const pageOfPerson = ({ ask }: Asker) => [
  ask.cycles.list(),
  ask.framework.get({}),
  ask.readiness.person({ employeeId: someone }),
  ask.readiness.levels({ employeeId: someone }),
]
const { criteria } = await hr.ask.framework
  .get({})
  .then(({ domains }) => ({ criteria: domains.flatMap((domain) => domain.criteria) }))
const criterion = criteria[0]!.key

const questions: Record<string, () => Promise<unknown>> = {
  'gap map from the top, HR': () => hr.ask.gapMap.get({}),
  'one unit and what is below, HR': () => hr.ask.gapMap.get({ unit: '00007' }),
  'one unit and what is below, director': () => director.ask.gapMap.get({ unit: '00007' }),
  'gap map of the granted part, director': () => director.ask.gapMap.get({}),
  'people of the largest cell, HR': () => hr.ask.gapMap.cell({ unit: '00000', criterion }),
  'the same, filtered by source, day and target': () =>
    hr.ask.gapMap.cell({ unit: '00000', criterion, only: 'below', source: 'manager', ratedBefore: '2026-10-01' }),
  'organisation page, HR': () =>
    Promise.all([
      hr.ask.cycles.list(),
      hr.ask.units.list(),
      hr.ask.framework.get({}),
      hr.ask.readiness.bands({}),
      hr.ask.gapMap.get({}),
    ]),
  'person page, HR': () => Promise.all([hr.ask.people.get({ employeeId: someone }), ...pageOfPerson(hr)]),
  'own page, employee': () => Promise.all([...pageOfPerson(employee), employee.ask.me.looks({})]),
  'team page': () =>
    Promise.all([manager.ask.cycles.list(), manager.ask.framework.get({}), manager.ask.readiness.team({})]),
  'team alone': () => manager.ask.readiness.team({}),
  'search for people, HR': () => hr.ask.people.search({ q: 'üller' }),
  'list of people, HR': () => hr.ask.people.list({}),
  'list of people, HR, by name and band': () => hr.ask.people.list({ search: 'üller', band: 'ready-now' }),
}

const figures: Record<string, object> = {}
for (const [name, ask] of Object.entries(questions)) figures[name] = await measure(ask)
const wholeMap = await readWholeMap(database, hr.viewer as Viewer, measure)
console.log(JSON.stringify({ questions: figures, wholeMap, reports: cast.manager.reports }))
await database.end()

/** Five times at least, and a second and a half together, after two that warm up. */
async function measure(ask: () => Promise<unknown>) {
  for (let warm = 0; warm < 2; warm++) await ask()
  const runs: { sqlMs: number; cpuMs: number; ms: number }[] = []
  const before = cpuOf(counter.backend)
  const backend = counter.backend
  const began = performance.now()
  let bytes = 0
  while (runs.length < 5 || (performance.now() - began < 1_500 && runs.length < 200)) {
    Object.assign(counter, { statements: 0, frame: 0, sqlMs: 0 })
    const [start, cpu] = [performance.now(), process.cpuUsage()]
    const answer = await ask()
    const { user, system } = process.cpuUsage(cpu)
    runs.push({ sqlMs: counter.sqlMs, cpuMs: (user + system) / 1000, ms: performance.now() - start })
    if (runs.length === 1) bytes = Buffer.byteLength(JSON.stringify(answer) ?? '')
  }
  if (backend !== counter.backend) throw new Error('The connection changed while it was measured.')
  return {
    ...{ runs: runs.length, statements: counter.statements, frame: counter.frame, bytes },
    ms: median(runs.map(({ ms }) => ms)),
    sqlMs: median(runs.map(({ sqlMs }) => sqlMs)),
    cpuMs: median(runs.map(({ cpuMs }) => cpuMs)),
    postgresMs: ((cpuOf(backend) - before) * 1000) / runs.length,
  }
}
