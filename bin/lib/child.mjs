import { spawn } from 'node:child_process'
import { Problem } from './errors.mjs'
import { root } from './paths.mjs'
import { signal, until } from './processes.mjs'

const KEPT = 20_000
const grouped = process.platform !== 'win32'

/**
 * Starts a program in a group of its own and ties it to the launcher's life. Answers `{ pid, output, ended, stop }`:
 * `output()` is the end of what it wrote, `ended` settles with its exit code (1 when it could not start or a signal
 * ended it), `stop` asks it to end, waits, insists, and takes what it started along.
 */
export function startChild(life, command, args, { env = process.env, cwd = root, onOutput, inherit = false } = {}) {
  if (life.isEnding) throw new Problem('Stopped before it was ready.')
  const stdio = inherit ? 'inherit' : ['ignore', 'pipe', 'pipe']
  // A program that talks to the terminal itself has to stay in the terminal's group.
  const detached = grouped && !inherit
  const child = spawn(command, args, { cwd, env, stdio, detached })
  const target = detached ? -child.pid : child.pid
  let text = ''
  let stopped

  const ended = new Promise((resolve) => {
    child.once('error', (error) => {
      text += error.message
      resolve(1)
    })
    child.once('close', (code) => resolve(code ?? 1))
    // What it started may keep its output open; half a second is enough for its own last words.
    child.once('exit', (code) => setTimeout(resolve, 500, code ?? 1))
  })
  if (child.pid) {
    life.note({ kill: target })
    ended.then(() => life.note({ forget: target }))
  }
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk) => {
      text = (text + chunk).slice(-KEPT)
      onOutput?.(chunk, stream === child.stderr)
    })
  }

  const isThere = () => child.pid !== undefined && signal(target, 0)
  async function end() {
    if (!isThere()) return
    signal(target, 'SIGTERM')
    if (await until(() => !isThere(), 25_000)) return
    signal(target, 'SIGKILL')
    await until(() => !isThere(), 5_000)
  }
  const stop = () => {
    stopped ??= end()
    return stopped
  }
  life.onStop(stop)
  return { pid: child.pid, output: () => text, ended, stop }
}

/** Runs a program to its end: `{ code, output }`. */
export async function run(life, command, args, options) {
  const child = startChild(life, command, args, options)
  const code = await child.ended
  return { code, output: child.output() }
}
