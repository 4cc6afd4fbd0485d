import { spawn } from 'node:child_process'
import path from 'node:path'
import type { Outcome, PlanAnswer, PlanQuestion } from './answer'
import type { FromChild, Reply, ToChild } from './messages'
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

/** The best plan of these facts, both as JSON, with its certificate: prices of the model's rows. */
export async function askForPlan(facts: string, asking: Asking) {
  const reply = await ask({ facts, about: null, seconds: asking.seconds }, asking)
  if ('answer' in reply) throw new Error('The solver answered another question.')
  return reply
}

/** An answer about the plan of these facts. */
export async function askAboutPlan(
  facts: string,
  about: { plan: Pick<Outcome, 'chosen' | 'value'>; question: PlanQuestion },
  asking: Asking,
): Promise<PlanAnswer> {
  const reply = await ask({ facts, about, seconds: asking.seconds }, asking)
  if ('outcome' in reply) throw new Error('The solver answered another question.')
  return reply.answer
}

let line: Promise<unknown> = Promise.resolve()

/**
 * Asks the solver in a program of its own at low priority, without our secrets; one question at a time in this process, others
 * wait. Throws TooLarge above the guards, GivenUp when the signal came, and an Error when the program died.
 */
function ask(message: ToChild, asking: Asking): Promise<Reply> {
  const asked = line.then(() => askNow(message, asking))
  line = asked.catch(() => {})
  return asked
}

function askNow(message: ToChild, { tell, signal }: Asking): Promise<Reply> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(new GivenUp())
    // Not fork: the bundler would look for its program among the modules.
    const child = spawn(process.execPath, ['--import', 'tsx', '--max-old-space-size=1024', program()], {
      env: { NODE_ENV: 'production' },
      // A session of its own, whose share of the machine it may lower without ours.
      detached: true,
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    const giveUp = () => child.kill('SIGKILL')
    signal?.addEventListener('abort', giveUp)
    let lastWords = ''
    child.stderr?.on('data', (words) => {
      lastWords = `${lastWords}${words}`.slice(-2_000)
    })
    child.on('message', (said: FromChild) => {
      if (said.kind === 'progress') tell?.(said.progress)
      else if (said.kind === 'reply') resolve(said.reply)
      else reject(said.name === TooLarge.name ? new TooLarge(said.message) : new Error(said.message))
    })
    child.on('error', reject)
    // Its end is seen before its last words are read to the end, when these are long.
    const end = () => {
      const how = child.signalCode ?? child.exitCode
      if (how === null || child.connected) return
      signal?.removeEventListener('abort', giveUp)
      reject(signal?.aborted ? new GivenUp() : new Error(`The solver ended early (${how}). ${lastWords}`))
    }
    child.on('exit', end)
    child.on('disconnect', end)
    child.send(message)
  })
}
