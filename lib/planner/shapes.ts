import { z } from 'zod'
import { planAnswerStatuses, planRunStatuses } from '@/db/values'
import { CriterionKey } from '@/lib/framework/shapes'
import { ruleKeys } from '@/lib/openings/eligibility'
import { OpeningId, Version } from '@/lib/openings/shapes'
import { Day, EmployeeId, UnitId } from '@/lib/people/shapes'

const Id = z.uuid()
const Milli = z.number().int().describe('Thousandths of a readiness point.')
const span = { from: Day, to: Day.describe('The last day, inclusive.') }
const slider = z.number().min(0).max(2).describe('How much it counts: 1 as the policy says, 0 not at all, 2 double.')
const setting = z.enum(['hold', 'override'])
const limit = z.number().int().min(0).max(99).nullable()

const switches = z.strictObject({
  ...{ 'time-in-post': setting, 'single-holder': setting, cumulative: setting, 'cooling-off': setting },
  ...{ cover: setting, blackout: setting, notice: setting, 'away-per-unit': setting },
})

/** What a plan is asked for. */
export const ScenarioInputs = z.strictObject({
  gaps: z.array(CriterionKey).max(50).describe('Criteria whose gaps are to be closed; none: all count alike.'),
  population: z.array(UnitId).max(200).describe('Units with everything below them; none: the whole organisation.'),
  horizon: z.strictObject(span),
  per: z.enum(['week', 'month']).describe('When placements may start.'),
  rules: z.strictObject({
    awayPerUnit: limit.describe('At most so many away at once from any unit; null: as the policy says.'),
    awayPerManager: limit,
    staysInPlace: z.boolean().describe('Nobody is sent to another place than where they work.'),
    switches: switches
      .partial()
      .describe('Rules that must hold, or need a named override; what is not named is as in the policy.'),
  }),
  sliders: z.strictObject({ gaps: slider, wishes: slider, disruption: slider }),
  budget: z.number().int().min(0).nullable().describe('For cover of all placements, in minor units of money.'),
  pins: z.array(z.strictObject({ employeeId: EmployeeId, openingId: OpeningId, from: Day.nullable() })).max(200),
  forbids: z.array(z.strictObject({ employeeId: EmployeeId, openingId: OpeningId.nullable() })).max(500),
  dates: z
    .array(z.strictObject({ openingId: OpeningId, ...span }))
    .max(200)
    .describe('Other days for an opening, inside its own.'),
  covers: z
    .array(z.strictObject({ employeeId: EmployeeId, coverId: EmployeeId }))
    .max(200)
    .default([])
    .describe('Who covers for whom at home; written down with the placements when the plan is published.'),
})
export type ScenarioInputs = z.infer<typeof ScenarioInputs>

const Name = z
  .string()
  .max(120)
  .transform((value) => value.normalize('NFC').trim())
  .refine((value) => value !== '', 'Give it a name')
export const ScenarioInput = z.strictObject({ name: Name, inputs: ScenarioInputs })
export type ScenarioInput = z.infer<typeof ScenarioInput>
export const ScenarioId = z.strictObject({ id: Id })
export const ChangeScenarioInput = ScenarioInput.extend({ id: Id, version: Version })
export type ChangeScenarioInput = z.infer<typeof ChangeScenarioInput>
export const DiscardScenarioInput = ScenarioId.extend({ version: Version })

const Verdict = z.object({
  rule: z.enum(ruleKeys),
  outcome: z.enum(['ok', 'fails', 'override', 'unknown']),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
})
const Days = z.object({ employeeId: EmployeeId, openingId: OpeningId, ...span })
const Placed = Days.extend({
  points: Milli,
  weighted: Milli.describe('With chosen gaps counted more.'),
  worth: z.object({
    ...{ gaps: Milli, preference: Milli, aspiration: Milli, move: Milli, late: Milli, stability: Milli, total: Milli },
  }),
  gains: z.array(z.object({ criterion: CriterionKey, from: z.number(), gain: z.number(), points: Milli })),
  cost: z.number().int(),
  moves: z.boolean(),
  cautions: z.array(Verdict).describe('What needs a named override, or is not known yet.'),
  alone: z.array(CriterionKey).describe('Must-haves that nobody else at home holds: cover has to be named.'),
})

