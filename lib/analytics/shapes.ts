import { z } from 'zod'
import { levelSources } from '@/db/values'
import { CycleName } from '@/lib/assessments/shapes'
import { CriterionKey, ProfileKey } from '@/lib/framework/shapes'
import { Day, PersonRef, UnitId } from '@/lib/people/shapes'
import { Policy } from '@/lib/readiness/shapes'

export const GapMapInput = z.strictObject({
  cycle: CycleName.optional().describe('Newest published when absent.'),
  profile: ProfileKey.optional().describe('The default profile when absent.'),
  unit: UnitId.optional().describe('Top of the answer; all the caller may see when absent.'),
  after: z.string().max(400).optional().describe('`next` of the answer before.'),
})
export type GapMapInput = z.infer<typeof GapMapInput>

/** A unit including its sub-units × one criterion. Levels 0–5; gap in levels, never negative. */
export const GapCell = z.object({
  unit: UnitId,
  criterion: CriterionKey,
  people: z
    .number()
    .int()
    .describe('People marked as assessed with a post here on the as-of day, whatever their own target profile.'),
  assessed: z.number().int().describe('Of them, people with a level of record that has not expired.'),
  below: z
    .number()
    .int()
    .nullable()
    .describe('Of the assessed, people below target; null where the profile asks nothing.'),
  meanLevel: z.number().nullable(),
  meanGap: z
    .number()
    .nullable()
    .describe('Mean of max(0, target − level); null where nobody is assessed or the profile asks nothing.'),
  histogram: z.array(z.number().int()).describe('People at each level, from level 0, rounded down.'),
  isStale: z.boolean().describe('The ratings are on average older than the policy’s `staleMonths`.'),
})
export type GapCell = z.infer<typeof GapCell>

export const GapMap = z.object({
  cycle: CycleName,
  version: z.number().int(),
  profile: ProfileKey,
  asOf: Day,
  cells: z.array(GapCell).describe('By unit in tree order, then criterion in framework order.'),
  next: z.string().nullable(),
  policy: Policy,
})
export type GapMap = z.infer<typeof GapMap>

export const CellInput = z.strictObject({
  cycle: CycleName.optional(),
  profile: ProfileKey.optional(),
  unit: UnitId,
  criterion: CriterionKey,
  only: z.enum(['below']).optional().describe('`below`: only people under the target.'),
  source: z.enum(levelSources).optional().describe('Only levels that came from here.'),
  ratedBefore: Day.optional().describe('Only people rated before this day.'),
  aim: ProfileKey.optional().describe('Only people whose own target profile this was.'),
  after: z.string().max(400).optional(),
})
export type CellInput = z.infer<typeof CellInput>
/** Whom of a cell's people to list. */
export type CellFilter = Pick<CellInput, 'only' | 'source' | 'ratedBefore' | 'aim'>
export const CellPerson = z.object({
  person: PersonRef,
  level: z.number().nullable(),
  source: z.enum(levelSources).nullable(),
  ratedOn: Day.nullable(),
})
export type CellPerson = z.infer<typeof CellPerson>
export const CellDetail = z.object({
  cell: GapCell,
  target: z.number().int().nullable(),
  minimum: z.number().int().nullable(),
  underMinimum: z.number().int().nullable(),
  people: z
    .array(CellPerson)
    .describe('Those the caller may see today, nearest to the target first; not assessed last.'),
  hidden: z.number().int().describe('People counted here then whom the caller may not see today: they have moved.'),
  next: z.string().nullable(),
})
export type CellDetail = z.infer<typeof CellDetail>
