import { z } from 'zod'
import { CriterionKey } from '@/lib/framework/shapes'
import { Day, EmployeeId, UnitId, UnitRef } from '@/lib/people/shapes'
import type { PlacementPolicy } from './policy'
import { Version } from './shapes'

const Heads = z.number().int().min(0).max(100_000)
const Blackout = z
  .strictObject({ from: Day, to: Day.describe('The last day, inclusive.'), reason: z.string().trim().min(1).max(200) })
  .refine(({ from, to }) => from <= to, 'ends before it begins')
const Holder = z.strictObject({ criterion: CriterionKey, minHolders: z.number().int().min(0).max(99) })

export const HomeRuleFields = z.strictObject({
  minHeads: Heads.nullable().describe('Heads that stay on every day; null: the policy’s share of all, rounded up.'),
  noticeDays: z.number().int().min(0).max(365).nullable().describe('Null: the policy’s.'),
  holders: z.array(Holder).max(100).describe('How many of the unit’s own must stay who hold a criterion.'),
  blackouts: z.array(Blackout).max(50).describe('Days on which nobody leaves the unit or starts in it.'),
})
export const HomeRule = HomeRuleFields.extend({
  unit: UnitRef,
  heads: z.number().int().nullable().describe('In the unit itself today, as far as the caller sees them.'),
  version: z.number().int().describe('0: never set, the policy’s defaults hold.'),
})
export type HomeRule = z.infer<typeof HomeRule>
export const HomeRules = z.object({ rules: z.array(HomeRule).describe('Every unit, in the order of the tree.') })
export const SaveHomeRuleInput = HomeRuleFields.extend({ unitId: UnitId, version: Version })
export type SaveHomeRuleInput = z.infer<typeof SaveHomeRuleInput>

const months = (most: number) => z.number().int().min(0).max(most)
const milli = z.number().int().min(0).max(100_000).describe('Thousandths of a readiness point.')
const slider = z.number().min(0).max(2)
const setting = z.enum(['hold', 'override'])

export const Policy = z.strictObject({
  minMonths: z.number().int().min(1).max(24),
  minPartTimeDays: z.number().int().min(0).max(500),
  suggestedMonths: z.tuple([months(60), months(60)]),
  softMaxMonths: months(60),
  hardMaxMonths: z.number().int().min(1).max(60),
  cumulativeMonths: months(120),
  cumulativeWindowMonths: z.number().int().min(1).max(240),
  coolingOffMonths: months(60),
  extensions: z.number().int().min(0).max(10),
  extensionAskMonths: months(24),
  noticeDays: z.number().int().min(0).max(365),
  timeInPostMonths: months(120),
  coverShare: z.tuple([z.number().int().min(0).max(100), z.number().int().min(1).max(100)]),
  coverDepth: z.number().int().min(1).max(5),
  awayPerSmallUnit: z.number().int().min(0).max(99),
  smallUnitUnder: z.number().int().min(0).max(999),
  awayPerManager: z.number().int().min(0).max(99),
  rules: z.strictObject({
    ...{ 'time-in-post': setting, 'single-holder': setting, cumulative: setting, 'cooling-off': setting },
    ...{ cover: setting, blackout: setting, notice: setting, 'away-per-unit': setting },
  }),
  objective: z.strictObject({
    ...{ chosenFactor: z.number().min(1).max(10), urgency: z.number().min(0).max(10) },
    preference: z.array(milli).length(5),
    ...{ aspiration: milli, move: milli, latePerWeek: milli, stability: milli },
    ...{ unlistedGain: milli, unlistedCeiling: milli },
    sliders: z.strictObject({ gaps: slider, wishes: slider, disruption: slider }),
    timeLimitSeconds: z.number().int().min(1).max(3_600),
  }),
  coverCost: z
    .record(z.string().max(60), z.number().int().min(0))
    .nullable()
    .describe('By grade, minor units a month.'),
}) satisfies z.ZodType<PlacementPolicy>

export const PlacementPolicyShape = z.object({
  version: z.number().int(),
  isDefault: z.boolean().describe('As it came with the product, not yet set by a panel.'),
  note: z.string(),
  settings: Policy,
})
export type PlacementPolicyShape = z.infer<typeof PlacementPolicyShape>
export const SetPolicyInput = z.strictObject({
  version: Version,
  note: z.string().trim().min(1).max(500).describe('Why, for whoever reads a plan made by it.'),
  settings: Policy,
})
export type SetPolicyInput = z.infer<typeof SetPolicyInput>

export const Grades = z.object({
  grades: z
    .array(z.object({ grade: z.string(), people: z.number().int() }))
    .describe('Of everybody with a post today, in order.'),
})

export const StandingFields = z.strictObject({
  probationUntil: Day.nullable(),
  contractEndsOn: Day.nullable(),
  inPostSince: Day.nullable().describe('Null: since they were hired.'),
  isUnderProcess: z.boolean().describe('A disciplinary or performance process is live.'),
})
export const Standing = StandingFields.extend({ employeeId: EmployeeId, version: z.number().int() })
export type Standing = z.infer<typeof Standing>
export const SaveStandingInput = StandingFields.extend({ employeeId: EmployeeId, version: Version })
export type SaveStandingInput = z.infer<typeof SaveStandingInput>
