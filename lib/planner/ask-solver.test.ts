import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Question, Round } from './answer'
import { askSolver, GivenUp } from './ask-solver'
import { emptyOptions, guards, optionAt } from './instance'
import { TooLarge } from './model'
import { inventOrganisation } from './organisations.fixtures'
import { type Progress, solve } from './solve'

const roundOf = (size: Parameters<typeof inventOrganisation>[0]): Round => ({
  instance: inventOrganisation(size).instance,
  pins: [],
  plan: null,
})
const small = roundOf({ people: 60, openings: 15, per: 'week', seed: 3 })
const large = roundOf({ people: 400, openings: 60, per: 'week', seed: 3 })
const plan: Question = { ask: 'plan' }

describe('the solver in a program of its own', () => {
  test('answers as the solver here does, and tells how far it is', async () => {
    const heard: Progress[] = []
    const answer = await askSolver(small, plan, { seconds: 60, tell: (progress) => heard.push(progress) })
    const { seconds, ...solved } = await solve(small.instance)
    expect(answer).toMatchObject({ ask: 'plan', solved, breaches: [] })
    expect(heard[0]).toMatchObject({ stage: 'pricing', bound: null })
    expect(heard[0]!.value).toBeGreaterThan(0)
  })

  test('answers about a plan', async () => {
    const { chosen, value } = await solve(small.instance)
    const pair = { ...optionAt(small.instance.options, chosen[0]!), from: null }
    const round = { ...small, plan: { chosen, value } }
    const firm = await askSolver(round, { ask: 'how firm', pair }, { seconds: 60 })
    expect(firm).toMatchObject({ ask: 'difference', difference: { isProven: true } })
    await expect(askSolver(small, { ask: 'how firm', pair }, { seconds: 60 })).rejects.toThrow('this round has none')
  })

  test('is killed when nobody wants to know any more, and the next question is answered', async () => {
    const giveUp = new AbortController()
    const asked = askSolver(large, plan, { seconds: 60, signal: giveUp.signal, tell: () => giveUp.abort() })
    const next = askSolver(small, { ask: 'preview' }, { seconds: 60 })
    await expect(asked).rejects.toThrow(GivenUp)
    expect(childrenOf(process.pid).length).toBeLessThanOrEqual(1)
    expect(await next).toMatchObject({ ask: 'preview' })
  })

  test('refuses a round above the guards', async () => {
    const instance = { ...small.instance, options: emptyOptions(guards.options + 1) }
    await expect(askSolver({ ...small, instance }, plan, { seconds: 60 })).rejects.toThrow(TooLarge)
  })
})

/** Programs that this process has started and that still run the solver. */
const childrenOf = (pid: number) =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .split(' ')
    .filter((child) => child !== '' && readFileSync(`/proc/${child}/cmdline`, 'utf8').includes('planner/child'))
