import type { Verdict } from '@/lib/openings/eligibility'
import { auditPlan } from './audit'
import { auditFacts, type Planned as Days } from './audit-facts'
import { type Clash, findClash } from './clash'
import { type Difference, howFirm, moreBudget, oneMoreSeat, type Patience, type Planned, whyNot } from './explain'
import type { RoundFacts } from './facts'
import { planGreedily, worthOf as totalOf } from './greedy'
import { keepOptions, optionAt } from './instance'
import { type Exclusion, type MadeRound, makeRound } from './options'
import { findStops } from './pareto'
import { compare, type Pair, pin, places } from './pins'
import { describePlan, failuresOf, type Placed, placementsOf } from './plan'
import { type Reasons, reasonsOf } from './reasons'
import { onePoint, replan } from './replan'
import { type Solved, solve } from './solve'

/** What HR may ask about a plan, people and openings by their keys. */
export type PlanQuestion =
  | { ask: 'why-not' | 'how-firm'; employeeId: string; openingId: string }
  | { ask: 'without'; employeeId: string }
  | { ask: 'one-more-seat'; openingId: string }
  | { ask: 'more-budget'; percent: number }
  | { ask: 'stops' }

/** A plan with its proof, as it is kept. Values in thousandths of a readiness point. */
export interface Outcome {
  status: Solved['status']
  value: number
  /** No plan is worth more. */
  bound: number
  /** What the prices alone prove. */
  priced: number
  size: Solved['size']
  /** Pairs considered, and those that are not by the first rule that excludes them. */
  pairs: number
  excluded: Partial<Record<Exclusion, number>>
  placements: Placed[]
  /** What a plan made at once, the most value for its cost first, would be worth. */
  preview: number
  /** Which pins and rules exclude each other where no plan is possible. */
  clash: Clash | null
  /** Places of the options taken: later questions begin with them. */
  chosen: number[]
  reasons: Reasons
}

/** What would be otherwise, in days and by keys. */
export interface ToldDifference {
  difference: number
  isProven: boolean
  gone: Days[]
  come: Days[]
}

export type PlanAnswer =
  | { kind: 'excluded'; failures: Verdict[] }
  | { kind: 'impossible' }
  | ({ kind: 'difference' } & ToldDifference)
  | { kind: 'stops'; stops: { onChoice: number; value: number; isProven: boolean; placements: Days[] }[] }

/** A plan that breaks a rule is never used: a mistake of ours, for the operator to hear of. */
export class Unsound extends Error {}

/** The best plan of these facts with its proof; checked by both audits. Throws TooLarge above the guards, Unsound never. */
export async function planFacts(
  facts: RoundFacts,
  patience: Patience,
): Promise<{ outcome: Outcome; duals: Float64Array }> {
  const round = makeRound(facts)
  const { instance, pins, pairs, excluded } = round
  const preview = planGreedily(instance, 'value-per-cost')
  patience.tell?.({ stage: 'pricing', value: totalOf(instance.options, preview), bound: null })
  const solved = await solve(instance, { ...patience, demands: demandsOf(round) })
  const { status, value, bound, priced, size, chosen, duals } = solved
  if (status !== 'infeasible') refuseUnsound(facts, round, chosen)
  const clash = status === 'infeasible' ? await findClash(instance, pins) : null
  const placements = describePlan(facts, round, chosen)
  const reasons = reasonsOf(facts, round, chosen)
  const told = { status, value, bound, priced, size, pairs, excluded, clash, chosen, placements, reasons }
  return { outcome: { ...told, preview: totalOf(instance.options, preview) }, duals }
}

const demandsOf = ({ instance, pins }: MadeRound) => pins.map((pair) => pin(instance, known(pair) ? pair : nobody))
/** A pin on somebody or something outside the round: no option fills it. */
const nobody: Pair = { person: 0, opening: 0, from: -1 }
const known = ({ person, opening }: Pair) => person >= 0 && opening >= 0

function refuseUnsound(facts: RoundFacts, round: MadeRound, chosen: readonly number[]) {
  const { options } = round.instance
  const breaches = auditPlan(
    round.instance,
    chosen.map((at) => optionAt(options, at)),
  )
  const faults = auditFacts(facts, placementsOf(round, chosen))
  const words = [...breaches, ...faults].map(({ rule, key }) => `${rule} (${key})`)
  if (words.length > 0) throw new Unsound(`The plan that was found breaks a rule: ${words.slice(0, 3).join(', ')}.`)
}

/** Answers one question about the plan of these facts, by solving again. */
export async function answerAbout(
  facts: RoundFacts,
  plan: Pick<Outcome, 'chosen' | 'value'>,
  question: PlanQuestion,
  patience: Patience,
): Promise<PlanAnswer> {
  const round = makeRound(facts)
  const { instance, pins } = round
  const planned = { instance, pins, chosen: plan.chosen, value: plan.value }
  const person = (key: string) => instance.people.findIndex((one) => one.key === key)
  const opening = (key: string) => instance.openings.findIndex((one) => one.key === key)
  const tell = (difference: Difference | null): PlanAnswer => {
    if (!difference) return { kind: 'impossible' }
    const { gone, come } = difference.moves
    const days = { gone: placementsOf(round, gone), come: placementsOf(round, come) }
    return { kind: 'difference', difference: difference.difference, isProven: difference.isProven, ...days }
  }
  switch (question.ask) {
    case 'why-not':
    case 'how-firm': {
      const pair = { person: person(question.employeeId), opening: opening(question.openingId), from: null }
      const isOption = places(instance.options, pair)
      const hasOne = instance.options.value.some((_, at) => isOption(at))
      if (!hasOne) return { kind: 'excluded', failures: failuresOf(facts, round, question) ?? [] }
      return tell(await (question.ask === 'why-not' ? whyNot : howFirm)(planned, pair, patience))
    }
    case 'without':
      return tell(await withoutThem(planned, person(question.employeeId), patience))
    case 'one-more-seat':
      return tell(await oneMoreSeat(planned, opening(question.openingId), patience))
    case 'more-budget':
      return tell(await moreBudget(planned, question.percent, patience))
    case 'stops': {
      const choices = new Set(facts.people.flatMap((one) => one.choices.map((key) => `${one.employeeId} ${key}`)))
      const isChoice = (at: number) =>
        choices.has(
          `${instance.people[instance.options.person[at]!]!.key} ${instance.openings[instance.options.opening[at]!]!.key}`,
        )
      const stops = await findStops(instance, isChoice, { ...patience, pins })
      const told = stops.map(({ chosen, ...stop }) => ({ ...stop, placements: placementsOf(round, chosen) }))
      return { kind: 'stops', stops: told }
    }
  }
}

/** The plan in which this person takes no placement and others move as little as a point each is worth. */
async function withoutThem(
  { instance, pins, chosen, value }: Planned,
  person: number,
  patience: Patience,
): Promise<Difference | null> {
  const isTheirs = (at: number) => instance.options.person[at] === person
  const left = keepOptions(instance, (at) => !isTheirs(at))
  const kept = chosen.filter((at) => !isTheirs(at)).map((at): Pair => optionAt(instance.options, at))
  const others = await replan(left.instance, { ...patience, pins, kept: { pairs: kept, worth: onePoint } })
  if (!others) return null
  const now = others.chosen.map((at) => left.places[at]!)
  return { difference: others.value - value, isProven: others.isProven, moves: compare(chosen, now) }
}
