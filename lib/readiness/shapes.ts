import { z } from 'zod'
import { bands, levelSources } from '@/db/values'
import { CycleName } from '@/lib/assessments/shapes'
import { CriterionKey, ProfileKey } from '@/lib/framework/shapes'
import { Day, EmployeeId, PersonRef } from '@/lib/people/shapes'
import type { ReadinessPolicy as Settings } from './policy'

export const LevelsInput = z.strictObject({
  employeeId: EmployeeId,
  cycle: CycleName.optional().describe('Newest published when absent.'),
})
export const ReadinessInput = LevelsInput.extend({
  profile: ProfileKey.optional().describe("The person's target profile when absent."),
})

export const LevelOfRecord = z.object({
  criterion: CriterionKey,
  level: z.number().nullable().describe('Level of record; one decimal when peers count. Null: none.'),
  source: z
    .enum(levelSources)
    .nullable()
    .describe('not-observed: the manager had no opportunity to see it. Null: nobody answered.'),
  ratedOn: Day.nullable(),
  ageMonths: z.number().nullable().describe('Months from rating to the cycle’s as-of day, one decimal.'),
  isExpired: z.boolean().describe('Older than 24 months on the as-of day: counts as not assessed.'),
  fromCycle: CycleName.nullable().describe('The cycle the level comes from, when carried over.'),
  selfLevel: z.number().int().nullable().describe('Own view; never part of the level of record.'),
})
export type LevelOfRecord = z.infer<typeof LevelOfRecord>

export const PersonLevels = z.object({
  employeeId: EmployeeId,
  cycle: CycleName,
  version: z.number().int(),
  asOf: Day,
  levels: z.array(LevelOfRecord).describe('Every criterion, in framework order.'),
})
export type PersonLevels = z.infer<typeof PersonLevels>

const Share = z.tuple([z.number(), z.number()]).readonly().describe('Numerator and denominator.')

/** Every setting by which levels, points and bands are reckoned. */
const ReadinessPolicy = z.object({
  managerWeight: Share,
  peerWeight: Share,
  minPeers: z.number(),
  peerDiscuss: Share,
  freshMonths: z.number(),
  halfLifeMonths: z.number(),
  expiryMonths: z.number(),
  evidenceManager: z.number(),
  evidenceNearSelf: z.number(),
  selfWithin: z.number(),
  confidenceHigh: z.number(),
  confidenceMedium: z.number(),
  minCoverage: Share,
  nowCut: z.number(),
  soonCut: z.number(),
  heavy: Share,
  notable: Share,
  heavyMaxGap: z.number(),
  notableMaxGap: z.number(),
  maxShortMustHaves: z.number(),
  maxShortBy: z.number(),
  borderlinePoints: z.number(),
  raterError: z.number(),
  formError: z.number(),
  staleMonths: z.number(),
  thinShare: Share,
}) satisfies z.ZodType<Settings>

/** The settings behind an answer, as they were when it was published. */
export const Policy = z.object({
  version: z.number().int(),
  isDefault: z.boolean().describe('The cut-offs are defaults, not yet set by a panel.'),
  value: ReadinessPolicy,
})

export const Confidence = z.enum(['high', 'medium', 'low'])
const Points = z.number().min(0).max(100)

export const Cost = z.object({
  criterion: CriterionKey,
  level: z.number().nullable(),
  target: z.number().int(),
  minimum: z.number().int().nullable(),
  gap: z.number().nullable().describe('Levels below target; null when not assessed.'),
  points: z.number().nullable().describe('Readiness points this gap costs; together 100 − points.'),
})
export type Cost = z.infer<typeof Cost>

export const MustHave = z.object({
  criterion: CriterionKey,
  state: z.enum(['met', 'short', 'unknown']),
  level: z.number().nullable(),
  minimum: z.number().int(),
})
export type MustHave = z.infer<typeof MustHave>

