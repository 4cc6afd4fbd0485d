import { conflict, invalid, refused } from '@/lib/access/errors'
import type { CoverProblem } from './cover'
import type { Problem } from './machine-steps'

const needed = {
  reason: 'Say why, in words.',
  alternative: 'Say what you offer instead: another time, part of the week, shadowing.',
  end: 'Name the last day that you ask for.',
  cover: 'Arrange cover at home for the whole absence first.',
  appeal: 'Nobody has appealed against this refusal.',
  approval: 'It was extended before: a further time needs a director’s approval first.',
} as const
const fields = {
  reason: 'reason',
  alternative: 'alternative',
  end: 'end',
  cover: 'cover',
  appeal: 'id',
  approval: 'deed',
} as const
const unfit = (sentence: string, path: string) => invalid(sentence, [{ path, message: sentence }])

/** What stands in a step's way, as an error that says what to do. */
export function inWords(problem: Problem) {
  switch (problem.kind) {
    case 'no-such-step':
      return conflict('This cannot be done where the placement stands now. Look at it again.')
    case 'not-theirs':
      return refused('This step is for somebody else to take.')
    case 'missing':
      return unfit(needed[problem.need], fields[problem.need])
    case 'too-early':
      return conflict(`Its day has not come: ${problem.from}.`)
    case 'end-not-later':
      return unfit(`A later end lies after ${problem.than}.`, 'end')
    case 'end-not-earlier':
      return unfit(`An earlier end lies before ${problem.than}.`, 'end')
    case 'asked-too-late':
      return conflict(`A later end was to be asked for by ${problem.until}. Propose a new placement instead.`)
    case 'notice-too-short':
      return unfit(`With its notice it can end on ${problem.from} at the earliest.`, 'end')
    case 'start-is-past':
      return conflict(`Its first day was ${problem.start}. Propose it anew with other days.`)
  }
}

/** What is wrong with the cover of an absence, as an error that says what to do. */
export function coverInWords(problem: CoverProblem) {
  const sentence = {
    none: () => 'Say how the work at home is done meanwhile.',
    'no-person': () => 'Name who covers.',
    'no-consequence': () => 'Say what will not be done while the post is vacant.',
    'too-short': () => 'Cover lasts as long as the absence, from the first day to the last.',
    twice: () => 'Nobody covers twice, and nobody for themselves.',
    'too-deep': () => 'The chain of people who cover for each other is longer than the policy allows.',
  }[problem.kind]()
  return unfit(sentence, 'place' in problem ? `cover.${problem.place - 1}` : 'cover')
}

/** Why nobody can grant a later end, as an error that says what to do. */
export const tooLongInWords = (months: number) =>
  conflict(`With this end it would last longer than ${months} months. Refuse it, or agree on an earlier one.`)
