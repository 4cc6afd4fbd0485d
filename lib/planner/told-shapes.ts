import { z } from 'zod'
import { CriterionKey } from '@/lib/framework/shapes'
import { OpeningId, Verdict } from '@/lib/openings/shapes'
import { Day, EmployeeId, UnitId, UnitRef } from '@/lib/people/shapes'

const Milli = z.number().int().describe('In thousandths.')
const Count = z.number().int().min(0)
const Facts = z.record(z.string(), z.union([z.string(), z.number(), z.null()]))

export const ToldPlacement = z.object({
  employeeId: EmployeeId,
  openingId: OpeningId,
  from: Day,
  to: Day,
  unitId: UnitId,
  hostUnitId: UnitId,
  location: z.string(),
  share: z.number().int().describe('Of the week, in percent.'),
  needsMove: z.boolean(),
  points: Milli.describe('Expected gain for the person’s own profile, in thousandths of a readiness point.'),
  onChosen: Milli.describe('Of it, on the gaps that were chosen.'),
  range: z.object({ low: Milli, high: Milli }).describe('The points when every gain is half a level less, or more.'),
  cost: Count.nullable().describe('Of cover, in minor units of money; null where no costs are reckoned.'),
  worth: z.object({
    ...{ gaps: Milli, preference: Milli, aspiration: Milli, move: Milli, late: Milli, stability: Milli, total: Milli },
  }),
  gains: z.array(
    z.object({
      ...{ criterion: CriterionKey, from: Milli, to: Milli, points: Milli, isChosen: z.boolean() },
      meets: z.boolean().describe('A must-have below its minimum today and not after the return.'),
    }),
  ),
  entry: z.array(z.object({ criterion: CriterionKey, level: Milli, needed: Milli })),
  cautions: z.array(Verdict).describe('Allowed with a named reason, or not known.'),
  sole: z.array(CriterionKey).describe('Must-haves that nobody else at home holds.'),
  home: z.object({
    heads: Count,
    stay: Count.describe('Heads who stay while this placement lasts.'),
    held: Count.describe('Must-haves that the person holds.'),
    cover: z.object({ employeeId: EmployeeId, holds: Count }).nullable(),
  }),
  rivals: Count.describe('People who could take this place.'),
  rank: Count.describe('Place among them by what each counts for, 1 the first.'),
})
export type ToldPlacement = z.infer<typeof ToldPlacement>

export const Effect = z.object({
  points: Milli,
  onChosen: Milli,
  minimums: Count,
  needCover: Count,
  moves: Count,
  cost: Count.nullable(),
  gaps: z.array(
    z.object({
      criterion: CriterionKey,
      before: Milli.describe('Levels missing to the target among the people placed.'),
      after: Milli,
      underBefore: Count,
      underAfter: Count,
      of: Count,
    }),
  ),
  gained: z.array(z.object({ criterion: CriterionKey, people: Count, levels: Milli })),
  homes: z.array(
    z.object({
      unitId: UnitId,
      heads: Count,
      floor: Count.describe('Heads that have to stay.'),
      stretches: z.array(z.object({ from: Day, to: Day, away: Count })),
      sole: z.array(z.object({ employeeId: EmployeeId, criteria: z.array(CriterionKey) })),
    }),
  ),
  spread: z.array(z.object({ by: z.enum(['unit', 'location']), key: z.string(), candidates: Count, placed: Count })),
})
export type Effect = z.infer<typeof Effect>

export const Exclusions = z.array(z.object({ reason: z.string(), pairs: Count }))
export type Exclusions = z.infer<typeof Exclusions>

export const LeftOut = z.object({
  employeeId: EmployeeId,
  openings: Count.describe('Places that this person could take.'),
  best: Milli.describe('What the best of these counts for.'),
})
export type LeftOut = z.infer<typeof LeftOut>

export const Names = z.object({
  people: z.array(z.object({ employeeId: EmployeeId, name: z.string(), unit: UnitRef.nullable() })),
  openings: z.array(z.object({ openingId: OpeningId, title: z.string(), host: z.string() })),
})
export type Names = z.infer<typeof Names>

export const ToldPerson = z.object({
  employeeId: EmployeeId,
  pairs: z.array(
    z.object({
      openingId: OpeningId,
      state: z.enum(['planned', 'possible', 'excluded']),
      best: z.object({ from: Day, to: Day, value: Milli }).nullable(),
      reason: z.string().nullable(),
      facts: Facts.describe('What a sentence about the reason needs.'),
    }),
  ),
})
export type ToldPerson = z.infer<typeof ToldPerson>

/** What the plan weighed by: of the settings that it was made by, in thousandths of a point. */
export const Weights = z.object({
  chosenFactor: z.number(),
  firstChoice: Milli,
  aspiration: Milli,
  move: Milli,
  stability: Milli,
})
export type Weights = z.infer<typeof Weights>

export const Told = z.object({
  runId: z.uuid(),
  weights: Weights,
  placements: z.array(ToldPlacement).describe('The largest gain first.'),
  effect: Effect,
  exclusions: Exclusions.describe('Pairs that were not considered, by the first rule that excludes them; most first.'),
  pairs: Count.describe('Pairs that were.'),
  left: z.array(LeftOut).describe('Candidates without a placement: those who could have one first.'),
  names: Names,
})
export type Told = z.infer<typeof Told>
export const ToldInput = z.strictObject({ id: z.uuid() })
export const ToldPersonInput = z.strictObject({ id: z.uuid(), employeeId: EmployeeId })
