import { constants, setPriority } from 'node:os'
import { answerAbout, planFacts } from './answer'
import type { RoundFacts } from './facts'
import type { FromChild, Reply, ToChild } from './messages'
import type { Progress } from './solve'

/**
 * A program of its own, started by ask-solver.ts: HiGHS holds its thread for seconds, and pages come first on every core. It
 * takes one question, tells how far it is, answers and ends; whoever wants it to stop kills it.
 */
setPriority(constants.priority.PRIORITY_LOW)

const parent = process.ppid
const tell = (message: FromChild) => process.send?.(message)
/** Milliseconds between two words on how far it is. */
const breath = 200
let spoken = Number.NEGATIVE_INFINITY

function progress(so: Progress) {
  // A search that nobody waits for any more is given up: an end of the line is not heard while HiGHS holds the thread.
  if (process.ppid !== parent) process.exit(1)
  if (performance.now() - spoken < breath) return
  spoken = performance.now()
  tell({ kind: 'progress', progress: so })
}

async function reply({ facts: json, about, seconds }: ToChild): Promise<Reply> {
  const facts: RoundFacts = JSON.parse(json)
  const patience = { seconds, tell: progress }
  if (!about) {
    const { outcome, duals } = await planFacts(facts, patience)
    return { outcome: JSON.stringify(outcome), duals }
  }
  return { answer: await answerAbout(facts, about.plan, about.question, patience) }
}

process.once('message', async (asked: ToChild) => {
  try {
    tell({ kind: 'reply', reply: await reply(asked) })
  } catch (error) {
    tell({ kind: 'failed', name: error instanceof Error ? error.constructor.name : '', message: String(error) })
  }
  process.disconnect()
})
