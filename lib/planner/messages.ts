import type { Answer, Question, Round } from './answer'
import type { Progress } from './solve'

/** What the solver's program is sent, once. */
export interface ToChild {
  round: Round
  question: Question
  seconds: number
}

/** What it says: any number of words on how far it is, then one of the others. */
export type FromChild =
  | { kind: 'progress'; progress: Progress }
  | { kind: 'answer'; answer: Answer }
  | { kind: 'failed'; name: string; message: string }
