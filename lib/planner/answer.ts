import { auditPlan, type Breach } from './audit'
import { type Clash, findClash } from './clash'
import { type Difference, howFirm, moreBudget, oneMoreSeat, type Patience, whyNot, withoutPerson } from './explain'
import { planGreedily, worthOf } from './greedy'
import { type Instance, optionAt } from './instance'
import { findStops, type Stop } from './pareto'
import { isOf, type Pair, pin } from './pins'
import { type Kept, type Replanned, replan } from './replan'
import { type Solved, solve } from './solve'

/** What can be asked of a round; all but the first three about its plan. */
export type Question =
  | { ask: 'plan' }
  | { ask: 'preview' }
  | { ask: 'clash' }
  | { ask: 'why not' | 'how firm'; pair: Pair }
  | { ask: 'without'; person: number }
  | { ask: 'seat'; opening: number }
  | { ask: 'budget'; percent: number }
  | { ask: 'stops'; choices: readonly Pair[]; count: number }
  | { ask: 'replan'; kept: Kept }

/** A round, who is pinned in it, and its plan where one is known: places of options. */
export interface Round {
  instance: Instance
  pins: readonly Pair[]
  plan: { chosen: readonly number[]; value: number } | null
}

export type Answer =
  | { ask: 'plan'; solved: Solved; breaches: Breach[] }
  | { ask: 'preview'; chosen: number[]; value: number }
  | { ask: 'clash'; clash: Clash | null }
  | { ask: 'difference'; difference: Difference | null }
  | { ask: 'stops'; stops: Stop[] }
  | { ask: 'replan'; replanned: Replanned | null }

/** Answers one question about a round. Throws TooLarge above the guards, and when a plan is asked about and there is none. */
export async function answer({ instance, pins, plan }: Round, question: Question, patience: Patience): Promise<Answer> {
  switch (question.ask) {
    case 'plan':
      return { ask: 'plan', ...(await planAndAudit(instance, pins, patience)) }
    case 'preview': {
      const chosen = planGreedily(instance, 'value-per-cost')
      return { ask: 'preview', chosen, value: worthOf(instance.options, chosen) }
    }
    case 'clash':
      return { ask: 'clash', clash: await findClash(instance, pins) }
    case 'stops': {
      const { person, opening, from } = instance.options
      const at = (place: number) => ({ person: person[place]!, opening: opening[place]!, from: from[place]! })
      const isChoice = (place: number) => question.choices.some((pair) => isOf(pair, at(place)))
      return { ask: 'stops', stops: await findStops(instance, isChoice, { ...patience, pins, count: question.count }) }
    }
    case 'replan':
      return { ask: 'replan', replanned: await replan(instance, { ...patience, pins, kept: question.kept }) }
  }
  if (!plan) throw new Error(`“${question.ask}” is asked about a plan, and this round has none.`)
  const planned = { instance, pins, ...plan }
  switch (question.ask) {
    case 'why not':
      return { ask: 'difference', difference: await whyNot(planned, question.pair, patience) }
    case 'how firm':
      return { ask: 'difference', difference: await howFirm(planned, question.pair, patience) }
    case 'without':
      return { ask: 'difference', difference: await withoutPerson(planned, question.person, patience) }
    case 'seat':
      return { ask: 'difference', difference: await oneMoreSeat(planned, question.opening, patience) }
    case 'budget':
      return { ask: 'difference', difference: await moreBudget(planned, question.percent, patience) }
  }
}

/** The best plan, and what the audit says of it: nothing, or the plan is not to be used. */
async function planAndAudit(instance: Instance, pins: readonly Pair[], patience: Patience) {
  const solved = await solve(instance, { ...patience, demands: pins.map((pair) => pin(instance, pair)) })
  const plan = solved.chosen.map((at) => optionAt(instance.options, at))
  const demands = solved.status === 'infeasible' ? [] : pins
  const breaches = auditPlan(
    instance,
    plan,
    demands.map((pair) => ({ key: `${pair.person} at ${pair.opening}`, least: 1, isMetBy: (one) => isOf(pair, one) })),
  )
  return { solved, breaches }
}
