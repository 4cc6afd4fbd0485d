import type { Outcome, PlanAnswer, PlanQuestion } from './answer'
import type { Progress } from './solve'

/** What the solver's program is sent, once: facts to be planned, or a question about their plan. */
export interface ToChild {
  /** As JSON: whoever asks need not read it. */
  facts: string
  about: { plan: Pick<Outcome, 'chosen' | 'value'>; question: PlanQuestion } | null
  seconds: number
}

/** What comes back: a plan as JSON with its certificate, or an answer. */
export type Reply = { outcome: string; duals: Float64Array } | { answer: PlanAnswer }

/** What it says: any number of words on how far it is, then one of the others. */
export type FromChild =
  | { kind: 'progress'; progress: Progress }
  | { kind: 'reply'; reply: Reply }
  | { kind: 'failed'; name: string; message: string }