export const Outcome = z.object({
  status: z.enum(['optimal', 'stopped', 'infeasible']),
  value: Milli,
  bound: Milli.describe('No plan is worth more.'),
  priced: Milli.describe('The bound that the stored prices prove by themselves.'),
  preview: Milli.describe('What the most value for its cost first would come to.'),
  size: z.object({
    ...{ options: z.number(), rows: z.number(), entries: z.number(), columns: z.number(), rounds: z.number() },
    searched: z.array(z.number()),
  }),
  pairs: z.number().int().describe('Pairs of people and openings that were considered.'),
  excluded: z
    .record(z.string(), z.number().int())
    .describe('Pairs that were not, by the first rule that excludes them.'),
  placements: z.array(Placed),
  clash: z
    .object({ pins: z.array(z.number().int()), rules: z.array(z.object({ rule: z.string(), key: z.string() })) })
    .nullable()
    .describe('Pins, by their places, and rules that exclude each other where no plan is possible.'),
})

export const RunRef = z.object({
  id: Id,
  status: z.enum(planRunStatuses),
  plannedOn: Day,
  createdAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  digest: z.string().describe('SHA-256 over all that it hangs on: the same gives the same plan.'),
  policyVersion: z.number().int(),
  version: Version,
})
export const Run = RunRef.extend({
  scenarioId: Id,
  inputs: ScenarioInputs,
  progress: z
    .object({ stage: z.enum(['pricing', 'planning']), value: Milli, bound: Milli.nullable() })
    .nullable()
    .describe('How far it is, while it runs.'),
  problem: z.string().nullable(),
  outcome: Outcome.nullable(),
  approval: z.object({ employeeId: EmployeeId.nullable(), at: z.iso.datetime(), reason: z.string() }).nullable(),
})
export type Run = z.infer<typeof Run>

export const Scenario = z.object({
  id: Id,
  name: z.string(),
  inputs: ScenarioInputs,
  createdAt: z.iso.datetime(),
  version: Version,
  runs: z
    .array(RunRef.extend({ value: Milli.nullable(), placements: z.number().int().nullable() }))
    .describe('Newest first.'),
})
export type Scenario = z.infer<typeof Scenario>
export const Scenarios = z.object({ scenarios: z.array(Scenario) })

export const RunId = z.strictObject({ id: Id })
export const PublishInput = RunId.extend({
  version: Version,
  scenarioVersion: Version.describe('Of its scenario as it was looked at: who covers stands there.'),
  reason: z
    .string()
    .trim()
    .min(1)
    .max(2_000)
    .describe('Why this plan, for everybody who is asked; it stands for rules that are overridden.'),
})
export type PublishInput = z.infer<typeof PublishInput>
export const Published = z.object({ secondments: z.array(z.uuid()) })

const about = { employeeId: EmployeeId, openingId: OpeningId }
export const PlanQuestion = z.discriminatedUnion('ask', [
  z.strictObject({ ask: z.enum(['why-not', 'how-firm']), ...about }),
  z.strictObject({ ask: z.literal('without'), employeeId: EmployeeId }),
  z.strictObject({ ask: z.literal('one-more-seat'), openingId: OpeningId }),
  z.strictObject({ ask: z.literal('more-budget'), percent: z.number().int().min(1).max(1_000) }),
  z.strictObject({ ask: z.literal('stops') }),
])
export const AskInput = RunId.extend({ question: PlanQuestion })
export type AskInput = z.infer<typeof AskInput>

export const PlanAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('excluded'), failures: z.array(Verdict) }),
  z.object({ kind: z.literal('impossible') }),
  z.object({
    kind: z.literal('difference'),
    difference: Milli.describe('What the plan would be worth more, or less.'),
    isProven: z.boolean(),
    gone: z.array(Days),
    come: z.array(Days),
  }),
  z.object({
    kind: z.literal('stops'),
    stops: z.array(
      z.object({ onChoice: z.number().int(), value: Milli, isProven: z.boolean(), placements: z.array(Days) }),
    ),
  }),
])
export const Answered = z.object({
  question: PlanQuestion,
  status: z.enum(planAnswerStatuses),
  answer: PlanAnswer.nullable(),
})
