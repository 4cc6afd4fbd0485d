import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findServer, freePort } from './postgres.mjs'
import { isRunning, signal, until } from './processes.mjs'
import { launchIn, makeStandIn } from './stand-in'

const { folder, remove } = makeStandIn()
const dataDir = path.join(folder, '.data')
let env: Record<string, string>

beforeAll(async () => {
  env = { PORT: String(await freePort()) }
})
afterAll(remove)

const start = (more = {}, args: string[] = []) => launchIn(folder, ['bin/start.mjs', ...args], { ...env, ...more })
const page = async () => (await fetch(`http://127.0.0.1:${env.PORT}/`)).json()
const gone = (...pids: (number | undefined)[]) => until(() => pids.every((pid) => !pid || !isRunning(pid)), 10_000)
const processes = async () => [(await page()).pid as number, findServer(dataDir)?.pid] as const

test('a start ends at an address, the sample and its sign-ins; SIGINT leaves nothing behind', async () => {
  const launched = start()
  const said = await launched.says(/Stop it with/)
  expect(said).toContain(`Gravitas is ready at http://localhost:${env.PORT}\n`)
  expect(said).toMatch(/sample-organisation-2026[\s\S]*anjali\.deshmukh@example\.com[\s\S]*admin@example\.com/)
  expect(await page()).toMatchObject({
    app: expect.stringMatching(/^postgresql:\/\/gravitas_app:.+\/gravitas$/),
    url: `http://localhost:${env.PORT}`,
  })
  const [app, database] = await processes()
  launched.child.kill('SIGINT')
  expect(await launched.ended).toBe(0)
  expect([isRunning(app), findServer(dataDir), isRunning(database ?? 0)]).toEqual([false, null, false])
})

test('killed outright, the launcher takes pages and database along, and the next start works', async () => {
  const killed = start()
  await killed.says(/Stop it with/)
  const left = await processes()
  killed.child.kill('SIGKILL')
  expect(await gone(...left)).toBe(true)
  const next = start()
  await next.says(/Stop it with/)
  next.child.kill('SIGTERM')
  expect(await next.ended).toBe(0)
})

test('killed npm is a dead parent: the launcher ends too', async () => {
  const launched = launchIn(folder, ['start'], env, 'npm')
  await launched.says(/Stop it with/)
  const left = await processes()
  launched.child.kill('SIGKILL')
  expect(await gone(...left)).toBe(true)
})

test('a killed page server ends the launcher with a sentence, a killed database comes back', async () => {
  const launched = start()
  await launched.says(/Stop it with/)
  const [app, database] = await processes()
  signal(database ?? 0, 'SIGKILL')
  await launched.says(/database had stopped; it runs again/)
  signal(app, 'SIGKILL')
  expect(await launched.ended).toBe(1)
  expect(launched.output()).toContain('The pages stopped unexpectedly')
  expect(findServer(dataDir)).toBeNull()
})

test('beside a running one: another data folder starts, the same port is refused, a command shares the database', async () => {
  const first = start()
  await first.says(/Stop it with/)
  const database = findServer(dataDir)?.pid
  const second = start({ PORT: String(await freePort()), DATA_DIR: path.join(folder, 'other data') }, ['--no-sample'])
  const same = start()
  const command = launchIn(folder, ['bin/run.mjs', 'lib/say.ts', 'hello'], env)
  expect(await same.ended).toBe(1)
  expect(same.output()).toBe(`Port ${env.PORT} is already in use: stop the other program, or set PORT to a free one.\n`)
  expect(await command.ended).toBe(0)
  expect(command.output()).toContain('said hello')
  expect(findServer(dataDir)?.pid).toBe(database)
  const empty = await second.says(/Stop it with/)
  expect(empty).not.toContain('sample')
  expect(empty).toMatch(/First administrator admin@localhost: http:\/\/localhost:\d+\/invitation/)
  for (const { child, ended } of [first, second]) {
    child.kill('SIGHUP')
    expect(await ended).toBe(0)
  }
  expect(findServer(dataDir)).toBeNull()
})

test('a command alone stops the database that it started', async () => {
  const command = launchIn(folder, ['bin/run.mjs', 'lib/say.ts', 'alone'], env)
  expect(await command.ended).toBe(0)
  expect(command.output()).toContain('said alone')
  expect(findServer(dataDir)).toBeNull()
})

test('the sample is not shown to a network', async () => {
  const refused = start({ HOST: '0.0.0.0', ALLOW_HTTP: '1' })
  expect(await refused.ended).toBe(1)
  expect(refused.output()).toContain('The sample’s passwords are public')
  expect(findServer(dataDir)).toBeNull()
})

const refusals: [string, Record<string, string>, RegExp][] = [
  [
    'a database that does not answer',
    { DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c' },
    /^No database answers at 127.0.0.1:1:/,
  ],
  [
    'a data folder that is a file',
    { DATA_DIR: 'package.json' },
    /package\.json is not a folder: set DATA_DIR to one\.$/,
  ],
  ['a data folder that cannot be made', { DATA_DIR: '/proc/gravitas' }, /^\/proc\/gravitas cannot be written/],
]
test.each(refusals)('%s is refused in one sentence', async (_, more, sentence) => {
  const refused = start(more)
  expect(await refused.ended).toBe(1)
  expect(refused.output().trim().split('\n').at(-1)).toMatch(sentence)
})

test('a wrong password is named without being shown', async () => {
  const holder = start()
  await holder.says(/Stop it with/)
  const url = `postgres://postgres:hidden@127.0.0.1:${findServer(dataDir)?.port}/gravitas`
  const refused = start({ DATABASE_URL: url, PORT: String(await freePort()) })
  expect(await refused.ended).toBe(1)
  expect(refused.output()).toBe('The database refused the password of user postgres: correct it in DATABASE_URL.\n')
  holder.child.kill('SIGTERM')
  await holder.ended
})

test('a damaged secrets file is not replaced', async () => {
  const damaged = path.join(folder, 'damaged')
  mkdirSync(damaged, { mode: 0o700 })
  const file = path.join(damaged, 'secrets.json')
  writeFileSync(file, '{}')
  chmodSync(file, 0o644)
  const refused = start({ DATA_DIR: damaged })
  expect(await refused.ended).toBe(1)
  expect(refused.output()).toContain('secrets.json is damaged')
  expect(readFileSync(file, 'utf8')).toBe('{}')
})