/** One reason why the band above is not reached, with everything unassessed counted as at target. */
export const Block = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('must-have'),
    criterion: CriterionKey,
    level: z.number(),
    minimum: z.number().int(),
    by: z.number().describe('Levels under the minimum.'),
  }),
  z.object({
    kind: z.literal('must-haves').describe('More must-haves are short than the band allows.'),
    short: z.number().int(),
    allowed: z.number().int(),
  }),
  z.object({
    kind: z.literal('gap').describe('A criterion of weight is further below its target than the band allows.'),
    criterion: CriterionKey,
    level: z.number(),
    target: z.number().int(),
    gap: z.number(),
    allowed: z.number(),
  }),
  z.object({ kind: z.literal('points'), points: Points, cut: Points }),
  z.object({
    kind: z.literal('assess').describe('Too little is assessed for a band.'),
    criteria: z.array(CriterionKey),
  }),
])
export type Block = z.infer<typeof Block>

/** Readiness in readiness points (0–100) against one role profile, as published. */
export const Readiness = z.object({
  employeeId: EmployeeId,
  cycle: CycleName,
  version: z.number().int(),
  asOf: Day,
  profile: ProfileKey,
  points: Points.nullable(),
  low: Points.describe('With everything not assessed counted as level 0.'),
  high: Points.describe('With everything not assessed counted as at target.'),
  likely: z.tuple([Points, Points]).nullable().describe('One standard error of a rating around the points.'),
  coverage: z.number().min(0).max(1).describe('Share of the weight that is assessed.'),
  confidence: Confidence,
  band: z.enum(bands),
  between: z
    .tuple([z.enum(bands), z.enum(bands)])
    .describe('Band with the missing at 0, and with the missing at target.'),
  isProvisional: z.boolean(),
  isBorderline: z.boolean(),
  costs: z.array(Cost).describe('Every applicable criterion, dearest first, not assessed last.'),
  mustHaves: z.array(MustHave),
  unassessed: z.array(CriterionKey),
  blocks: z.array(Block).describe('Why the band above is not reached; empty at the top.'),
  policy: Policy,
})
export type Readiness = z.infer<typeof Readiness>

export const TeamInput = z.strictObject({
  cycle: CycleName.optional(),
  profile: ProfileKey.optional().describe('The default profile when absent.'),
  who: z.enum(['direct', 'all']).default('direct').describe('Direct reports, or everybody below.'),
  after: z.string().max(400).optional().describe('`next` of the answer before.'),
})
export const TeamMember = z.object({
  person: PersonRef,
  readiness: Readiness.pick({
    points: true,
    likely: true,
    confidence: true,
    coverage: true,
    band: true,
    between: true,
    isProvisional: true,
    isBorderline: true,
    costs: true,
    mustHaves: true,
    unassessed: true,
    blocks: true,
  })
    .nullable()
    .describe('Null: nothing was rated in this cycle.'),
  levels: z.array(z.number().nullable()).describe('In framework order, 0-based by position − 1.'),
  isNotObserved: z.array(z.boolean()),
})
export type TeamMember = z.infer<typeof TeamMember>

export const Team = z.object({
  cycle: CycleName,
  version: z.number().int(),
  asOf: Day,
  profile: ProfileKey,
  members: z
    .array(TeamMember)
    .describe('Assessed reports, fewest must-haves short first, then by name; never by points.'),
  next: z.string().nullable(),
  policy: Policy,
})
export type Team = z.infer<typeof Team>

export const BandsInput = z.strictObject({
  cycle: CycleName.optional(),
  profile: ProfileKey.optional(),
  unit: z.string().optional(),
})
export const BandCounts = z.object({
  cycle: CycleName,
  version: z.number().int(),
  asOf: Day,
  profile: ProfileKey,
  people: z.number().int(),
  counts: z.object({
    'ready-now': z.number().int(),
    'ready-soon': z.number().int(),
    longer: z.number().int(),
    insufficient: z.number().int(),
  }),
  provisional: z.number().int().describe('Of those with a band, how many at low confidence.'),
})
export type BandCounts = z.infer<typeof BandCounts>
