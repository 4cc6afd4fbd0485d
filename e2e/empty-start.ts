import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Settings of whoever runs the tests would lead the second installation to the first one's database. */
const ofTheUser = ['DATABASE_URL', 'APP_DATABASE_URL', 'AUTH_SECRET', 'PUBLIC_URL', 'HOST', 'ALLOW_HTTP', 'ADMIN_EMAIL']

export interface EmptyStart {
  url: string
  /** Of the first administrator, as an empty start prints it. */
  invitation: string
  /** A folder that goes with the installation. */
  folder: string
  /** One of our programs on its database, such as `lib/access/grant-command.ts`; answers what it printed. */
  command: (file: string, ...args: string[]) => Promise<string>
  stop: () => Promise<void>
}

type Settings = (url: string) => Promise<Record<string, string>>

/**
 * `npm start -- --no-sample` beside the sample, on a port and a data folder of its own. `settings` says what else its
 * environment holds, given the address where it will answer.
 */
export const startEmpty = (settings?: Settings) => startBeside(['--no-sample'], settings)

/** A second sample of one's own, for journeys that change what every page shows. */
export const startSample = () => startBeside([])

async function startBeside(wishes: string[], settings: Settings = async () => ({})): Promise<EmptyStart> {
  const folder = await mkdtemp(path.join(tmpdir(), 'gravitas-empty-'))
  const port = String(await freePort())
  const env = { ...process.env, DATA_DIR: path.join(folder, 'data'), PORT: port }
  for (const name of ofTheUser) Reflect.deleteProperty(env, name)
  Object.assign(env, await settings(`http://localhost:${port}`))
  const child = spawn(process.execPath, ['bin/start.mjs', ...wishes], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const stop = async () => {
    await end(child)
    await rm(folder, { recursive: true, force: true })
  }
  try {
    const printed = await untilReady(child)
    const [url, invitation] = [/ready at (\S+)/, /(\S+\/invitation\/\S+)/].map((words) => words.exec(printed)?.[1])
    if (!url || (!invitation && wishes.length > 0)) throw new Error(printed)
    const command = async (file: string, ...args: string[]) =>
      (await run(process.execPath, ['bin/run.mjs', file, ...args], { env })).stdout
    return { url, invitation: invitation ?? '', folder, command, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function untilReady(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = ''
    const listen = (text: Buffer) => {
      printed += text
      if (printed.includes('Stop it with')) resolve(printed)
    }
    child.stdout?.on('data', listen)
    child.stderr?.on('data', listen)
    child.once('exit', () => reject(new Error(printed)))
  })
}

async function end(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (typeof address !== 'object' || !address) throw new Error('No port is free.')
  return address.port
}
