import { writeFileSync } from 'node:fs'
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
try {
  // Linux shares its time between sessions first, whatever the priorities inside: ask-solver.ts gives this one its own.
  writeFileSync('/proc/self/autogroup', String(constants.priority.PRIORITY_LOW))
} catch {
  // Another system, or one that does not share so.
}

const parent = process.ppid
const tell = (message: FromChild, told?: () => void) => process.send?.(message, undefined, undefined, told)
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
  // Not before the last word has left: it may be megabytes.
  const end = () => process.disconnect()
  try {
    tell({ kind: 'reply', reply: await reply(asked) }, end)
  } catch (error) {
    tell({ kind: 'failed', name: error instanceof Error ? error.constructor.name : '', message: String(error) }, end)
  }
})
