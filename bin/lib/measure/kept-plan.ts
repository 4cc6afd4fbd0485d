import { readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { type Outcome, planFacts } from '@/lib/planner/answer'
import { auditPlan } from '@/lib/planner/audit'
import { auditFacts } from '@/lib/planner/audit-facts'
import type { RoundFacts } from '@/lib/planner/facts'
import { planGreedily } from '@/lib/planner/greedy'
import { optionAt } from '@/lib/planner/instance'
import { makeRound } from '@/lib/planner/options'
import { describePlan, placementsOf } from '@/lib/planner/plan'
import { reasonsOf } from '@/lib/planner/reasons'
import { solve } from '@/lib/planner/solve'

/** A kept run phase by phase: `{ seconds, isSame }`, the second whether the whole comes out as it was kept. */
const { facts, outcome: kept }: { facts: RoundFacts; outcome: Outcome } = JSON.parse(
  readFileSync(process.argv[2] ?? '', 'utf8'),
)
const seconds: Record<string, number> = {}
function phase<T>(name: string, work: () => T): T {
  const began = performance.now()
  const made = work()
  seconds[name] = (performance.now() - began) / 1000
  return made
}

const round = phase('options', () => makeRound(facts))
phase('preview', () => planGreedily(round.instance, 'value-per-cost'))
const solved = await solve(round.instance)
Object.assign(seconds, solved.seconds)
const plan = solved.chosen.map((at) => optionAt(round.instance.options, at))
phase('audit', () => [...auditPlan(round.instance, plan), ...auditFacts(facts, placementsOf(round, solved.chosen))])
phase('describe', () => [describePlan(facts, round, solved.chosen), reasonsOf(facts, round, solved.chosen)])
const { outcome } = await planFacts(facts, { seconds: 120 })
process.stdout.write(
  `${JSON.stringify({ seconds, isSame: isDeepStrictEqual(JSON.parse(JSON.stringify(outcome)), kept) })}\n`,
)
