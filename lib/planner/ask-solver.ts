import { fork } from 'node:child_process'
import path from 'node:path'
import type { Answer, Question, Round } from './answer'
import type { FromChild, ToChild } from './messages'
import { TooLarge } from './model'
import type { Progress } from './solve'

export interface Asking {
  /** Wall-clock seconds for one solution. */
  seconds: number
  tell?: (progress: Progress) => void
  /** Whoever asked no longer wants to know: the program is killed. */
  signal?: AbortSignal
}

/** Found from the server's folder, in a checkout and in a built server alike: see `outputFileTracingIncludes`. */
const program = () => path.join(process.cwd(), 'lib', 'planner', 'child.ts')

/** A question was given up before it was answered. */
export class GivenUp extends Error {}

let line: Promise<unknown> = Promise.resolve()

/**
 * Asks the solver in a program of its own at low priority, without our secrets; one question at a time in this process, others
 * wait. Throws TooLarge above the guards, GivenUp when the signal came, and an Error when the program died.
 */
export function askSolver(round: Round, question: Question, asking: Asking): Promise<Answer> {
  const asked = line.then(() => askNow(round, question, asking))
  line = asked.catch(() => {})
  return asked
}

function askNow(round: Round, question: Question, { seconds, tell, signal }: Asking): Promise<Answer> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(new GivenUp())
    const child = fork(program(), [], {
      execArgv: ['--import', 'tsx', '--max-old-space-size=1024'],
      env: { NODE_ENV: 'production' },
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    const giveUp = () => child.kill('SIGKILL')
    signal?.addEventListener('abort', giveUp)
    let lastWords = ''
    child.stderr?.on('data', (words) => {
      lastWords = `${lastWords}${words}`.slice(-2_000)
    })
    child.on('message', (message: FromChild) => {
      if (message.kind === 'progress') tell?.(message.progress)
      else if (message.kind === 'answer') resolve(message.answer)
      else reject(message.name === TooLarge.name ? new TooLarge(message.message) : new Error(message.message))
    })
    child.on('error', reject)
    child.on('exit', (code, killed) => {
      signal?.removeEventListener('abort', giveUp)
      reject(signal?.aborted ? new GivenUp() : new Error(`The solver ended early (${killed ?? code}). ${lastWords}`))
    })
    child.send({ round, question, seconds } satisfies ToChild)
  })
}
