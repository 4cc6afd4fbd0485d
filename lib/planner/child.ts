import { constants, setPriority } from 'node:os'
import { answer } from './answer'
import type { FromChild, ToChild } from './messages'
import type { Progress } from './solve'

/**
 * A program of its own, started by ask-solver.ts: HiGHS holds its thread for seconds, and pages come first on every core. It
 * takes one question, tells how far it is, answers and ends; whoever wants it to stop kills it.
 */
setPriority(constants.priority.PRIORITY_LOW)

const parent = process.ppid
const tell = (message: FromChild) => process.send!(message)
/** Milliseconds between two words on how far it is. */
const breath = 200
let spoken = 0

function progress(progress: Progress) {
  // A search that nobody waits for any more is given up: an end of the line is not heard while HiGHS holds the thread.
  if (process.ppid !== parent) process.exit(1)
  if (performance.now() - spoken < breath) return
  spoken = performance.now()
  tell({ kind: 'progress', progress })
}

process.once('message', async ({ round, question, seconds }: ToChild) => {
  try {
    tell({ kind: 'answer', answer: await answer(round, question, { seconds, tell: progress }) })
  } catch (error) {
    tell({ kind: 'failed', name: error instanceof Error ? error.constructor.name : '', message: String(error) })
  }
  process.disconnect()
})
